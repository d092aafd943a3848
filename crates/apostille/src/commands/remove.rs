//! `apostille remove`: documents leave the collection, its hits and its originals.

use apostille_catalogue::Catalogue;
use apostille_corpus::DocumentId;
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit};
use crate::following::follow;
use crate::reference;

const EXAMPLES: &str = "\
The files that were added stay where they are; only the collection's copy goes.
Exit code 1: some documents are not there.

Examples:
  apostille remove 4f0c2a91d2e3b456
  apostille remove papers/withdrawn.md";

/// Remove documents
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
        let mut documents: Vec<DocumentId> = Vec::new();
        let mut exit = Exit::Done;
        for written in &self.documents {
            match reference::document(&catalogue, written) {
                Ok(id) => documents.push(id),
                Err(error) => {
                    anstream::eprintln!("apostille: {error:#}");
                    exit = Exit::InPart;
                }
            }
        }
        drop(catalogue);
        if documents.is_empty() {
            return Ok(exit);
        }
        let summary = follow(Job::Remove { documents }, "documents", Limits::default(), common)?;
        Ok(if summary.unknown > 0 { Exit::InPart } else { exit })
    }
}
