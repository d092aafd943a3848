//! What stands between spaces, parentheses and quotation marks, apart from fields: a word, a pattern (`deporta*`,
//! `m?grant`), a word nearly so (`asylum~1`), each with its weight (`asylum^2`).
//!
//! Signs around words that mean nothing here are passed over: `C++`, `50%`, `~50`, `*stressed*`.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::error::{QueryError, QueryErrorKind};
use super::lexer::plain_word;
use super::phrase::starts_number;
use super::tree::{Node, Weight};
use crate::analysis::words;

/// The fewest letters before a star: fewer stand for most of an index's words.
const LETTERS_BEFORE_STAR: usize = 3;

/// From the first word to the end of the last, single spaces between; none if there is no word.
pub(super) fn trimmed(text: &str) -> Option<String> {
    core(text, 0..text.len()).map(|core| text[core].split_whitespace().collect::<Vec<_>>().join(" "))
}

/// From the first word to the end of the last, which has no possessive, not even after another: what is cut so once stays
/// as it is when it is cut again.
pub(super) fn core(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    let mut found = words(written);
    let first = found.next()?.range;
    let last = found.last().map_or(first.end, |last| last.range.end);
    let mut core = &written[first.start..last];
    while let Some(owner) = core.strip_suffix(['s', 'S']).and_then(|rest| rest.strip_suffix(is_apostrophe)) {
        if !owner.ends_with(is_letter) {
            break;
        }
        core = owner;
    }
    Some(range.start + first.start..range.start + first.start + core.len())
}

/// Whether it is the address of a page, in which no sign is an operator.
pub(super) fn is_address(chunk: &str) -> bool {
    let start = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
    let scheme = start.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.chars().all(char::is_alphanumeric)) || start.starts_with("www.")
}

/// What a chunk is without its weight, and its weight: `asylum^2`; not `10^6`, which has no letters.
pub(super) fn weighted(text: &str, range: Range<usize>) -> Result<(Range<usize>, Option<Weight>), QueryError> {
    let Some(core) = core(text, range.clone()) else { return Ok((range, None)) };
    let weight_of = |core: Range<usize>| {
        let (base, number) = text[core.clone()].rsplit_once('^')?;
        let fits = base.contains(char::is_alphabetic) && starts_number(number);
        fits.then_some((core.start + base.len(), number))
    };
    let Some((caret, number)) = weight_of(core.clone()) else { return Ok((range, None)) };
    let refused = |instead: &str| Err(QueryError::instead(text, caret..core.end, QueryErrorKind::Weight, instead));
    if weight_of(core.start..caret).is_some() {
        return refused("");
    }
    match Weight::read(number) {
        Ok(weight) => Ok((range.start..caret, Some(weight))),
        Err(near) => refused(&format!("^{near}")),
    }
}

/// The part of a query that a chunk is; none if it is punctuation alone.
pub(super) fn part(text: &str, range: Range<usize>) -> Result<Option<Node>, QueryError> {
    let Some(core) = core(text, range.clone()) else { return Ok(None) };
    let chunk = Chunk { text, before: range.start..core.start, word: &text[core.clone()], after: core.end..range.end };
    chunk.refuse_plus()?;
    match chunk.fuzzy()? {
        Some(fuzzy) => Ok(Some(fuzzy)),
        None => Ok(Some(chunk.pattern()?.unwrap_or_else(|| plain_word(chunk.word)))),
    }
}

/// Whether a star is meant as letters here: `asyl*`, `*lum`; not `*stressed*`.
pub(super) fn is_pattern(chunk: &str) -> bool {
    let Some(core) = core(chunk, 0..chunk.len()) else { return false };
    let [before, after] = [&chunk[..core.start], &chunk[core.end..]].map(|sign| sign.contains('*'));
    before != after || chunk[core].contains('*')
}

