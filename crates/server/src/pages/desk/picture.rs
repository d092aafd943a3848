//! The document's first page as a picture, drawn when somebody looks: for the page to put its record right on.

use std::sync::Arc;

use apostille_corpus::DocumentId;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Librarian;
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// How wide and how high a picture stands on the page, in dots: the frame is a sheet of A4, so that nothing jumps when it comes.
pub(super) const SIZE: (u16, u16) = (apostille_indexer::PICTURE_WIDTH, 1273);

/// Whose browser it is has signed in. An id is of the bytes that are drawn, but a newer program may draw them better.
const CACHING: &str = "private, max-age=86400";

/// The address of a document's picture, if these, its paths, promise a PDF.
pub(super) fn address_of(id: DocumentId, paths: &[String]) -> Option<String> {
    let is_pdf =
        |path: &String| std::path::Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    paths.iter().any(is_pdf).then(|| format!("/documents/{id}/first-page.png"))
}

/// `GET /documents/{id}/first-page.png`.
pub(super) async fn first_page(
    _: Librarian,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let missing = || Refusal::NotFound(Sought::Document);
    let id: DocumentId = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or_else(missing)?;
    let found = site.collection.read(move |reading| {
        let card = reading.catalogue.summary(id)?.ok_or_else(|| Refusal::of_document(&reading.catalogue, id))?;
        let original = reading.catalogue.original(id)?.ok_or(Refusal::NotFound(Sought::Original))?;
        Ok(address_of(id, &card.paths).map(|_| original))
    });
    let original = found.await?.ok_or(Refusal::NotFound(Sought::Picture))?;
    let tag = format!("\"{id}\"");
    let is_known = headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => site.drawer.first_page(original).await?.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(CACHING));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
    Ok(response)
}
