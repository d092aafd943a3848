//! The page to put a record right on: the form, and beside it the document's first page as it was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use apostille_catalogue::{Catalogue, Edit, Field, FieldValue, Job, ValueSource};
use apostille_corpus::{Document, DocumentId, Language};
use apostille_engine::vocabulary::subjects;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::texts::DeskTexts;
use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::{Librarian, Posted, after, picture};
use crate::jobs::ask;
use crate::parameters::{Parameters, document_address};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// The input for a subject of the vocabulary.
const ADDED_SUBJECT: &str = "added-subject";

/// So much of a document without pages is shown beside the form.
const PASSAGES_SHOWN: usize = 12;

#[derive(Template)]
#[template(path = "desk/edit.html")]
struct EditPage {
    frame: Frame,
    href: String,
    action: String,
    title: String,
    inputs: Vec<Input>,
    /// Subjects to choose from, in the reader's language.
    subjects: &'static [String],
    /// Paragraphs of the first page, each with its language.
    first_page: Vec<(String, Vec<String>)>,
    original: Option<String>,
    /// The address of the first page's picture, where there may be one.
    picture: Option<String>,
    picture_size: (u16, u16),
    /// What is wrong with what was sent.
    wrong: Vec<String>,
}

/// A field of the form.
struct Input {
    name: &'static str,
    label: &'static str,
    value: String,
    /// How many lines it has: a list a line a value.
    lines: usize,
    hint: &'static str,
    /// Where the value comes from, and what the other sources say.
    source: String,
    others: Vec<String>,
    /// A librarian has set it, and may take that back.
    is_set: bool,
}

struct Read {
    document: Document,
    values: Vec<FieldValue>,
    original: bool,
    paths: Vec<String>,
}

