//! A query cut into lexemes, each with its place: operators, parentheses, and parts with their weights.

use std::ops::Range;

use super::chunk::{is_address, part, trimmed, weighted};
use super::error::{QueryError, QueryErrorKind};
use super::field::{self, Named};
use super::phrase::{self, opens_phrase, without_marks};
use super::tree::{Exactness, Field, Node, Weight};
use crate::analysis::words;

/// What a query is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// A part without parts of its own: a word, a phrase, ...
    Leaf(Node),
    /// The weight of the leaf or group that ended just before.
    Weight(Weight),
    Open,
    Close,
    And,
    Or,
    Not,
}

/// A lexeme and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) lexeme: Lexeme,
    pub(super) range: Range<usize>,
}

/// Cuts a query into lexemes. Punctuation alone is passed over. Each character that is read is a step.
pub(super) fn lexemes(text: &str, steps: &mut usize) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer { text, at: 0, found: Vec::new() };
    while let Some(first) = lexer.rest().chars().next() {
        let start = lexer.at;
        let read = lexer.lexeme(first);
        *steps += lexer.at.max(start + 1) - start;
        read?;
    }
    Ok(lexer.found)
}

/// How long what starts here is, to the next space, parenthesis or quotation mark. `EE. UU.` goes on after its space.
pub(super) fn chunk_length(rest: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || opens_phrase(c);
    // A space or another single mark at the start is a chunk of its own.
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let length = rest.find(ends).unwrap_or(rest.len()).max(first);
    let abbreviates = rest[..length].strip_suffix('.').is_some_and(|chunk| chunk.ends_with(char::is_uppercase));
    let word = abbreviates.then(|| words(rest).next()).flatten().map_or(0..0, |word| word.range);
    if word.end <= length {
        return length;
    }
    word.end + rest[word.end..].find(ends).unwrap_or(rest.len() - word.end)
}

/// A word that is only a word.
pub(super) fn plain_word(word: &str) -> Node {
    // `O.` in `O. Henry` is a word; printed without its point it must not turn into an operator.
    Node::Word(if operator(word).is_some() { word.to_lowercase() } else { word.to_owned() })
}

