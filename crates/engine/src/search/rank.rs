//! How well a passage answers: BM25 of its words, words close together, and its whole document.
//!
//! Pairs are the ordered windows of Metzler and Croft (A Markov Random Field Model for Term Dependencies, 2005). Where words
//! stand is read of those passages alone that a pair could bring among the hits asked for; the ranking is the same as if
//! it were read of all.

use super::collect::{Best, Collected, collect, keep_best};
use super::columns::Columns;
use super::evaluate::Matching;
use super::postings::PostingsReader;
use super::resolve::{Alternative, Lookup};
use super::scoreboard::{K1, Origin, Scoreboard, norms, rarity, saturated};
use super::{Grouping, Search};
use crate::query::{Polarity, Sought, What};
use crate::schema::Fields;

/// What a pair of words counts beside the words: without it all sets but policyqa lose .006 to .014 of MRR@10.
const PAIR: f32 = 0.3;
/// What the whole document's BM25 counts beside the passage's. Without it policyqa loses .024 of MRR@10, scale-mix .008;
/// more of it costs xquad-es, whose documents are of two kinds.
const DOCUMENT: f32 = 0.4;
/// What a heading or a title page is worth against running text: it names the matter and does not tell it.
const NAME: f32 = 0.5;

/// What a passage in another language than the query's is worth: the asker's language is evidence, not a filter. With 1 scale-mix
/// loses .15 of MRR@10 to translations of the right passages, with .75 .015; with .45 xquad-mix loses .05 of nDCG@10.
const OTHER_LANGUAGE: f32 = 0.62;

/// What ranks the passages of one commit.
pub(crate) struct Ranking<'a> {
    pub(crate) reader: PostingsReader<'a>,
    pub(crate) fields: Fields,
    pub(crate) columns: &'a Columns,
    /// The languages that the query may be in: a bit for each.
    pub(crate) asked: u64,
}

/// What a search found, before anything is shown.
pub(crate) struct Ranked {
    /// The hits asked for, the best first.
    pub(crate) best: Vec<Best>,
    /// What one pass over all matches found.
    pub(crate) collected: Collected,
    /// In how many passages each leaf stands.
    pub(crate) having: Vec<usize>,
}

