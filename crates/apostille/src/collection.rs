//! A collection opened to be read: its catalogue and its index, brought up to date first if a writer died.
//!
//! What changes a collection goes through the indexer's queue instead.

use std::path::{Path, PathBuf};

use anyhow::Context;
use apostille_catalogue::Catalogue;
use apostille_engine::Searcher;
use apostille_indexer::Indexer;

/// The path of this program: the indexer runs it as a child to read a file.
pub fn program() -> anyhow::Result<PathBuf> {
    std::env::current_exe()
        .context("cannot find this program's own file, which reads each document in a process of its own")
}

/// The catalogue and the index of a home that has a collection.
pub fn read(home: &Path) -> anyhow::Result<(Catalogue, Searcher)> {
    let catalogue = Catalogue::open_existing(home)?;
    if !is_current(home, &catalogue)? {
        // Opening it to write is what repairs it. Where another process writes, that one does. An index that is behind and
        // cannot be repaired, as on a full disk, still answers.
        if let Err(error) = Indexer::open(home, program()?) {
            apostille_indexer::open_index(home)?;
            anstream::eprintln!(
                "apostille: the index lacks the newest documents and cannot be brought up to date ({error})"
            );
        }
    }
    let searcher = apostille_indexer::open_index(home)?.searcher()?;
    Ok((catalogue, searcher))
}

/// Whether there is an index and it has followed every change of the catalogue.
fn is_current(home: &Path, catalogue: &Catalogue) -> anyhow::Result<bool> {
    let wanted = catalogue.sequence()?;
    let indexed = apostille_indexer::open_index(home).ok().and_then(|index| index.sequence().ok());
    Ok(indexed.is_some_and(|indexed| indexed >= wanted))
}
