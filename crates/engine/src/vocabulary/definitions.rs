//! Acronyms that a text defines itself: `Migrant Protection Protocols (MPP)`, `COMAR (Comisión Mexicana de Ayuda a
//! Refugiados)`.
//!
//! The algorithm of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
//! (Pacific Symposium on Biocomputing, 2003), which needs no list and is right in 95 of 100 cases: beside an acronym in
//! brackets the words before it are searched, from their end, for its letters in order, and its first letter must begin a
//! word.

use std::ops::Range;

use super::names::is_acronym;
use crate::analysis::fold;

/// An acronym and what a text says that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// As written: `MPP`.
    pub short: String,
    /// As written: `Migrant Protection Protocols`.
    pub long: String,
    /// Where both stand, in bytes of the text.
    pub range: Range<usize>,
}

/// How many letters an acronym has.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// The acronyms that a text in English or Spanish defines, in its order.
pub fn definitions(text: &str) -> Vec<Definition> {
    brackets(text)
        .filter_map(|inside| before_brackets(text, inside.clone()).or_else(|| in_brackets(text, inside)))
        .collect()
}

/// The insides of brackets that have none in them.
fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('(').filter_map(|(open, _)| {
        let inside = &text[open + 1..];
        let end = inside.find(['(', ')'])?;
        inside[end..].starts_with(')').then_some(open + 1..open + 1 + end)
    })
}

/// `Migrant Protection Protocols (MPP)`, and `(MPP, in Spanish ...)`: what stands before the first comma or semicolon.
fn before_brackets(text: &str, inside: Range<usize>) -> Option<Definition> {
    let short =
        text[inside.clone()].split([',', ';']).next()?.trim().trim_matches(['"', '“', '”', '«', '»', '\'', '‘', '’']);
    let before = text[..inside.start - 1].trim_end();
    is_short(short).then_some(())?;
    let candidate = last_words(before, most_words(short));
    let start = long_form(short, candidate)?;
    let start = before.len() - candidate.len() + start;
    let long = &before[start..];
    is_long(short, long).then(|| Definition {
        short: short.to_owned(),
        long: long.to_owned(),
        range: start..inside.end + 1,
    })
}

/// `MPP (Migrant Protection Protocols)`: the letters of the word before must be those of the words in the brackets, from
/// the first.
fn in_brackets(text: &str, inside: Range<usize>) -> Option<Definition> {
    let before = text[..inside.start - 1].trim_end();
    let short = last_words(before, 1);
    let long = text[inside.clone()].trim();
    let words = long.split_whitespace().count();
    let fits = is_short(short) && words > 1 && words <= most_words(short) && long_form(short, long) == Some(0);
    let range = before.len() - short.len()..inside.end + 1;
    (fits && is_long(short, long)).then(|| Definition { short: short.to_owned(), long: long.to_owned(), range })
}

fn is_short(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    LETTERS.contains(&letters) && is_acronym(word) && word.starts_with(char::is_alphanumeric)
}

/// At most |A| + 5 or twice |A| words, |A| being the letters of the acronym. Spanish needs more than the paper's smaller of
/// the two, for its articles and prepositions.
fn most_words(short: &str) -> usize {
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    (letters + 5).max(letters * 2)
}

/// The last so many words of a text, none of them beyond the end of a sentence or a bracket.
fn last_words(text: &str, most: usize) -> &str {
    let sentence = text.rfind([';', ':', '(', ')', '\n', '?', '!']).map_or(0, |at| at + 1);
    let mut start = text.len();
    for (at, word) in split_words(&text[sentence..]).into_iter().rev().take(most) {
        // A point inside `U.S.` ends no sentence; one after a longer word does.
        if word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 2 {
            break;
        }
        start = sentence + at;
    }
    &text[start..]
}

fn split_words(text: &str) -> Vec<(usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect()
}

/// Where the long form begins in the words before a short one: its letters are sought from the end, and the first of them
/// must begin a word.
fn long_form(short: &str, before: &str) -> Option<usize> {
    // The plural's `s` is none of its letters: `UACs`.
    let singular = short.strip_suffix('s').unwrap_or(short);
    let letters: Vec<char> = singular.chars().filter(|c| c.is_alphanumeric()).map(plain).collect();
    let text: Vec<(usize, char)> = before.char_indices().map(|(at, c)| (at, plain(c))).collect();
    let begins = |place: usize| place == 0 || !text[place - 1].1.is_alphanumeric();
    let mut end = text.len();
    for (rank, letter) in letters.iter().enumerate().rev() {
        end = (0..end).rev().find(|place| text[*place].1 == *letter && (rank > 0 || begins(*place)))?;
    }
    Some(text.get(end)?.0)
}

/// Longer than the short one and without it.
fn is_long(short: &str, long: &str) -> bool {
    long.len() > short.len() && long.contains(char::is_whitespace) && !long.split_whitespace().any(|word| word == short)
}

/// A letter without accent and capital.
fn plain(letter: char) -> char {
    fold(letter.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(letter)
}
