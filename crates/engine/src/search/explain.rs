//! Why a hit is there, in words that a researcher can read.

use std::fmt::Write;

use super::bm25::rarity;
use super::collect::Best;
use super::occurrences::Occurrences;
use super::rank::{DOCUMENT, Ranked, Ranking};
use super::resolve::{Alternative, Lookup, Resolved};
use super::scoreboard::Scoreboard;
use crate::query::{Leaf, Polarity, Sought, What};

/// Explains the hits of one search.
pub(crate) struct Explainer<'a> {
    pub(crate) ranking: &'a Ranking<'a>,
    pub(crate) sought: &'a Sought,
    pub(crate) resolved: &'a Resolved,
}

/// What a leaf adds to the score of a hit: as words of the passage, and as words of its document.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    words: f32,
    document: f32,
}

impl Explainer<'_> {
    /// For each hit what of the query is in the passage, how rare that is, what else made its score, and the sum.
    pub(crate) fn explain(&self, ranked: &Ranked, board: &Scoreboard) -> tantivy::Result<Vec<String>> {
        let columns = self.ranking.columns;
        let shares = |best: &Best| {
            let of_leaf = |leaf: &Occurrences| Share {
                words: leaf.share_of(best.place, columns),
                document: DOCUMENT * leaf.share_of_document(columns.document(best.place), columns),
            };
            board.leaves().iter().map(of_leaf).collect::<Vec<Share>>()
        };
        ranked.best.iter().map(|best| self.explain_hit(best, &ranked.having, &shares(best))).collect()
    }

    fn explain_hit(&self, best: &Best, having: &[usize], shares: &[Share]) -> tantivy::Result<String> {
        let mut text = String::new();
        let leaves = self.sought.leaves.iter().zip(&self.resolved.lookups).zip(having).zip(shares);
        for (((leaf, lookup), having), share) in leaves.filter(|(((leaf, _), _), _)| leaf.polarity == Polarity::Wanted)
        {
            let here = match lookup {
                Lookup::Terms(alternatives) => self.here(best.place, alternatives)?,
                Lookup::Said(..) => if share.words > 0.0 { "so it is" } else { "not so" }.to_owned(),
            };
            let of = self.ranking.columns.passages;
            let rarity = rarity(*having, of);
            let _ = write!(
                text,
                "{}: {here}; {having} of {of} passages have it (rarity {rarity:.1}), +{:.3}. ",
                name(leaf),
                share.words
            );
        }
        for pair in self.ranking.pairs(self.sought, having) {
            let added = self.ranking.of_pair(&pair, best.place)?;
            if added > 0.0 {
                let [first, second] = [pair.pair.first, pair.pair.second].map(|leaf| name(&self.sought.leaves[leaf]));
                let _ = write!(text, "{first} and {second} stand together as in the query, +{added:.3}. ");
            }
        }
        let document: f32 = shares.iter().map(|share| share.document).sum();
        let _ = write!(text, "The document as a whole says as much of this as gives +{document:.3}. ");
        text.push_str(&self.worth(best.place));
        let _ = write!(text, "Score {:.3}.", best.score);
        Ok(text)
    }

    /// By what the sum is multiplied, and why.
    fn worth(&self, place: u32) -> String {
        let worth = self.ranking.worth(place);
        let class = self.ranking.columns.class(place);
        let mut reasons = Vec::new();
        if class.is_name {
            reasons.push("it is a heading or a title page, which names the matter and does not tell it");
        }
        if class.languages & self.ranking.asked == 0 {
            reasons.push("it is in another language than the query");
        }
        if reasons.is_empty() {
            String::new()
        } else {
            format!("All that times {worth:.3}: {}. ", reasons.join(", and "))
        }
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
        let titled = self.in_title(place, alternatives)?;
        Ok(match (own as u32, added.is_empty()) {
            (0, true) if titled => "not here, but in the title".to_owned(),
            (0, true) => "not here".to_owned(),
            (0, false) => format!("as {}", added.join(", ")),
            (_, true) if titled => format!("{}, and in the title", times(own)),
            (_, true) => times(own),
            (_, false) => format!("{}, and as {}", times(own), added.join(", ")),
        })
    }

    /// Whether the document's title has one of the query's own words.
    fn in_title(&self, place: u32, alternatives: &[Alternative]) -> tantivy::Result<bool> {
        let mut found = false;
        for term in alternatives.iter().filter(|own| own.expansion.is_none()).filter_map(Alternative::terms).flatten() {
            self.ranking.reader.each(self.ranking.fields.title, term, |titled, _| found |= titled == place)?;
        }
        Ok(found)
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
        What::Added(_) => "The words together, in the vocabulary".to_owned(),
    }
}

fn times(frequency: f32) -> String {
    match frequency.round() as u32 {
        0 | 1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}
