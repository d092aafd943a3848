//! How well a passage answers: BM25 of its words, words close together, and its whole document.
//!
//! Pairs are the ordered windows of Metzler and Croft (A Markov Random Field Model for Term Dependencies, 2005). Where words
//! stand is read of those passages alone that a pair could bring among the hits asked for; the ranking is the same as if
//! it were read of all.

use std::collections::BTreeSet;

use super::bm25::{K1, rarity, saturated};
use super::collect::{Best, Collected, Collector, keep_best, least_of_best};
use super::columns::{Class, Columns};
use super::evaluate::Matching;
use super::occurrences::{Occurrences, Origin};
use super::postings::PostingsReader;
use super::resolve::{Alternative, Lookup};
use super::scoreboard::{Match, Scoreboard};
use super::{Facets, Grouping, Search, said};
use crate::query::{Pair, Polarity, Sought, What};
use crate::schema::Fields;

/// What a pair of words counts beside the words: without it all sets but policyqa lose .006 to .014 of MRR@10.
const PAIR: f32 = 0.3;
/// What the whole document's BM25 counts beside the passage's. Without it policyqa loses .024 of MRR@10, scale-mix .008;
/// more of it costs xquad-es, whose documents are of two kinds.
pub(super) const DOCUMENT: f32 = 0.35;
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
    /// What each class of passages makes of a score.
    worths: Vec<f32>,
    /// The place of a passage that is no hit.
    except: Option<u32>,
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

