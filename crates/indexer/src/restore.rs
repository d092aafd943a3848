//! A backup becomes a collection: unpacked and checked by the catalogue, its index made anew, and both counted.

use std::path::Path;

use apostille_catalogue::{Manifest, agrees, unpack};
use serde::Serialize;

use crate::collection::Collection;
use crate::{Error, Result};

/// What a restored home holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// When the backup was taken: RFC 3339, UTC, to the second.
    pub taken: String,
    /// Live documents.
    pub documents: u64,
    /// Documents in the trash.
    pub trash: u64,
    /// Passages and notes that the new index holds.
    pub indexed: u64,
    /// Files of the backup, each with the SHA-256 that the manifest gives.
    pub files: u64,
    /// Originals that the backup lacks, since they were missing or altered when it was taken; by their SHA-256.
    pub missing: Vec<String>,
    /// Whether catalogue, index and manifest count the same.
    pub agrees: bool,
}

/// Makes a home of a backup, with its index.
///
/// # Errors
/// As [`unpack`]; then no home is made. If only the index cannot be made, the home stays, and the next start makes it.
pub fn restore(backup: &Path, home: &Path) -> Result<Restored> {
    let manifest = unpack(backup, home)?;
    let collection = Collection::open(home)?.ok_or_else(|| Error::Busy { path: home.to_path_buf() })?;
    let indexed = collection.projection.index().searcher()?.documents()?;
    let counts = collection.catalogue.counts()?;
    let passages = indexed.iter().map(|(_, passages)| passages).sum();
    // Of each work one document is indexed.
    let answering = collection.catalogue.answering_documents()?;
    let cards = collection.catalogue.summaries_of(&answering)?;
    let to_index: u64 = cards.iter().map(|card| card.passages + card.notes).sum();
    let Manifest { taken, files, missing, .. } = &manifest;
    Ok(Restored {
        taken: taken.clone(),
        documents: counts.documents,
        trash: counts.trash,
        indexed: passages,
        files: files.len() as u64,
        missing: missing.clone(),
        agrees: agrees(&counts, &manifest) && indexed.len() == answering.len() && passages == to_index,
    })
}
