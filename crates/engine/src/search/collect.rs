//! One pass over the matches: filters, counts of facets, groups, and the best.
//!
//! A hit stands for a *unit*: a document, or a passage when nothing is grouped. Filters are not clauses of the query,
//! so that a facet can ignore its own, and so that no combination of clauses can lose a passage.

use apostille_corpus::Kind;
use fixedbitset::FixedBitSet;

use super::columns::Columns;
use super::facets::Tally;
use super::{Facets, Grouping, Part, Search};

/// What one pass over the matches finds.
pub(crate) struct Collected {
    /// The best passages asked for, the best first.
    pub(crate) best: Vec<Best>,
    /// How many units there are.
    pub(crate) total: u64,
    /// How many units each choice of a filter would give.
    pub(crate) facets: Facets,
}

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

/// Goes over the places that match.
pub(crate) fn collect(matching: &FixedBitSet, scores: &[f32], columns: &Columns, search: &Search) -> Collected {
    let filters = Filters::of(search, columns);
    let units = match search.grouping {
        Grouping::Document => columns.documents.len(),
        Grouping::None => matching.count_ones(..),
    };
    let mut tally = Tally::new(units);
    let mut best: Vec<Option<Best>> = vec![None; units];
    for (nth, place) in matching.ones().enumerate() {
        let unit = match search.grouping {
            Grouping::Document => columns.document[place] as usize,
            Grouping::None => nth,
        };
        let passes = filters.passes(place, columns);
        tally.count(unit, place, passes, columns);
        if passes.part && passes.language && passes.year {
            let found = Best { place: place as u32, score: scores[place], matches: 1 };
            best[unit] = Some(best[unit].map_or(found, |known| better(known, found, columns)));
        }
    }
    let mut best: Vec<Best> = best.into_iter().flatten().collect();
    let total = best.len() as u64;
    keep_best(&mut best, search, columns);
    Collected { best, total, facets: tally.facets(columns) }
}

/// The better of a unit's passages, with the matches of both.
fn better(one: Best, other: Best, columns: &Columns) -> Best {
    let better = if order(&one, &other, columns).is_le() { one } else { other };
    Best { matches: one.matches + other.matches, ..better }
}

/// By score, then document, then passages before notes, then number: no order depends on how the index is stored.
fn order(one: &Best, other: &Best, columns: &Columns) -> std::cmp::Ordering {
    let place = |best: &Best| {
        let place = best.place as usize;
        (columns.document[place], columns.kind[place] == Kind::Note, columns.number[place])
    };
    other.score.total_cmp(&one.score).then_with(|| place(one).cmp(&place(other)))
}

fn keep_best(best: &mut Vec<Best>, search: &Search, columns: &Columns) {
    let wanted = search.offset.saturating_add(search.limit);
    if wanted < best.len() && wanted > 0 {
        best.select_nth_unstable_by(wanted - 1, |one, other| order(one, other, columns));
    }
    best.truncate(wanted);
    best.sort_unstable_by(|one, other| order(one, other, columns));
    best.drain(..search.offset.min(best.len()));
}

struct Filters<'a> {
    search: &'a Search,
    /// A bit for each place in the columns' list of languages.
    languages: u64,
}

impl Filters<'_> {
    fn of<'a>(search: &'a Search, columns: &Columns) -> Filters<'a> {
        let wanted = |language| search.languages.is_empty() || search.languages.contains(language);
        let places = columns.languages.iter().enumerate().filter(|(_, language)| wanted(*language));
        Filters {
            search,
            languages: places.fold(0, |bits, (place, _)| bits | 1u64.checked_shl(place as u32).unwrap_or(0)),
        }
    }

    fn passes(&self, place: usize, columns: &Columns) -> Passes {
        let year = columns.year[place];
        Passes {
            part: self.search.part == Part::All || self.search.part.holds(columns.kind[place]),
            language: self.languages & columns.language_bits[place] != 0,
            year: self.search.years.is_none_or(|years| year != 0 && years.holds(year)),
        }
    }
}
