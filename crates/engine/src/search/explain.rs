//! Why a hit is there, in words that a researcher can read.

use std::fmt::Write;

use super::collect::Best;
use super::rank::Ranking;
use super::resolve::{Alternative, Lookup, Resolved};
use super::scoreboard::rarity;
use crate::query::{Leaf, Polarity, Sought, What};

/// Explains the hits of one search.
pub(crate) struct Explainer<'a> {
    pub(crate) ranking: &'a Ranking<'a>,
    pub(crate) sought: &'a Sought,
    pub(crate) resolved: &'a Resolved,
    pub(crate) having: &'a [usize],
}

impl Explainer<'_> {
    /// What of the query is in the passage, how rare that is, and what else made its score.
    pub(crate) fn explain(&self, best: &Best) -> tantivy::Result<String> {
        let mut text = String::new();
        let leaves = self.sought.leaves.iter().zip(&self.resolved.lookups).zip(self.having);
        for ((leaf, lookup), having) in leaves.filter(|((leaf, _), _)| leaf.polarity == Polarity::Wanted) {
            let Lookup::Terms(alternatives) = lookup else { continue };
            let here = self.here(best.place, alternatives)?;
            let of = self.ranking.columns.passages;
            let rarity = rarity(*having, of);
            let _ = write!(text, "{}: {here}; {having} of {of} passages have it (rarity {rarity:.1}). ", name(leaf));
        }
        let score = best.score;
        let _ = write!(
            text,
            "Score {score:.2}: rare words count most, then words close together, the title and the document."
        );
        Ok(text)
    }

    /// How often the passage has it, and by which of the vocabulary's words.
    fn here(&self, place: u32, alternatives: &[Alternative]) -> tantivy::Result<String> {
        let (mut own, mut added) = (0.0, Vec::new());
        for alternative in alternatives {
            let reader = self.ranking.reader;
            let times = reader.times_at(self.ranking.fields.terms, alternative, &[place])?[0];
            match alternative.expansion {
                None => own += times,
                Some(expansion) if times > 0.0 => added.push(format!("\"{}\"", self.sought.expansions[expansion].text)),
                Some(_) => {}
            }
        }
        Ok(match (own as u32, added.is_empty()) {
            (0, true) => "not here".to_owned(),
            (0, false) => format!("as {}", added.join(", ")),
            (_, true) => times(own),
            (_, false) => format!("{}, and as {}", times(own), added.join(", ")),
        })
    }
}

fn name(leaf: &Leaf) -> String {
    match &leaf.what {
        What::Word(word) => format!("\"{}\"", word.folded),
        What::Phrase(words, _) => format!("the phrase \"{}\"", words.join(" ")),
        What::Near(words, _) => {
            let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
            format!("near one another \"{}\"", words.join(" "))
        }
        What::Pattern(pattern) => format!("words like {pattern}"),
        What::Fuzzy(word, _) => format!("words nearly \"{word}\""),
        What::Said(field, value) => format!("{}:{value}", field.name()),
        What::Added(_) => "the words together, in the vocabulary".to_owned(),
    }
}

fn times(frequency: f32) -> String {
    match frequency.round() as u32 {
        0 | 1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
