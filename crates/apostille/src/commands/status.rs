//! `apostille status`: what the collection holds, what failed, whether the index is up to date, who writes and what waits.

use std::io::{Write, stdout};
use std::path::PathBuf;

use apostille_catalogue::{Catalogue, Counts, FailedPath, WriterLock};
use apostille_corpus::Language;
use serde::Serialize;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::count;

const EXAMPLES: &str = "\
Examples:
  apostille status
  apostille status --json | jq '.failed | group_by(.reason) | map({(.[0].reason): length}) | add'";

/// Say what the collection holds and how it is
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {}

/// The state of a collection, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Status {
    home: PathBuf,
    documents: u64,
    passages: u64,
    notes: u64,
    languages: Vec<LanguageCount>,
    failed: Vec<FailedPath>,
    replaced: u64,
    trash: u64,
    index: IndexState,
    jobs: u64,
    writer: Writer,
}

/// How many passages and notes are in a language.
#[derive(Debug, Serialize)]
struct LanguageCount {
    language: Language,
    passages: u64,
}

/// Where the index stands against the catalogue.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum IndexState {
    /// It holds every change.
    Current,
    /// It follows: a writer is at it, or the next one will be.
    Behind,
    /// There is none, or it cannot be opened: the next writer makes it again.
    Missing,
}

/// Whether a process holds the right to write.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Writer {
    Running,
    None,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let status = Status::of(common)?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&status)?)?,
            Output::Text => status.print(&mut out)?,
        }
        Ok(Exit::Done)
    }
}

impl Status {
    fn of(common: &Common) -> anyhow::Result<Status> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let Counts { documents, passages, notes, history, trash, jobs, .. } = catalogue.counts()?;
        let languages =
            catalogue.languages()?.into_iter().map(|(language, passages)| LanguageCount { language, passages });
        let writer = match WriterLock::try_acquire(common.home())? {
            Some(_) => Writer::None,
            None => Writer::Running,
        };
        Ok(Status {
            home: common.home().to_owned(),
            documents,
            passages,
            notes,
            languages: languages.collect(),
            failed: catalogue.failures()?,
            replaced: history,
            trash,
            index: IndexState::of(common, &catalogue)?,
            jobs,
            writer,
        })
    }

    fn print(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let languages: Vec<String> =
            self.languages.iter().map(|each| format!("{} {}", each.language, each.passages)).collect();
        let held = [
            count(self.documents, "document", "documents"),
            count(self.passages, "passage", "passages"),
            count(self.notes, "note", "notes"),
        ];
        writeln!(out, "collection  {}", self.home.display())?;
        writeln!(out, "holds       {}", held.join(", "))?;
        writeln!(out, "languages   {}", if languages.is_empty() { "none".to_owned() } else { languages.join(", ") })?;
        writeln!(
            out,
            "replaced    {}",
            count(self.replaced, "earlier document, kept as history", "earlier documents, kept as history")
        )?;
        writeln!(out, "trash       {}", count(self.trash, "removed document", "removed documents"))?;
        writeln!(out, "index       {}", self.index.words())?;
        let writer = match self.writer {
            Writer::Running => "a process writes this collection",
            Writer::None => "no process writes",
        };
        writeln!(out, "queue       {}; {writer}", count(self.jobs, "job", "jobs"))?;
        writeln!(out, "failed      {}", count(self.failed.len() as u64, "file", "files"))?;
        for failed in &self.failed {
            writeln!(out, "  {} ({}): {}", failed.path, failed.reason, failed.message)?;
        }
        Ok(())
    }
}

impl IndexState {
    fn of(common: &Common, catalogue: &Catalogue) -> anyhow::Result<IndexState> {
        // The catalogue first: the index may move on meanwhile, and is not behind then.
        let wanted = catalogue.sequence()?;
        let reached = apostille_indexer::open_index(common.home()).ok().and_then(|index| index.sequence().ok());
        Ok(match reached {
            Some(reached) if reached >= wanted => IndexState::Current,
            Some(_) => IndexState::Behind,
            None => IndexState::Missing,
        })
    }

    fn words(&self) -> &'static str {
        match self {
            IndexState::Current => "up to date",
            IndexState::Behind => "behind the catalogue: the next start brings it up to date",
            IndexState::Missing => "missing: the next start makes it again",
        }
    }
}
