//! `PATCH` and `DELETE /api/v1/documents/{id}`, and back out of the trash.

use std::sync::Arc;

use apostille_catalogue::{Edit, Field, Job, JobId, Presence};
use apostille_corpus::DocumentId;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::request::{Changed, Changer, Gone, Missing, OfChange, OfDocument, OfLibrarian, Unreadable};
use crate::answer::Problem;
use crate::jobs::{Outcome, ask};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// Correct a record
///
/// The fields by name: a text, a list of texts, or null for "there is none". `unset` lists fields whose corrections are taken back, so
/// that what was read in the document holds again. All of it is one edit, or none is made.
#[utoipa::path(
    patch,
    path = "/api/v1/documents/{id}",
    tag = "librarian",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    request_body(content = Object, description = "Fields and values", content_type = "application/json"),
    responses(
        (status = 422, description = "A field cannot have the value", body = Problem,
            content_type = "application/problem+json"),
        OfChange,
        OfLibrarian,
        Unreadable,
        Missing,
    ),
    security(("key" = []))
)]
pub(super) async fn edit(
    State(site): State<Arc<Site>>,
    Changer(bearer): Changer,
    OfDocument(id): OfDocument,
    body: Bytes,
) -> Result<Response, Refusal> {
    live(&site, id).await?;
    let fields: Map<String, Value> = serde_json::from_slice(&body)
        .map_err(|error| Refusal::Body(format!("it is no JSON object of fields: {error}")))?;
    let edits = edits(id, fields)?;
    changed(ask(&site, &bearer, Job::Edit { edits, what: "set".to_owned() }).await?)
}

/// Remove a document
///
/// It goes to the trash, whole, and can be restored.
#[utoipa::path(
    delete,
    path = "/api/v1/documents/{id}",
    tag = "librarian",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    responses(
        OfChange,
        OfLibrarian,
        Missing,
        Gone,
    ),
    security(("key" = []))
)]
pub(super) async fn remove(
    State(site): State<Arc<Site>>,
    Changer(bearer): Changer,
    OfDocument(id): OfDocument,
) -> Result<Response, Refusal> {
    live(&site, id).await?;
    changed(ask(&site, &bearer, Job::Remove { documents: vec![id] }).await?)
}

/// Restore a document from the trash
#[utoipa::path(
    post,
    path = "/api/v1/documents/{id}/restore",
    tag = "librarian",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    responses(
        OfChange,
        OfLibrarian,
        Missing,
    ),
    security(("key" = []))
)]
pub(super) async fn restore(
    State(site): State<Arc<Site>>,
    Changer(bearer): Changer,
    OfDocument(id): OfDocument,
) -> Result<Response, Refusal> {
    let is_there = site.collection.read(move |reading| Ok(reading.catalogue.presence(id)?)).await?;
    if !matches!(is_there, Presence::Trashed { .. }) {
        return Err(Refusal::NotFound(Sought::Document));
    }
    changed(ask(&site, &bearer, Job::Restore { documents: vec![id] }).await?)
}

async fn live(site: &Arc<Site>, id: DocumentId) -> Result<(), Refusal> {
    let looked = site.collection.read(move |reading| match reading.catalogue.presence(id)? {
        Presence::Live => Ok(()),
        _ => Err(Refusal::of_document(&reading.catalogue, id)),
    });
    looked.await
}

fn edits(document: DocumentId, fields: Map<String, Value>) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Vec::new();
    for (name, value) in fields {
        if name == "unset" {
            for name in texts(&name, value)? {
                edits.push(Edit { document, field: field(&name)?, value: None });
            }
            continue;
        }
        let field = field(&name)?;
        let value = field.value(&texts(&name, value)?).map_err(|bad| Refusal::Refused(bad.to_string()))?;
        edits.push(Edit { document, field, value: Some(value) });
    }
    if edits.is_empty() { Err(Refusal::Body("it names no field".to_owned())) } else { Ok(edits) }
}

fn field(name: &str) -> Result<Field, Refusal> {
    name.parse().map_err(|unknown: apostille_catalogue::NoSuchField| Refusal::Body(unknown.to_string()))
}

fn texts(name: &str, value: Value) -> Result<Vec<String>, Refusal> {
    let wrong = || Refusal::Body(format!("`{name}` takes a text, a list of texts, or null"));
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) => Ok(vec![text]),
        Value::Array(values) => {
            let texts = values.into_iter().map(|value| value.as_str().map(str::to_owned).ok_or_else(wrong));
            texts.collect()
        }
        _ => Err(wrong()),
    }
}

fn changed(outcome: Outcome) -> Result<Response, Refusal> {
    let (status, state, JobId(job)) = match outcome {
        Outcome::Done(job) => (StatusCode::OK, "done", job),
        Outcome::Queued(job) => (StatusCode::ACCEPTED, "queued", job),
    };
    Ok((status, Json(Changed { state, job })).into_response())
}
