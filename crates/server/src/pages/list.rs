//! What is in the collection? The list of documents.

use std::sync::Arc;

use apostille_catalogue::Role;
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::texts::{Locale, Texts};
use super::visitor::Frame;
use super::{Visitor, page, refused};
use crate::answer::{DocumentEntry, DocumentList, documents};
use crate::parameters::{Asker, address, document_address, documents_request};
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    frame: Frame,
    count: String,
    entries: Vec<Entry>,
    next: Option<String>,
    /// Whether documents can be chosen, to be edited together.
    chooses: bool,
}

struct Entry {
    id: DocumentId,
    title: String,
    /// The title's language: the document's most frequent.
    language: String,
    href: String,
    authors: String,
    /// Empty where it is not known.
    date: String,
    kind: Option<String>,
    languages: Vec<String>,
    counts: String,
    warned: bool,
}

/// `GET /documents`.
pub(super) async fn list(visitor: Visitor, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    match listed(&site, query).await {
        Ok(list) => page(&visitor, StatusCode::OK, &view(&visitor, list)),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn listed(site: &Arc<Site>, query: Option<String>) -> Result<DocumentList, Refusal> {
    let request = documents_request(query.as_deref(), Asker::Browser)?;
    site.collection.read(move |reading| Ok(documents(&reading.catalogue, &request)?)).await
}

fn view(visitor: &Visitor, list: DocumentList) -> List {
    let (t, locale) = (visitor.texts(), visitor.locale);
    List {
        frame: visitor.frame(),
        chooses: !list.documents.is_empty()
            && visitor.bearer.as_ref().is_some_and(|bearer| bearer.may(Role::Librarian)),
        count: t.count_documents.of(locale, list.total),
        entries: list.documents.into_iter().map(|document| entry(t, locale, document)).collect(),
        next: list.next.map(|cursor| address("/documents", [("cursor", cursor)])),
    }
}

fn entry(t: &Texts, locale: Locale, document: DocumentEntry) -> Entry {
    let mut counts = vec![t.count_passages.of(locale, document.passages)];
    if document.notes > 0 {
        counts.push(t.count_notes.of(locale, document.notes));
    }
    Entry {
        id: document.id,
        href: document_address(document.id, "", ""),
        title: document.title,
        language: document.languages.first().map(ToString::to_string).unwrap_or_default(),
        authors: document.authors.join("; "),
        date: document.date.map(|date| date.to_string()).unwrap_or_default(),
        kind: document.kind,
        languages: document.languages.iter().map(|language| t.language(language)).collect(),
        counts: counts.join(" · "),
        warned: document.warnings > 0,
    }
}
