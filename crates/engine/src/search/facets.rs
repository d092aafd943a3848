//! Which choices of each filter a match would be a hit of, and how many hits each has.

use std::collections::BTreeMap;

use apostille_corpus::Kind;

use super::columns::{Class, Columns};
use super::{Facets, Part, Search};

const BODY: u8 = 1;
const NOTES: u8 = 2;

/// What passages are hits of. Each facet heeds the other filters and ignores its own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Choices {
    /// Whether they pass every filter.
    pub(crate) passes: bool,
    /// Parts that they are hits of.
    parts: u8,
    /// A bit for each language of the columns.
    languages: u64,
    /// The year; 0 for none. Passages of one document have one year.
    year: u16,
}

impl Choices {
    /// For each class of passages; all that filters ask is the same throughout a class.
    pub(crate) fn of_classes(search: &Search, columns: &Columns) -> Vec<Choices> {
        let wanted = |language| search.languages.is_empty() || search.languages.contains(language);
        let places = columns.languages.iter().enumerate().filter(|(_, language)| wanted(*language));
        let languages: u64 = places.fold(0, |bits, (place, _)| bits | 1u64.checked_shl(place as u32).unwrap_or(0));
        columns.classes.iter().map(|class| Choices::of(class, search, languages)).collect()
    }

    fn of(class: &Class, search: &Search, languages: u64) -> Choices {
        let part = search.part == Part::All || search.part.holds(class.kind);
        let language = class.languages & languages != 0;
        let year = search.years.is_none_or(|years| class.year != 0 && years.holds(class.year));
        Choices {
            passes: part && language && year,
            parts: if language && year { part_bit(class.kind) } else { 0 },
            languages: if part && year { class.languages } else { 0 },
            year: if part && language { class.year } else { 0 },
        }
    }

    /// Adds what another passage of the same document is a hit of.
    pub(crate) fn add(&mut self, other: &Choices) {
        self.passes |= other.passes;
        self.parts |= other.parts;
        self.languages |= other.languages;
        self.year = self.year.max(other.year);
    }
}

/// How many hits each choice of a filter would give, of hits that are so many times hits of these choices.
pub(crate) fn facets<'a>(hits: impl Iterator<Item = (&'a Choices, u64)>, columns: &Columns) -> Facets {
    let mut parts = [0u64; 2];
    let mut languages = [0u64; 64];
    let mut years: BTreeMap<u16, u64> = BTreeMap::new();
    // Hits come document by document, or class by class: most have the year of the one before.
    let mut run = (0, 0);
    for (choices, count) in hits.filter(|(_, count)| *count > 0) {
        parts[0] += if choices.parts & BODY == 0 { 0 } else { count };
        parts[1] += if choices.parts & NOTES == 0 { 0 } else { count };
        each_bit(choices.languages, |bit| languages[bit] += count);
        if choices.year != run.0 {
            *years.entry(run.0).or_default() += run.1;
            run = (choices.year, 0);
        }
        run.1 += count;
    }
    *years.entry(run.0).or_default() += run.1;
    let mut counted: Vec<_> =
        columns.languages.iter().cloned().zip(languages).filter(|(_, count)| *count > 0).collect();
    counted.sort_by(|(one, one_count), (other, other_count)| other_count.cmp(one_count).then(one.cmp(other)));
    Facets {
        parts: vec![(Part::Body, parts[0]), (Part::Notes, parts[1])],
        languages: counted,
        years: years.into_iter().rev().filter(|(year, count)| *year != 0 && *count > 0).collect(),
    }
}

fn part_bit(kind: Kind) -> u8 {
    if kind == Kind::Note { NOTES } else { BODY }
}

fn each_bit(mut bits: u64, mut found: impl FnMut(usize)) {
    while bits != 0 {
        found(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}
