//! One value for many records: what it would change is shown first.

use std::sync::Arc;

use apostille_catalogue::{Edit, Field, Job, Summary};
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::visitor::Frame;
use super::super::{page, refused};
use super::edit::texts;
use super::{Librarian, Posted, after};
use crate::jobs::ask;
use crate::parameters::{Parameters, document_address};
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "desk/bulk.html")]
struct BulkPage {
    frame: Frame,
    documents: Vec<(DocumentId, String, String)>,
    fields: Vec<(&'static str, &'static str)>,
}

/// What edits would change, to be looked at before they are made.
#[derive(Template)]
#[template(path = "desk/preview.html")]
pub(super) struct Preview {
    pub(super) frame: Frame,
    /// How many values would change.
    pub(super) count: String,
    pub(super) rows: Vec<PreviewRow>,
    /// What is wrong: then nothing can be applied.
    pub(super) wrong: Vec<String>,
    /// The edits as JSON, which come back when they are to be made.
    pub(super) edits: String,
    /// What kind of edit it is, for the history.
    pub(super) what: String,
}

/// A value that would change.
pub(super) struct PreviewRow {
    /// The row of the table it comes from.
    pub(super) row: Option<u64>,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) field: &'static str,
    pub(super) from: String,
    pub(super) to: String,
}

/// `GET /desk/bulk?id=...`.
pub(super) async fn form(librarian: Librarian, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    let visitor = librarian.visitor;
    let query = Parameters::read(query.as_deref()).unwrap_or_default();
    match chosen(&site, &query).await {
        Ok(documents) => {
            let link = |summary: Summary| (summary.id, summary.record.title, document_address(summary.id, "", ""));
            let documents = documents.into_iter().map(link).collect();
            let d = visitor.texts().desk;
            let fields = Field::ALL.into_iter().map(|field| (field.as_str(), d.field(field))).collect();
            page(&visitor, StatusCode::OK, &BulkPage { frame: visitor.frame(), documents, fields })
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn chosen(site: &Arc<Site>, fields: &Parameters) -> Result<Vec<Summary>, Refusal> {
    let ids: Vec<DocumentId> = fields.all("id").filter_map(|id| id.parse().ok()).collect();
    site.collection.read(move |reading| Ok(reading.catalogue.summaries_of(&ids)?)).await
}

/// `POST /desk/bulk`: what would change.
pub(super) async fn preview(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, fields, .. } = posted;
    let field: Result<Field, Refusal> =
        fields.all("field").last().and_then(|name| name.parse().ok()).ok_or_else(|| Refusal::Body("field".to_owned()));
    let found = match field {
        Ok(field) => chosen(&site, &fields).await.map(|documents| (field, documents)),
        Err(refusal) => Err(refusal),
    };
    let (field, documents) = match found {
        Ok(found) => found,
        Err(refusal) => return refused(&visitor, &refusal),
    };
    let written = fields.all("value").last().unwrap_or_default();
    let adds = fields.all("how").last() == Some("add") && field.is_list();
    let (mut rows, mut edits, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    match field.value(&texts(field, written)) {
        Err(bad) => wrong.push(bad.to_string()),
        Ok(value) => {
            for summary in documents {
                let current = json!(summary.record).get(field.as_str()).cloned().unwrap_or(Value::Null);
                let value = if adds { joined(&current, &value) } else { value.clone() };
                if current == value {
                    continue;
                }
                rows.push(PreviewRow {
                    row: None,
                    title: summary.record.title,
                    href: document_address(summary.id, "", ""),
                    field: visitor.texts().desk.field(field),
                    from: field.cell(&current),
                    to: field.cell(&value),
                });
                edits.push(Edit { document: summary.id, field, value: Some(value) });
            }
        }
    }
    let edits = json!(edits).to_string();
    let count = visitor.texts().desk.count_changes.of(visitor.locale, rows.len() as u64);
    page(
        &visitor,
        StatusCode::OK,
        &Preview { frame: visitor.frame(), count, rows, wrong, edits, what: "bulk".to_owned() },
    )
}

/// The values of a list and those that are added to it, each once.
fn joined(current: &Value, added: &Value) -> Value {
    let mut values = current.as_array().cloned().unwrap_or_default();
    for value in added.as_array().into_iter().flatten() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    Value::Array(values)
}

/// `POST /desk/edits`: makes what was previewed, all or nothing.
pub(super) async fn apply(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    let edits: Option<Vec<Edit>> = fields
        .all("edits")
        .last()
        .and_then(|edits| serde_json::from_str(edits).ok())
        .filter(|edits: &Vec<_>| !edits.is_empty());
    let Some(edits) = edits else { return refused(&visitor, &Refusal::Body("edits".to_owned())) };
    let what: String = fields.all("what").last().unwrap_or("bulk").chars().take(200).collect();
    after(&visitor, ask(&site, &bearer, Job::Edit { edits, what }).await, "/desk/history")
}

/// `POST /desk/undo`: takes back the newest edit that was not undone.
pub(super) async fn undo(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, .. } = posted;
    after(&visitor, ask(&site, &bearer, Job::UndoEdit).await, "/desk/history")
}
