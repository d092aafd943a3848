//! `apostille trash`: what was removed, and how it comes back.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Trashed};
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::reference::{self, Among};
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
A document that comes back is the one that was removed: its id, text, record and original, and those of its paths at which
nothing else was added since. Exit code 1: some documents are not in the trash.

Examples:
  apostille trash
  apostille trash restore 4f0c2a91d2e3b456
  apostille trash --json | jq -r .document";

/// List the trash, or bring documents back from it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List what was removed, the longest there first
    List,
    /// Bring documents back into the collection
    Restore {
        /// Ids, beginnings of them, or the paths that they had
        #[arg(required = true, value_name = "DOCUMENT")]
        documents: Vec<String>,
    },
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        match &self.command {
            None | Some(Command::List) => list(&catalogue, common),
            Some(Command::Restore { documents }) => restore(catalogue, documents, common),
        }
    }
}

fn list(catalogue: &Catalogue, common: &Common) -> anyhow::Result<Exit> {
    let mut out = stdout().lock();
    let terminal = Terminal::of_stdout();
    let trash = catalogue.trash(0)?;
    for trashed in &trash {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(trashed)?)?,
            Output::Text => writeln!(out, "{}", line(&terminal, trashed))?,
        }
    }
    if common.output == Output::Text {
        anstream::eprintln!("{} in the trash", count(trash.len() as u64, "document", "documents"));
    }
    Ok(Exit::Done)
}

fn line(terminal: &Terminal, trashed: &Trashed) -> String {
    let removed = format!("({}, by {})", trashed.at, trashed.who);
    format!("{}  {} {}", trashed.document, terminal.strong(&trashed.title), terminal.faint(&removed))
}

fn restore(catalogue: Catalogue, written: &[String], common: &Common) -> anyhow::Result<Exit> {
    let (documents, exit) = reference::documents(&catalogue, written, Among::All);
    drop(catalogue);
    if documents.is_empty() {
        return Ok(exit);
    }
    let summary = follow(Job::Restore { documents }, "documents", Limits::default(), common)?;
    Ok(if summary.unknown + summary.refused > 0 { Exit::InPart } else { exit })
}
