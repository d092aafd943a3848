//! How well a passage answers: BM25 of its words, words close together, and its whole document.
//!
//! Pairs are the ordered windows of Metzler and Croft (A Markov Random Field Model for Term Dependencies, 2005). Where words
//! stand is read of those passages alone that a pair could bring among the hits asked for; the ranking is the same as if
//! it were read of all.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::collect::{Best, collect, keep_best, least_of_best, order};
use super::columns::Columns;
use super::evaluate::Matching;
use super::postings::PostingsReader;
use super::resolve::{Alternative, Lookup};
use super::scoreboard::{Gathering, K1, Origin, Scoreboard, norms, rarity, saturated};
use super::{Facets, Grouping, Search, said};
use crate::query::{Pair, Polarity, Sought, What};
use crate::schema::Fields;

/// What a pair of words counts beside the words: without it all sets but policyqa lose .006 to .014 of MRR@10.
const PAIR: f32 = 0.3;
/// What the whole document's BM25 counts beside the passage's. Without it policyqa loses .024 of MRR@10, scale-mix .008;
/// more of it costs xquad-es, whose documents are of two kinds.
pub(super) const DOCUMENT: f32 = 0.4;
/// What counts what is said of a document (`year:2020`): less than any word, since it chooses passages and does not rank
/// them, and more than nothing, so that its weight counts beside others of its kind.
const SAID: f32 = 0.1;
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
    /// The place of a passage that is no hit.
    pub(crate) except: Option<u32>,
}

