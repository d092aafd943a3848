//! `GET /api/v1/batches`, one of them, and its report as a table.

use std::sync::Arc;

use apostille_catalogue::JobId;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use csv::Writer;

use super::request::{Librarian, Missing, OfLibrarian};
use crate::answer::{self, Batch, BatchFile, BatchList};
use crate::parameters::{Asker, Parameters};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// So many batches are listed.
const LISTED: u64 = 50;

/// List batches
///
/// What came in together, the newest first, without the files.
#[utoipa::path(
    get,
    path = "/api/v1/batches",
    tag = "librarian",
    params(("before" = Option<i64>, Query, description = "Only batches before the one of this number")),
    responses(
        (status = 200, description = "Batches", body = BatchList),
        OfLibrarian,
    ),
    security(("key" = []))
)]
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    _: Librarian,
    RawQuery(query): RawQuery,
) -> Result<Json<BatchList>, Refusal> {
    let parameters = Parameters::read(query.as_deref())?.of(Asker::Program, &["before"])?;
    let before = parameters.number("before")?.map(JobId);
    site.collection.read(move |reading| Ok(answer::batches(&reading.catalogue, before, LISTED)?)).await.map(Json)
}

/// See what became of a batch
///
/// Every file with its end: indexed, duplicate of what, or failed why, with the remedy. The counts add up to the files sent.
#[utoipa::path(
    get,
    path = "/api/v1/batches/{id}",
    tag = "librarian",
    params(("id" = i64, Path, description = "The batch's number", example = 1)),
    responses(
        (status = 200, description = "The batch", body = Batch),
        OfLibrarian,
        Missing,
    ),
    security(("key" = []))
)]
pub(super) async fn batch(
    State(site): State<Arc<Site>>,
    _: Librarian,
    id: Result<Path<i64>, PathRejection>,
) -> Result<Json<Batch>, Refusal> {
    read(&site, id).await.map(Json)
}

/// Download a batch's report as CSV
#[utoipa::path(
    get,
    path = "/api/v1/batches/{id}/report.csv",
    tag = "librarian",
    params(("id" = i64, Path, description = "The batch's number", example = 1)),
    responses(
        (status = 200, description = "A row a file", body = String, content_type = "text/csv"),
        OfLibrarian,
        Missing,
    ),
    security(("key" = []))
)]
pub(super) async fn report(
    State(site): State<Arc<Site>>,
    _: Librarian,
    id: Result<Path<i64>, PathRejection>,
) -> Result<Response, Refusal> {
    let batch = read(&site, id).await?;
    let table =
        table(&batch.files).map_err(|error| Refusal::Internal(format!("a report cannot be written: {error}")))?;
    let name = format!("attachment; filename=\"batch-{}.csv\"", batch.id);
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, table).into_response())
}

async fn read(site: &Arc<Site>, id: Result<Path<i64>, PathRejection>) -> Result<Batch, Refusal> {
    let Ok(Path(id)) = id else { return Err(Refusal::NotFound(Sought::Batch)) };
    let found = site.collection.read(move |reading| Ok(answer::batch(&reading.catalogue, JobId(id))?)).await?;
    found.ok_or(Refusal::NotFound(Sought::Batch))
}

/// The report as RFC 4180 has it. What a spreadsheet would take for a formula is kept a text by an apostrophe.
fn table(files: &[BatchFile]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record([
        "file", "state", "document", "same_as", "reason", "message", "warnings", "pages", "passages", "notes",
    ])?;
    for file in files {
        let same_as: Vec<String> = file.same_as.iter().map(ToString::to_string).collect();
        writer.write_record([
            text(&file.path),
            file.state.to_owned(),
            file.document.map(|id| id.to_string()).unwrap_or_default(),
            same_as.join(" "),
            file.reason.clone().unwrap_or_default(),
            text(file.message.as_deref().unwrap_or_default()),
            file.warnings.to_string(),
            file.pages.map(|pages| pages.to_string()).unwrap_or_default(),
            file.passages.to_string(),
            file.notes.to_string(),
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
