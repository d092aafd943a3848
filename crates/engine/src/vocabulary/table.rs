//! Tables of names: what stands in `index/vocabulary`, and what a home has of its own.
//!
//! A row is one thing. Its columns are parted by tabs, the names in a column by `;`, the preferred first; `#` begins a
//! line that is a comment.

use std::path::Path;

use crate::Error;

/// Names of one thing, the preferred first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concept<Name = String> {
    /// In English.
    pub english: Vec<Name>,
    /// In Spanish.
    pub spanish: Vec<Name>,
}

/// What the columns of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// English names, Spanish names; one of the two may be empty.
    Names,
    /// English acronym, English name, Spanish acronym, Spanish name, further English names, further Spanish names.
    Acronyms,
    /// A country's English names, its Spanish names, its people's English names, its people's Spanish names.
    Countries,
}

/// A line that is no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The first is 1.
    pub(super) line: usize,
    /// What is wrong, and what would be right.
    pub(super) message: String,
}

impl Malformed {
    /// As an error that names the file.
    pub(super) fn in_file(self, path: &Path) -> Error {
        Error::Vocabulary { path: path.to_owned(), line: Some(self.line), message: self.message }
    }
}

impl Columns {
    fn count(self) -> usize {
        match self {
            Columns::Names => 2,
            Columns::Acronyms => 6,
            Columns::Countries => 4,
        }
    }

    fn described(self) -> &'static str {
        match self {
            Columns::Names => "English names, a tab, Spanish names; names are parted by `;`",
            Columns::Acronyms => {
                "English acronym, English name, Spanish acronym, Spanish name, further English names, further \
                                  Spanish names, parted by tabs"
            }
            Columns::Countries => {
                "a country's English names, its Spanish names, its people's English and Spanish names, \
                                   parted by tabs"
            }
        }
    }

    /// The things of a row: a country and its people are two.
    fn concepts<'a>(self, row: &[&'a str]) -> Vec<Concept<&'a str>> {
        let column = |at: usize| row.get(at).into_iter().flat_map(|column| names(column));
        let of = |english: &[usize], spanish: &[usize]| Concept {
            english: english.iter().flat_map(|at| column(*at)).collect(),
            spanish: spanish.iter().flat_map(|at| column(*at)).collect(),
        };
        match self {
            Columns::Names => vec![of(&[0], &[1])],
            Columns::Acronyms => vec![of(&[0, 1, 4], &[2, 3, 5])],
            Columns::Countries => vec![of(&[0], &[1]), of(&[2], &[3])],
        }
    }
}

impl<Name> Concept<Name> {
    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.english.len() + self.spanish.len()
    }
}

/// The things of a table, in its order.
pub(super) fn read(table: &str, columns: Columns) -> Result<Vec<Concept<&str>>, Malformed> {
    let mut concepts = Vec::new();
    for (line, row) in (1..).zip(table.lines()).filter(|(_, row)| !row.starts_with('#') && !row.trim().is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let found = columns.concepts(&cells);
        let joins = found.iter().any(|concept| concept.len() > 1);
        if cells.len() > columns.count() || !joins {
            let message = format!("`{}` is no row of {}", excerpt(row), columns.described());
            return Err(Malformed { line, message });
        }
        concepts.extend(found.into_iter().filter(|concept| concept.len() > 1));
    }
    Ok(concepts)
}

/// A table that [`read`] reads again; what parts names in it becomes a comma in a name.
pub(super) fn write(concepts: &[Concept]) -> String {
    let column = |names: &[String]| {
        names.iter().map(|name| name.replace(';', ",").replace('\t', " ")).collect::<Vec<_>>().join("; ")
    };
    concepts.iter().map(|concept| format!("{}\t{}\n", column(&concept.english), column(&concept.spanish))).collect()
}

fn names(column: &str) -> impl Iterator<Item = &str> {
    column.split(';').map(str::trim).filter(|name| !name.is_empty())
}

/// The beginning of a line, short enough for a message.
pub(super) fn excerpt(line: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}
