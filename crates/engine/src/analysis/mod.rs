//! From text to terms: what the index, the query and the marks agree on.
//!
//! A text is cut into words ([`words`]), each with its place in the original text, its exact form (lower case, with
//! accents) and its folded form (without). A word's stem depends on a language ([`Stemmer`]): lower case -> fold -> overrides -> re-accent ->
//! Snowball -> fold, so that a word typed without accents meets the same word typed with them. Stop words are
//! known here ([`StopWords`]) but taken out by the query alone: the index keeps every word.

mod compounds;
mod fold;
mod numbers;
mod stem;
mod stopwords;
mod words;

pub(crate) use compounds::compound;
pub use fold::{exact, fold};
pub(crate) use stem::{Lent, irregular};
pub use stem::{Stemmer, StemmingLanguage};
pub use stopwords::StopWords;
pub(crate) use words::UNITED_STATES;
pub use words::{Word, Words, words};

/// The version of the analysis and of the schema. Raise it with every change that makes another index of the same
/// passages: an index of another version is not opened but rebuilt.
pub const ANALYSIS_VERSION: u32 = 5;