impl Ranking<'_> {
    /// Looks everything up and ranks what matches.
    pub(crate) fn rank(
        &self,
        sought: &Sought,
        lookups: &[Lookup],
        search: &Search,
        board: &mut Scoreboard,
    ) -> tantivy::Result<Ranked> {
        let norms = norms(self.columns.average_length);
        let mut having = Vec::with_capacity(lookups.len());
        for (place, (leaf, lookup)) in sought.leaves.iter().zip(lookups).enumerate() {
            let mut gathering = board.gather(place, self.columns);
            let wanted = leaf.polarity == Polarity::Wanted;
            match lookup {
                Lookup::Terms(alternatives) => {
                    for alternative in alternatives {
                        self.text(alternative, |place, frequency, origin| gathering.occurs(place, frequency, origin))?;
                    }
                }
                Lookup::Said(field, value) => self.said(*field, value, |place| gathering.occurs(place, 1.0, Origin::Own))?,
            }
            having.push(gathering.end_text());
            if let (true, What::Word(_), Lookup::Terms(alternatives)) = (wanted, &leaf.what, lookup) {
                for alternative in alternatives.iter().filter(|alternative| alternative.expansion.is_none()) {
                    for term in alternative.terms().unwrap_or_default() {
                        self.reader.each(self.fields.title, term, |place, _| gathering.titled(place, alternative.weight))?;
                    }
                }
            }
            if wanted { gathering.score(leaf.weight, &norms) } else { gathering.forget() }
        }
        let matching = Matching::of(&sought.condition);
        let base = |place: u32| board.scores[place as usize] + DOCUMENT * board.documents[self.columns.passage[place as usize].document as usize];
        let matches = board.matched.iter().copied().filter(|place| matching.holds(board.leaves[*place as usize]));
        let scored = |place: u32| (place, base(place) * self.worth(place));
        let collected = collect(matches.clone().map(scored), self.columns, search);
        let pairs = self.pairs(sought, &having);
        if pairs.is_empty() {
            let best = keep_best(collected.best.clone(), search.offset, search.limit, self.columns);
            return Ok(Ranked { best, collected, having });
        }
        let best = self.with_pairs(&pairs, &collected, matches, scored, board, search)?;
        Ok(Ranked { best, collected, having })
    }

    fn worth(&self, place: u32) -> f32 {
        let class = self.columns.class(place);
        let name = if class.is_name { NAME } else { 1.0 };
        let language = if class.languages & self.asked == 0 { OTHER_LANGUAGE } else { 1.0 };
        name * language
    }

    fn text(&self, alternative: &Alternative, mut found: impl FnMut(u32, f32, Origin)) -> tantivy::Result<()> {
        let origin = if alternative.expansion.is_some() { Origin::Vocabulary } else { Origin::Own };
        let languages = alternative.language.as_ref().map_or(u64::MAX, |language| self.columns.language_bit(language));
        let weighed = |place, frequency| {
            if languages == u64::MAX || self.columns.class(place).languages & languages != 0 {
                found(place, alternative.weight * frequency, origin);
            }
        };
        match alternative.terms() {
            Some(terms) => {
                let mut weighed = weighed;
                terms.iter().try_for_each(|term| self.reader.each(self.fields.terms, term, &mut weighed))
            }
            None => self.reader.each_together(self.fields.terms, alternative, weighed),
        }
    }

    fn said(&self, field: crate::query::Field, value: &str, found: impl FnMut(u32)) -> tantivy::Result<()> {
        super::said::each(self.reader, self.fields, self.columns, field, value, found)
    }

    /// The pairs with what each can add at most and the leaves that it needs.
    fn pairs(&self, sought: &Sought, having: &[usize]) -> Vec<WeighedPair> {
        let word = |place: usize| match &sought.leaves[place].what {
            What::Word(word) => Some(word),
            _ => None,
        };
        let weighed = sought.pairs.iter().filter_map(|pair| {
            let together = Alternative::pair(word(pair.first)?, word(pair.second)?, pair.distance);
            let rarities: f32 = [pair.first, pair.second]
                .map(|place| sought.leaves[place].weight * rarity(having[place], self.columns.passages))
                .iter()
                .sum();
            let leaves = (1u64 << pair.first.min(63)) | (1 << pair.second.min(63));
            Some(WeighedPair { together, leaves, weight: PAIR * rarities })
        });
        weighed.collect()
    }

    /// The best when pairs count: a place is read if what pairs could add at most would bring it among the hits.
    fn with_pairs(
        &self,
        pairs: &[WeighedPair],
        collected: &Collected,
        matches: impl Iterator<Item = u32>,
        scored: impl Fn(u32) -> (u32, f32),
        board: &Scoreboard,
        search: &Search,
    ) -> tantivy::Result<Vec<Best>> {
        let wanted = search.offset.saturating_add(search.limit);
        let least = least_of_best(&collected.best, wanted);
        let most = |place: u32| {
            let leaves = board.leaves[place as usize];
            let here = pairs.iter().filter(|pair| leaves & pair.leaves == pair.leaves);
            here.map(|pair| pair.weight * (K1 + 1.0)).sum::<f32>() * self.worth(place)
        };
        let mut candidates: Vec<u32> = matches.filter(|place| {
            let most = most(*place);
            most > 0.0 && scored(*place).1 + most >= least
        }).collect();
        candidates.sort_unstable();
        let mut added = vec![0.0; candidates.len()];
        let norms = norms(self.columns.average_length);
        for pair in pairs {
            let times = self.reader.times_at(self.fields.terms, &pair.together, &candidates)?;
            for ((place, times), added) in candidates.iter().zip(times).zip(&mut added) {
                let norm = norms[usize::from(self.columns.length[*place as usize])];
                *added += if times > 0.0 { pair.weight * saturated(times, norm) } else { 0.0 };
            }
        }
        let raised = candidates.iter().zip(added).filter(|(_, added)| *added > 0.0);
        let raised = raised.map(|(place, added)| (*place, scored(*place).1 + added * self.worth(*place)));
        Ok(self.best_of(collected, raised.collect(), search))
    }

    /// The best of a collection after some scores were raised.
    fn best_of(&self, collected: &Collected, raised: Vec<(u32, f32)>, search: &Search) -> Vec<Best> {
        let mut best = collected.best.clone();
        let unit = |place: u32| match search.grouping {
            Grouping::Document => self.columns.passage[place as usize].document,
            Grouping::None => place,
        };
        let again = collect(raised.into_iter(), self.columns, search).best;
        let mut by_unit: Vec<(u32, Best)> = again.into_iter().map(|best| (unit(best.place), best)).collect();
        by_unit.sort_unstable_by_key(|(unit, _)| *unit);
        for known in &mut best {
            if let Ok(at) = by_unit.binary_search_by_key(&unit(known.place), |(unit, _)| *unit) {
                let raised = Best { matches: known.matches, ..by_unit[at].1 };
                if super::collect::order(&raised, known, self.columns).is_lt() {
                    *known = raised;
                }
            }
        }
        keep_best(best, search.offset, search.limit, self.columns)
    }
}

/// A pair, ready to be looked up.
struct WeighedPair {
    together: Alternative,
    leaves: u64,
    weight: f32,
}

/// The least score of so many best.
fn least_of_best(best: &[Best], wanted: usize) -> f32 {
    if wanted == 0 || best.len() <= wanted {
        return 0.0;
    }
    let mut scores: Vec<f32> = best.iter().map(|best| best.score).collect();
    let (_, least, _) = scores.select_nth_unstable_by(wanted - 1, |one, other| other.total_cmp(one));
    *least
}
