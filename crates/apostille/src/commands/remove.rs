//! `apostille remove`: documents leave the collection and its hits, and lie in the trash.

use apostille_catalogue::Catalogue;
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit};
use crate::following::follow;
use crate::reference::{self, Among};

const EXAMPLES: &str = "\
A removed document lies in the trash: `apostille trash` lists it and brings it back, `apostille purge` deletes it for good.
The files that were added stay where they are. Exit code 1: some documents are not there.

Examples:
  apostille remove 4f0c2a91d2e3b456
  apostille remove papers/withdrawn.md";

/// Put documents into the trash
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Ids, beginnings of them, or paths of files that were added
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let (documents, exit) = reference::documents(&catalogue, &self.documents, Among::Live);
        drop(catalogue);
        if documents.is_empty() {
            return Ok(exit);
        }
        let summary = follow(Job::Remove { documents }, "documents", Limits::default(), common)?;
        Ok(if summary.unknown + summary.refused > 0 { Exit::InPart } else { exit })
    }
}
