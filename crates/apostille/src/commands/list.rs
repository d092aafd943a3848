//! `apostille list`: what the collection holds, a line a document.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Summary};
use apostille_server::answer::DocumentEntry;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
Examples:
  apostille list
  apostille list --json | jq -r 'select(.notes > 0) | .id'";

/// As many as are read at once.
const BATCH: u64 = 1_000;

/// List the documents
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let mut out = stdout().lock();
        let terminal = Terminal::of_stdout();
        let mut offset = 0;
        loop {
            let batch = catalogue.summaries(offset, BATCH)?;
            let listed = batch.len() as u64;
            offset += listed;
            for summary in batch {
                let line = match common.output {
                    Output::Json => serde_json::to_string(&DocumentEntry::from(summary))?,
                    Output::Text => line(&terminal, &summary),
                };
                writeln!(out, "{line}")?;
            }
            if listed < BATCH {
                return Ok(Exit::Done);
            }
        }
    }
}

fn line(terminal: &Terminal, summary: &Summary) -> String {
    let date = summary.record.date.map_or_else(String::new, |date| date.to_string());
    let authors = summary.record.authors.join(", ");
    let by = if authors.is_empty() { String::new() } else { format!(" — {authors}") };
    let size =
        format!("({}, {})", count(summary.passages, "passage", "passages"), count(summary.notes, "note", "notes"));
    format!("{}  {date:<10}  {}{by} {}", summary.id, terminal.strong(&summary.record.title), terminal.faint(&size))
}
