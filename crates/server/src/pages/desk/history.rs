//! Who changed what, and when: of the collection, or of one document.

use std::sync::Arc;

use apostille_catalogue::HistoryEntry;
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::Librarian;
use super::moments::{Moment, moment};
use crate::answer::BadParameter;
use crate::parameters::{Parameters, address, document_address};
use crate::{Refusal, Site};

/// So many changes stand on a page.
const LISTED: u64 = 100;

#[derive(Template)]
#[template(path = "desk/history.html")]
struct HistoryPage {
    frame: Frame,
    rows: Vec<Row>,
    next: Option<String>,
    of_one: bool,
    notice: Option<&'static str>,
}

struct Row {
    at: Moment,
    who: String,
    what: &'static str,
    title: String,
    href: String,
    details: Vec<String>,
}

/// `GET /desk/history`.
pub(super) async fn history(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Response {
    let visitor = librarian.visitor;
    match read(&site, query).await {
        Ok((document, entries)) => {
            let oldest = entries.last().map(|entry| entry.sequence).filter(|_| entries.len() as u64 == LISTED);
            let pairs = |before: u64| {
                let document = document.map(|id| ("document", id.to_string()));
                document.into_iter().chain([("before", before.to_string())])
            };
            let next = oldest.map(|before| address("/desk/history", pairs(before)));
            let rows = entries.into_iter().map(|entry| row(&visitor, entry)).collect();
            let (of_one, notice) = (document.is_some(), visitor.notice());
            page(&visitor, StatusCode::OK, &HistoryPage { frame: visitor.frame(), rows, next, of_one, notice })
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn read(site: &Arc<Site>, query: Option<String>) -> Result<(Option<DocumentId>, Vec<HistoryEntry>), Refusal> {
    let query = Parameters::read(query.as_deref())?;
    let before = query.number("before")?.map(i64::unsigned_abs);
    let wrong = |_| BadParameter::new("document", crate::answer::Fault::Encoding);
    let document = query.one("document")?.map(str::parse::<DocumentId>).transpose().map_err(wrong)?;
    let read = site.collection.read(move |reading| Ok(reading.catalogue.history(document, before, LISTED)?));
    Ok((document, read.await?))
}

fn row(visitor: &Visitor, entry: HistoryEntry) -> Row {
    let details = entry.details.as_ref().and_then(Value::as_object);
    let detail = |(name, value): (&String, &Value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name != "title").then(|| format!("{name}: {value}"))
    };
    Row {
        at: moment(&entry.at),
        who: entry.who.unwrap_or_default(),
        what: visitor.texts().desk.change(&entry.what),
        title: entry.title.unwrap_or_else(|| entry.document.to_string()),
        href: document_address(entry.document, "", ""),
        details: details.into_iter().flatten().filter_map(detail).collect(),
    }
}
