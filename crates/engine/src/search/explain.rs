//! Finds the reasons for a hit's score, once it is a hit.

use foldhash::HashSet;

use super::bm25::rarity;
use super::collect::Best;
use super::explanation::{Explanation, Found, Lowered, QueryPart, Reason};
use super::occurrences::Occurrences;
use super::rank::{DOCUMENT, Ranked, Ranking};
use super::resolve::{Alternative, Lookup, Resolved};
use super::scoreboard::Scoreboard;
use crate::analysis::fold;
use crate::query::{Leaf, Polarity, Sought, SoughtWord, What};

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
    pub(crate) fn explain(&self, ranked: &Ranked, board: &Scoreboard) -> tantivy::Result<Vec<Explanation>> {
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

    fn explain_hit(&self, best: &Best, having: &[usize], shares: &[Share]) -> tantivy::Result<Explanation> {
        let mut parts = Vec::new();
        let leaves = self.sought.leaves.iter().zip(&self.resolved.lookups).zip(having).zip(shares);
        for (((leaf, lookup), having), share) in leaves.filter(|(((leaf, _), _), _)| leaf.polarity == Polarity::Wanted)
        {
            let found = match lookup {
                Lookup::Terms(alternatives) => self.found(best.place, alternatives)?,
                Lookup::Said(..) => Found::Said(share.words > 0.0),
            };
            let of = self.ranking.columns.passages;
            let rarity = rarity(*having, of);
            parts.push(Reason { sought: name(leaf), found, having: *having, of, rarity, score: share.words });
        }
        // What is besides the words is told where it is.
        parts.retain(|part| part.score > 0.0 || !matches!(part.sought, QueryPart::Added | QueryPart::Term(_)));
        let mut pairs = Vec::new();
        for pair in self.ranking.pairs(self.sought, having) {
            let added = self.ranking.of_pair(&pair, best.place)?;
            if added > 0.0 {
                let [first, second] = [pair.pair.first, pair.pair.second].map(|leaf| name(&self.sought.leaves[leaf]));
                pairs.push((first, second, added));
            }
        }
        let document = shares.iter().map(|share| share.document).sum();
        let (factor, lowered) = (self.ranking.worth(best.place), self.lowered(best.place));
        Ok(Explanation { parts, pairs, document, factor, lowered, score: best.score })
    }

    fn lowered(&self, place: u32) -> Vec<Lowered> {
        let class = self.ranking.columns.class(place);
        let is_foreign = class.languages & self.ranking.asked == 0;
        let name = class.is_name.then_some(Lowered::Name);
        name.into_iter().chain(is_foreign.then_some(Lowered::OtherLanguage)).collect()
    }

    /// How often the passage has it, and by which of the vocabulary's words.
    fn found(&self, place: u32, alternatives: &[Alternative]) -> tantivy::Result<Found> {
        let (mut own, mut added) = (0.0_f32, Vec::new());
        for alternative in alternatives {
            let reader = self.ranking.reader;
            let times = reader.times_at(self.ranking.fields.terms, alternative, &[place])?[0];
            match alternative.expansion {
                None => own += times,
                // The query's own words, spelt alike in the other language, are told as such.
                Some(same) if self.sought.same.contains(&same) => {}
                Some(expansion) if times > 0.0 => added.push(self.sought.expansions[expansion].text.clone()),
                Some(_) => {}
            }
        }
        let mut told = HashSet::default();
        added.retain(|text| told.insert(fold(text).into_owned()));
        // A stem of the other language counts in part, and is there once all the same.
        let times = if own > 0.0 { (own.round() as u32).max(1) } else { 0 };
        Ok(Found::Words { times, added, in_title: self.in_title(place, alternatives)? })
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

fn name(leaf: &Leaf) -> QueryPart {
    match &leaf.what {
        What::Word(word) => QueryPart::Word(word.folded.clone()),
        What::Phrase(words, _) => QueryPart::Phrase(words.join(" ")),
        What::Near(words, _) => QueryPart::Near(joined(words)),
        What::Pattern(pattern) => QueryPart::Pattern(pattern.clone()),
        What::Fuzzy(word, _) => QueryPart::Fuzzy(word.clone()),
        What::Said(field, value) => QueryPart::Said(format!("{}:{value}", field.name())),
        What::Together(own, _) if own.is_empty() => QueryPart::Added,
        What::Together(own, _) => QueryPart::Term(joined(own)),
    }
}

fn joined(words: &[SoughtWord]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}
