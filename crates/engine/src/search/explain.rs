//! Why a hit is there, in plain words.

use std::fmt::Write;

use super::columns::Columns;
use super::evaluate::Found;
use super::rank::{contribution, rarity};
use crate::query::{Polarity, Sought};

/// What was found in the passage at a place, how rare it is, and what the score is made of.
pub(crate) fn explanation(place: u32, score: f32, sought: &Sought, found: &Found, columns: &Columns) -> String {
    let mut text = String::new();
    let average = columns.average_length();
    let length = columns.length[place as usize];
    let words = sought.words.iter().zip(&found.words).filter(|(word, _)| word.polarity == Polarity::Wanted);
    let words = words.map(|(word, postings)| (format!("\"{}\"", word.folded), postings));
    let phrases = sought.phrases.iter().zip(&found.phrases).filter(|(phrase, _)| phrase.polarity == Polarity::Wanted);
    let phrases = phrases.map(|(phrase, postings)| (format!("the phrase \"{}\"", phrase.words.join(" ")), postings));
    for (name, postings) in words.chain(phrases) {
        let Ok(at) = postings.0.binary_search_by_key(&place, |(at, _)| *at) else { continue };
        let frequency = postings.0[at].1;
        let points = contribution(rarity(postings.0.len(), columns.passages), frequency, length, average);
        let _ = write!(
            text,
            "{name}: {} here; {} of {} passages have it; {points:.2} points. ",
            times(frequency),
            postings.0.len(),
            columns.passages
        );
    }
    let _ = write!(text, "Score {score:.2}, with what words close together and the rest of the document add.");
    text
}

fn times(frequency: f32) -> String {
    match frequency.round() as u32 {
        0 | 1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