impl<'a> Ranking<'a> {
    /// What ranks for a query in the languages `asked`, a bit for each; the passage at `except` is no hit.
    pub(crate) fn new(reader: PostingsReader<'a>, fields: Fields, asked: u64, except: Option<u32>) -> Ranking<'a> {
        let worth = |class: &Class| {
            let name = if class.is_name { NAME } else { 1.0 };
            let language = if class.languages & asked == 0 { OTHER_LANGUAGE } else { 1.0 };
            name * language
        };
        let worths = reader.columns.classes.iter().map(worth).collect();
        Ranking { reader, fields, columns: reader.columns, asked, worths, except }
    }

    /// Looks everything up and ranks what matches.
    pub(crate) fn rank(
        &self,
        sought: &Sought,
        lookups: &[Lookup],
        search: &Search,
        board: &mut Scoreboard,
    ) -> tantivy::Result<Ranked> {
        let mut expansions = BTreeSet::new();
        let having = self.gather(sought, lookups, board, &mut expansions)?;
        let matching = Matching::of(&sought.condition);
        let matches = |place, leaves| matching.holds(leaves) && Some(place) != self.except;
        let worths = self.worths.as_slice();
        let score = |class, words, document| (words + DOCUMENT * document) * worths[usize::from(class)];
        let pairs = self.pairs(sought, &having);
        let mut collector = Collector::new(search, self.columns, std::mem::take(&mut board.room));
        match search.grouping {
            Grouping::None => board.find(self.columns, matches, score, |class, found| {
                collector.see_passage(class, found, most_of_pairs(&pairs, &found));
            }),
            Grouping::Document => board.find(self.columns, matches, score, |class, found| {
                collector.see_in_document(class, found);
            }),
        }
        let mut collected = collector.collected();
        if !pairs.is_empty() {
            self.raise(&pairs, &mut collected, search)?;
        }
        let Collected { room, total, facets, .. } = collected;
        let hits = keep_best(&room.best, search.offset, search.limit, self.columns);
        board.room = room;
        Ok(Ranked { best: hits, total, facets, having, expansions })
    }

    /// Looks up leaf after leaf; says in how many passages each is, and which expansions some passage has.
    fn gather(
        &self,
        sought: &Sought,
        lookups: &[Lookup],
        board: &mut Scoreboard,
        expansions: &mut BTreeSet<usize>,
    ) -> tantivy::Result<Vec<usize>> {
        let mut having = Vec::with_capacity(lookups.len());
        for (leaf, lookup) in sought.leaves.iter().zip(lookups) {
            let mut places = board.next_leaf();
            if leaf.polarity == Polarity::Wanted && matches!(leaf.what, What::Word(_)) {
                self.titles(lookup, &mut places)?;
            }
            match lookup {
                Lookup::Terms(alternatives) => {
                    for alternative in alternatives {
                        let found = self.text(alternative, &mut places)?;
                        expansions.extend(alternative.expansion.filter(|_| found));
                    }
                }
                Lookup::Said(field, value) => {
                    let found = |place| places.occurs(place, 1.0, Origin::Own);
                    said::each(self.reader, self.fields, self.columns, *field, value, found)?;
                }
            }
            places.settle(self.columns);
            having.push(places.len());
            match (leaf.polarity, lookup) {
                (Polarity::Wanted, Lookup::Said(..)) => {
                    places.count_alike(SAID * leaf.weight);
                    board.put(places);
                }
                (Polarity::Wanted, Lookup::Terms(_)) => board.put_words(places, leaf.weight, self.columns),
                (Polarity::Excluded, _) => board.put(places),
            }
        }
        Ok(having)
    }

    /// The passages whose documents have a word of the query's own in their titles.
    fn titles(&self, lookup: &Lookup, places: &mut Occurrences) -> tantivy::Result<()> {
        let Lookup::Terms(alternatives) = lookup else { return Ok(()) };
        for alternative in alternatives.iter().filter(|alternative| alternative.expansion.is_none()) {
            let terms = alternative.terms().unwrap_or_default().iter();
            for term in terms.filter(|term| self.columns.titles.may_have(term)) {
                let titled = |place, _| places.titled(place, alternative.weight);
                self.reader.each(self.fields.title, term, titled)?;
            }
        }
        Ok(())
    }

    /// The passages whose text has an alternative; says whether there are any.
    fn text(&self, alternative: &Alternative, places: &mut Occurrences) -> tantivy::Result<bool> {
        let origin = if alternative.expansion.is_some() { Origin::Vocabulary } else { Origin::Own };
        let languages = alternative.language.as_ref().map_or(u64::MAX, |language| self.columns.language_bit(language));
        let before = places.noted();
        let mut found = |place, frequency| {
            if languages == u64::MAX || self.columns.class(place).languages & languages != 0 {
                places.occurs(place, alternative.weight * frequency, origin);
            }
        };
        match alternative.terms() {
            Some(terms) if languages == u64::MAX => terms.iter().try_for_each(|term| {
                self.reader.each_block(self.fields.terms, term, |start, block| {
                    places.occurs_in_all(start, block.docs(), block.freqs(), alternative.weight, origin);
                })
            }),
            Some(terms) => terms.iter().try_for_each(|term| self.reader.each(self.fields.terms, term, &mut found)),
            None => self.reader.each_together(self.fields.terms, alternative, found),
        }?;
        Ok(places.noted() > before)
    }

    /// What the kind and the language of a passage make of its score.
    pub(super) fn worth(&self, place: u32) -> f32 {
        self.worths[usize::from(self.columns.class_of[place as usize])]
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

    /// Raises candidates by the pairs that they have. Where words stand is read of a place if what
    /// pairs could add at most would bring it among the hits.
    fn raise(&self, pairs: &[WeighedPair], collected: &mut Collected, search: &Search) -> tantivy::Result<()> {
        let least = least_of_best(&collected.room.best, search.offset.saturating_add(search.limit));
        let could = |(_, found): &(usize, &Match)| {
            let most = most_of_pairs(pairs, found) * self.worth(found.place);
            most > 0.0 && found.score + most >= least
        };
        let candidates: Vec<(usize, Match)> =
            collected.room.candidates.iter().enumerate().filter(could).map(|(nth, found)| (nth, *found)).collect();
        let mut added = vec![0.0; candidates.len()];
        for pair in pairs {
            let having = |(_, (_, found)): &(usize, &(usize, Match))| found.leaves & pair.leaves == pair.leaves;
            let having = candidates.iter().enumerate().filter(having);
            let (at, places): (Vec<usize>, Vec<u32>) = having.map(|(at, (_, found))| (at, found.place)).unzip();
            let times = self.reader.times_at(self.fields.terms, &pair.together, &places)?;
            for ((at, place), times) in at.into_iter().zip(places).zip(times).filter(|(_, times)| *times > 0.0) {
                added[at] += pair.weight * saturated(times, self.columns.norm(place));
            }
        }
        for ((nth, found), added) in candidates.into_iter().zip(added).filter(|(_, added)| *added > 0.0) {
            collected.raise(nth, found.score + added * self.worth(found.place), self.columns);
        }
        Ok(())
    }

    /// What a pair adds to the score of a place, its worth not counted.
    pub(super) fn of_pair(&self, pair: &WeighedPair, place: u32) -> tantivy::Result<f32> {
        let times = self.reader.times_at(self.fields.terms, &pair.together, &[place])?[0];
        Ok(if times > 0.0 { pair.weight * saturated(times, self.columns.norm(place)) } else { 0.0 })
    }
}

/// What pairs add to a match at most, its worth not counted.
fn most_of_pairs(pairs: &[WeighedPair], found: &Match) -> f32 {
    if !found.may_have_pairs() {
        return 0.0;
    }
    pairs.iter().filter(|pair| found.leaves & pair.leaves == pair.leaves).map(WeighedPair::most).sum()
}

/// A pair, ready to be looked up.
pub(super) struct WeighedPair {
    pub(super) pair: Pair,
    together: Alternative,
    leaves: u64,
    weight: f32,
}

impl WeighedPair {
    /// What it can add at most.
    fn most(&self) -> f32 {
        self.weight * (K1 + 1.0)
    }
}
