//! A query cut into lexemes, each with its place.

use std::ops::Range;

use super::error::{QueryError, QueryErrorKind};
use super::tree::Node;
use crate::analysis::words;

/// What a query is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    Word(String),
    Phrase(String),
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

/// Fields that other search engines know and that may come here; `name:word` with another name is a word.
const FIELDS: [&str; 22] = [
    "title", "author", "authors", "year", "date", "lang", "language", "section", "kind", "type", "in", "note", "notes",
    "body", "titulo", "título", "autor", "año", "fecha", "idioma", "nota", "notas",
];

/// Cuts a query into lexemes. Punctuation alone is passed over.
pub(super) fn lexemes(text: &str) -> Result<Vec<Placed>, QueryError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        let lexeme = match first {
            '(' => Some(Lexeme::Open),
            ')' => Some(Lexeme::Close),
            quote if closers(quote).is_some() => {
                let (phrase, end) = phrase(text, start)?;
                at = end - first.len_utf8();
                Some(Lexeme::Phrase(phrase))
            }
            '-' | '−' if excludes(text, start, first) => Some(Lexeme::Not),
            _ => {
                let end = start + chunk_length(&text[start..]);
                refuse_foreign_syntax(text, start..end)?;
                at = end - first.len_utf8();
                word(&text[start..end])
            }
        };
        at += first.len_utf8();
        found.extend(lexeme.map(|lexeme| Placed { lexeme, range: start..at }));
    }
    Ok(found)
}

/// The marks that close a phrase which this mark opens. People paste quotation marks of all kinds and mix them.
fn closers(quote: char) -> Option<&'static [char]> {
    const DOUBLE: &[char] = &['"', '“', '”', '„', '‟', '＂'];
    const ANGLE: &[char] = &['«', '»'];
    [DOUBLE, ANGLE].into_iter().find(|marks| marks.contains(&quote))
}

fn is_chunk_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || closers(c).is_some()
}

fn chunk_length(rest: &str) -> usize {
    // White space and other single marks at the start are a chunk of their own.
    let first = rest.chars().next().map_or(0, char::len_utf8);
    rest.find(is_chunk_end).unwrap_or(rest.len()).max(first)
}

/// A minus excludes at the start of a word, phrase or group, not between words and not alone.
fn excludes(text: &str, start: usize, minus: char) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[start + minus.len_utf8()..].chars().next();
    let free = before.is_none_or(|c| c.is_whitespace() || c == '(');
    free && after.is_some_and(|c| c.is_alphanumeric() || c == '(' || closers(c).is_some())
}

fn phrase(text: &str, start: usize) -> Result<(String, usize), QueryError> {
    let opening = text[start..].chars().next().unwrap_or('"');
    let inside = start + opening.len_utf8();
    let marks = closers(opening).unwrap_or_default();
    let Some(length) = text[inside..].find(marks) else {
        let suggestion = Some(format!("{}\"", text.trim_end()));
        return Err(QueryError::at(text, start..text.len(), QueryErrorKind::UnclosedQuote, suggestion));
    };
    let closing = text[inside + length..].chars().next().map_or(0, char::len_utf8);
    let end = inside + length + closing;
    let written = text[inside..inside + length].replace(|c| closers(c).is_some(), " ");
    let Some(phrase) = trimmed(&written) else {
        return Err(QueryError::without(text, start..end, QueryErrorKind::EmptyPhrase));
    };
    if text[end..].starts_with('~') {
        let tail = end + 1 + text[end + 1..].chars().take_while(char::is_ascii_digit).count();
        return Err(QueryError::without(text, end..tail, QueryErrorKind::Fuzzy));
    }
    Ok((phrase, end))
}

fn word(chunk: &str) -> Option<Lexeme> {
    match chunk {
        "AND" | "Y" => return Some(Lexeme::And),
        "OR" | "O" => return Some(Lexeme::Or),
        "NOT" | "NO" => return Some(Lexeme::Not),
        _ => {}
    }
    trimmed(chunk).map(|word| Lexeme::Word(not_an_operator(&word)))
}

