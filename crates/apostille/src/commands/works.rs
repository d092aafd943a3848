//! `apostille works`: which documents are one work, which of them answers searches, and how that is put right.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Form};
use apostille_corpus::DocumentId;
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::reference::{self, Among};
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
The same text in several files is one work, whatever their formats; a part or a damaged copy belongs to it, a translation does
not. The best text answers searches, marked `*`; the others stay in the collection, with their ids and pages.
What you split or join stays so, also when files are read again. Exit code 1: some of it could not be done.

Examples:
  apostille works
  apostille works 4f0c2a
  apostille works split papers/second-edition.pdf
  apostille works join 4f0c2a 91d2e3";

/// List documents with the same text, split them, or join them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Only the work of this document: its id, the beginning of it, or its path
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make documents works of their own
    Split {
        /// Ids, beginnings of them, or paths
        #[arg(required = true, value_name = "DOCUMENT")]
        documents: Vec<String>,
    },
    /// Make one work of documents, and of all that are one work with them
    Join {
        /// Ids, beginnings of them, or paths
        #[arg(required = true, num_args = 2.., value_name = "DOCUMENT")]
        documents: Vec<String>,
    },
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        match (&self.command, &self.document) {
            (None, None) => list(&catalogue.works()?, common),
            (None, Some(document)) => list(&catalogue.forms(reference::document(&catalogue, document)?)?, common),
            (Some(Command::Split { documents }), _) => {
                let (documents, exit) = reference::documents(&catalogue, documents, Among::Live);
                drop(catalogue);
                if documents.is_empty() { Ok(exit) } else { submit(Job::Split { documents }, exit, common) }
            }
            (Some(Command::Join { documents }), _) => {
                let documents = documents.iter().map(|written| reference::document(&catalogue, written));
                let documents: Vec<DocumentId> = documents.collect::<anyhow::Result<_>>()?;
                drop(catalogue);
                submit(Job::Join { documents }, Exit::Done, common)
            }
        }
    }
}

fn submit(job: Job, exit: Exit, common: &Common) -> anyhow::Result<Exit> {
    let summary = follow(job, "documents", Limits::default(), common)?;
    Ok(if summary.unknown + summary.refused > 0 { Exit::InPart } else { exit })
}

fn list(forms: &[Form], common: &Common) -> anyhow::Result<Exit> {
    let mut out = stdout().lock();
    let terminal = Terminal::of_stdout();
    let mut before = None;
    for form in forms {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(form)?)?,
            Output::Text => {
                if before.is_some_and(|work| work != form.work) {
                    writeln!(out)?;
                }
                writeln!(out, "{}", line(&terminal, form))?;
            }
        }
        before = Some(form.work);
    }
    if common.output == Output::Text {
        let works = forms.chunk_by(|one, other| one.work == other.work).count() as u64;
        let documents = count(forms.len() as u64, "document", "documents");
        anstream::eprintln!("{} of {documents}", count(works, "work", "works"));
    }
    Ok(Exit::Done)
}

fn line(terminal: &Terminal, form: &Form) -> String {
    let mark = if form.best { '*' } else { ' ' };
    let said = terminal.faint(&format!("({:.0}, by {})", form.quality, form.decided_by));
    format!("{mark} {}  {} {said}", form.document, form.path.as_deref().unwrap_or_default())
}
