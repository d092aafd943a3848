//! `GET /api/v1/documents`, one of them, and its original.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower_http::services::ServeFile;

use super::request::{Gone, Missing, OfDocument, Unreadable};
use crate::answer::{self, Document, DocumentList, Links};
use crate::parameters::{Asker, Parameters, documents_request};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// List documents
#[utoipa::path(
    get,
    path = "/api/v1/documents",
    tag = "documents",
    params(
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 100, description = "How many at most. 50 unless said.",
            example = 2),
        ("cursor" = Option<String>, Query, description = "Where to go on: the `next` of the answer before."),
    ),
    responses(
        (status = 200, description = "Documents", body = DocumentList),
        Unreadable,
    )
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Result<Json<DocumentList>, Refusal> {
    let request = documents_request(query.as_deref(), Asker::Program)?;
    site.collection.read(move |reading| Ok(answer::documents(&reading.catalogue, &request)?)).await.map(Json)
}

/// Read a whole document
///
/// Its record, sections, passages and notes, as `apostille show` prints them.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}",
    tag = "documents",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    responses(
        (status = 200, description = "The document", body = Document),
        Missing,
        Gone,
    )
)]
pub(super) async fn document(
    State(site): State<Arc<Site>>,
    OfDocument(id): OfDocument,
    RawQuery(query): RawQuery,
) -> Result<Json<Document>, Refusal> {
    Parameters::read(query.as_deref())?.of(Asker::Program, &[])?;
    let read = site.collection.read(move |reading| {
        let document = answer::document(&reading.catalogue, id)?;
        let document = document.ok_or_else(|| Refusal::of_document(&reading.catalogue, id))?;
        let original = reading.catalogue.original(id)?.map(|_| format!("/api/v1/documents/{id}/original"));
        Ok(Document { links: Some(Links { page: format!("/documents/{id}"), original }), ..document })
    });
    read.await.map(Json)
}

/// Download a document's original
///
/// The bytes as they were given. Ranges are answered. A document made from rows has no original.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/original",
    tag = "documents",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    responses(
        (status = 200, description = "The file", body = [u8], content_type = "application/octet-stream"),
        Missing,
    )
)]
pub(super) async fn original(
    State(site): State<Arc<Site>>,
    OfDocument(id): OfDocument,
    RawQuery(query): RawQuery,
    request: Request,
) -> Result<Response, Refusal> {
    Parameters::read(query.as_deref())?.of(Asker::Program, &[])?;
    let (file, name) = site
        .collection
        .read(move |reading| {
            let summary = reading.catalogue.summary(id)?;
            let summary = summary.ok_or_else(|| Refusal::of_document(&reading.catalogue, id))?;
            let file = reading.catalogue.original(id)?.ok_or(Refusal::NotFound(Sought::Original))?;
            let name = summary.paths.first().and_then(|path| path.rsplit(['/', '\\']).next().map(str::to_owned));
            Ok((file, name.unwrap_or_else(|| id.to_string())))
        })
        .await?;
    attachment(file, &name, request).await
}

/// The file to be saved, never shown: what others wrote runs nothing here, whatever it contains.
async fn attachment(file: PathBuf, name: &str, request: Request) -> Result<Response, Refusal> {
    let failed = |error: &dyn std::fmt::Display| Refusal::Internal(format!("{}: {error}", file.display()));
    let served = ServeFile::new(&file).try_call(request).await.map_err(|error| failed(&error))?;
    let mut response = served.into_response();
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")).map_err(|error| failed(&error))?;
    let headers = response.headers_mut();
    headers.insert(CONTENT_DISPOSITION, disposition);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok(response)
}
