//! Why a whole job or command could not be done. A single bad file is no error: it is a line in the report.

use std::path::PathBuf;

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The catalogue's.
    #[error(transparent)]
    Catalogue(#[from] apostille_catalogue::Error),
    /// The index's.
    #[error(transparent)]
    Engine(#[from] apostille_engine::Error),
    /// The collection has no index yet.
    #[error("there is no index in {}: `apostille add PATH --home {}` makes one", .path.display(), .path.display())]
    NoIndex {
        /// The home.
        path: PathBuf,
    },
    /// Another process writes the collection.
    #[error("another process is changing {}: wait until it has ended and run the command again", .path.display())]
    Busy {
        /// The home.
        path: PathBuf,
    },
    /// A job was taken and could not be done.
    #[error("the job could not be done: {message}")]
    Job {
        /// Why, with the remedy.
        message: String,
    },
    /// A row could not be read.
    #[error("row {number}: {source}")]
    Row {
        /// Its number, from 1.
        number: u64,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A file of the collection could not be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Error {
    /// The sentence that a failed job keeps: of one that says itself why, only that.
    pub(crate) fn message(&self) -> String {
        match self {
            Error::Job { message } => message.clone(),
            other => other.to_string(),
        }
    }
}
