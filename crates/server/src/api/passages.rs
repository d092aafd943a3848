//! `GET /api/v1/passages/{id}`, and passages like it.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};

use super::request::{Gone, Missing};
use crate::answer::{self, PassageAnswer, SearchAnswer};
use crate::parameters::{Asker, Parameters};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// Read a passage or a note
#[utoipa::path(
    get,
    path = "/api/v1/passages/{id}",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The passage's or note's id", example = "0123456789abcdef-p1"),
        ("exact" = Option<String>, Query, description = "Words of it: with them it is found also when its number has moved"),
        ("prefix" = Option<String>, Query, description = "Words before those"),
        ("suffix" = Option<String>, Query, description = "Words after those"),
    ),
    responses(
        (status = 200, description = "The passage or note", body = PassageAnswer),
        Missing,
        Gone,
    )
)]
pub(super) async fn passage(
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Json<PassageAnswer>, Refusal> {
    let quote = Parameters::read(query.as_deref())?.of(Asker::Program, &["exact", "prefix", "suffix"])?.quote()?;
    let missing = || Refusal::NotFound(Sought::Passage);
    let Path(id) = id.map_err(|_| missing())?;
    let found = site.collection.read(move |reading| {
        let found = answer::passage(&reading.catalogue, &id, quote.as_ref())?;
        found.ok_or_else(|| Refusal::of_passage(&reading.catalogue, &id))
    });
    found.await.map(Json)
}

/// Find passages like one
///
/// A search for the words that tell the passage from others; `query` has them, and `except` keeps the passage itself out.
#[utoipa::path(
    get,
    path = "/api/v1/passages/{id}/similar",
    tag = "search",
    params(("id" = String, Path, description = "The passage's or note's id", example = "0123456789abcdef-p1")),
    responses(
        (status = 200, description = "The hits", body = SearchAnswer),
        Missing,
    )
)]
pub(super) async fn similar(
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Json<SearchAnswer>, Refusal> {
    Parameters::read(query.as_deref())?.of(Asker::Program, &[])?;
    let missing = || Refusal::NotFound(Sought::Passage);
    let Path(id) = id.map_err(|_| missing())?;
    let found = site.collection.read(move |reading| {
        let searcher = reading.searcher()?;
        let request = answer::similar(&searcher, &reading.catalogue, &id)?.ok_or_else(missing)?;
        Ok(answer::search(&searcher, &reading.catalogue, &request)?)
    });
    found.await.map(Json)
}
