//! `apostille reindex`: the index is made again beside the old one, and swapped when it is whole.

use apostille_catalogue::Catalogue;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit, Output};
use crate::following::follow;
use crate::limits::ReadingLimits;
use crate::terminal::count;

const EXAMPLES: &str = "\
Originals that an older Apostille read are read again; text that OCR read is kept. Searches go on meanwhile, with the old index.
Exit code 1: some originals could not be read again; their documents stay as they were.

Examples:
  apostille reindex";

/// Make the index again from the originals
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    limits: ReadingLimits,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        drop(Catalogue::open_existing(common.home())?);
        let summary = follow(Job::Reindex, "documents", self.limits.limits(), common)?;
        if common.output == Output::Text {
            anstream::eprintln!(
                "{} indexed anew, {} read again, {} failed",
                count(summary.files, "document", "documents"),
                summary.indexed,
                summary.failed
            );
        }
        Ok(if summary.failed > 0 { Exit::InPart } else { Exit::Done })
    }
}
