//! `apostille records`: what is known of each document, from where, and how it is put right.

use std::fs;
use std::io::{BufWriter, Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};

use anyhow::Context;
use apostille_catalogue::{Catalogue, CellDifference, Difference, Edit, Field, FieldValue, TableForm};
use apostille_extract::Limits;
use apostille_indexer::Job;
use serde_json::json;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::reference;
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
A record's values come from the file, from files beside it, and from you; yours win, also when a file is read again.
In the table several values of a cell are parted by `; `, a `;` inside one is written `\\;`, identifiers are written
`doi:10.1000/182`, and an emptied cell says that there is none. Columns and rows may be left out, but for the column `id`.
An import is one change: if a single row is wrong, nothing is done, and each wrong row is named.
Exit code 2: the table, the field or the value is at fault, and nothing was changed.

Examples:
  apostille records export > records.csv
  apostille records import records.csv --dry-run
  apostille records import records.csv
  apostille records set 4f0c2a date 2021-05
  apostille records set 4f0c2a authors 'Lucía Prado' 'Thomas Hale'
  apostille records undo
  apostille records doubts no-date
  apostille records dismiss title-in-capitals 4f0c2a 91d2e3";

/// Show, edit, export and import the records of documents
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the record of a document, with where each value comes from and how sure it is
    Show {
        /// Its id, the beginning of it, or its path
        document: String,
    },
    /// Print the records of all documents as CSV
    Export {
        /// For Excel: with a byte order mark at the beginning
        #[arg(long)]
        excel: bool,
    },
    /// Change records as a table says, all or none
    Import {
        /// The table, or `-` for stdin
        file: PathBuf,
        /// Only say what would change, row by row
        #[arg(long)]
        dry_run: bool,
    },
    /// Set a field of a document
    Set {
        /// Its id, the beginning of it, or its path
        document: String,
        /// title, authors, date, publisher, type, languages, identifiers, places, subjects, abstract, licence or address
        field: Field,
        /// The value, or several for authors, languages, identifiers, places and subjects; '' says that there is none
        #[arg(required = true)]
        values: Vec<String>,
    },
    /// Take back what you said of a field, so that the file's value holds again
    Unset {
        /// Its id, the beginning of it, or its path
        document: String,
        /// The field, as for `set`
        field: Field,
    },
    /// Take back the newest edit or import, then the one before
    Undo,
    /// List the records that want a look, with guesses where there are any
    Doubts(super::doubts::List),
    /// Say that a doubt about documents is none: they are right as they are
    Dismiss(super::doubts::Judged),
    /// Take back that a doubt was dismissed
    Recall(super::doubts::Judged),
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        match &self.command {
            Command::Show { document } => show(&catalogue, document, common),
            Command::Export { excel } => export(&catalogue, if *excel { TableForm::Excel } else { TableForm::Plain }),
            Command::Import { file, dry_run: true } => dry_run(&catalogue, file, common),
            Command::Import { file, .. } => import(catalogue, file, common),
            Command::Set { document, field, values } => {
                let value = Some(field.value(values)?);
                let document = reference::document(&catalogue, document)?;
                submit(vec![Edit { document, field: *field, value }], format!("set of {field}"), common)
            }
            Command::Unset { document, field } => {
                let document = reference::document(&catalogue, document)?;
                submit(vec![Edit { document, field: *field, value: None }], format!("unset of {field}"), common)
            }
            Command::Undo => end(Job::UndoEdit, common),
            Command::Doubts(list) => list.run(&catalogue, common),
            Command::Dismiss(judged) => {
                judged.submit(catalogue, |documents, doubt| Job::Dismiss { documents, doubt }, common)
            }
            Command::Recall(judged) => {
                judged.submit(catalogue, |documents, doubt| Job::Recall { documents, doubt }, common)
            }
        }
    }
}

