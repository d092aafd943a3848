//! What does the index keep of a passage, to be shown?

use std::path::Path;

use tantivy::SegmentReader;
use tantivy::store::StoreReader;

use crate::index::engine;
use crate::schema::{StoredBytes, StoredPassage};
use crate::{Error, Result};

/// Blocks of each segment's store that stay unpacked: a document's passages stand in few.
const BLOCKS: usize = 32;

/// The document stores of one commit, a segment each.
pub(super) struct Stores(Vec<StoreReader>);

impl Stores {
    pub(super) fn open(segments: &[SegmentReader]) -> tantivy::Result<Stores> {
        let stores = segments.iter().map(|segment| Ok(segment.get_store_reader(BLOCKS)?));
        stores.collect::<tantivy::Result<_>>().map(Stores)
    }

    /// A passage of a segment of the index in a folder.
    pub(super) fn passage(&self, path: &Path, segment: usize, passage: u32) -> Result<StoredPassage> {
        let store = &self.0[segment];
        let document = store.get_document_bytes(passage).map_err(engine(path))?;
        let stored = match StoredBytes::within(&document) {
            Some(bytes) => StoredPassage::from_bytes(bytes),
            None => StoredPassage::from_bytes(&store.get::<StoredBytes>(passage).map_err(engine(path))?.0),
        };
        stored.map_err(|wrong| Error::Damaged { path: path.to_owned(), message: format!("a stored passage: {wrong}") })
    }
}
