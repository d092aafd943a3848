//! `apostille read-file`: reads one file and prints its manuscript. Hidden: the indexer runs it as a child, under limits,
//! so that a hostile file ends the child and not the collection.

use std::path::PathBuf;
use std::process::ExitCode;

/// Read one file and print its manuscript as JSON
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file
    path: PathBuf,
}

impl Args {
    /// Its exit code is its own: the indexer reads it.
    pub fn run(&self) -> ExitCode {
        apostille_extract::child_main(&self.path)
    }
}
