//! What does the HTTP contract answer? The JSON of searches, documents, passages and problems, built from values.
//!
//! Not here: how a request arrives (`parameters`), and axum. The command line prints these same answers.

mod batch;
mod complete;
mod cursor;
mod document;
mod hits;
mod list;
mod passage;
mod problem;
mod reasons;
mod request;
mod search;
mod words;

pub use batch::{Batch, BatchCounts, BatchFile, BatchList, batch, batches};
pub(crate) use complete::{CardIndex, complete};
pub use complete::{CompletedTitle, CompletedWord, Completions};
pub use document::{Document, Form, Links, Marker, Note, NoteRun, Passage, Section, Translation, Warning, document};
pub(crate) use document::{forms, translations};
pub use hits::{
    Citation, DefinedIn, Expansion, Facet, Facets, FoundAlone, Hit, HitDocument, HitNote, HitPassage, SearchAnswer,
    Segment, Total, UnderstoodQuery,
};
pub use list::{DocumentEntry, DocumentList, DocumentsRequest, documents};
pub(crate) use passage::document_of;
pub use passage::{PassageAnswer, passage};
pub use problem::{BadParameter, Fault, Problem, SearchProblem};
pub(crate) use reasons::{ENGLISH, ReasonTexts, in_words};
pub use request::SearchRequest;
pub use search::{search, similar};
