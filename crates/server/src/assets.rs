//! Which files does the program carry? Style, script and icon, each at an address that changes with its content.

use axum::extract::{Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::refusal::{Refusal, Sought};

#[derive(RustEmbed)]
#[folder = "../../web/static"]
struct Static;

/// A year, and never asked for again: another content has another address.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Asked for again each time; unchanged costs no body.
const ASK_AGAIN: &str = "no-cache";

/// The address of an embedded file, with its content's hash.
pub(crate) fn address(name: &str) -> String {
    match Static::get(name) {
        Some(file) => format!("/static/{name}?v={}", hash(&file)),
        None => format!("/static/{name}"),
    }
}

/// `GET /static/{name}`.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap, request: Request) -> Response {
    let Some(file) = Static::get(&name) else { return Refusal::NotFound(Sought::Address).into_response() };
    let hash = hash(&file);
    let tag = format!("\"{hash}\"");
    let named = request.uri().query() == Some(&format!("v={hash}"));
    let known = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|tags| tags.contains(&tag));
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_owned().into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(if named { FOREVER } else { ASK_AGAIN }));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
    response
}

fn hash(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
