//! What does a person see? Pages rendered on the server, in English or Spanish, that work without a script.
//!
//! Not here: what is found (`answer`), and what programs get (`api`).

mod added;
mod addresses;
mod card;
mod citation;
mod desk;
mod document;
mod doubts;
mod excerpt;
mod filters;
mod help;
mod hits;
mod home;
mod list;
mod passage;
mod pieces;
mod reading;
mod refused;
mod search;
mod similar;
mod texts;
mod visitor;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, SET_COOKIE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::{Refusal, Site};

pub(crate) use home::usual_questions;
use refused::refused;
pub(crate) use refused::{method, told_as_asked, unknown};
pub(crate) use visitor::Visitor;

/// The pages' routes.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(home::home))
        .route("/search", get(search::search))
        .route("/documents", get(list::list))
        .route("/documents/{id}", get(document::document))
        .route("/passages/{id}", get(passage::passage))
        .route("/passages/{id}/similar", get(similar::similar))
        .route("/help", get(help::help))
        .merge(desk::routes())
}

/// A page in the reader's language.
fn page(visitor: &Visitor, status: StatusCode, template: &impl Template) -> Response {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => return Refusal::Internal(format!("a page cannot be rendered: {error}")).into_response(),
    };
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(visitor.locale.tag()));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.extend(visitor.cookie().and_then(|cookie| HeaderValue::from_str(&cookie).ok()).map(|c| (SET_COOKIE, c)));
    response
}
