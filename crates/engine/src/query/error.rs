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
    /// A query that is understood, near to what was written: never empty, never refused itself.
    pub suggestion: Option<String>,
}

impl QueryError {
    /// An error about these bytes of the query.
    pub(super) fn at(text: &str, range: Range<usize>, kind: QueryErrorKind, suggestion: Option<String>) -> QueryError {
        let position = text[..range.start].chars().count();
        let length = text[range].chars().count();
        QueryError { kind, position, length, suggestion }
    }

    /// An error about these bytes, which suggests the query with something else in their place.
    pub(super) fn instead(text: &str, range: Range<usize>, kind: QueryErrorKind, instead: &str) -> QueryError {
        let written = format!("{}{instead}{}", &text[..range.start], &text[range.end..]);
        let suggestion = written.contains(char::is_alphanumeric).then(|| written.trim().to_owned());
        QueryError::at(text, range, kind, suggestion)
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
    /// More than [`crate::query::MAX_LEAVES`] words and phrases that operators join.
    TooMany,
    /// More than [`crate::query::MAX_PATTERNS`] patterns and words nearly so.
    TooManyPatterns,
    /// `as*`: too few letters before the star or in the pattern, or a star where no pattern can be.
    Pattern,
    /// `asylum~3`: a word nearly so may differ in one or two letters, and is one word.
    Fuzzy,
    /// `"a b"~99`: near words are two to eight, with at most 50 others between them.
    Near,
    /// `=asylum*`: the exact form is of a word or a phrase.
    Exact,
    /// `asylum^0`: a weight is from 0.01 to 10000, and a part has one.
    Weight,
    /// `titel:asylum`: there is no such field.
    Field,
    /// `year:soon`: the field does not have such values.
    FieldValue,
    /// `title:(a b)`: a field has a value and no group.
    FieldGroup,
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
            QueryErrorKind::TooMany => "The query joins too many words and phrases by operators.",
            QueryErrorKind::TooManyPatterns => "The query has too many patterns (`*`, `?`) and words nearly so (`~`).",
            QueryErrorKind::Pattern => {
                "A pattern is one word outside a phrase, with three letters or more before `*` and two beside `?`."
            }
            QueryErrorKind::Fuzzy => {
                "A word nearly so is one word that differs in at most two letters: `word~1`, `word~2`."
            }
            QueryErrorKind::Near => {
                "Words near one another are two to eight, with at most 50 others between: `\"a b\"~5`."
            }
            QueryErrorKind::Exact => "The exact form (`=`) is of a word or a phrase: `=word`, `=\"a phrase\"`.",
            QueryErrorKind::Weight => {
                "A weight (`^`) is from 0.01 to 10000, with at most two decimals; a part that is looked for has one."
            }
            QueryErrorKind::Field => "There is no such field.",
            QueryErrorKind::FieldValue => "This field does not have such a value.",
            QueryErrorKind::FieldGroup => "A field has a word or a phrase, not a group.",
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
            QueryErrorKind::TooMany => "too-many",
            QueryErrorKind::TooManyPatterns => "too-many-patterns",
            QueryErrorKind::Pattern => "pattern",
            QueryErrorKind::Fuzzy => "fuzzy",
            QueryErrorKind::Near => "near",
            QueryErrorKind::Exact => "exact",
            QueryErrorKind::Weight => "weight",
            QueryErrorKind::Field => "field",
            QueryErrorKind::FieldValue => "field-value",
            QueryErrorKind::FieldGroup => "field-group",
            QueryErrorKind::Plus => "plus",
        }
    }
}
