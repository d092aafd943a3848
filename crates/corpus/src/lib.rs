//! What a document is: values, structure, passages, language.
//!
//! Not here: files, formats, SQLite, tantivy, HTTP. Everything in this crate is a function of its arguments.

pub mod dates;
pub mod document;
pub mod identity;
pub mod language;
pub mod manuscript;
mod passages;
pub mod sentences;
pub mod structure;

pub use document::{
    Citation, Date, Document, Identifier, Kind, LanguageRun, Marker, Note, Passage, Record, Section, Warning,
};
pub use identity::DocumentId;
pub use language::{Language, Tagged, Tagger};
pub use manuscript::{Block, BlockKind, FrontMatter, Manuscript, Page, Place, Run};
