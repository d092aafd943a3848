//! One pass over the matches: the query's condition, filters, counts of facets, groups, and the best.
//!
//! A hit stands for a *unit*: a document, or a passage when nothing is grouped. Filters are not clauses of the query,
//! so that a facet can ignore its own, and so that no combination of clauses can lose a passage.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use apostille_corpus::Kind;

use super::columns::{Class, Columns};
use super::facets::Tally;
use super::{Facets, Grouping, Part, Search};

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

/// Which filters a passage passes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passes {
    pub(crate) part: bool,
    pub(crate) language: bool,
    pub(crate) year: bool,
}

/// Goes over matches with their scores: the best passage of every unit goes into `best`, in no order; how many units each
/// choice of a filter would give comes back.
pub(crate) fn collect(
    matches: impl Iterator<Item = (u32, f32)>,
    columns: &Columns,
    search: &Search,
    best: &mut Vec<Best>,
) -> Facets {
    let filters = Filters::of(search, columns);
    let mut tally = Tally::new(search.grouping, columns);
    // Where a document's best stands in `best`, plus one.
    let mut of_document = vec![0u32; if search.grouping == Grouping::Document { columns.documents.len() } else { 0 }];
    for (place, score) in matches {
        let entry = columns.passage[place as usize];
        let passes = filters.passes(entry.class, entry.year);
        tally.count(entry, passes);
        if !(passes.part && passes.language && passes.year) {
            continue;
        }
        let found = Best { place, score, matches: 1 };
        match of_document.get_mut(entry.document as usize) {
            Some(known) if *known > 0 => {
                let known = &mut best[*known as usize - 1];
                *known = better(*known, found, columns);
            }
            Some(unknown) => {
                best.push(found);
                *unknown = best.len() as u32;
            }
            None => best.push(found),
        }
    }
    tally.facets(columns)
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
    if wanted == 0 {
        return f32::INFINITY;
    }
    if best.len() <= wanted {
        return 0.0;
    }
    // Numbers that are not negative are in the order of their bits.
    let mut kept: BinaryHeap<Reverse<u32>> = BinaryHeap::with_capacity(wanted);
    let mut least = 0;
    for score in best.iter().map(|best| best.score.to_bits()) {
        if kept.len() < wanted {
            kept.push(Reverse(score));
        } else if score > least {
            kept.pop();
            kept.push(Reverse(score));
        } else {
            continue;
        }
        least = kept.peek().map_or(0, |Reverse(least)| *least);
    }
    f32::from_bits(least)
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
        (columns.passage[place].document, columns.class(best.place).kind == Kind::Note, columns.number[place])
    };
    other.score.total_cmp(&one.score).then_with(|| place(one).cmp(&place(other)))
}

/// The filters, decided once for each class of passages.
struct Filters<'a> {
    search: &'a Search,
    /// Whether a class passes the filters of part and language.
    classes: Vec<(bool, bool)>,
}

impl Filters<'_> {
    fn of<'a>(search: &'a Search, columns: &Columns) -> Filters<'a> {
        let wanted = |language| search.languages.is_empty() || search.languages.contains(language);
        let places = columns.languages.iter().enumerate().filter(|(_, language)| wanted(*language));
        let languages: u64 = places.fold(0, |bits, (place, _)| bits | 1u64.checked_shl(place as u32).unwrap_or(0));
        let passes = |class: &Class| {
            let part = search.part == Part::All || search.part.holds(class.kind);
            (part, class.languages & languages != 0)
        };
        Filters { search, classes: columns.classes.iter().map(passes).collect() }
    }

    fn passes(&self, class: u16, year: u16) -> Passes {
        let (part, language) = self.classes[usize::from(class)];
        Passes { part, language, year: self.search.years.is_none_or(|years| year != 0 && years.holds(year)) }
    }
}
