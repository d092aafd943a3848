//! Counts of what each choice of a filter would give.

use std::collections::BTreeMap;

use apostille_corpus::Kind;

use super::collect::Passes;
use super::columns::Columns;
use super::{Facets, Part};

const BODY: u8 = 1;
const NOTES: u8 = 2;

/// Which choices each unit would be a hit of.
pub(crate) struct Tally {
    parts: Vec<u8>,
    /// A bit for each language of the columns.
    languages: Vec<u64>,
    /// The unit's year; 0 for none. Passages of one document have one year.
    years: Vec<u16>,
}

impl Tally {
    pub(crate) fn new(units: usize) -> Tally {
        Tally { parts: vec![0; units], languages: vec![0; units], years: vec![0; units] }
    }

    /// Notes a match. Each facet heeds the other filters and ignores its own.
    pub(crate) fn count(&mut self, unit: usize, place: usize, passes: Passes, columns: &Columns) {
        if passes.language && passes.year {
            self.parts[unit] |= if columns.kind[place] == Kind::Note { NOTES } else { BODY };
        }
        if passes.part && passes.year {
            self.languages[unit] |= columns.language_bits[place];
        }
        if passes.part && passes.language {
            self.years[unit] = columns.year[place];
        }
    }

    /// The counts.
    pub(crate) fn facets(&self, columns: &Columns) -> Facets {
        let parts = [(Part::Body, BODY), (Part::Notes, NOTES)];
        let having = |bit: u8| self.parts.iter().filter(|parts| *parts & bit != 0).count() as u64;
        Facets {
            parts: parts.into_iter().map(|(part, bit)| (part, having(bit))).collect(),
            languages: self.languages(columns),
            years: self.years(),
        }
    }

    fn languages(&self, columns: &Columns) -> Vec<(apostille_corpus::Language, u64)> {
        let mut counts = [0u64; 64];
        for languages in &self.languages {
            let mut left = *languages;
            while left != 0 {
                counts[left.trailing_zeros() as usize] += 1;
                left &= left - 1;
            }
        }
        let counted = columns.languages.iter().cloned().zip(counts);
        let mut counted: Vec<_> = counted.filter(|(_, count)| *count > 0).collect();
        counted.sort_by(|(one, one_count), (other, other_count)| other_count.cmp(one_count).then(one.cmp(other)));
        counted
    }

    fn years(&self) -> Vec<(u16, u64)> {
        let mut counts: BTreeMap<u16, u64> = BTreeMap::new();
        for year in self.years.iter().filter(|year| **year != 0) {
            *counts.entry(*year).or_default() += 1;
        }
        counts.into_iter().rev().collect()
    }
}
