//! `apostille translations`: which documents say the same in two languages, and how that is put right.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Translation, TranslationPair};
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::reference;
use crate::terminal::{Terminal, count};

const EXAMPLES: &str = "\
A translation is told by what it leaves standing: figures, names and cognates, in the same places. Names of files count a little,
and never against the text. Each stays a work of its own and is found by itself; of a work, the best text is shown.
What you pair or unpair stays so, also when files are read again. Exit code 1: it could not be done.

Examples:
  apostille translations
  apostille translations 4f0c2a
  apostille translations pair 4f0c2a 91d2e3
  apostille translations unpair informes/anual-en.pdf informes/anual-es.pdf";

/// List documents that are translations of one another, pair them, or part them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Only the translations of this document: its id, the beginning of it, or its path
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Say that two documents are translations of one another
    Pair(Two),
    /// Say that they are not
    Unpair(Two),
}

#[derive(Debug, clap::Args)]
struct Two {
    /// Their ids, beginnings of them, or paths
    #[arg(num_args = 2, required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        match (&self.command, &self.document) {
            (None, None) => list(&catalogue.translation_pairs(0, u64::MAX)?, common),
            (None, Some(document)) => {
                let document = reference::document(&catalogue, document)?;
                list_of(&catalogue.translations(document)?, common)
            }
            (Some(Command::Pair(two)), _) => two.submit(&catalogue, |documents| Job::Pair { documents }, common),
            (Some(Command::Unpair(two)), _) => two.submit(&catalogue, |documents| Job::Unpair { documents }, common),
        }
    }
}

impl Two {
    fn submit(
        &self,
        catalogue: &Catalogue,
        job: impl FnOnce([apostille_corpus::DocumentId; 2]) -> Job,
        common: &Common,
    ) -> anyhow::Result<Exit> {
        let meant = |at: usize| reference::document(catalogue, &self.documents[at]);
        let summary = follow(job([meant(0)?, meant(1)?]), "documents", Limits::default(), common)?;
        Ok(if summary.refused > 0 { Exit::InPart } else { Exit::Done })
    }
}

fn list(pairs: &[TranslationPair], common: &Common) -> anyhow::Result<Exit> {
    let mut out = stdout().lock();
    let terminal = Terminal::of_stdout();
    for pair in pairs {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(pair)?)?,
            Output::Text => {
                let said = terminal.faint(&format!("({:.2}, by {})", pair.likeness, pair.decided_by));
                let [one, other] = &pair.documents;
                writeln!(out, "{} {said}\n{}\n", line(one), line(other))?;
            }
        }
    }
    if common.output == Output::Text {
        anstream::eprintln!("{}", count(pairs.len() as u64, "pair", "pairs"));
    }
    Ok(Exit::Done)
}

fn list_of(translations: &[Translation], common: &Common) -> anyhow::Result<Exit> {
    let mut out = stdout().lock();
    for translation in translations {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(translation)?)?,
            Output::Text => writeln!(out, "{}", line(translation))?,
        }
    }
    Ok(Exit::Done)
}

fn line(of: &Translation) -> String {
    let path = of.path.as_ref().map(|path| format!("  {path}")).unwrap_or_default();
    format!("{}  {}  {}{path}", of.document, of.language, of.title)
}
