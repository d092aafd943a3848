//! Tables whose first line names the columns: `en` and `es`, `pref_en` and `alt_es`, `name_en`, `es_f`, ... Without such a
//! line a table has two columns, English and Spanish names.

use super::Import;
use super::names::name;
use crate::vocabulary::table::{self, Columns, Malformed, excerpt};

/// What a column beside its language may be called if it holds names; the further down, the less its own.
const NAMES: [&[&str]; 3] = [
    &["", "pref", "preferred", "preflabel", "name", "label", "term", "m"],
    &["f", "official"],
    &["alt", "altlabel", "synonym", "synonyms"],
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    Spanish,
}

/// A column of names.
#[derive(Debug, Clone, Copy)]
struct Column {
    at: usize,
    tongue: Tongue,
    rank: usize,
}

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Import, Malformed> {
    let mut import = Import::default();
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let columns = lines.next().map(|(_, header)| columns(header)).unwrap_or_default();
    if columns.is_empty() {
        for concept in table::read(text, Columns::Names)? {
            let names = |of: Vec<&str>| of.into_iter().map(name).collect();
            import.take(names(concept.english), names(concept.spanish));
        }
        return Ok(import);
    }
    let first = columns.iter().map(|column| column.at).min().unwrap_or(0);
    for (line, row) in lines {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() <= first {
            let message = format!(
                "`{}` has {} columns, and the first names are in column {}",
                excerpt(row),
                cells.len(),
                first + 1
            );
            return Err(Malformed { line, message });
        }
        let of = |tongue| {
            let columns = columns.iter().filter(move |column| column.tongue == tongue);
            columns
                .flat_map(|column| cells.get(column.at).map_or(Vec::new(), |cell| listed(cell, column.rank)))
                .collect()
        };
        import.take(of(Tongue::English), of(Tongue::Spanish));
    }
    Ok(import)
}

/// The columns that a header says hold names, the preferred first; none unless both languages are named.
fn columns(header: &str) -> Vec<Column> {
    let titles = header.split('\t').enumerate();
    let mut columns: Vec<Column> = titles.filter_map(|(at, title)| column(at, &title.trim().to_lowercase())).collect();
    columns.sort_by_key(|column| column.rank);
    let has = |tongue| columns.iter().any(|column| column.tongue == tongue);
    if has(Tongue::English) && has(Tongue::Spanish) { columns } else { Vec::new() }
}

fn column(at: usize, title: &str) -> Option<Column> {
    let mut tongue = None;
    let mut called = "";
    for part in title.split(['_', '-', '@', ' ']) {
        match part {
            "en" | "eng" | "english" => tongue = Some(Tongue::English),
            "es" | "spa" | "spanish" => tongue = Some(Tongue::Spanish),
            other => called = other,
        }
    }
    let rank = NAMES.iter().position(|names| names.contains(&called))?;
    Some(Column { at, tongue: tongue?, rank })
}

/// The names of a cell: several are parted by `;` or `|`, and among alternatives by a comma without a space.
fn listed(cell: &str, rank: usize) -> Vec<String> {
    let alternatives = rank + 1 == NAMES.len();
    let parts = cell.split([';', '|']).flat_map(|part| {
        let commas = alternatives && part.contains(',') && !part.contains(", ");
        if commas { part.split(',').collect::<Vec<_>>() } else { vec![part] }
    });
    parts.map(name).filter(|name| !name.is_empty()).collect()
}
