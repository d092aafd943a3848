//! `apostille list`: what the collection holds, a line a document.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Summary};
use apostille_corpus::DocumentId;
use apostille_server::answer::DocumentEntry;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
Examples:
  apostille list
  apostille list --limit 50 --after 0123456789abcdef     the page after the one that ended with it
  apostille list --json | jq -r 'select(.notes > 0) | .id'";

/// As many as are read at once.
const BATCH: u64 = 1_000;

/// List the documents, the first that came first
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// No more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Only those that came after this document
    #[arg(long, value_name = "DOCUMENT")]
    after: Option<DocumentId>,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let mut out = stdout().lock();
        let terminal = Terminal::of_stdout();
        let (mut after, mut left) = (self.after, self.limit.unwrap_or(u64::MAX));
        while left > 0 {
            let wanted = left.min(BATCH);
            let batch = catalogue.summaries_after(after, wanted)?;
            let listed = batch.len() as u64;
            after = batch.last().map(|summary| summary.id);
            left -= listed;
            for summary in batch {
                let line = match common.output {
                    Output::Json => serde_json::to_string(&DocumentEntry::from(summary))?,
                    Output::Text => line(&terminal, &summary),
                };
                writeln!(out, "{line}")?;
            }
            if listed < wanted {
                break;
            }
        }
        Ok(Exit::Done)
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