fn show(catalogue: &Catalogue, document: &str, common: &Common) -> anyhow::Result<Exit> {
    let document = reference::document(catalogue, document)?;
    let mut out = stdout().lock();
    let terminal = Terminal::of_stdout();
    let mut before = None;
    for value in catalogue.field_values(document)? {
        let holds = before != Some(value.field);
        before = Some(value.field);
        match common.output {
            Output::Json => {
                let FieldValue { field, source, value, confidence } = value;
                let line =
                    json!({"field": field, "value": value, "source": source, "confidence": confidence, "holds": holds});
                writeln!(out, "{line}")?;
            }
            Output::Text => writeln!(out, "{}", line(&terminal, &value, holds))?,
        }
    }
    Ok(Exit::Done)
}

fn line(terminal: &Terminal, value: &FieldValue, holds: bool) -> String {
    let cell = value.field.cell(&value.value);
    let from = terminal.faint(&format!("({}, {:.1})", value.source.as_str(), value.confidence));
    let name = if holds { value.field.as_str() } else { "  not" };
    format!("{name:<12}{} {from}", if cell.is_empty() { "none" } else { &cell })
}

fn export(catalogue: &Catalogue, form: TableForm) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(stdout().lock());
    let records = catalogue.export_records(&mut out, form)?;
    out.flush()?;
    anstream::eprintln!("{}", count(records, "record", "records"));
    Ok(Exit::Done)
}

fn table(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file).with_context(|| file.display().to_string());
    }
    let mut bytes = Vec::new();
    stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn dry_run(catalogue: &Catalogue, file: &Path, common: &Common) -> anyhow::Result<Exit> {
    let difference = catalogue.difference(&table(file)?)?;
    let mut out = stdout().lock();
    for cell in &difference.cells {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(cell)?)?,
            Output::Text => writeln!(out, "{}", cell_line(cell))?,
        }
    }
    if !are_whole(&difference, common)? {
        return Ok(Exit::Refused);
    }
    anstream::eprintln!("{}: nothing was changed yet", sentence(&difference));
    Ok(Exit::Done)
}

fn cell_line(cell: &CellDifference) -> String {
    let shown = |text: &str| if text.is_empty() { "none".to_owned() } else { format!("`{text}`") };
    format!("row {}  {}  {}: {} -> {}", cell.row, cell.document, cell.field, shown(&cell.from), shown(&cell.to))
}

/// Whether no row is wrong; those that are, are named.
fn are_whole(difference: &Difference, common: &Common) -> anyhow::Result<bool> {
    for error in &difference.errors {
        if common.output == Output::Json {
            writeln!(stdout().lock(), "{}", json!({"error": error}))?;
        }
        anstream::eprintln!("apostille: row {}: {}", error.row, error.message);
    }
    let wrong = difference.errors.len() as u64;
    if wrong > 0 {
        anstream::eprintln!("apostille: {}: nothing was changed", count(wrong, "error", "errors"));
    }
    Ok(wrong == 0)
}

fn sentence(difference: &Difference) -> String {
    let mut rows: Vec<u64> = difference.cells.iter().map(|cell| cell.row).collect();
    rows.dedup();
    let cells = count(difference.cells.len() as u64, "cell differs", "cells differ");
    format!("{} of {}: {cells}", rows.len(), count(difference.rows, "row", "rows"))
}

fn import(catalogue: Catalogue, file: &Path, common: &Common) -> anyhow::Result<Exit> {
    let difference = catalogue.difference(&table(file)?)?;
    drop(catalogue);
    if !are_whole(&difference, common)? {
        return Ok(Exit::Refused);
    }
    anstream::eprintln!("{}", sentence(&difference));
    let edits: Vec<Edit> = difference.cells.into_iter().map(|cell| cell.edit).collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    submit(edits, format!("import of {name}"), common)
}

fn submit(edits: Vec<Edit>, what: String, common: &Common) -> anyhow::Result<Exit> {
    if edits.is_empty() {
        return Ok(Exit::Done);
    }
    end(Job::Edit { edits, what }, common)
}

fn end(job: Job, common: &Common) -> anyhow::Result<Exit> {
    let summary = follow(job, "records", Limits::default(), common)?;
    if common.output == Output::Text {
        anstream::eprintln!(
            "{} changed; `apostille records undo` takes it back",
            count(summary.edited, "record", "records")
        );
    }
    Ok(Exit::Done)
}