/// A word that is only a word.
pub(super) fn plain_word(word: &str) -> Node {
    Node::Word(not_an_operator(word))
}

/// `O.` in `O. Henry` is a word; printed without its point it must not turn into an operator.
fn not_an_operator(word: &str) -> String {
    let is_operator = matches!(word, "AND" | "Y" | "OR" | "O" | "NOT" | "NO");
    if is_operator { word.to_lowercase() } else { word.to_owned() }
}

/// From the first word to the end of the last, single spaces between; none if there is no word.
fn trimmed(text: &str) -> Option<String> {
    let mut found = words(text);
    let first = found.next()?;
    let end = found.last().map_or(first.range.end, |last| last.range.end);
    Some(text[first.range.start..end].split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Refuses what is an operator elsewhere and would be silently lost here, with punctuation around it or without.
fn refuse_foreign_syntax(text: &str, range: Range<usize>) -> Result<(), QueryError> {
    let chunk = &text[range.clone()];
    let plain = trimmed(chunk).unwrap_or_default();
    for written in [chunk, plain.as_str()] {
        let refused = prefix(written).or_else(|| fuzzy(written)).or_else(|| weight(written));
        if let Some((kind, plain)) = refused.or_else(|| required(written)) {
            let suggestion = format!("{}{plain}{}", &text[..range.start], &text[range.end..]);
            return Err(QueryError::at(text, range, kind, Some(suggestion.trim().to_owned())));
        }
        if let Some(length) = field(written, &text[range.end..]) {
            let start = range.start + chunk.find(written).unwrap_or(0);
            return Err(QueryError::without(text, start..start + length, QueryErrorKind::Field));
        }
    }
    Ok(())
}

/// `asyl*`, `*lum`; not `*stressed*`.
fn prefix(chunk: &str) -> Option<(QueryErrorKind, String)> {
    let stressed =
        chunk.len() > 2 && chunk.starts_with('*') && chunk.trim_end_matches(['.', ',', ';', '?']).ends_with('*');
    let joined = chunk.contains('*') && chunk.contains(char::is_alphanumeric);
    (joined && !stressed).then(|| (QueryErrorKind::Prefix, chunk.replace('*', "")))
}

/// `asylum~`, `asylum~1`; not `~50`.
fn fuzzy(chunk: &str) -> Option<(QueryErrorKind, String)> {
    let (word, digits) = chunk.rsplit_once('~')?;
    let fits = word.ends_with(char::is_alphanumeric) && is_decimal(digits);
    fits.then(|| (QueryErrorKind::Fuzzy, word.to_owned()))
}

/// `asylum^2`; not `asylum^`.
fn weight(chunk: &str) -> Option<(QueryErrorKind, String)> {
    let (word, digits) = chunk.rsplit_once('^')?;
    let fits = word.ends_with(char::is_alphabetic) && !digits.is_empty() && is_decimal(digits);
    fits.then(|| (QueryErrorKind::Weight, word.to_owned()))
}

fn is_decimal(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `+asylum`; not `+52`.
fn required(chunk: &str) -> Option<(QueryErrorKind, String)> {
    let word = chunk.strip_prefix('+')?;
    word.starts_with(char::is_alphabetic).then(|| (QueryErrorKind::Plus, word.to_owned()))
}

/// `title:asylum`, `title:"right to asylum"`: the length of the field's name and its colon.
fn field(chunk: &str, after: &str) -> Option<usize> {
    let (name, value) = chunk.split_once(':')?;
    let known = FIELDS.contains(&name.to_lowercase().as_str());
    let has_value = match value.chars().next() {
        Some(first) => first.is_alphanumeric(),
        None => after.starts_with(|c: char| c == '(' || closers(c).is_some()),
    };
    (known && has_value).then_some(name.len() + 1)
}
