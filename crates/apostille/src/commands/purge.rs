//! `apostille purge`: what was removed is deleted for good, originals too.

use apostille_catalogue::Catalogue;
use apostille_corpus::DocumentId;
use apostille_extract::Limits;
use apostille_indexer::Job;

use crate::command_line::{Common, Exit};
use crate::following::follow;
use crate::reference::{self, Among};

const EXAMPLES: &str = "\
Only what is in the trash, or was replaced by a newer version, can be purged. It cannot be brought back; that it was there, with
its title and digest, stays in the history. The files that were added stay where they are, and so do backups.
Words of it may stand in the index's files until `apostille reindex` makes them anew; no search finds them.
Exit code 1: some documents are not there, or are not in the trash.

Examples:
  apostille purge 4f0c2a91d2e3b456
  apostille purge --trash --older-than 30";

/// Delete removed documents for good
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Ids, beginnings of them, or the paths that they had
    #[arg(required_unless_present = "trash", conflicts_with = "trash", value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// All that is in the trash
    #[arg(long)]
    trash: bool,
    /// Only what has been in the trash for at least so many days
    #[arg(long, value_name = "DAYS", requires = "trash", default_value_t = 0)]
    older_than: u32,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let (documents, exit) = self.meant(&catalogue)?;
        drop(catalogue);
        if documents.is_empty() {
            return Ok(exit);
        }
        let summary = follow(Job::Purge { documents }, "documents", Limits::default(), common)?;
        Ok(if summary.unknown + summary.refused > 0 { Exit::InPart } else { exit })
    }

    fn meant(&self, catalogue: &Catalogue) -> anyhow::Result<(Vec<DocumentId>, Exit)> {
        if !self.trash {
            return Ok(reference::documents(catalogue, &self.documents, Among::All));
        }
        let trash = catalogue.trash(self.older_than)?;
        Ok((trash.into_iter().map(|trashed| trashed.document).collect(), Exit::Done))
    }
}
