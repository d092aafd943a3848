//! How well documents were read: the collection as a small chart and a table, the worst first, and one document in full.

use std::sync::Arc;

use apostille_catalogue::{QualityOrder, QualityReport, QualityRow};
use apostille_corpus::{DocumentId, Language};
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::super::doubts as warnings;
use super::super::texts::{Texts, number};
use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::Librarian;
use crate::answer::{BadParameter, Fault};
use crate::parameters::{Parameters, address, document_address};
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// So many documents stand on a page.
const LISTED: u64 = 50;
/// The longest bar of the chart, in its units.
const LONGEST: u64 = 300;

#[derive(Template)]
#[template(path = "desk/quality.html")]
struct QualityPage {
    frame: Frame,
    count: String,
    bars: Vec<Bar>,
    orders: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
}

/// A range of soundness, and how many documents are in it.
struct Bar {
    range: String,
    count: String,
    length: u64,
    top: usize,
}

struct Row {
    title: String,
    href: String,
    soundness: String,
    cells: [String; 7],
}

#[derive(Template)]
#[template(path = "desk/quality_of_one.html")]
struct OnePage {
    frame: Frame,
    title: String,
    href: String,
    facts: Vec<(&'static str, String)>,
    warnings: Vec<warnings::Doubt>,
    /// Notes that no sentence cites, each with its place.
    unlinked: Vec<(String, String)>,
}

/// `GET /desk/quality?order=&offset=`.
pub(super) async fn quality(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Response {
    let visitor = librarian.visitor;
    match read(&visitor, &site, query).await {
        Ok(shown) => page(&visitor, StatusCode::OK, &shown),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn read(visitor: &Visitor, site: &Arc<Site>, query: Option<String>) -> Result<QualityPage, Refusal> {
    let query = Parameters::read(query.as_deref())?;
    let offset = query.number("offset")?.map_or(0, i64::unsigned_abs);
    let order = order_of(query.one("order")?.unwrap_or_default())?;
    let found = site.collection.read(move |reading| {
        let catalogue = &reading.catalogue;
        Ok((catalogue.collection_quality()?, catalogue.quality_table(order.0, offset, LISTED)?))
    });
    let (collection, rows) = found.await?;
    let (t, locale) = (visitor.texts(), visitor.locale);
    let orders = QualityOrder::ALL.into_iter().map(|(one, word)| {
        let href = address("/desk/quality", [("order", word)]);
        (t.desk.order(one), href, one == order.0)
    });
    let pairs = [("order", order.1.to_owned()), ("offset", (offset + LISTED).to_string())];
    Ok(QualityPage {
        count: t.count_documents.of(locale, collection.documents),
        bars: bars(visitor, collection.distribution),
        orders: orders.collect(),
        next: (rows.len() as u64 == LISTED).then(|| address("/desk/quality", pairs)),
        rows: rows.iter().map(|found| row(visitor, found)).collect(),
        frame: visitor.frame(),
    })
}

fn order_of(written: &str) -> Result<(QualityOrder, &'static str), Refusal> {
    let known = QualityOrder::ALL.into_iter().find(|(_, word)| *word == written);
    let usual = written.is_empty().then_some(QualityOrder::ALL[0]);
    let wrong = || {
        let expected = "soundness, doubtful-letters, garbled-words, unknown-words, unlinked-notes, unread-pages, label-gaps or \
                        warnings";
        BadParameter::new("order", Fault::Value { value: written.to_owned(), expected })
    };
    Ok(known.or(usual).ok_or_else(wrong)?)
}

/// The ranges, the best first.
fn bars(visitor: &Visitor, distribution: [u64; 10]) -> Vec<Bar> {
    let most = distribution.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(place, (range, count)): (usize, (usize, &u64))| Bar {
        range: format!("{}–{} %", range * 10, range * 10 + 10),
        count: number(visitor.locale, *count),
        length: (count * LONGEST).div_ceil(most),
        top: place * 20,
    };
    distribution.iter().enumerate().rev().enumerate().map(bar).collect()
}

fn row(visitor: &Visitor, found: &QualityRow) -> Row {
    let (m, locale) = (&found.measures, visitor.locale);
    Row {
        title: found.title.clone(),
        href: format!("/documents/{}/quality", found.document),
        soundness: percent(found.soundness),
        cells: [
            m.pages
                .map(|pages| format!("{} / {}", number(locale, m.pages_read.into()), number(locale, pages.into())))
                .unwrap_or_default(),
            share(m.doubtful_letters, m.letters),
            share(m.garbled_words, m.words),
            if m.dictionary_words == 0 { "—".to_owned() } else { share(m.unknown_words, m.dictionary_words) },
            format!("{} / {}", number(locale, m.unlinked_notes), number(locale, m.notes)),
            number(locale, m.label_gaps.into()),
            number(locale, m.warnings),
        ],
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A share in hundredths, which is small.
fn share(part: u64, whole: u64) -> String {
    format!("{:.2} %", part as f64 * 100.0 / whole.max(1) as f64)
}

/// `GET /documents/{id}/quality`.
pub(super) async fn one(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let visitor = librarian.visitor;
    let id: Option<DocumentId> = id.ok().and_then(|Path(id)| id.parse().ok());
    let found = match id {
        Some(id) => {
            site.collection
                .read(move |reading| {
                    reading.catalogue.quality(id)?.ok_or_else(|| Refusal::of_document(&reading.catalogue, id))
                })
                .await
        }
        None => Err(Refusal::NotFound(Sought::Document)),
    };
    match found {
        Ok(report) => page(&visitor, StatusCode::OK, &report_page(&visitor, report)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

fn report_page(visitor: &Visitor, report: QualityReport) -> OnePage {
    let QualityReport { row: found, warned, unlinked } = report;
    let place = |note: apostille_catalogue::UnlinkedNote| {
        let page = note.page.map(|page| format!(", {} {page}", visitor.texts().page)).unwrap_or_default();
        let anchor = note.id.rsplit_once('-').map(|(_, anchor)| anchor.to_owned()).unwrap_or_default();
        (format!("{} {}{page}", visitor.texts().note, note.label), document_address(found.document, "", &anchor))
    };
    OnePage {
        frame: visitor.frame(),
        facts: facts(visitor.texts(), visitor, &found),
        unlinked: unlinked.into_iter().map(place).collect(),
        warnings: warnings::doubts(visitor.locale, &warned),
        href: document_address(found.document, "", ""),
        title: found.title,
    }
}

fn facts(t: &Texts, visitor: &Visitor, found: &QualityRow) -> Vec<(&'static str, String)> {
    let m = &found.measures;
    let Row { cells: [pages, letters, words, unknown, notes, gaps, _], soundness, .. } = row(visitor, found);
    let languages = m.languages.iter().map(|(tag, passages)| {
        format!("{} ({})", t.language(&Language::from_tag(tag)), number(visitor.locale, *passages))
    });
    let ocr = m.ocr_confidence.map(|sure| format!("{sure} %"));
    let facts = [
        (t.desk.soundness, soundness),
        (t.desk.pages_read, pages),
        (t.desk.label_gaps, gaps),
        (t.desk.doubtful_letters, letters),
        (t.desk.garbled_words, words),
        (t.desk.unknown_words, unknown),
        (t.desk.unlinked_notes, notes),
        (t.languages_label, languages.collect::<Vec<_>>().join(", ")),
        (t.desk.ocr_confidence, if m.is_scanned { ocr.unwrap_or_else(|| "—".to_owned()) } else { String::new() }),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
