//! What is in the collection? The JSON of `/api/v1/documents`, page by page.

use apostille_catalogue::{Catalogue, Summary};
use apostille_corpus::{Date, DocumentId, Language};
use serde::Serialize;
use utoipa::ToSchema;

use super::{SearchProblem, cursor};

/// A part of the list of documents, in the catalogue's order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DocumentList {
    /// How many documents there are in all.
    pub total: u64,
    /// The documents of this part.
    pub documents: Vec<DocumentEntry>,
    /// The `cursor` of the next part; null after the last.
    pub next: Option<String>,
}

/// A document in the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DocumentEntry {
    /// Its id: `/api/v1/documents/{id}`.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Its authors, as written.
    pub authors: Vec<String>,
    /// `2021`, `2021-05` or `2021-05-17`.
    #[schema(value_type = Option<String>)]
    pub date: Option<Date>,
    /// The document type as the document calls itself.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Languages of its passages, the most frequent first.
    #[schema(value_type = Vec<String>)]
    pub languages: Vec<Language>,
    /// How many pages the source has, where it has pages.
    pub pages: Option<u32>,
    /// How many passages it has, notes not counted.
    pub passages: u64,
    /// How many notes it has.
    pub notes: u64,
    /// Every path it is known at.
    pub paths: Vec<String>,
    /// How many warnings its reading gave.
    pub warnings: u64,
    /// When it was accepted, RFC 3339, UTC.
    pub added: String,
}

impl From<Summary> for DocumentEntry {
    fn from(summary: Summary) -> DocumentEntry {
        let record = summary.record;
        DocumentEntry {
            id: summary.id,
            title: record.title,
            authors: record.authors,
            date: record.date,
            kind: record.kind,
            languages: record.languages,
            pages: summary.pages,
            passages: summary.passages,
            notes: summary.notes,
            paths: summary.paths,
            warnings: summary.warnings,
            added: summary.added,
        }
    }
}

/// Which part of the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct DocumentsRequest {
    /// How many documents at most; none for [`DocumentsRequest::LIMIT_DEFAULT`].
    pub limit: Option<usize>,
    /// The `next` of the part before.
    pub cursor: Option<String>,
}

impl DocumentsRequest {
    /// Documents in a part when nothing is said.
    pub const LIMIT_DEFAULT: usize = 50;
    /// What a cursor of this list belongs to.
    const ORDER: &'static str = "documents";
}

/// A part of the list of documents.
///
/// # Errors
/// [`SearchProblem::Cursor`] for a cursor of another request; otherwise the catalogue's.
pub fn documents(catalogue: &Catalogue, request: &DocumentsRequest) -> Result<DocumentList, SearchProblem> {
    let limit = request.limit.unwrap_or(DocumentsRequest::LIMIT_DEFAULT);
    let offset = match &request.cursor {
        Some(written) => cursor::offset(written, DocumentsRequest::ORDER).ok_or(SearchProblem::Cursor)?,
        None => 0,
    };
    let total = catalogue.counts()?.documents;
    let documents: Vec<DocumentEntry> =
        catalogue.summaries(offset as u64, limit as u64)?.into_iter().map(Into::into).collect();
    let after = offset + documents.len();
    let next = (!documents.is_empty() && (after as u64) < total).then(|| cursor::at(after, DocumentsRequest::ORDER));
    Ok(DocumentList { total, documents, next })
}
