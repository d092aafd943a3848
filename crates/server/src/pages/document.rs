//! The page of a document: the whole of it, to read.

use std::collections::HashMap;
use std::sync::Arc;

use apostille_catalogue::Summary;
use apostille_corpus::{Document, DocumentId};
use apostille_engine::{Query, Search, Segment};
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::card::{Beside, Fact, card};
use super::citation::{Citation, Cited, citation};
use super::doubts::{Doubt, doubts};
use super::pieces::Piece;
use super::reading::{Block, Layout, Line, NoteView, heading_levels, layout};
use super::texts::number;
use super::visitor::Frame;
use super::{Visitor, page, refused};
use crate::answer::{SearchRequest, forms, translations};
use crate::parameters::{Parameters, address, document_address, search_address};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// A longer list of contents folds away: a law has hundreds of articles, and its text would begin on the tenth screen.
const CONTENTS_OPEN: usize = 30;

/// So many places that answer the query are listed at the top.
const PLACES_LISTED: usize = 60;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    frame: Frame,
    title: String,
    tag: String,
    authors: String,
    card: Vec<Fact>,
    original: Option<String>,
    json: String,
    edit: String,
    history: String,
    quality: String,
    notice: Option<&'static str>,
    doubts: Vec<Doubt>,
    citation: Citation,
    contents: Contents,
    layout: Layout,
    found: Option<Found>,
}

/// The list of sections.
struct Contents {
    /// Titles, levels (from 1) and addresses.
    lines: Vec<(String, u8, String)>,
    /// "600 sections" for a list that folds away.
    folded: Option<String>,
}

impl DocumentPage {
    /// Whether these passages stand each for itself: no two of them are one paragraph.
    fn apart(&self, lines: &[Line]) -> bool {
        lines.len() == 1
    }

    /// Whether text may be missing or wrong.
    fn in_grave_doubt(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.is_grave)
    }

    /// The notes that a passage cites, for the margin.
    fn cited(&self, line: &Line) -> Vec<&NoteView> {
        line.paragraphs.iter().flat_map(|part| self.cited_in(part)).collect()
    }

    /// The notes that a paragraph is the first to cite, for the margin.
    fn cited_in(&self, part: &[Piece]) -> Vec<&NoteView> {
        let first = part.iter().filter_map(|piece| match piece {
            Piece::Marker(marker) if marker.turn == 1 => Some(marker.note),
            _ => None,
        });
        first.filter_map(|number| self.layout.notes.iter().find(|note| note.number == number)).collect()
    }
}

/// What a query finds in the document.
struct Found {
    sentence: String,
    /// What each place is called, and its address.
    places: Vec<(String, String)>,
    hits: String,
    bare: String,
}

/// `GET /documents/{id}`, with `?q=` to mark a query's words.
pub(super) async fn document(
    visitor: Visitor,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    match read(&site, id, query).await {
        Ok(read) => page(&visitor, StatusCode::OK, &view(&visitor, read)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

struct Read {
    question: String,
    document: Document,
    summary: Summary,
    beside: Beside,
    layout: Layout,
}

async fn read(
    site: &Arc<Site>,
    id: Result<Path<String>, PathRejection>,
    query: Option<String>,
) -> Result<Read, Refusal> {
    let missing = || Refusal::NotFound(Sought::Document);
    let id: DocumentId = id.ok().and_then(|Path(id)| id.parse().ok()).ok_or_else(missing)?;
    let question = Parameters::read(query.as_deref())?.one("q")?.unwrap_or_default().to_owned();
    let read = site.collection.read(move |reading| {
        let (document, summary) = (reading.catalogue.document(id)?, reading.catalogue.summary(id)?);
        let (Some(document), Some(summary)) = (document, summary) else {
            return Err(Refusal::of_document(&reading.catalogue, id));
        };
        // A link with a query that cannot be read still leads to the document; only nothing is marked.
        let layout = match Query::parse(&question) {
            Ok(query) => reading.searcher()?.marking(&Search::new(query), |marks| layout(&document, marks))?,
            Err(_) => layout(&document, &mut |text, _| vec![Segment::plain(text)]),
        };
        let (forms, translations) = (forms(&reading.catalogue, id)?, translations(&reading.catalogue, id)?);
        Ok(Read { question, document, summary, beside: Beside { forms, translations }, layout })
    });
    read.await
}

fn view(visitor: &Visitor, read: Read) -> DocumentPage {
    let Read { question, document, summary, beside, layout } = read;
    let id = document.id;
    DocumentPage {
        frame: visitor.frame(),
        title: document.record.title.clone(),
        tag: document.record.languages.first().map(ToString::to_string).unwrap_or_default(),
        authors: document.record.authors.join("; "),
        card: card(visitor, &document, &summary, &beside),
        original: summary.has_original.then(|| format!("/api/v1/documents/{id}/original")),
        json: format!("/api/v1/documents/{id}"),
        edit: format!("/documents/{id}/edit"),
        history: address("/desk/history", [("document", id.to_string())]),
        quality: format!("/documents/{id}/quality"),
        notice: visitor.notice(),
        doubts: doubts(visitor.locale, &document.warnings),
        citation: cite(visitor, &document),
        contents: contents(visitor, &document),
        found: (!question.is_empty()).then(|| found(visitor, id, &question, &layout)),
        layout,
    }
}

fn cite(visitor: &Visitor, document: &Document) -> Citation {
    let record = &document.record;
    let href = document_address(document.id, "", "");
    let (authors, title) = (&record.authors, &record.title);
    citation(
        visitor,
        &Cited { authors, title, date: record.date, page: None, note: None, href: &href, permanent: &href },
    )
}

fn contents(visitor: &Visitor, document: &Document) -> Contents {
    let numbers: HashMap<&str, u32> = document.passages.iter().map(|p| (p.id.as_str(), p.number)).collect();
    let levels = heading_levels(document);
    let line = |section: &apostille_corpus::Section| {
        let passage = section.passage.as_str();
        Some((section.title.clone(), levels.get(passage)? - 1, format!("#p{}", numbers.get(passage)?)))
    };
    let lines: Vec<_> = document.sections.iter().filter_map(line).collect();
    let count = visitor.texts().count_sections.of(visitor.locale, lines.len() as u64);
    Contents { folded: (lines.len() > CONTENTS_OPEN).then_some(count), lines }
}

fn found(visitor: &Visitor, id: DocumentId, question: &str, layout: &Layout) -> Found {
    let t = visitor.texts();
    let count = layout.marked.len() as u64;
    let sentence =
        if count == 0 { t.no_matches_in_document.to_owned() } else { t.matches_in_document.of(visitor.locale, count) };
    let place = |(turn, anchor): (usize, &String)| {
        let name = match anchor.strip_prefix('n') {
            Some(note) => format!("{} {}", t.note, label(&layout.notes, note)),
            None => number(visitor.locale, turn as u64 + 1),
        };
        (name, format!("#{anchor}"))
    };
    Found {
        sentence,
        places: layout.marked.iter().enumerate().map(place).take(PLACES_LISTED).collect(),
        hits: search_address(&SearchRequest::new(question)),
        bare: document_address(id, "", ""),
    }
}

fn label(notes: &[NoteView], number: &str) -> String {
    notes.iter().find(|note| note.number.to_string() == number).map(|note| note.label.clone()).unwrap_or_default()
}
