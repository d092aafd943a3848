//! What goes with every answer? Security headers, the count of the request, and the time it may take.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::pages::{Visitor, told_as_asked};
use crate::{Refusal, Site};

/// The longest time from a read request to its answer.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Nothing from elsewhere, nothing inline, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 3] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // A question is the reader's own: it does not travel to a site that a note links to.
    (REFERRER_POLICY, "no-referrer"),
];

/// Adds the security headers that an answer does not set itself.
pub(crate) async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Counts the request under its route, and gives it up when its time is over.
pub(crate) async fn count_and_limit(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let visitor = Visitor::of(request.headers(), request.uri());
    let answer = tokio::time::timeout(TIME_LIMIT, next.run(request)).await;
    let response = answer.unwrap_or_else(|_| told_as_asked(&visitor, Refusal::Time));
    site.metrics.request(&route, response.status().as_u16());
    response
}
