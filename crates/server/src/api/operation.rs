//! What do operators watch? `/health/live`, `/health/ready` and `/metrics`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Problem;
use crate::{Refusal, Site};

/// The server's state in a word.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// `live` or `ready`.
    #[schema(example = "ready")]
    status: &'static str,
}

/// Is the server running?
#[utoipa::path(
    get,
    path = "/health/live",
    tag = "operation",
    responses((status = 200, description = "It runs", body = Health))
)]
pub(super) async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// Can the collection be searched?
#[utoipa::path(
    get,
    path = "/health/ready",
    tag = "operation",
    responses(
        (status = 200, description = "Catalogue and index can be read", body = Health),
        (status = 503, description = "They cannot, yet", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn ready(State(site): State<Arc<Site>>) -> Result<Json<Health>, Refusal> {
    let read = site.collection.read(|reading| {
        reading.searcher()?;
        Ok(reading.catalogue.sequence()?)
    });
    read.await.map(|_| Json(Health { status: "ready" }))
}

/// Counts, in Prometheus' text format
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operation",
    responses((status = 200, description = "Counts since the server started, and what the collection holds now",
        body = String, content_type = "text/plain; version=0.0.4"))
)]
pub(super) async fn metrics(State(site): State<Arc<Site>>) -> Result<impl IntoResponse, Refusal> {
    let held = site.collection.read(|reading| {
        let documents = reading.catalogue.counts()?.documents;
        // A collection without an index yet has no passage in it.
        Ok((documents, reading.searcher().map_or(0, |searcher| searcher.passages())))
    });
    let (documents, passages) = held.await?;
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], site.metrics.text(documents, passages)))
}
