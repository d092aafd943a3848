//! `apostille backup`: the whole collection in one file, also while a server serves it.

use std::io::{Write, stdout};
use std::path::PathBuf;

use apostille_catalogue::{Catalogue, Manifest};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::command_line::{Common, Exit, Output};
use crate::terminal::count;

const EXAMPLES: &str = "\
The backup is the collection at one moment, though others read and write it: catalogue, trash, history, keys, originals, and the
home's own vocabulary. The index is not in it, since it is made anew from the catalogue. The file is an ordinary tar with a
manifest of counts and SHA-256 digests; it gets its name when it is whole.
Exit code 1: the backup is written, but originals were missing or altered, and it says which.

Examples:
  apostille backup /media/disk/policy-papers-2026-11-22.tar
  apostille restore /media/disk/policy-papers-2026-11-22.tar --home /srv/papers";

/// Write the collection into one file
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The file, which must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let catalogue = Catalogue::open_existing(common.home())?;
        let style =
            ProgressStyle::with_template("{bar:24} {pos}/{len} originals").expect("the template is well formed");
        let bar = ProgressBar::no_length().with_style(style);
        let manifest = catalogue.backup(&self.file, &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        self.tell(&manifest?, common)
    }

    fn tell(&self, manifest: &Manifest, common: &Common) -> anyhow::Result<Exit> {
        let bytes: u64 = manifest.files.iter().map(|kept| kept.size).sum();
        let (documents, files) = (manifest.counts.documents, manifest.files.len() as u64);
        match common.output {
            Output::Json => {
                let line = json!({
                    "file": self.file, "taken": manifest.taken, "documents": documents, "trash": manifest.counts.trash,
                    "files": files, "bytes": bytes, "missing": manifest.missing,
                });
                writeln!(stdout().lock(), "{line}")?;
            }
            Output::Text => {
                let held = count(documents, "document", "documents");
                anstream::eprintln!(
                    "{}: {held}, {}, {bytes} bytes",
                    self.file.display(),
                    count(files, "file", "files")
                );
            }
        }
        for sha256 in &manifest.missing {
            anstream::eprintln!(
                "apostille: the original {sha256} is missing or altered, and not in the backup: `apostille verify` says of what"
            );
        }
        Ok(if manifest.missing.is_empty() { Exit::Done } else { Exit::InPart })
    }
}
