//! Records that want a look: what is doubted of each, with a guess to be taken by one press, or the word that all is right.

use std::sync::Arc;

use apostille_catalogue::{Doubt, DoubtKind, Edit, Job, Summary};
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::super::texts::number;
use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::{Librarian, Posted, after};
use crate::answer::BadParameter;
use crate::jobs::ask;
use crate::parameters::{Parameters, address, document_address};
use crate::{Refusal, Site};

/// So many records stand on a page.
const LISTED: u64 = 30;

#[derive(Template)]
#[template(path = "desk/doubts.html")]
struct DoubtsPage {
    frame: Frame,
    count: String,
    /// Kinds of doubts with their counts, each with the page of it alone.
    kinds: Vec<(&'static str, String, String, bool)>,
    records: Vec<Record>,
    next: Option<String>,
    notice: Option<&'static str>,
}

struct Record {
    id: DocumentId,
    title: String,
    href: String,
    edit: String,
    doubts: Vec<Shown>,
}

struct Shown {
    kind: &'static str,
    text: &'static str,
    /// The guess: its field, its value in words, and the edit as JSON.
    guess: Option<(&'static str, String, String)>,
}

/// `GET /desk/doubts?kind=&offset=`.
pub(super) async fn doubts(librarian: Librarian, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    let visitor = librarian.visitor;
    match read(&visitor, &site, query).await {
        Ok(shown) => page(&visitor, StatusCode::OK, &shown),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn read(visitor: &Visitor, site: &Arc<Site>, query: Option<String>) -> Result<DoubtsPage, Refusal> {
    let query = Parameters::read(query.as_deref())?;
    let offset = query.number("offset")?.map_or(0, i64::unsigned_abs);
    let kind: Option<DoubtKind> = query.one("kind")?.filter(|kind| !kind.is_empty()).map(kind_of).transpose()?;
    let found = site.collection.read(move |reading| {
        let catalogue = &reading.catalogue;
        Ok((catalogue.doubt_counts()?, catalogue.wants_a_look(kind, offset, LISTED)?))
    });
    let (counts, records) = found.await?;
    let d = visitor.texts().desk;
    let kinds = counts.kinds.iter().filter(|(_, count)| **count > 0).map(|(of, count)| {
        let href = address("/desk/doubts", [("kind", of.as_str())]);
        (d.doubt(*of), number(visitor.locale, *count), href, kind == Some(*of))
    });
    let pairs = kind.map(|kind| ("kind", kind.as_str().to_owned()));
    let pairs = pairs.into_iter().chain([("offset", (offset + LISTED).to_string())]);
    Ok(DoubtsPage {
        count: d.count_doubted.of(visitor.locale, counts.documents),
        kinds: kinds.collect(),
        next: (records.len() as u64 == LISTED).then(|| address("/desk/doubts", pairs)),
        records: records.into_iter().map(|(summary, doubts)| record(visitor, summary, doubts)).collect(),
        notice: visitor.notice(),
        frame: visitor.frame(),
    })
}

fn kind_of(written: &str) -> Result<DoubtKind, Refusal> {
    let expected = "no-author, no-date, title-in-capitals, title-is-file-name, language-uncertain or warnings";
    let wrong = |_| BadParameter::new("kind", crate::answer::Fault::Value { value: written.to_owned(), expected });
    Ok(written.parse().map_err(wrong)?)
}

fn record(visitor: &Visitor, summary: Summary, doubts: Vec<Doubt>) -> Record {
    let d = visitor.texts().desk;
    let shown = |doubt: Doubt| Shown {
        kind: doubt.kind.as_str(),
        text: d.doubt(doubt.kind),
        guess: doubt.guess.map(|guess| {
            let edit = Edit { document: summary.id, field: guess.field, value: Some(guess.value) };
            let written = edit.value.as_ref().map(|value| edit.field.cell(value)).unwrap_or_default();
            (d.field(edit.field), written, serde_json::json!([edit]).to_string())
        }),
    };
    Record {
        doubts: doubts.into_iter().map(shown).collect(),
        href: document_address(summary.id, "", ""),
        edit: format!("/documents/{}/edit", summary.id),
        id: summary.id,
        title: summary.record.title,
    }
}

/// `POST /desk/doubts`: a guess is taken, or a doubt dismissed.
pub(super) async fn change(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    match job(&fields) {
        Ok(job) => after(&visitor, ask(&site, &bearer, job).await, "/desk/doubts"),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

fn job(fields: &Parameters) -> Result<Job, Refusal> {
    let unread = |name: &str| Refusal::Body(name.to_owned());
    if let Some(edits) = fields.all("edits").last() {
        let edits = serde_json::from_str(edits).map_err(|_| unread("edits"))?;
        return Ok(Job::Edit { edits, what: "guess".to_owned() });
    }
    let document: DocumentId = fields.all("id").last().and_then(|id| id.parse().ok()).ok_or_else(|| unread("id"))?;
    let doubt = kind_of(fields.all("kind").last().unwrap_or_default())?;
    Ok(Job::Dismiss { documents: vec![document], doubt })
}
