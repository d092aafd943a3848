//! `apostille restore`: a backup becomes a collection in a new home.

use std::io::{Write, stdout};
use std::path::PathBuf;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::count;

const EXAMPLES: &str = "\
Every file's SHA-256 and every count is compared with the manifest before the home gets its name; a backup that is damaged or cut
short is refused and leaves nothing behind. Then the index is made. A home that holds anything is refused.
Exit code 1: it is restored, but the backup lacked originals, or the index does not count what the catalogue does.

Examples:
  apostille restore policy-papers-2026-11-22.tar --home /srv/papers";

/// Make a collection of a backup
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A file that `apostille backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let restored = apostille_indexer::restore(&self.file, common.home())?;
        match common.output {
            Output::Json => writeln!(stdout().lock(), "{}", serde_json::to_string(&restored)?)?,
            Output::Text => {
                let held = [
                    count(restored.documents, "document", "documents"),
                    count(restored.indexed, "passage and note", "passages and notes"),
                    count(restored.trash, "document in the trash", "documents in the trash"),
                ];
                let home = common.home().display();
                anstream::eprintln!("{home}: {}, as of {}", held.join(", "), restored.taken);
                if restored.agrees {
                    let files = count(restored.files, "file has", "files have");
                    anstream::eprintln!("{files} the digest of the manifest; catalogue, index and manifest agree");
                }
            }
        }
        for sha256 in &restored.missing {
            anstream::eprintln!("apostille: the backup lacks the original {sha256}: it was missing when it was taken");
        }
        if !restored.agrees {
            anstream::eprintln!(
                "apostille: catalogue, index and manifest do not count the same: run `apostille verify`"
            );
        }
        Ok(if restored.agrees && restored.missing.is_empty() { Exit::Done } else { Exit::InPart })
    }
}