/// `GET /documents/{id}/edit`.
pub(super) async fn form(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let visitor = librarian.visitor;
    match read(&site, id).await {
        Ok(read) => page(&visitor, StatusCode::OK, &view(&visitor, &read, None)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /documents/{id}/edit`.
pub(super) async fn save(
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    posted: Posted,
) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    let read = match read(&site, id).await {
        Ok(read) => read,
        Err(refusal) => return refused(&visitor, &refusal),
    };
    let id = read.document.id;
    match edits(&read, &fields) {
        Ok(edits) if edits.is_empty() => {
            after(&visitor, Ok(crate::jobs::Outcome::Done(NOTHING)), &document_address(id, "", ""))
        }
        Ok(edits) => {
            let asked = ask(&site, &bearer, Job::Edit { edits, what: "set".to_owned() }).await;
            after(&visitor, asked, &document_address(id, "", ""))
        }
        Err(wrong) => page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, &view(&visitor, &read, Some((&fields, wrong)))),
    }
}

/// The number of a job where there was nothing to do.
const NOTHING: apostille_catalogue::JobId = apostille_catalogue::JobId(0);

async fn read(site: &Arc<Site>, id: Result<Path<String>, PathRejection>) -> Result<Read, Refusal> {
    let missing = || Refusal::NotFound(Sought::Document);
    let id: DocumentId = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or_else(missing)?;
    let read = site.collection.read(move |reading| {
        let catalogue: &Catalogue = &reading.catalogue;
        let document = catalogue.document(id)?.ok_or_else(|| Refusal::of_document(catalogue, id))?;
        let paths = catalogue.summary(id)?.map(|card| card.paths).unwrap_or_default();
        let (values, original) = (catalogue.field_values(id)?, catalogue.original(id)?.is_some());
        Ok(Read { document, values, original, paths })
    });
    read.await
}

/// What was written otherwise than the record has it. Errors are sentences.
fn edits(read: &Read, fields: &Parameters) -> Result<Vec<Edit>, Vec<String>> {
    let record = json!(read.document.record);
    let (mut edits, mut wrong) = (Vec::new(), Vec::new());
    for field in Field::ALL {
        let document = read.document.id;
        if fields.all("unset").any(|name| name == field.as_str()) {
            edits.push(Edit { document, field, value: None });
            continue;
        }
        let Some(written) = fields.all(field.as_str()).last() else { continue };
        let mut written = written.replace("\r\n", "\n");
        if field == Field::Subjects {
            add_subject(&mut written, fields);
        }
        let current = record.get(field.as_str()).cloned().unwrap_or(Value::Null);
        if written.trim() == in_lines(field, &current) {
            continue;
        }
        match field.value(&texts(field, &written)) {
            Ok(value) => edits.push(Edit { document, field, value: Some(value) }),
            Err(bad) => wrong.push(bad.to_string()),
        }
    }
    if wrong.is_empty() { Ok(edits) } else { Err(wrong) }
}

/// Adds the subject that was chosen from the vocabulary to those that are written, if it is not among them.
fn add_subject(written: &mut String, fields: &Parameters) {
    let chosen = fields.all(ADDED_SUBJECT).last().unwrap_or_default().trim();
    if !chosen.is_empty() && !written.lines().any(|line| line.trim() == chosen) {
        *written = format!("{}\n{chosen}", written.trim_end());
    }
}

/// The values that are written in an input: of a list one a line.
pub(super) fn texts(field: Field, written: &str) -> Vec<String> {
    if field.is_list() { written.lines().map(str::to_owned).collect() } else { vec![written.to_owned()] }
}

/// A value as it stands in an input.
fn in_lines(field: Field, value: &Value) -> String {
    match value {
        Value::Array(values) => {
            values.iter().map(|value| field.cell(&json!([value])).replace(r"\;", ";")).collect::<Vec<_>>().join("\n")
        }
        value => field.cell(value),
    }
}

fn view(visitor: &Visitor, read: &Read, sent: Option<(&Parameters, Vec<String>)>) -> EditPage {
    let id = read.document.id;
    let (fields, wrong) = sent.map_or((None, Vec::new()), |(fields, wrong)| (Some(fields), wrong));
    EditPage {
        frame: visitor.frame(),
        href: document_address(id, "", ""),
        action: format!("/documents/{id}/edit"),
        title: read.document.record.title.clone(),
        inputs: inputs(visitor.texts().desk, read, fields),
        subjects: subjects(&Language::from_tag(visitor.locale.tag())),
        first_page: first_page(&read.document),
        original: read.original.then(|| format!("/api/v1/documents/{id}/original")),
        picture: picture::address_of(id, &read.paths).filter(|_| read.original),
        picture_size: picture::SIZE,
        wrong,
    }
}

fn inputs(d: &'static DeskTexts, read: &Read, sent: Option<&Parameters>) -> Vec<Input> {
    let record = json!(read.document.record);
    let mut by_field: BTreeMap<Field, Vec<&FieldValue>> = BTreeMap::new();
    read.values.iter().for_each(|value| by_field.entry(value.field).or_default().push(value));
    let input = |field: Field| {
        let current = in_lines(field, record.get(field.as_str()).unwrap_or(&Value::Null));
        let values = by_field.get(&field).map(Vec::as_slice).unwrap_or_default();
        let holds = values.iter().find(|value| in_lines(field, &value.value) == current);
        let others = values.iter().filter(|value| in_lines(field, &value.value) != current && !value.value.is_null());
        let said = |value: &FieldValue| format!("{}: {}", d.source(value.source), field.cell(&value.value));
        let value = sent.and_then(|sent| sent.all(field.as_str()).last()).map_or(current.clone(), str::to_owned);
        Input {
            name: field.as_str(),
            label: d.field(field),
            lines: if field == Field::Abstract {
                5
            } else if field.is_list() {
                value.lines().count().clamp(1, 8) + 1
            } else {
                1
            },
            value,
            hint: d.hint(field),
            source: holds.map(|value| sourced(d, value)).unwrap_or_default(),
            others: others.map(|value| said(value)).collect(),
            is_set: values.iter().any(|value| value.source == ValueSource::Librarian),
        }
    };
    Field::ALL.into_iter().map(input).collect()
}

/// Where a value comes from, and how sure it is.
fn sourced(d: &DeskTexts, value: &FieldValue) -> String {
    match value.source {
        ValueSource::Librarian => d.source(value.source).to_owned(),
        source => format!("{} · {} {:.0} %", d.source(source), d.sure, value.confidence * 100.0),
    }
}

fn first_page(document: &Document) -> Vec<(String, Vec<String>)> {
    let has_pages = document.passages.iter().any(|passage| passage.page.is_some());
    let on_it = document.passages.iter().filter(|passage| !has_pages || passage.page.is_none_or(|page| page == 1));
    let shown = on_it.take(if has_pages { usize::MAX } else { PASSAGES_SHOWN });
    shown.map(|passage| (passage.language.to_string(), passage.text.lines().map(str::to_owned).collect())).collect()
}
