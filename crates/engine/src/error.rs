//! What can go wrong with an index or a vocabulary, and on which folder or file.

use std::path::PathBuf;

/// What an index, a writer, a searcher or a vocabulary can fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no index in the folder: create one, and fill it from the catalogue.
    #[error("there is no index in {}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// The index was made with another analysis or schema: rebuild it from the catalogue.
    #[error("the index was made with version {found} of the analysis, this program has version {wanted}")]
    OtherAnalysis {
        /// The version that the folder says it has.
        found: u32,
        /// The version of this program, [`crate::ANALYSIS_VERSION`].
        wanted: u32,
    },
    /// The folder holds an index that cannot be opened or read: rebuild it from the catalogue.
    #[error("the index in {} is damaged: {message}", path.display())]
    Damaged {
        /// The folder.
        path: PathBuf,
        /// What was found.
        message: String,
    },
    /// Another writer has the index open.
    #[error("another process is writing the index in {}", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused to read or write.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of words cannot be read: a home's own table, or a thesaurus that is to become one.
    #[error("{}{}: {message}", path.display(), line.map_or_else(String::new, |line| format!(", line {line}")))]
    Vocabulary {
        /// The file.
        path: PathBuf,
        /// The line, the first being 1; none if it is the file as a whole.
        line: Option<usize>,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// The engine beneath failed while it wrote or searched.
    #[error("the index in {} failed: {source}", path.display())]
    Engine {
        /// The folder.
        path: PathBuf,
        /// What it said.
        source: Box<tantivy::TantivyError>,
    },
}

/// A result with this crate's error.
pub type Result<T> = std::result::Result<T, Error>;
