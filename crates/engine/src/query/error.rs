//! What is wrong with a query, where, and how to write it instead.

use std::ops::Range;

use serde::Serialize;

/// A query that was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", kind.sentence())]
pub struct QueryError {
    /// What is wrong.
    pub kind: QueryErrorKind,
    /// Where it starts, in characters (Unicode scalar values) from the query's start.
    pub position: usize,
    /// How many characters it covers; 0 where something is missing.
    pub length: usize,
    /// The query, or the part of it, as it could be written.
    pub suggestion: Option<String>,
}

impl QueryError {
    /// An error about these bytes of the query.
    pub(super) fn at(text: &str, range: Range<usize>, kind: QueryErrorKind, suggestion: Option<String>) -> QueryError {
        let position = text[..range.start].chars().count();
        let length = text[range].chars().count();
        QueryError { kind, position, length, suggestion }
    }

    /// An error about these bytes, which suggests the query without them, if something is left.
    pub(super) fn without(text: &str, range: Range<usize>, kind: QueryErrorKind) -> QueryError {
        let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim_start());
        let attached = !text[..range.start].ends_with(char::is_whitespace) && before.ends_with(['(', '-', '"']);
        let between = if before.is_empty() || after.is_empty() || attached { "" } else { " " };
        let left = format!("{before}{between}{after}");
        let suggestion = left.contains(char::is_alphanumeric).then_some(left);
        QueryError::at(text, range, kind, suggestion)
    }
}

/// What can be wrong with a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryErrorKind {
    /// Nothing was written.
    Empty,
    /// Nothing but punctuation was written.
    OnlyPunctuation,
    /// A quotation mark opens a phrase and none closes it.
    UnclosedQuote,
    /// A phrase without a word.
    EmptyPhrase,
    /// A parenthesis opens and none closes it.
    UnclosedParenthesis,
    /// A parenthesis closes and none opened it.
    UnopenedParenthesis,
    /// Parentheses with nothing inside.
    EmptyParentheses,
    /// `AND`, `OR` or `NOT` without what it joins.
    DanglingOperator,
    /// Words are excluded and none is looked for.
    OnlyExcluded,
    /// More than [`crate::query::MAX_LENGTH`] characters.
    TooLong,
    /// Parentheses deeper than [`crate::query::MAX_DEPTH`].
    TooDeep,
    /// `asyl*`: beginnings of words are not understood.
    Prefix,
    /// `asylum~1`, `"a b"~3`: words nearly so, or nearly together, are not understood.
    Fuzzy,
    /// `asylum^2`: weights are not understood.
    Weight,
    /// `title:asylum`: fields are not understood.
    Field,
    /// `+asylum`: required words are marked by `AND`.
    Plus,
}

impl QueryErrorKind {
    /// The kind in one English sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            QueryErrorKind::Empty => "The query is empty: write a word or a question.",
            QueryErrorKind::OnlyPunctuation => "There is no word in the query, only punctuation.",
            QueryErrorKind::UnclosedQuote => "A quotation mark opens a phrase here and none closes it.",
            QueryErrorKind::EmptyPhrase => "There is no word between the quotation marks.",
            QueryErrorKind::UnclosedParenthesis => "A parenthesis opens here and none closes it.",
            QueryErrorKind::UnopenedParenthesis => "A parenthesis closes here and none opened it.",
            QueryErrorKind::EmptyParentheses => "There is nothing between the parentheses.",
            QueryErrorKind::DanglingOperator => "This operator has nothing to join here.",
            QueryErrorKind::OnlyExcluded => "The query only excludes words: say also what to look for.",
            QueryErrorKind::TooLong => "The query is too long.",
            QueryErrorKind::TooDeep => "The parentheses are nested too deeply.",
            QueryErrorKind::Prefix => "Beginnings of words (`*`) are not understood: write the whole word.",
            QueryErrorKind::Fuzzy => "Approximate search (`~`) is not understood: write the words plainly.",
            QueryErrorKind::Weight => "Weights (`^`) are not understood: write the words plainly.",
            QueryErrorKind::Field => "Fields (`name:`) are not understood: write the words, and use the filters.",
            QueryErrorKind::Plus => "A plus (`+`) is not understood: join required words with AND.",
        }
    }

    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            QueryErrorKind::Empty => "empty",
            QueryErrorKind::OnlyPunctuation => "only-punctuation",
            QueryErrorKind::UnclosedQuote => "unclosed-quote",
            QueryErrorKind::EmptyPhrase => "empty-phrase",
            QueryErrorKind::UnclosedParenthesis => "unclosed-parenthesis",
            QueryErrorKind::UnopenedParenthesis => "unopened-parenthesis",
            QueryErrorKind::EmptyParentheses => "empty-parentheses",
            QueryErrorKind::DanglingOperator => "dangling-operator",
            QueryErrorKind::OnlyExcluded => "only-excluded",
            QueryErrorKind::TooLong => "too-long",
            QueryErrorKind::TooDeep => "too-deep",
            QueryErrorKind::Prefix => "prefix",
            QueryErrorKind::Fuzzy => "fuzzy",
            QueryErrorKind::Weight => "weight",
            QueryErrorKind::Field => "field",
            QueryErrorKind::Plus => "plus",
        }
    }
}
