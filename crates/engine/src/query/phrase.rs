//! What stands between quotation marks, and what can follow it: `~5`, `^2`.

use std::ops::Range;

use super::chunk::{is_pattern, trimmed};
use super::error::{QueryError, QueryErrorKind};
use super::lexer::chunk_length;
use super::tree::{Exactness, Node, Weight};
use super::{MAX_BETWEEN, MAX_NEAR};
use crate::analysis::words;

/// How many words stand between near ones where a query that lacks it is corrected.
const USUAL_BETWEEN: u32 = 5;

/// Whether a phrase starts with this mark.
pub(super) fn opens_phrase(c: char) -> bool {
    closers(c).is_some()
}

/// The marks that close a phrase which this mark opens. People paste quotation marks of all kinds and mix the double ones.
/// A single `›` opens nothing: it parts the steps of a path.
fn closers(quote: char) -> Option<&'static [char]> {
    const DOUBLE: &[char] = &['"', '“', '”', '„', '‟', '＂'];
    const ANGLE: &[char] = &['«', '»'];
    match quote {
        '‹' => Some(&['›']),
        _ => [DOUBLE, ANGLE].into_iter().find(|marks| marks.contains(&quote)),
    }
}

/// The text between the quotation mark here and the one that closes it, and where that ends.
pub(super) fn quoted(text: &str, start: usize) -> Result<(String, usize), QueryError> {
    let opening = text[start..].chars().next().unwrap_or('"');
    let inside = start + opening.len_utf8();
    let marks = closers(opening).unwrap_or_default();
    let Some(length) = text[inside..].find(marks) else {
        let closing = match opening {
            '«' | '»' => '»',
            '‹' => '›',
            _ => '"',
        };
        let suggestion = Some(format!("{}{closing}", text.trim_end()));
        return Err(QueryError::at(text, start..text.len(), QueryErrorKind::UnclosedQuote, suggestion));
    };
    let closing = text[inside + length..].chars().next().map_or(0, char::len_utf8);
    let end = inside + length + closing;
    refuse_patterns(text, inside..inside + length)?;
    match without_marks(&text[inside..inside + length]) {
        Some(phrase) => Ok((phrase, end)),
        None => Err(QueryError::without(text, start..end, QueryErrorKind::EmptyPhrase)),
    }
}

/// The text of a phrase, in which any quotation mark is a space; none if nothing is left.
pub(super) fn without_marks(written: &str) -> Option<String> {
    trimmed(&written.replace(|c| c == '›' || opens_phrase(c), " "))
}

/// A star is no letter of a phrase, and must not be lost in it.
fn refuse_patterns(text: &str, inside: Range<usize>) -> Result<(), QueryError> {
    let mut at = inside.start;
    for chunk in text[inside].split(char::is_whitespace) {
        if is_pattern(chunk) {
            let range = at..at + chunk.len();
            return Err(QueryError::instead(text, range, QueryErrorKind::Pattern, &chunk.replace('*', "")));
        }
        at += chunk.len() + text[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
    }
    Ok(())
}

/// A phrase that was read from `range`, or near words if `~5` follows it, and where that ends.
pub(super) fn with_tail(
    text: &str,
    range: Range<usize>,
    phrase: String,
    exactness: Exactness,
) -> Result<(Node, usize), QueryError> {
    let tail = &text[range.end..range.end + chunk_length(&text[range.end..])];
    let Some(after) = tail.strip_prefix('~') else { return Ok((Node::Phrase(phrase, exactness), range.end)) };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let end = range.end + 1 + digits;
    let between: Option<u32> = if digits == 0 { None } else { Some(after[..digits].parse().unwrap_or(u32::MAX)) };
    let refused = |kind, instead: &Node| Err(QueryError::instead(text, range.start..end, kind, &instead.to_string()));
    if exactness == Exactness::EveryAccent {
        return refused(QueryErrorKind::Exact, &Node::Phrase(phrase, exactness));
    }
    match (words(&phrase).count(), between) {
        (0 | 1, Some(distance @ (1 | 2))) => refused(QueryErrorKind::Near, &Node::Fuzzy(phrase, distance as u8)),
        (2..=MAX_NEAR, Some(between @ 0..=MAX_BETWEEN)) if !number_goes_on(&after[digits..]) => {
            Ok((Node::Near(phrase, between), end))
        }
        (2..=MAX_NEAR, between) => {
            let between = between.unwrap_or(USUAL_BETWEEN).min(MAX_BETWEEN);
            refused(QueryErrorKind::Near, &Node::Near(phrase, between))
        }
        _ => refused(QueryErrorKind::Near, &Node::Phrase(phrase, exactness)),
    }
}

/// Whether what follows a number belongs to it: `~5x`, `~5.5`.
fn number_goes_on(after: &str) -> bool {
    after.split('^').next().is_some_and(|after| after.contains(char::is_alphanumeric))
}

/// Refuses near words where a phrase cannot be near.
pub(super) fn no_tail(text: &str, end: usize, kind: QueryErrorKind) -> Result<(), QueryError> {
    let Some(after) = text[end..].strip_prefix('~') else { return Ok(()) };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    Err(QueryError::without(text, end..end + 1 + digits, kind))
}

/// The weight that is written here, if there is one.
pub(super) fn weight(text: &str, range: Range<usize>) -> Result<Option<Weight>, QueryError> {
    let Some(after) = text[range.clone()].strip_prefix('^') else { return Ok(None) };
    let number = after.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !starts_number(number) {
        return Ok(None);
    }
    let range = range.start..range.start + 1 + number.len();
    Weight::read(number)
        .map(Some)
        .map_err(|near| QueryError::instead(text, range, QueryErrorKind::Weight, &format!("^{near}")))
}

/// Whether this is meant as a number: `2`, `.5`.
pub(super) fn starts_number(text: &str) -> bool {
    text.strip_prefix('.').unwrap_or(text).starts_with(|c: char| c.is_ascii_digit())
}
