//! What can be done to a collection, as it is written into the queue.
//!
//! Not here: who does it (the indexer), and in which order (`queue`).

use std::path::PathBuf;

use apostille_corpus::DocumentId;
use serde::{Deserialize, Serialize};

use crate::{DoubtKind, Edit, Uploaded};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Job {
    /// Add these files and folders, given as absolute paths.
    Add {
        /// In the order they were given.
        paths: Vec<PathBuf>,
    },
    /// Add what lies in these folders alone: somebody who may not read all of this machine has named it.
    AddFrom {
        /// In the order they were given, absolute.
        paths: Vec<PathBuf>,
        /// What links lead out of these is not added.
        folders: Vec<PathBuf>,
    },
    /// Add files that were received.
    Upload {
        /// The folder in the home where they are staged.
        folder: String,
        /// In the order they were sent.
        files: Vec<Uploaded>,
    },
    /// Put these documents into the trash.
    Remove {
        /// In the order they were given.
        documents: Vec<DocumentId>,
    },
    /// Take these documents out of the trash.
    Restore {
        /// In the order they were given.
        documents: Vec<DocumentId>,
    },
    /// Delete these documents, which are no longer in the collection, for good, their originals too.
    Purge {
        /// In the order they were given.
        documents: Vec<DocumentId>,
    },
    /// Make each of these documents a work of its own.
    Split {
        /// In the order they were given.
        documents: Vec<DocumentId>,
    },
    /// Make one work of these documents.
    Join {
        /// In the order they were given.
        documents: Vec<DocumentId>,
    },
    /// Say that these two documents are translations of one another.
    Pair {
        /// In the order they were given.
        documents: [DocumentId; 2],
    },
    /// Say that they are none.
    Unpair {
        /// In the order they were given.
        documents: [DocumentId; 2],
    },
    /// Say that a doubt about these documents' records is none.
    Dismiss {
        /// In the order they were given.
        documents: Vec<DocumentId>,
        /// Which doubt.
        doubt: DoubtKind,
    },
    /// Take that back.
    Recall {
        /// In the order they were given.
        documents: Vec<DocumentId>,
        /// Which doubt.
        doubt: DoubtKind,
    },
    /// Set values of records, all or none.
    Edit {
        /// In the order they were given.
        edits: Vec<Edit>,
        /// What kind of edit it is, for the history.
        what: String,
    },
    /// Take back the newest edit that was not undone.
    UndoEdit,
    /// Read the originals again with what reads them now, and make a new index beside the old one.
    Reindex,
}

/// Of a job, that it is short; [`Job::is_short`] in SQL.
pub(crate) const SHORT: &str = "(job ->> 'do' NOT IN ('add', 'add-from', 'upload', 'reindex'))";

impl Job {
    /// Whether it is done in a moment: it then goes before those that read files, also before one that has begun.
    pub fn is_short(&self) -> bool {
        !matches!(self, Job::Add { .. } | Job::AddFrom { .. } | Job::Upload { .. } | Job::Reindex)
    }
}

/// A job's number, in the order of submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JobId(pub i64);
