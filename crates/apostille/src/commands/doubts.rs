//! `apostille records doubts`, `dismiss` and `recall`: the records that want a look.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, Doubt, DoubtKind, Summary};
use apostille_corpus::DocumentId;
use apostille_extract::Limits;
use apostille_indexer::Job;
use serde_json::json;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::reference::{self, Among};
use crate::terminal::{Terminal, count};

/// What is listed.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only this doubt: no-author, no-date, title-in-capitals, title-is-file-name, language-uncertain or warnings
    #[arg(value_name = "DOUBT")]
    doubt: Option<DoubtKind>,
    /// At most so many, the last that came first
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u64,
}

/// A doubt about documents.
#[derive(Debug, clap::Args)]
pub struct Judged {
    /// no-author, no-date, title-in-capitals, title-is-file-name, language-uncertain or warnings
    doubt: DoubtKind,
    /// Their ids, beginnings of them, or paths
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
}

impl List {
    pub fn run(&self, catalogue: &Catalogue, common: &Common) -> anyhow::Result<Exit> {
        let mut out = stdout().lock();
        let terminal = Terminal::of_stdout();
        for (summary, doubts) in catalogue.wants_a_look(self.doubt, 0, self.limit)? {
            match common.output {
                Output::Json => {
                    let path = summary.paths.first();
                    let line =
                        json!({"document": summary.id, "title": summary.record.title, "path": path, "doubts": doubts});
                    writeln!(out, "{line}")?;
                }
                Output::Text => print(&mut out, &terminal, &summary, &doubts)?,
            }
        }
        let counts = catalogue.doubt_counts()?;
        match common.output {
            Output::Json => writeln!(out, "{}", json!({"counts": counts}))?,
            Output::Text => {
                let kinds = counts.kinds.iter().filter(|(_, documents)| **documents > 0);
                let kinds: Vec<String> = kinds.map(|(kind, documents)| format!("{kind} {documents}")).collect();
                anstream::eprintln!("{} {}", count(counts.documents, "record", "records"), kinds.join(", "));
            }
        }
        Ok(Exit::Done)
    }
}

fn print(out: &mut impl Write, terminal: &Terminal, of: &Summary, doubts: &[Doubt]) -> anyhow::Result<()> {
    let path = of.paths.first().map(String::as_str).unwrap_or_default();
    writeln!(out, "{}  {} {}", of.id, of.record.title, terminal.faint(path))?;
    for Doubt { kind, guess } in doubts {
        let guess = guess.as_ref().map(|guess| {
            let values = guess.value.as_array().cloned().unwrap_or_else(|| vec![guess.value.clone()]);
            let cells: Vec<String> = values.iter().map(|value| format!("'{}'", guess.field.cell(value))).collect();
            format!(": perhaps `apostille records set {} {} {}`", of.id, guess.field, cells.join(" "))
        });
        writeln!(out, "  {kind}{}", guess.unwrap_or_default())?;
    }
    Ok(())
}

impl Judged {
    pub fn submit(
        &self,
        catalogue: Catalogue,
        job: impl FnOnce(Vec<DocumentId>, DoubtKind) -> Job,
        common: &Common,
    ) -> anyhow::Result<Exit> {
        let (documents, exit) = reference::documents(&catalogue, &self.documents, Among::Live);
        drop(catalogue);
        if documents.is_empty() {
            return Ok(exit);
        }
        let summary = follow(job(documents, self.doubt), "documents", Limits::default(), common)?;
        Ok(if summary.refused > 0 { Exit::InPart } else { exit })
    }
}
