//! The page to sign in on: with a key, or by the one-time address that the server printed.

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::Posted;
use crate::access::{session_cookie, session_of, signed_out_cookie};
use crate::parameters::Parameters;
use crate::{Refusal, Site};

/// Where who signs in goes if no page has sent them.
const DESK: &str = "/desk";

#[derive(Template)]
#[template(path = "desk/sign_in.html")]
struct SignIn {
    frame: Frame,
    /// What did not work.
    wrong: Option<&'static str>,
    to: String,
    /// Whether the one-time address that was printed is still good.
    awaits_once: bool,
}

/// `GET /sign-in`.
pub(super) async fn form(visitor: Visitor, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    let query = Parameters::read(query.as_deref()).unwrap_or_default();
    let to = query.all("to").last().unwrap_or(DESK);
    let Some(word) = query.all("once").last() else { return show(&visitor, &site, StatusCode::OK, None, to) };
    match site.access.sign_in_once(word) {
        Ok(Some(cookie)) => welcome(&visitor, &cookie, to),
        Ok(None) => show(&visitor, &site, StatusCode::FORBIDDEN, Some(visitor.texts().desk.used_once), to),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /sign-in`. No session is begun by another site that way but one with a key which that site knows.
pub(super) async fn sign_in(visitor: Visitor, State(site): State<Arc<Site>>, body: Bytes) -> Response {
    let fields = std::str::from_utf8(&body).ok().and_then(|body| Parameters::read(Some(body)).ok()).unwrap_or_default();
    let secret = fields.all("key").last().unwrap_or_default().to_owned();
    let to = fields.all("to").last().unwrap_or(DESK).to_owned();
    let shared = Arc::clone(&site);
    let key = site.collection.read(move |reading| shared.access.bearer_of(&reading.catalogue, &secret)).await;
    match key.and_then(|key| key.map(|key| site.access.sign_in(key)).transpose()) {
        Ok(Some(cookie)) => welcome(&visitor, &cookie, &to),
        Ok(None) => show(&visitor, &site, StatusCode::UNAUTHORIZED, Some(visitor.texts().desk.wrong_key), &to),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /sign-out`.
pub(super) async fn sign_out(State(site): State<Arc<Site>>, headers: HeaderMap, posted: Posted) -> Response {
    if let Some(cookie) = session_of(&headers) {
        site.access.sign_out(cookie);
    }
    drop(posted);
    with_cookie(Redirect::to("/").into_response(), &signed_out_cookie())
}

fn show(visitor: &Visitor, site: &Site, status: StatusCode, wrong: Option<&'static str>, to: &str) -> Response {
    let (frame, to, awaits_once) = (visitor.frame(), to.to_owned(), site.access.awaits_once());
    page(visitor, status, &SignIn { frame, wrong, to, awaits_once })
}

fn welcome(visitor: &Visitor, cookie: &str, to: &str) -> Response {
    // Only pages of this server: an address that begins with two slashes, or a slash and a backslash, leads elsewhere.
    let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n', '\t']);
    let to = if is_ours { to } else { DESK };
    with_cookie(Redirect::to(to).into_response(), &session_cookie(cookie, visitor.is_encrypted()))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    match HeaderValue::from_str(cookie) {
        Ok(cookie) => drop(response.headers_mut().insert(SET_COOKIE, cookie)),
        Err(_) => return Refusal::Internal("a cookie cannot be written".to_owned()).into_response(),
    }
    response
}
