//! Batches of files: what became of each file, while it is read and ever after.

use std::sync::Arc;

use apostille_catalogue::JobId;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::super::texts::{Texts, number};
use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::Librarian;
use super::moments::{Moment, moment};
use crate::answer::{self, Batch, BatchFile};
use crate::parameters::{Parameters, address, document_address};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// So many batches stand on a page.
const LISTED: u64 = 50;
/// So many files of a batch stand on its page; the report has all.
const FILES_SHOWN: usize = 2_000;

/// A batch in a list.
pub(super) struct BatchRow {
    pub(super) href: String,
    pub(super) id: i64,
    pub(super) by: String,
    pub(super) submitted: Moment,
    pub(super) state: &'static str,
    pub(super) files: String,
}

#[derive(Template)]
#[template(path = "desk/batches.html")]
struct Batches {
    frame: Frame,
    batches: Vec<BatchRow>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/batch.html")]
struct BatchPage {
    frame: Frame,
    batch: BatchRow,
    message: Option<String>,
    is_open: bool,
    /// What became of how many files: a word, and the number.
    counts: Vec<(&'static str, &'static str, String)>,
    files: Vec<FileRow>,
    /// How many files are left out.
    more: Option<String>,
    json: String,
    csv: String,
}

struct FileRow {
    name: String,
    state: &'static str,
    word: String,
    document: Option<String>,
    message: Option<String>,
    /// How many other documents have its text, and one of them.
    same_as: Option<(String, String)>,
    facts: String,
}

/// `GET /desk/batches`.
pub(super) async fn list(librarian: Librarian, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    let visitor = librarian.visitor;
    let before = Parameters::read(query.as_deref()).and_then(|query| query.number("before"));
    let read = match before {
        Ok(before) => {
            let before = before.map(JobId);
            site.collection.read(move |reading| Ok(answer::batches(&reading.catalogue, before, LISTED)?)).await
        }
        Err(bad) => Err(bad.into()),
    };
    match read {
        Ok(list) => {
            let oldest = list.batches.last().map(|batch| batch.id.to_string());
            let next = oldest.filter(|_| list.batches.len() as u64 == LISTED);
            let next = next.map(|before| address("/desk/batches", [("before", before)]));
            let batches = list.batches.iter().map(|batch| row(&visitor, batch)).collect();
            page(&visitor, StatusCode::OK, &Batches { frame: visitor.frame(), batches, next })
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `GET /desk/batches/{id}`.
pub(super) async fn batch(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    id: Result<Path<i64>, PathRejection>,
) -> Response {
    let visitor = librarian.visitor;
    let missing = || Refusal::NotFound(Sought::Batch);
    let read = match id {
        Ok(Path(id)) => {
            site.collection.read(move |reading| answer::batch(&reading.catalogue, JobId(id))?.ok_or_else(missing)).await
        }
        Err(_) => Err(missing()),
    };
    match read {
        Ok(batch) => page(&visitor, StatusCode::OK, &view(&visitor, &batch)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// A batch as a row of a list.
pub(super) fn row(visitor: &Visitor, batch: &Batch) -> BatchRow {
    let d = visitor.texts().desk;
    BatchRow {
        href: format!("/desk/batches/{}", batch.id),
        id: batch.id,
        by: batch.by.clone(),
        submitted: moment(&batch.submitted),
        state: match batch.state {
            "waiting" => d.waiting,
            "running" => d.running,
            "done" => d.done,
            _ => d.broken_off,
        },
        files: d.count_files.of(visitor.locale, batch.counts.files),
    }
}

fn view(visitor: &Visitor, batch: &Batch) -> BatchPage {
    let (t, counts) = (visitor.texts(), batch.counts);
    let d = t.desk;
    let shown = [
        ("indexed", d.indexed, counts.indexed),
        ("duplicate", d.duplicate, counts.duplicate),
        ("unchanged", d.unchanged, counts.unchanged),
        ("failed", d.failed, counts.failed),
        ("beside", d.beside, counts.beside),
        ("reading", d.reading, counts.reading),
        ("waiting", d.waiting, counts.waiting),
    ];
    let shown = shown.into_iter().filter(|(.., count)| *count > 0);
    // Failures first: they are what a librarian has to do something about.
    let mut files: Vec<&BatchFile> = batch.files.iter().collect();
    files.sort_by_key(|file| file.state != "failed");
    let left_out = files.len().saturating_sub(FILES_SHOWN) as u64;
    BatchPage {
        frame: visitor.frame(),
        batch: row(visitor, batch),
        message: batch.message.clone(),
        is_open: batch.state == "waiting" || batch.state == "running",
        counts: shown.map(|(state, word, count)| (state, word, number(visitor.locale, count))).collect(),
        files: files.into_iter().take(FILES_SHOWN).map(|file| file_row(visitor, t, file)).collect(),
        more: (left_out > 0).then(|| d.more_files.of(visitor.locale, left_out)),
        json: format!("/api/v1/batches/{}", batch.id),
        csv: format!("/api/v1/batches/{}/report.csv", batch.id),
    }
}

fn file_row(visitor: &Visitor, t: &Texts, file: &BatchFile) -> FileRow {
    let d = t.desk;
    let mut facts = Vec::new();
    if file.passages > 0 {
        facts.push(t.count_passages.of(visitor.locale, file.passages));
    }
    if file.notes > 0 {
        facts.push(t.count_notes.of(visitor.locale, file.notes));
    }
    if file.warnings > 0 {
        facts.push(t.has_warnings.to_owned());
    }
    let link = |id: &apostille_corpus::DocumentId| document_address(*id, "", "");
    FileRow {
        // `upload/12/folder/paper.pdf` is shown by the name that was sent.
        name: file
            .path
            .strip_prefix("upload/")
            .and_then(|rest| rest.split_once('/'))
            .map_or(&*file.path, |(_, name)| name)
            .to_owned(),
        state: file.state,
        word: word(d, file),
        document: file.document.as_ref().map(link),
        message: file.message.clone(),
        same_as: file
            .same_as
            .first()
            .map(|one| (d.count_others.of(visitor.locale, file.same_as.len() as u64), link(one))),
        facts: facts.join(" · "),
    }
}

fn word(d: &super::super::texts::DeskTexts, file: &BatchFile) -> String {
    match (file.state, file.page, file.pages) {
        ("reading", Some(page), Some(pages)) => {
            d.reading_page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string())
        }
        ("reading", ..) => d.reading.to_owned(),
        ("indexed", ..) => d.indexed.to_owned(),
        ("duplicate", ..) => d.duplicate.to_owned(),
        ("unchanged", ..) => d.unchanged.to_owned(),
        ("beside", ..) => d.beside.to_owned(),
        ("failed", ..) => d.failed.to_owned(),
        _ => d.waiting.to_owned(),
    }
}
