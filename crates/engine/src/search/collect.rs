//! One pass over the matches: the query's condition, filters, counts of facets, groups, and the best.
//!
//! A hit stands for a *unit*: a document, or a passage when nothing is grouped. Filters are not clauses of the query,
//! so that a facet can ignore its own, and so that no combination of clauses can lose a passage.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use apostille_corpus::Kind;

use super::columns::Columns;
use super::facets::{Choices, facets};
use super::scoreboard::Match;
use super::{Facets, Grouping, Search};

/// The best passage of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Best {
    /// Its place.
    pub(crate) place: u32,
    /// Its score.
    pub(crate) score: f32,
    /// How many passages of the unit match.
    pub(crate) matches: u32,
}

/// What a search keeps of its matches, which come one after the other.
pub(crate) struct Collector<'a> {
    columns: &'a Columns,
    /// What the passages of each class are hits of.
    choices: Vec<Choices>,
    /// How many passages of each class match, where units are passages.
    counts: Vec<u64>,
    /// What each document is a hit of, where they are the units.
    documents: Vec<Choices>,
    /// Where a document's best stands in `best`, plus one.
    of_document: Vec<u32>,
    least: Least,
    room: Room,
}

/// What was kept, and room for it: lists that are used again.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// The best passage of every document; where units are passages, those of `candidates`.
    pub(crate) best: Vec<Best>,
    /// The passages that may be among the hits asked for, if what may be added is added. Of documents, all that match.
    pub(crate) candidates: Vec<Match>,
}

/// What a search has kept.
pub(crate) struct Collected {
    pub(crate) room: Room,
    /// How many units match.
    pub(crate) total: u64,
    pub(crate) facets: Facets,
    of_document: Vec<u32>,
}

impl<'a> Collector<'a> {
    /// Collects for a search.
    pub(crate) fn new(search: &'a Search, columns: &'a Columns, mut room: Room) -> Collector<'a> {
        room.best.clear();
        room.candidates.clear();
        let documents = if search.grouping == Grouping::Document { columns.documents.len() } else { 0 };
        Collector {
            columns,
            choices: Choices::of_classes(search, columns),
            counts: vec![0; columns.classes.len()],
            documents: vec![Choices::default(); documents],
            of_document: vec![0; documents],
            least: Least::of(search.offset.saturating_add(search.limit)),
            room,
        }
    }

    /// Counts a match that is a unit, and keeps it if it may be among the hits; `slack` is what may yet be added to its score
    /// at most.
    #[inline]
    pub(crate) fn see_passage(&mut self, class: u16, found: Match, slack: f32) {
        let class = usize::from(class);
        self.counts[class] += 1;
        if found.score + slack >= self.least.score() && self.choices[class].passes {
            self.least.see(found.score);
            self.room.best.push(Best { place: found.place, score: found.score, matches: 1 });
            self.room.candidates.push(found);
        }
    }

    /// Counts a match of a document, and keeps it.
    pub(crate) fn see_in_document(&mut self, class: u16, found: Match) {
        let choices = &self.choices[usize::from(class)];
        let document = self.columns.document(found.place) as usize;
        self.documents[document].add(choices);
        if !choices.passes {
            return;
        }
        let best = Best { place: found.place, score: found.score, matches: 1 };
        let Room { best: all, candidates } = &mut self.room;
        candidates.push(found);
        match &mut self.of_document[document] {
            known if *known > 0 => {
                let known = &mut all[*known as usize - 1];
                *known = better(*known, best, self.columns);
            }
            unknown => {
                all.push(best);
                *unknown = all.len() as u32;
            }
        }
    }

    pub(crate) fn collected(self) -> Collected {
        let passages = self.choices.iter().zip(self.counts);
        let hits: u64 = passages.clone().filter(|(choices, _)| choices.passes).map(|(_, count)| count).sum();
        let documents = self.documents.iter().map(|choices| (choices, 1));
        let facets = facets(passages.chain(documents), self.columns);
        let total = if self.of_document.is_empty() { hits } else { self.room.best.len() as u64 };
        Collected { room: self.room, total, facets, of_document: self.of_document }
    }
}

impl Collected {
    /// Puts the nth candidate, with another score, where it is better than what its unit had.
    pub(crate) fn raise(&mut self, nth: usize, score: f32, columns: &Columns) {
        let place = self.room.candidates[nth].place;
        let unit = match self.of_document.get(columns.document(place) as usize) {
            Some(of_document) => *of_document as usize - 1,
            None => nth,
        };
        let known = &mut self.room.best[unit];
        let raised = Best { place, score, matches: known.matches };
        if order(&raised, known, columns).is_lt() {
            *known = raised;
        }
    }
}

/// The best of these asked for, the best first.
pub(crate) fn keep_best(best: &[Best], offset: usize, limit: usize, columns: &Columns) -> Vec<Best> {
    if limit == 0 {
        return Vec::new();
    }
    let wanted = offset.saturating_add(limit);
    let least = least_of_best(best, wanted);
    let mut kept: Vec<Best> = best.iter().filter(|best| best.score >= least).copied().collect();
    kept.sort_unstable_by(|one, other| order(one, other, columns));
    kept.truncate(wanted);
    kept.drain(..offset.min(kept.len()));
    kept
}

/// The least score of so many best; 0 if there are no more, and beyond any where none is wanted.
pub(crate) fn least_of_best(best: &[Best], wanted: usize) -> f32 {
    if wanted > 0 && best.len() <= wanted {
        return 0.0;
    }
    let mut least = Least::of(wanted);
    best.iter().for_each(|best| least.see(best.score));
    least.score()
}

/// The least of the best so many scores that were seen.
struct Least {
    wanted: usize,
    /// Their bits: numbers that are not negative are in the order of their bits.
    kept: BinaryHeap<Reverse<u32>>,
    score: f32,
}

impl Least {
    fn of(wanted: usize) -> Least {
        let score = if wanted == 0 { f32::INFINITY } else { 0.0 };
        Least { wanted, kept: BinaryHeap::new(), score }
    }

    /// 0 until so many were seen; beyond any where none is wanted.
    fn score(&self) -> f32 {
        self.score
    }

    fn see(&mut self, score: f32) {
        if self.kept.len() >= self.wanted {
            if score <= self.score {
                return;
            }
            self.kept.pop();
        }
        self.kept.push(Reverse(score.to_bits()));
        if self.kept.len() == self.wanted {
            self.score = self.kept.peek().map_or(0.0, |Reverse(least)| f32::from_bits(*least));
        }
    }
}

/// The better of a unit's passages, with the matches of both.
fn better(one: Best, other: Best, columns: &Columns) -> Best {
    let better = if order(&one, &other, columns).is_le() { one } else { other };
    Best { matches: one.matches + other.matches, ..better }
}

/// By score, then document, then passages before notes, then number: no order depends on how the index is stored.
pub(crate) fn order(one: &Best, other: &Best, columns: &Columns) -> std::cmp::Ordering {
    let place = |best: &Best| {
        let place = best.place as usize;
        (columns.document(best.place), columns.class(best.place).kind == Kind::Note, columns.number[place])
    };
    other.score.total_cmp(&one.score).then_with(|| place(one).cmp(&place(other)))
}
