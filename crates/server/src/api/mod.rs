//! What does a program get? JSON at `/api/v1`, described at `/openapi.json`, and what operators watch.
//!
//! Not here: how answers are built (`answer`), and pages.

mod batches;
mod changes;
mod complete;
mod documents;
mod openapi;
mod operation;
mod passages;
mod request;
mod search;
mod uploads;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Site;

/// The routes of the API, and of the server's operation.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/api/v1/search", get(search::search))
        .route("/api/v1/complete", get(complete::complete))
        .route("/api/v1/documents", get(documents::list).post(uploads::add).layer(DefaultBodyLimit::disable()))
        .route("/api/v1/documents/{id}", get(documents::document).patch(changes::edit).delete(changes::remove))
        .route("/api/v1/documents/{id}/restore", post(changes::restore))
        .route("/api/v1/batches", get(batches::list))
        .route("/api/v1/batches/{id}", get(batches::batch))
        .route("/api/v1/batches/{id}/report.csv", get(batches::report))
        .route("/api/v1/documents/{id}/original", get(documents::original))
        .route("/api/v1/passages/{id}", get(passages::passage))
        .route("/api/v1/passages/{id}/similar", get(passages::similar))
        .route("/openapi.json", get(openapi::openapi))
        .route("/health/live", get(operation::live))
        .route("/health/ready", get(operation::ready))
        .route("/metrics", get(operation::metrics))
}
