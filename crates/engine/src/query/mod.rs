//! The query language: what a person wrote, as a tree, or where and why it is not understood.
//!
//! Plain words are weighed: any of them finds a passage, the best come first. What is marked is binding: a phrase that
//! stands in a sequence is required, of an `OR` group one alternative is, of an `AND` group all are, and `-word`,
//! `NOT word` exclude. Operators are in upper case, in English or Spanish: `AND`/`Y`, `OR`/`O`, `NOT`/`NO`. `NOT` binds
//! more tightly than `AND`, that than `OR`, and that than standing side by side. This module does not know the index.

mod error;
mod language;
mod lexer;
mod parser;
mod sought;
mod tree;

use std::fmt;

use apostille_corpus::Language;

pub use error::{QueryError, QueryErrorKind};
pub(crate) use sought::{Added, Condition, Leaf, Pair, Polarity, Sought, SoughtWord, What};
pub use tree::{Exactness, Field, Node, Weight};

use crate::analysis::words;

/// The longest query, in characters.
pub const MAX_LENGTH: usize = 1_000;
/// The deepest nesting of parentheses.
pub const MAX_DEPTH: usize = 20;

/// A query as understood. Printed, it is the query as understood, and parsed again it is the same query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    root: Node,
    language: Language,
}

impl Query {
    /// Reads a query. The work is bounded by [`MAX_LENGTH`] and [`MAX_DEPTH`].
    ///
    /// # Errors
    /// What is not understood, where, and how it could be written.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        let root = parser::parse(text)?;
        let language = language::guess(text);
        Ok(Query { root, language })
    }

    /// A query of the words of a text, whatever else is in it: no operators, phrases or errors. Words after the
    /// [`MAX_LENGTH`]th are left out; without a word it finds nothing.
    pub fn words(text: &str) -> Query {
        let written = words(text).take(MAX_LENGTH).map(|word| &text[word.range]);
        let root = Node::sequence(written.map(lexer::plain_word).collect());
        Query { root, language: language::guess(text) }
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
