//! How is a place in a document found again when its passages have other numbers? By words that are quoted from it, as the W3C's Web
//! Annotation Data Model has it (4.2.4, text quote selector): some words, and what stands before and after them.
//!
//! Words are compared without case and signs, since another reading may join a hyphen or turn a quotation mark.

use std::collections::HashMap;

use crate::Document;

/// Words that tell a place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The words before it.
    pub prefix: String,
    /// The words of the place.
    pub exact: String,
    /// The words after it.
    pub suffix: String,
}

/// So many words are quoted: of nine words hardly two places of a document have the same.
const EXACT: usize = 9;
/// So many stand before and after.
const AROUND: usize = 3;
/// From this share of the quoted words on, in their number, a place is the one that was meant: another reading has mended or broken
/// one or two of them.
const ALIKE: f64 = 0.75;

/// A word of the document, and whose it is.
struct Word<'a> {
    id: &'a str,
    number: u32,
    text: String,
}

impl Quote {
    /// The quote of a passage or note by its text: from its fourth word on, or all of a shorter one.
    pub fn of(text: &str) -> Quote {
        let words: Vec<&str> = text.split_whitespace().collect();
        let begin = if words.len() >= 2 * AROUND + EXACT { AROUND } else { 0 };
        let end = words.len().min(begin + EXACT);
        let after = words.len().min(end + AROUND);
        let joined = |range: std::ops::Range<usize>| words[range].join(" ");
        Quote { prefix: joined(0..begin), exact: joined(begin..end), suffix: joined(end..after) }
    }

    /// The id of the passage or note where the place begins now; none if the document has no such words. Of several places the one
    /// with the same words around it, then the one that is nearest to this number. Notes are looked for if `in_notes`.
    pub fn find<'a>(&self, document: &'a Document, in_notes: bool, near: u32) -> Option<&'a str> {
        let exact: Vec<String> = words(&self.exact).collect();
        if exact.is_empty() {
            return None;
        }
        let (prefix, suffix): (Vec<_>, Vec<_>) = (words(&self.prefix).collect(), words(&self.suffix).collect());
        let text = if in_notes { words_of_notes(document) } else { words_of_passages(document) };
        let places = places(&text, &exact);
        let around = |place: usize| {
            let before = text[..place].iter().rev().zip(prefix.iter().rev()).take_while(|(a, b)| a.text == **b).count();
            let end = (place + exact.len()).min(text.len());
            let after = text[end..].iter().zip(&suffix).take_while(|(a, b)| a.text == **b).count();
            before + after
        };
        let best = places.into_iter().max_by_key(|place| {
            let distance = text[*place].number.abs_diff(near);
            (around(*place), std::cmp::Reverse(distance), std::cmp::Reverse(*place))
        })?;
        Some(text[best].id)
    }
}

/// Where the words stand: exactly so, or else where most of them do.
fn places(text: &[Word<'_>], exact: &[String]) -> Vec<usize> {
    let same: Vec<usize> =
        (0..text.len()).filter(|at| text[*at..].iter().map(|word| &word.text).take(exact.len()).eq(exact)).collect();
    if same.is_empty() { alike(text, exact) } else { same }
}

/// The places where as many of the words stand as anywhere, in any order, and enough of them.
fn alike(text: &[Word<'_>], exact: &[String]) -> Vec<usize> {
    let mut wanted: HashMap<&str, i64> = HashMap::new();
    exact.iter().for_each(|word| *wanted.entry(word).or_default() += 1);
    let (mut best, mut places) = ((ALIKE * exact.len() as f64).ceil() as i64, Vec::new());
    let mut found = 0;
    for end in 0..text.len() {
        if let Some(left) = wanted.get_mut(text[end].text.as_str()) {
            found += i64::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = end.checked_sub(exact.len())
            && let Some(left) = wanted.get_mut(text[gone].text.as_str())
        {
            *left += 1;
            found -= i64::from(*left > 0);
        }
        if found > best {
            (best, places) = (found, Vec::new());
        }
        if found == best {
            places.push((end + 1).saturating_sub(exact.len()));
        }
    }
    places
}

fn words_of_passages(document: &Document) -> Vec<Word<'_>> {
    let passages = document.passages.iter();
    passages
        .flat_map(|passage| words(&passage.text).map(|text| Word { id: &passage.id, number: passage.number, text }))
        .collect()
}

fn words_of_notes(document: &Document) -> Vec<Word<'_>> {
    let notes = document.notes.iter();
    notes.flat_map(|note| words(&note.text).map(|text| Word { id: &note.id, number: note.number, text })).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
