//! Passages in, hits out: an inverted index of passages, a query language, ranking, facets and excerpts.
//!
//! The only crate that knows tantivy. It makes no HTML, keeps no documents (that is the catalogue's) and reads no files
//! but its own index folder. Index, query and marks share one analysis ([`analysis`]).

mod error;
mod excerpt;
mod index;
mod packing;
mod schema;
mod terms;
mod writer;

pub mod analysis;
pub mod query;
pub mod search;
pub mod vocabulary;

pub use analysis::ANALYSIS_VERSION;
pub use error::{Error, Result};
pub use excerpt::Segment;
pub use index::Index;
pub use query::{Query, QueryError, QueryErrorKind};
pub use search::{
    Answer, Completion, Explanation, Facets, Found, Grouping, Hit, HitNote, HitPassage, Lowered, Marks, Part,
    QueryPart, Reason, Search, Searcher, Years,
};
pub use vocabulary::{DefinedIn, Dictionary, Expansion, Source, Vocabulary};
pub use writer::Writer;