/// A chunk with a word.
struct Chunk<'a> {
    text: &'a str,
    before: Range<usize>,
    /// From its first word to the end of its last.
    word: &'a str,
    after: Range<usize>,
}

impl<'a> Chunk<'a> {
    fn written(&self) -> &'a str {
        &self.text[self.before.start..self.after.end]
    }

    fn after(&self) -> &'a str {
        &self.text[self.after.clone()]
    }

    fn refused<T>(&self, kind: QueryErrorKind, instead: &str) -> Result<T, QueryError> {
        Err(QueryError::instead(self.text, self.before.start..self.after.end, kind, instead))
    }

    /// `+asylum`; not `+52`.
    fn refuse_plus(&self) -> Result<(), QueryError> {
        let plus = self.text[self.before.clone()].ends_with('+') && self.word.starts_with(char::is_alphabetic);
        if plus { self.refused(QueryErrorKind::Plus, &self.text[self.before.end..self.after.end]) } else { Ok(()) }
    }

    /// `asylum~1`, `asylum~`; not `2019~2021`, `a~b`.
    fn fuzzy(&self) -> Result<Option<Node>, QueryError> {
        let (base, distance) = match self.word.rsplit_once('~') {
            Some((base, distance)) if starts_number(distance) => (base, distance),
            _ if self.after().starts_with('~') => (self.word, "1"),
            _ => return Ok(None),
        };
        let of_letters = base.contains(char::is_alphabetic) && !base.contains('/');
        let number = distance.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let Some(word) = trimmed(base).filter(|_| of_letters && number) else { return Ok(None) };
        let is_one = words(base).count() == 1 && !base.contains(['*', '?']);
        match distance {
            _ if !is_one => self.refused(QueryErrorKind::Fuzzy, base),
            "1" => Ok(Some(Node::Fuzzy(word, 1))),
            "2" => Ok(Some(Node::Fuzzy(word, 2))),
            "0" => self.refused(QueryErrorKind::Fuzzy, base),
            // Elsewhere fractions say how alike two words are.
            _ if distance.contains('.') => self.refused(QueryErrorKind::Fuzzy, &format!("{word}~1")),
            _ => self.refused(QueryErrorKind::Fuzzy, &format!("{word}~2")),
        }
    }

    /// `deporta*`, `inmi*ción`, `m?grant`. A question mark at the end asks a question.
    fn pattern(&self) -> Result<Option<Node>, QueryError> {
        let starred = is_pattern(self.written());
        let letters =
            self.word.chars().all(|c| is_letter(c) || is_apostrophe(c) || is_joint(c) || matches!(c, '*' | '?'));
        if !(starred || self.word.contains('?') && letters) {
            return Ok(None);
        }
        let stars = self.after().starts_with('*') && starred;
        let written = format!("{}{}", self.word, if stars { "*" } else { "" });
        let joined: String = written.chars().filter(|c| !is_joint(*c)).collect();
        let mut pattern: String = joined.chars().filter(|c| !is_apostrophe(*c)).collect();
        while pattern.contains("**") {
            pattern = pattern.replace("**", "*");
        }
        let stray = self.text[self.before.clone()].contains('*') || self.after().trim_start_matches('*').contains('*');
        let sound = !stray && letters && has_letters(&pattern);
        match sound {
            true if joined == written => Ok(Some(Node::Pattern(pattern))),
            // `co-manag*`: the index has what hyphens join as one word too.
            true => self.refused(QueryErrorKind::Pattern, &pattern),
            false => {
                let spaced = self.written().replace(['*', '?'], " ");
                self.refused(QueryErrorKind::Pattern, &trimmed(&spaced).unwrap_or_default())
            }
        }
    }
}

/// Whether a pattern says enough: letters before a star, and beside a question mark.
fn has_letters(pattern: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() || c.is_ascii_digit()).count();
    match pattern.split_once('*') {
        Some((start, _)) => letters(start) >= LETTERS_BEFORE_STAR,
        None => letters(pattern) >= 2,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}
