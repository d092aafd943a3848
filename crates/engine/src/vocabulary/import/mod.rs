//! Thesauri and dictionaries that a librarian has, read into the rows of a home's own table: SKOS (Turtle, RDF/XML,
//! N-Triples), tables with a header, and bilingual dictionaries of Apertium. Bytes in, concepts out: nothing here writes.

mod apertium;
mod names;
pub(super) mod skos;
mod tsv;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use oxrdfio::RdfFormat;

use super::folder::text;
use super::table;
pub use super::table::Concept;
use crate::{Error, Result};

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// The concepts that have names to join, in the order of the file.
    pub concepts: Vec<Concept>,
    /// How many were left out, by the reason.
    pub skipped: BTreeMap<Skipped, usize>,
}

/// Why an entry of a file was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skipped {
    /// It has no name in English or in Spanish.
    NoName,
    /// It has a single name, or names that are all one: there is nothing to join.
    OneName,
    /// It is a pattern of forms and no word.
    Pattern,
}

impl Skipped {
    /// In words, after a number: `12 had ...`.
    pub fn reason(self) -> &'static str {
        match self {
            Skipped::NoName => "had no name in English or Spanish",
            Skipped::OneName => "had a single name, which joins nothing",
            Skipped::Pattern => "were patterns and no words",
        }
    }
}

impl Import {
    /// Reads a file by its ending: `.ttl`, `.rdf`, `.owl`, `.xml`, `.nt`, `.tsv`, `.dix`.
    ///
    /// # Errors
    /// [`Error::Vocabulary`], with the line where one is known, if it is not in the format that its ending says, or in
    /// none of these.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Import> {
        let ending = path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
        let wrong = |line: Option<usize>, message: String| Error::Vocabulary { path: path.to_owned(), line, message };
        let mut import = match ending.as_deref().unwrap_or_default() {
            "tsv" => tsv::read(text(path, bytes)?).map_err(|malformed| malformed.in_file(path))?,
            "dix" => apertium::read(text(path, bytes)?).map_err(|malformed| malformed.in_file(path))?,
            ending => {
                let format =
                    RdfFormat::from_extension(ending).filter(|format| !matches!(format, RdfFormat::JsonLd { .. }));
                let format = format.ok_or_else(|| {
                    wrong(
                        None,
                        "its ending is none of .ttl, .rdf, .xml, .nt (SKOS), .tsv and .dix (Apertium)".to_owned(),
                    )
                })?;
                skos::read(bytes, format).map_err(|(line, message)| wrong(line, message))?
            }
        };
        if import.concepts.is_empty() {
            return Err(wrong(None, "it has no names in English and Spanish to join".to_owned()));
        }
        import.lower();
        Ok(import)
    }

    /// As a table of a home's `vocabulary` folder.
    pub fn to_table(&self) -> String {
        table::write(&self.concepts)
    }

    /// How many names there are in English and in Spanish.
    pub fn names(&self) -> (usize, usize) {
        let count = |names: fn(&Concept) -> usize| self.concepts.iter().map(names).sum();
        (count(|concept| concept.english.len()), count(|concept| concept.spanish.len()))
    }

    /// Puts all names in lower case where the file has most in capitals: they are no acronyms then.
    fn lower(&mut self) {
        let names = || self.concepts.iter().flat_map(|concept| concept.english.iter().chain(&concept.spanish));
        let shouted = names().filter(|name| !name.contains(char::is_lowercase)).count();
        if shouted * 2 > names().count() {
            let all =
                self.concepts.iter_mut().flat_map(|concept| concept.english.iter_mut().chain(&mut concept.spanish));
            all.for_each(|name| *name = name.to_lowercase());
        }
    }

    /// Takes a concept, or notes why not. Names that are the same but for case and accents are one.
    fn take(&mut self, english: Vec<String>, spanish: Vec<String>) {
        let concept = Concept { english: names::distinct(english), spanish: names::distinct(spanish) };
        let why = match concept.len() {
            0 => Skipped::NoName,
            1 => Skipped::OneName,
            _ => return self.concepts.push(concept),
        };
        self.skip(why);
    }

    fn skip(&mut self, why: Skipped) {
        *self.skipped.entry(why).or_default() += 1;
    }
}
