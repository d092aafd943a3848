//! The query language: what a person wrote, as a tree, or where and why it is not understood.
//!
//! Plain words are weighed: any of them finds a passage, the best come first. So are patterns (`deporta*`, `m?grant`) and
//! words nearly so (`asylum~1`). What is marked is binding: a phrase (`"..."`, `"near words"~5`, `=exact`) that stands in a
//! sequence is required, a field (`title:asylum`) too, of an `OR` group one alternative is, of an `AND` group all are, and
//! `-word`, `NOT word` exclude. `^2` weighs a part. Operators are in upper case, in English or Spanish: `AND`/`Y`,
//! `OR`/`O`, `NOT`/`NO`. `NOT` binds more tightly than `AND`, that than `OR`, and that than standing side by side.
//!
//! Nothing that could be meant as an operator is passed over: what is not understood is refused, with its place and a
//! query that is understood. This module does not know the index.

mod chunk;
mod corrected;
mod country;
mod error;
mod examples;
mod field;
mod language;
mod lexer;
mod parser;
mod phrase;
mod print;
mod sought;
mod tree;

use std::fmt;

use apostille_corpus::Language;

pub use error::{QueryError, QueryErrorKind};
pub use examples::{EXAMPLES, Example};
pub(crate) use sought::{Added, Condition, Leaf, Pair, Polarity, Sought, SoughtWord, What};
pub use tree::{Exactness, Field, Node, Weight};

use crate::analysis::words;

/// The longest query, in characters.
pub const MAX_LENGTH: usize = 1_000;
/// The deepest nesting of parentheses.
pub const MAX_DEPTH: usize = 20;
/// The most words, phrases and other parts of a query that is more than words side by side: a search keeps a bit for each.
pub const MAX_LEAVES: usize = 63;
/// The most patterns and words nearly so: each is compared with the index's words.
pub const MAX_PATTERNS: usize = 8;
/// The most near words.
const MAX_NEAR: usize = 8;
/// The most words between near words.
const MAX_BETWEEN: u32 = 50;
/// How many further mistakes are mended in a suggestion, before it is the words alone.
const MAX_MENDED: usize = 8;

/// A query as understood. Printed, it is the query as understood, and parsed again it is the same query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    root: Node,
    language: Language,
}

impl Query {
    /// Reads a query. The work is bounded by its length, [`MAX_LENGTH`] and [`MAX_DEPTH`].
    ///
    /// # Errors
    /// What is not understood, where, and a query near to it that is understood, if there is one.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        Query::parse_counting(text).0
    }

    /// [`Query::parse`], and how many steps it took: characters read and parts of the tree visited.
    #[doc(hidden)]
    pub fn parse_counting(text: &str) -> (Result<Query, QueryError>, usize) {
        let mut steps = 0;
        let root = parser::parse(text, &mut steps).map_err(|error| with_sound_suggestion(text, error, &mut steps));
        (root.map(Query::of), steps)
    }

    fn of(root: Node) -> Query {
        Query { language: language::guess(&root), root }
    }

    /// A query of the words of a text, whatever else is in it: no operators, phrases or errors. Words after the
    /// [`MAX_LENGTH`]th are left out; without a word it finds nothing.
    pub fn words(text: &str) -> Query {
        let written = words(text).take(MAX_LENGTH).map(|word| &text[word.range]);
        Query::of(Node::sequence(written.map(lexer::plain_word).collect()))
    }

    /// A query of words in a language.
    pub(crate) fn of_words(written: &[String], language: Language) -> Query {
        Query { root: Node::sequence(written.iter().map(|word| lexer::plain_word(word)).collect()), language }
    }

    /// The query with other words where `correct` gives some for a word in its exact form.
    pub(crate) fn corrected<E>(&self, mut correct: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<Query, E> {
        Ok(Query::of(self.root.corrected(&mut correct)?))
    }

    /// The language it seems to be in: `en`, `es` or `und`.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The tree that was read.
    pub fn root(&self) -> &Node {
        &self.root
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

/// The error with a suggestion that is understood itself. A query can have several mistakes; who mends one where another
/// stays is told of that next. Where that does not end, or nothing was suggested, the words alone are.
fn with_sound_suggestion(text: &str, error: QueryError, steps: &mut usize) -> QueryError {
    use QueryErrorKind::{Empty, OnlyPunctuation, TooLong};
    let mut suggestion = error.suggestion.clone();
    for _ in 0..MAX_MENDED {
        let Some(tried) = suggestion else { break };
        match parser::parse(&tried, steps) {
            Ok(_) => return QueryError { suggestion: Some(tried), ..error },
            Err(next) => suggestion = next.suggestion,
        }
    }
    let has_words = !matches!(error.kind, Empty | OnlyPunctuation | TooLong);
    let written = words(text).map(|word| &text[word.range]).filter(|word| lexer::operator(word).is_none());
    let words = has_words.then(|| written.collect::<Vec<_>>().join(" "));
    QueryError { suggestion: words.filter(|words| parser::parse(words, steps).is_ok()), ..error }
}
