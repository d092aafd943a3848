//! `PATCH` and `DELETE /api/v1/documents/{id}`, and back out of the trash.

use std::sync::Arc;

use apostille_catalogue::{Edit, Field, Job, JobId, Presence, Role};
use apostille_corpus::DocumentId;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::uploads::form_word;
use crate::access::Bearer;
use crate::answer::Problem;
use crate::jobs::{Outcome, ask};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// A change that was made, or waits to be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Changed {
    /// `done`, or `queued` if something long has to end first.
    #[schema(example = "done")]
    state: &'static str,
    /// The number of the job.
    job: i64,
}

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
        (status = 200, description = "The record is corrected", body = Changed),
        (status = 202, description = "It waits for something long", body = Changed),
        (status = 400, description = "The body cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "A key is needed", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such document", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field cannot have the value", body = Problem,
            content_type = "application/problem+json"),
    ),
    security(("key" = []))
)]
pub(super) async fn edit(
    State(site): State<Arc<Site>>,
    bearer: Bearer,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    may_change(&bearer, &headers)?;
    let id = live(&site, id).await?;
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
        (status = 200, description = "It is in the trash", body = Changed),
        (status = 202, description = "It waits for something long", body = Changed),
        (status = 401, description = "A key is needed", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such document", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It has left already", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = []))
)]
pub(super) async fn remove(
    State(site): State<Arc<Site>>,
    bearer: Bearer,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    may_change(&bearer, &headers)?;
    let id = live(&site, id).await?;
    changed(ask(&site, &bearer, Job::Remove { documents: vec![id] }).await?)
}

/// Restore a document from the trash
#[utoipa::path(
    post,
    path = "/api/v1/documents/{id}/restore",
    tag = "librarian",
    params(("id" = String, Path, description = "The document's id", example = "0123456789abcdef")),
    responses(
        (status = 200, description = "It is in the collection again", body = Changed),
        (status = 202, description = "It waits for something long", body = Changed),
        (status = 401, description = "A key is needed", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "It is not in the trash", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = []))
)]
pub(super) async fn restore(
    State(site): State<Arc<Site>>,
    bearer: Bearer,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    may_change(&bearer, &headers)?;
    let id = document(id)?;
    let is_there = site.collection.read(move |reading| Ok(reading.catalogue.presence(id)?)).await?;
    if !matches!(is_there, Presence::Trashed { .. }) {
        return Err(Refusal::NotFound(Sought::Document));
    }
    changed(ask(&site, &bearer, Job::Restore { documents: vec![id] }).await?)
}

fn may_change(bearer: &Bearer, headers: &HeaderMap) -> Result<(), Refusal> {
    bearer.require(Role::Librarian)?;
    bearer.meant(form_word(headers).as_deref())
}

fn document(id: Result<Path<String>, PathRejection>) -> Result<DocumentId, Refusal> {
    id.ok().and_then(|Path(id)| id.parse().ok()).ok_or(Refusal::NotFound(Sought::Document))
}

async fn live(site: &Arc<Site>, id: Result<Path<String>, PathRejection>) -> Result<DocumentId, Refusal> {
    let id = document(id)?;
    let looked = site.collection.read(move |reading| match reading.catalogue.presence(id)? {
        Presence::Live => Ok(id),
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
