//! Where does a collection keep what? The names of the files and folders in its home, and nothing of what is in them.

use std::path::{Path, PathBuf};

use crate::{Result, durable};

/// The folder of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    path: PathBuf,
}

impl Home {
    /// The home at this path; nothing is read or made.
    pub fn new(path: impl Into<PathBuf>) -> Home {
        Home { path: path.into() }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The SQLite file.
    pub fn catalogue(&self) -> PathBuf {
        self.path.join("catalogue.sqlite")
    }

    /// The folder of the kept bytes.
    pub fn originals(&self) -> PathBuf {
        self.path.join("originals")
    }

    /// The folder of the index's generations.
    pub fn index_root(&self) -> PathBuf {
        self.path.join("tantivy")
    }

    /// The file whose lock the writing process holds.
    pub fn writer_lock(&self) -> PathBuf {
        self.path.join("writer.lock")
    }

    /// The home's own additions to the vocabulary.
    pub fn vocabulary(&self) -> PathBuf {
        self.path.join("vocabulary")
    }

    /// Whether a collection has been made here.
    pub fn holds_collection(&self) -> bool {
        self.catalogue().is_file()
    }

    /// Makes the folder if it is not there.
    pub fn create(&self) -> Result<()> {
        durable::create_folder(&self.path)
    }
}