/// What a search found, before anything is shown.
pub(crate) struct Ranked {
    /// The hits asked for, the best first.
    pub(crate) best: Vec<Best>,
    /// How many units match.
    pub(crate) total: u64,
    /// How many units each choice of a filter would give.
    pub(crate) facets: Facets,
    /// In how many passages each leaf stands.
    pub(crate) having: Vec<usize>,
    /// The places of the expansions that some passage has, in the query's order.
    pub(crate) expansions: BTreeSet<usize>,
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
        let mut expansions = BTreeSet::new();
        let having = self.gather(sought, lookups, board, &mut expansions, |_| ())?;
        let mut best = std::mem::take(&mut board.best);
        let matching = Matching::of(&sought.condition);
        let mut matches = std::mem::take(&mut board.matches);
        let matched = board.leaves().filter(|(place, leaves)| matching.holds(*leaves) && Some(*place) != self.except);
        matches.extend(matched.map(|(place, _)| (place, self.score(place, board))));
        let facets = collect(matches.iter().copied(), self.columns, search, &mut best);
        let total = best.len() as u64;
        let pairs = self.pairs(sought, &having);
        if !pairs.is_empty() {
            let raised = self.raised(&pairs, &best, &matches, board, search)?;
            self.raise(&mut best, raised, search);
        }
        let hits = keep_best(&best, search.offset, search.limit, self.columns);
        (board.best, board.matches) = (best, matches);
        Ok(Ranked { best: hits, total, facets, having, expansions })
    }

    /// Looks up leaf after leaf; says in how many passages each is, and which expansions some passage has. The board is
    /// shown after each.
    pub(super) fn gather(
        &self,
        sought: &Sought,
        lookups: &[Lookup],
        board: &mut Scoreboard,
        expansions: &mut BTreeSet<usize>,
        mut after: impl FnMut(&Scoreboard),
    ) -> tantivy::Result<Vec<usize>> {
        let norms = norms(self.columns.average_length);
        let mut having = Vec::with_capacity(lookups.len());
        for (place, (leaf, lookup)) in sought.leaves.iter().zip(lookups).enumerate() {
            let mut gathering = board.gather(place, self.columns);
            if leaf.polarity == Polarity::Wanted && matches!(leaf.what, What::Word(_)) {
                self.titles(lookup, &mut gathering)?;
            }
            match lookup {
                Lookup::Terms(alternatives) => {
                    for alternative in alternatives {
                        let found = self.text(alternative, &mut gathering)?;
                        expansions.extend(alternative.expansion.filter(|_| found));
                    }
                }
                Lookup::Said(field, value) => {
                    let found = |place| gathering.occurs(place, 1.0, Origin::Own);
                    said::each(self.reader, self.fields, self.columns, *field, value, found)?;
                }
            }
            having.push(match leaf.polarity {
                Polarity::Wanted if matches!(lookup, Lookup::Said(..)) => gathering.score_alike(SAID * leaf.weight),
                Polarity::Wanted => gathering.score(leaf.weight, &norms),
                Polarity::Excluded => gathering.forget(),
            });
            after(board);
        }
        Ok(having)
    }

    /// The passages whose documents have a word of the query's own in their titles.
    fn titles(&self, lookup: &Lookup, gathering: &mut Gathering<'_>) -> tantivy::Result<()> {
        let Lookup::Terms(alternatives) = lookup else { return Ok(()) };
        for alternative in alternatives.iter().filter(|alternative| alternative.expansion.is_none()) {
            for term in alternative.terms().unwrap_or_default() {
                let titled = |place, _| gathering.titled(place, alternative.weight);
                self.reader.each(self.fields.title, term, titled)?;
            }
        }
        Ok(())
    }

    /// The passages whose text has an alternative; says whether there are any.
    fn text(&self, alternative: &Alternative, gathering: &mut Gathering<'_>) -> tantivy::Result<bool> {
        let origin = if alternative.expansion.is_some() { Origin::Vocabulary } else { Origin::Own };
        let languages = alternative.language.as_ref().map_or(u64::MAX, |language| self.columns.language_bit(language));
        let mut any = false;
        let mut found = |place, frequency| {
            if languages == u64::MAX || self.columns.class(place).languages & languages != 0 {
                gathering.occurs(place, alternative.weight * frequency, origin);
                any = true;
            }
        };
        match alternative.terms() {
            Some(terms) => terms.iter().try_for_each(|term| self.reader.each(self.fields.terms, term, &mut found)),
            None => self.reader.each_together(self.fields.terms, alternative, found),
        }?;
        Ok(any)
    }

    /// The score of a place but for its pairs.
    fn score(&self, place: u32, board: &Scoreboard) -> f32 {
        let document = self.columns.passage[place as usize].document;
        (board.cells[place as usize].score + DOCUMENT * board.documents[document as usize]) * self.worth(place)
    }

    /// What the kind and the language of a passage make of its score.
    pub(super) fn worth(&self, place: u32) -> f32 {
        let class = self.columns.class(place);
        let name = if class.is_name { NAME } else { 1.0 };
        let language = if class.languages & self.asked == 0 { OTHER_LANGUAGE } else { 1.0 };
        name * language
    }

    /// The pairs with what each can add at most and the leaves that it needs.
    pub(super) fn pairs(&self, sought: &Sought, having: &[usize]) -> Vec<WeighedPair> {
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
            Some(WeighedPair { pair: *pair, together, leaves, weight: PAIR * rarities })
        });
        weighed.collect()
    }

    /// The places that pairs raise, with their scores then. A place is read if what pairs could add at most would bring it
    /// among the hits.
    fn raised(
        &self,
        pairs: &[WeighedPair],
        best: &[Best],
        matches: &[(u32, f32)],
        board: &Scoreboard,
        search: &Search,
    ) -> tantivy::Result<Vec<(u32, f32)>> {
        let least = least_of_best(best, search.offset.saturating_add(search.limit));
        let most = |place: u32| {
            let leaves = board.cells[place as usize].leaves;
            let here = pairs.iter().filter(|pair| leaves & pair.leaves == pair.leaves);
            here.map(|pair| pair.weight * (K1 + 1.0)).sum::<f32>() * self.worth(place)
        };
        let most_of_all = pairs.iter().map(|pair| pair.weight * (K1 + 1.0)).sum::<f32>();
        let could = |(place, score): &&(u32, f32)| {
            score + most_of_all >= least && Some(most(*place)).is_some_and(|most| most > 0.0 && score + most >= least)
        };
        let mut candidates: Vec<(u32, f32)> = matches.iter().filter(could).copied().collect();
        candidates.sort_unstable_by_key(|(place, _)| *place);
        let places: Vec<u32> = candidates.iter().map(|(place, _)| *place).collect();
        let mut added = vec![0.0; candidates.len()];
        let norms = norms(self.columns.average_length);
        for pair in pairs {
            let times = self.reader.times_at(self.fields.terms, &pair.together, &places)?;
            for ((place, times), added) in places.iter().zip(times).zip(&mut added) {
                let norm = norms[usize::from(self.columns.length[*place as usize])];
                *added += if times > 0.0 { pair.weight * saturated(times, norm) } else { 0.0 };
            }
        }
        let raised = candidates.iter().zip(added).filter(|(_, added)| *added > 0.0);
        Ok(raised.map(|((place, score), added)| (*place, score + added * self.worth(*place))).collect())
    }

    /// What a pair adds to the score of a place, its worth not counted.
    pub(super) fn of_pair(&self, pair: &WeighedPair, place: u32) -> tantivy::Result<f32> {
        let times = self.reader.times_at(self.fields.terms, &pair.together, &[place])?[0];
        let norm = norms(self.columns.average_length)[usize::from(self.columns.length[place as usize])];
        Ok(if times > 0.0 { pair.weight * saturated(times, norm) } else { 0.0 })
    }

    /// Puts raised passages where they are better than what their units had.
    fn raise(&self, best: &mut [Best], raised: Vec<(u32, f32)>, search: &Search) {
        let unit = |place: u32| match search.grouping {
            Grouping::Document => self.columns.passage[place as usize].document,
            Grouping::None => place,
        };
        let mut again = Vec::with_capacity(raised.len());
        collect(raised.into_iter(), self.columns, search, &mut again);
        let by_unit: HashMap<u32, Best> = again.into_iter().map(|best| (unit(best.place), best)).collect();
        for known in best {
            if let Some(raised) = by_unit.get(&unit(known.place)) {
                let raised = Best { matches: known.matches, ..*raised };
                if order(&raised, known, self.columns).is_lt() {
                    *known = raised;
                }
            }
        }
    }
}

/// A pair, ready to be looked up.
pub(super) struct WeighedPair {
    pub(super) pair: Pair,
    together: Alternative,
    leaves: u64,
    weight: f32,
}
