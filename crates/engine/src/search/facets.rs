//! Counts of what each choice of a filter would give.

use std::collections::BTreeMap;

use apostille_corpus::Kind;

use super::collect::Passes;
use super::columns::{Columns, Entry};
use super::{Facets, Grouping, Part};

const BODY: u8 = 1;
const NOTES: u8 = 2;

/// Which choices each unit would be a hit of.
pub(crate) enum Tally {
    /// Units are passages: counts by class and by year are enough.
    Passages {
        /// For each class, how many passages heed the filters but that of part, and but that of language.
        classes: Vec<(u64, u64)>,
        /// How many passages of each year heed the filters but that of year.
        years: Years,
    },
    /// Units are documents: each collects the choices of its passages.
    Documents(Vec<Choices>, Vec<(u8, u64)>),
}

/// Counts by year. Passages come document by document, so that most have the year of the one before.
#[derive(Default)]
pub(crate) struct Years {
    counts: BTreeMap<u16, u64>,
    run: (u16, u64),
}

impl Years {
    fn count(&mut self, year: u16) {
        if year != self.run.0 {
            let (year, count) = std::mem::replace(&mut self.run, (year, 0));
            *self.counts.entry(year).or_default() += count;
        }
        self.run.1 += 1;
    }

    /// The counts, the latest year first; 0 is no year.
    fn counts(mut self) -> Vec<(u16, u64)> {
        self.count(0);
        self.counts.into_iter().rev().filter(|(year, count)| *year != 0 && *count > 0).collect()
    }
}

/// What a document would be a hit of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Choices {
    parts: u8,
    /// A bit for each language of the columns.
    languages: u64,
    /// The year; 0 for none. Passages of one document have one year.
    year: u16,
}

impl Tally {
    pub(crate) fn new(grouping: Grouping, columns: &Columns) -> Tally {
        match grouping {
            Grouping::None => Tally::Passages { classes: vec![(0, 0); columns.classes.len()], years: Years::default() },
            Grouping::Document => {
                let class = |class: &super::columns::Class| (part_bit(class.kind), class.languages);
                let classes = columns.classes.iter().map(class).collect();
                Tally::Documents(vec![Choices::default(); columns.documents.len()], classes)
            }
        }
    }

    /// Notes a match. Each facet heeds the other filters and ignores its own.
    pub(crate) fn count(&mut self, entry: Entry, passes: Passes) {
        let class = usize::from(entry.class);
        match self {
            Tally::Passages { classes, years } => {
                classes[class].0 += u64::from(passes.language && passes.year);
                classes[class].1 += u64::from(passes.part && passes.year);
                if passes.part && passes.language {
                    years.count(entry.year);
                }
            }
            Tally::Documents(documents, classes) => {
                let (part, languages) = classes[class];
                let choices = &mut documents[entry.document as usize];
                if passes.language && passes.year {
                    choices.parts |= part;
                }
                if passes.part && passes.year {
                    choices.languages |= languages;
                }
                if passes.part && passes.language {
                    choices.year = entry.year;
                }
            }
        }
    }

    /// The counts.
    pub(crate) fn facets(self, columns: &Columns) -> Facets {
        let mut parts = [0u64; 2];
        let mut languages = [0u64; 64];
        let years = match self {
            Tally::Passages { classes, years } => {
                for (class, (of_part, of_language)) in columns.classes.iter().zip(classes) {
                    parts[usize::from(class.kind == Kind::Note)] += of_part;
                    each_bit(class.languages, |bit| languages[bit] += of_language);
                }
                years
            }
            Tally::Documents(documents, _) => {
                let mut years = Years::default();
                for choices in documents {
                    parts[0] += u64::from(choices.parts & BODY != 0);
                    parts[1] += u64::from(choices.parts & NOTES != 0);
                    each_bit(choices.languages, |bit| languages[bit] += 1);
                    years.count(choices.year);
                }
                years
            }
        };
        let mut counted: Vec<_> =
            columns.languages.iter().cloned().zip(languages).filter(|(_, count)| *count > 0).collect();
        counted.sort_by(|(one, one_count), (other, other_count)| other_count.cmp(one_count).then(one.cmp(other)));
        Facets {
            parts: vec![(Part::Body, parts[0]), (Part::Notes, parts[1])],
            languages: counted,
            years: years.counts(),
        }
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
