//! What a home has of its own: the tables in its `vocabulary` folder.
//!
//! A table has two columns, English and Spanish names; `acronyms.tsv` and `countries.tsv` have the columns of the program's
//! own. Those of the program's files that hold no names are passed over: the default home of a checkout is the folder
//! that they come from.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Source;
use super::names::Names;
use super::table::{Columns, Concept, read};
use crate::index::io;
use crate::{Error, Result};

/// Tables that hold rules and no names.
const RULES: [&str; 2] = ["stems.tsv", "cognates.tsv"];

/// The tables of a folder in the order of their names; none if there is no folder.
///
/// # Errors
/// [`Error::Io`] if it cannot be read.
pub fn tables(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io(folder))?,
    };
    let mut tables = Vec::new();
    for entry in entries {
        let path = entry.map_err(io(folder))?.path();
        let is_rules = path.file_name().and_then(OsStr::to_str).is_some_and(|name| RULES.contains(&name));
        if path.extension() == Some(OsStr::new("tsv")) && !is_rules && path.is_file() {
            tables.push(path);
        }
    }
    tables.sort();
    Ok(tables)
}

/// The things of a table of a home.
///
/// # Errors
/// [`Error::Io`] if it cannot be read, [`Error::Vocabulary`] if a line of it is no row.
pub fn concepts(table: &Path) -> Result<Vec<Concept>> {
    let bytes = fs::read(table).map_err(io(table))?;
    let text = text(table, &bytes)?;
    let columns = match table.file_name().and_then(OsStr::to_str) {
        Some("acronyms.tsv") => Columns::Acronyms,
        Some("countries.tsv") => Columns::Countries,
        _ => Columns::Names,
    };
    let concepts = read(text, columns).map_err(|malformed| malformed.in_file(table))?;
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    Ok(concepts
        .into_iter()
        .map(|concept| Concept { english: owned(concept.english), spanish: owned(concept.spanish) })
        .collect())
}

/// All names of a folder.
pub(super) fn names(folder: &Path) -> Result<Names> {
    let mut names = Names::default();
    for table in tables(folder)? {
        for concept in concepts(&table)? {
            names.add(
                Source::Own,
                concept.english.into_iter().map(Cow::Owned),
                concept.spanish.into_iter().map(Cow::Owned),
            );
        }
    }
    Ok(names.finish())
}

/// The text of a file in UTF-8, without a byte order mark.
pub(super) fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|wrong| {
        let line = 1 + bytes[..wrong.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Error::Vocabulary {
            path: path.to_owned(),
            line: Some(line),
            message: "it is not in UTF-8: save it so".to_owned(),
        }
    })
}
