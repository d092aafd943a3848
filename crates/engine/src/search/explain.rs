//! Why a hit is there, in plain words.

use std::fmt::Write;

use super::columns::Columns;
use super::evaluate::Found;
use super::rank::rarity;
use crate::query::{Polarity, Sought};

/// What of the query is in the passage at a place, how rare that is, and what else made its score.
pub(crate) fn explanation(place: u32, score: f32, sought: &Sought, found: &Found, columns: &Columns) -> String {
    let words = sought.words.iter().zip(&found.words).filter(|(word, _)| word.polarity == Polarity::Wanted);
    let words = words.map(|(word, postings)| (format!("\"{}\"", word.folded), postings));
    let phrases = sought.phrases.iter().zip(&found.phrases).filter(|(phrase, _)| phrase.polarity == Polarity::Wanted);
    let phrases = phrases.map(|(phrase, postings)| (format!("the phrase \"{}\"", phrase.words.join(" ")), postings));
    let mut text = String::new();
    for (name, postings) in words.chain(phrases) {
        let here = match postings.0.binary_search_by_key(&place, |(at, _)| *at) {
            Ok(at) => times(postings.0[at].1),
            Err(_) => "not here".to_owned(),
        };
        let (having, of) = (postings.0.len(), columns.passages);
        let rarity = rarity(having, of);
        let _ = write!(text, "{name}: {here}; {having} of {of} passages have it (rarity {rarity:.1}). ");
    }
    let _ =
        write!(text, "Score {score:.2}: rare words count most, then words close together, the title and the document.");
    text
}

fn times(frequency: f32) -> String {
    match frequency.round() as u32 {
        0 | 1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
