//! `POST /api/v1/documents`: files come in.

use std::sync::Arc;

use apostille_catalogue::JobId;
use axum::Json;
use axum::extract::{FromRequest, Multipart, RawQuery, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::request::{Librarian, OfLibrarian, Unreadable, form_word};
use crate::answer::{BadParameter, Fault, Problem};
use crate::parameters::{Asker, Parameters};
use crate::receiving::{receive_file, receive_form};
use crate::{Refusal, Site};

/// Files that were taken, and wait to be read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Accepted {
    /// The number of the batch.
    batch: i64,
    /// How many files are in it.
    files: usize,
    /// Where a program sees what becomes of them.
    #[schema(example = "/api/v1/batches/12")]
    status: String,
    /// Where a person does.
    page: String,
}

/// Add documents
///
/// Files as `multipart/form-data`, or one file as the body, with its name as a parameter. The answer comes when they are on disk;
/// they are read one after the other. Bytes that the collection has already are told as `duplicate` and add nothing.
#[utoipa::path(
    post,
    path = "/api/v1/documents",
    tag = "librarian",
    params(("name" = Option<String>, Query, description = "The name of the one file that the body is", example = "paper.pdf")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 202, description = "They wait to be read", body = Accepted),
        (status = 413, description = "A file is too large; `limit` says how many bytes it may have", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many files wait; Retry-After says when to try again", body = Problem,
            content_type = "application/problem+json"),
        OfLibrarian,
        Unreadable,
    ),
    security(("key" = []))
)]
pub(super) async fn add(
    State(site): State<Arc<Site>>,
    Librarian(bearer): Librarian,
    RawQuery(query): RawQuery,
    request: Request,
) -> Result<Response, Refusal> {
    let word = form_word(request.headers()).map(str::to_owned);
    let (job, files) = if is_form(request.headers()) {
        Parameters::read(query.as_deref())?.of(Asker::Program, &[])?;
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|error| Refusal::Body(error.body_text()))?;
        receive_form(&site, &bearer, word.as_deref(), form).await?
    } else {
        bearer.meant(word.as_deref())?;
        let parameters = Parameters::read(query.as_deref())?.of(Asker::Program, &["name"])?;
        let name = parameters.one("name")?.filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| BadParameter::new("name", Fault::Missing))?.to_owned();
        receive_file(&site, &bearer, name, request.into_body()).await?
    };
    Ok(accepted(job, files))
}

fn accepted(job: JobId, files: usize) -> Response {
    let JobId(batch) = job;
    let status = format!("/api/v1/batches/{batch}");
    let location = HeaderValue::from_str(&status);
    let accepted = Accepted { batch, files, status, page: format!("/desk/batches/{batch}") };
    let mut response = (StatusCode::ACCEPTED, Json(accepted)).into_response();
    response.headers_mut().extend(location.ok().map(|location| (LOCATION, location)));
    response
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}
