//! `apostille history`: who changed what in the collection, and when.

use std::io::{Write, stdout};

use apostille_catalogue::{Catalogue, HistoryEntry};
use serde_json::Value;

use crate::command_line::{Common, Exit, Output};
use crate::reference::{self, Among};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
The newest change comes first. Nothing ever leaves the history; of what was purged, its title and digest stay.

Examples:
  apostille history
  apostille history 4f0c2a                  what happened to one document
  apostille history --limit 1000 --json | jq -r 'select(.what == \"removed\") | [.at, .who, .document] | @tsv'";

/// Say who changed what, and when
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only this document: its id, the beginning of it, or its path; also of one that was removed
    #[arg(value_name = "DOCUMENT")]
    document: Option<String>,
    /// At most so many changes
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u64,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let find = |written: &String| reference::find(&catalogue, written, Among::All);
        let document = self.document.as_ref().map(find).transpose()?;
        let mut out = stdout().lock();
        let terminal = Terminal::of_stdout();
        for entry in catalogue.history(document, None, self.limit)? {
            match common.output {
                Output::Json => writeln!(out, "{}", serde_json::to_string(&entry)?)?,
                Output::Text => writeln!(out, "{}", line(&terminal, &entry))?,
            }
        }
        Ok(Exit::Done)
    }
}

fn line(terminal: &Terminal, entry: &HistoryEntry) -> String {
    let who = entry.who.as_deref().unwrap_or("-");
    let title = entry.title.as_deref().unwrap_or_default();
    let more = entry.details.as_ref().map(|details| terminal.faint(&format!(" ({})", words(details))));
    let (at, what, document) = (&entry.at, &entry.what, entry.document);
    format!("{at}  {who}  {what:<9}  {document}  {}{}", terminal.strong(title), more.unwrap_or_default())
}

/// `path: papers/a.pdf, by: 4f0c2a91d2e3b456`; the title stands beside it already.
fn words(details: &Value) -> String {
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fields = details.as_object().into_iter().flatten().filter(|(name, value)| *name != "title" && !value.is_null());
    fields.map(|(name, value)| format!("{name}: {}", said(value))).collect::<Vec<_>>().join(", ")
}
