//! Every request is looked at once: whose is it? Then whoever answers it asks the `Bearer` in it.

use std::sync::Arc;

use apostille_catalogue::Key;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::sessions::IDLE;
use super::{Bearer, Proof, Readers};
use crate::pages::{Visitor, told_as_asked};
use crate::{Refusal, Site};

/// The session's cookie.
const COOKIE_NAME: &str = "apostille";

/// Puts the bearer into the request, and refuses who may not read where readers need a key.
pub(crate) async fn identify(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let bearer = match told(&site, request.headers()).await {
        Ok(bearer) => bearer,
        Err(refusal) => return told_as_asked(&Visitor::of(request.headers(), request.uri()), refusal),
    };
    if bearer.is_none() && site.access.readers == Readers::Bearers && !is_open(request.uri()) {
        return told_as_asked(&Visitor::of(request.headers(), request.uri()), Refusal::NoKey);
    }
    if let Some(bearer) = bearer {
        request.extensions_mut().insert(bearer);
    }
    next.run(request).await
}

/// What is answered to everyone: how to sign in, how that looks, and whether the server runs.
fn is_open(uri: &Uri) -> bool {
    let path = uri.path();
    path == "/sign-in" || path.starts_with("/static/") || path.starts_with("/health/")
}

async fn told(site: &Arc<Site>, headers: &HeaderMap) -> Result<Option<Bearer>, Refusal> {
    if let Some(secret) = secret(headers) {
        let (shared, secret) = (Arc::clone(site), secret.to_owned());
        let key = site.collection.read(move |reading| shared.access.bearer_of(&reading.catalogue, &secret)).await?;
        let Key { name, role } = key.ok_or(Refusal::BadKey)?;
        return Ok(Some(Bearer { name, role, proof: Proof::Secret }));
    }
    let Some(session) = session_of(headers).and_then(|cookie| site.access.sessions.find(cookie)) else {
        return Ok(None);
    };
    let Key { name, role } = session.key;
    if session.is_of_catalogue {
        let asked = name.clone();
        let is_good = site.collection.read(move |reading| Ok(reading.catalogue.has_good_key(&asked)?)).await?;
        if !is_good {
            return Ok(None);
        }
    }
    Ok(Some(Bearer { name, role, proof: Proof::Session { form_word: session.form_word } }))
}

/// `Authorization: Bearer SECRET` (RFC 6750).
fn secret(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(secret)
}

/// The value of the session's cookie.
pub(crate) fn session_of(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(';'));
    cookies
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .map(|(_, value)| value)
}

/// The header that keeps a session in the browser. Another site's links open pages signed out.
pub(crate) fn session_cookie(value: &str, is_encrypted: bool) -> String {
    let secure = if is_encrypted { "; Secure" } else { "" };
    format!("{COOKIE_NAME}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{secure}", IDLE.as_secs())
}

/// The header that forgets it.
pub(crate) fn signed_out_cookie() -> String {
    format!("{COOKIE_NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")
}

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = Refusal;

    /// # Errors
    /// [`Refusal::NoKey`] if nobody has shown a key.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Bearer, Refusal> {
        parts.extensions.get::<Bearer>().cloned().ok_or(Refusal::NoKey)
    }
}