/// The operator that a word in capitals is.
pub(super) fn operator(word: &str) -> Option<Lexeme> {
    match word {
        "AND" | "Y" => Some(Lexeme::And),
        "OR" | "O" => Some(Lexeme::Or),
        "NOT" | "NO" => Some(Lexeme::Not),
        _ => None,
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Placed>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn lexeme(&mut self, first: char) -> Result<(), QueryError> {
        match first {
            '(' => self.push(Lexeme::Open, self.at + 1),
            ')' => {
                self.push(Lexeme::Close, self.at + 1);
                self.weight()?;
            }
            '-' | '−' if self.excludes(first) => self.push(Lexeme::Not, self.at + first.len_utf8()),
            '=' if self.starts_exact() => self.exact()?,
            quote if opens_phrase(quote) => self.phrase(self.at, Exactness::WrittenAccents)?,
            _ => self.chunk()?,
        }
        Ok(())
    }

    /// Adds the lexeme that ends here.
    fn push(&mut self, lexeme: Lexeme, end: usize) {
        self.found.push(Placed { lexeme, range: self.at..end });
        self.at = end;
    }

    /// Whether something new starts here.
    fn is_free(&self) -> bool {
        self.text[..self.at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
    }

    /// A minus excludes at the start of a word, phrase or group, not between words and not alone.
    fn excludes(&self, minus: char) -> bool {
        let mut after = self.rest()[minus.len_utf8()..].chars();
        let starts = |c: char| c.is_alphanumeric() || opens_phrase(c);
        self.is_free()
            && after.next().is_some_and(|c| starts(c) || c == '(' || (c == '=' && after.next().is_some_and(starts)))
    }

    fn starts_exact(&self) -> bool {
        let after_not = self.found.last().is_some_and(|last| last.lexeme == Lexeme::Not && last.range.end == self.at);
        let after = self.rest()[1..].chars().next();
        (self.is_free() || after_not) && after.is_some_and(|c| c.is_alphanumeric() || c == '(' || opens_phrase(c))
    }

    /// `=word`, `="a phrase"`.
    fn exact(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let after = &self.text[start + 1..];
        if after.starts_with(opens_phrase) {
            self.at += 1;
            return self.phrase(start, Exactness::EveryAccent);
        }
        if after.starts_with('(') {
            return Err(QueryError::without(self.text, start..start + 1, QueryErrorKind::Exact));
        }
        let end = start + 1 + chunk_length(after);
        let (range, weight) = weighted(self.text, start + 1..end)?;
        match part(self.text, range.clone())? {
            Some(Node::Word(_)) => {
                let word = without_marks(&self.text[range.clone()]).unwrap_or_default();
                self.weighted(Node::Phrase(word, Exactness::EveryAccent), range.end, weight, end);
                Ok(())
            }
            Some(_) => Err(QueryError::without(self.text, start..start + 1, QueryErrorKind::Exact)),
            None => {
                self.at = end;
                Ok(())
            }
        }
    }

    /// A phrase, near words or an exact phrase, which starts at `start`; the quotation mark is here.
    fn phrase(&mut self, start: usize, exactness: Exactness) -> Result<(), QueryError> {
        let (phrase, quoted) = phrase::quoted(self.text, self.at)?;
        let (node, end) = phrase::with_tail(self.text, start..quoted, phrase, exactness)?;
        self.at = start;
        self.push(Lexeme::Leaf(node), end);
        self.weight()
    }

    /// The weight of what ended just before, if there is one.
    fn weight(&mut self) -> Result<(), QueryError> {
        let end = self.at + chunk_length(self.rest());
        if let Some(weight) = phrase::weight(self.text, self.at..end)? {
            self.push(Lexeme::Weight(weight), end);
        }
        Ok(())
    }

    fn weighted(&mut self, node: Node, end: usize, weight: Option<Weight>, chunk_end: usize) {
        self.push(Lexeme::Leaf(node), end);
        if let Some(weight) = weight {
            self.push(Lexeme::Weight(weight), chunk_end);
        }
        self.at = chunk_end;
    }

    /// What stands between spaces, parentheses and quotation marks.
    fn chunk(&mut self) -> Result<(), QueryError> {
        let end = self.at + chunk_length(self.rest());
        let chunk = &self.text[self.at..end];
        if let Some(operator) = operator(chunk) {
            self.push(operator, end);
            return Ok(());
        }
        if is_address(chunk) {
            trimmed(chunk).into_iter().for_each(|word| self.push(Lexeme::Leaf(plain_word(&word)), end));
            self.at = end;
            return Ok(());
        }
        let (range, weight) = weighted(self.text, self.at..end)?;
        if let Some(named) = field::named(self.text, range.clone())? {
            return self.said(named, range, weight, end);
        }
        match part(self.text, range.clone())? {
            Some(node) => self.weighted(node, range.end, weight, end),
            None => self.at = end,
        }
        Ok(())
    }

    /// What is said of a document: the value is in the chunk or in quotation marks after it.
    fn said(
        &mut self,
        Named { field, value }: Named,
        chunk: Range<usize>,
        weight: Option<Weight>,
        chunk_end: usize,
    ) -> Result<(), QueryError> {
        let start = self.at;
        if !value.is_empty() {
            let node = field::said(self.text, start..chunk.end, field, &self.text[value])?;
            self.weighted(node, chunk.end, weight, chunk_end);
            return Ok(());
        }
        if self.text[value.end..].starts_with('(') {
            return Err(self.group_of(field, start..value.end));
        }
        let (phrase, end) = phrase::quoted(self.text, value.end)?;
        // The points of an open span of years are no part of a phrase.
        let written = self.text[value.end..end].trim_matches(|c| c == '›' || opens_phrase(c));
        let written = if field == Field::Year { written } else { &phrase };
        let node = field::said(self.text, start..end, field, written)?;
        phrase::no_tail(self.text, end, QueryErrorKind::FieldValue)?;
        self.push(Lexeme::Leaf(node), end);
        self.weight()
    }

    /// `title:(a b)` is `title:"a b"`, as long as there are but words in the parentheses.
    fn group_of(&self, field: Field, name: Range<usize>) -> QueryError {
        let inside = name.end + 1;
        let end = self.text[inside..].find(|c| matches!(c, '(' | ')') || opens_phrase(c));
        let closed = end.map(|end| inside + end).filter(|end| self.text[*end..].starts_with(')'));
        let group = closed.map(|end| (end + 1, &self.text[inside..end]));
        let words = |group: &str| group.split_whitespace().all(|word| operator(word).is_none());
        match group.filter(|(_, group)| words(group)).and_then(|(end, group)| Some((end, trimmed(group)?))) {
            Some((end, words)) => {
                let instead = Node::Said(field, words).to_string();
                QueryError::instead(self.text, name.start..end, QueryErrorKind::FieldGroup, &instead)
            }
            None => QueryError::without(self.text, name, QueryErrorKind::FieldGroup),
        }
    }
}
