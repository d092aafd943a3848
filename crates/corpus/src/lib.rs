//! What a document is: values, structure, passages, language.
//!
//! Not here: files, formats, SQLite, tantivy, HTTP. Everything in this crate is a function of its arguments.

mod anchor;
pub mod dates;
pub mod document;
pub mod fingerprint;
pub mod guesses;
pub mod identifiers;
pub mod identity;
pub mod landmarks;
pub mod language;
pub mod manuscript;
pub mod measures;
pub mod note;
pub mod numerals;
mod passages;
pub mod printed;
pub mod quality;
pub mod quote;
pub mod sentences;
pub mod structure;

pub use document::{Date, Document, Identifier, Kind, Passage, Record, Section, Warning};
pub use fingerprint::{Fingerprint, Overlap};
pub use identity::DocumentId;
pub use landmarks::{Alignment, Landmarks};
pub use language::{Language, Tagged, Tagger};
pub use manuscript::{Block, BlockKind, FrontMatter, Manuscript, Page, Place, Run};
pub use measures::{Measures, Spelling};
pub use note::{Citation, LanguageRun, Marker, Note};
pub use printed::Printed;
pub use quality::quality;
pub use quote::Quote;
