//! Files are read several at once, each by a reading child; what comes out is told by number, in whatever order.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use apostille_catalogue::{Error as CatalogueError, Originals, Sha256};
use apostille_corpus::{Document, DocumentId, Manuscript};
use apostille_extract::{Failure, Reason};

use crate::{Error, Reading, Result};

/// How many files are read at once. Extraction takes most of the time of an `add`; the rest goes on beside it.
const AT_ONCE: usize = 2;

/// How many files may be begun and not yet written down: so much of a fast reader's work waits in memory behind a file
/// that is slow.
pub(crate) const WINDOW: usize = 16;

/// A file to be read.
pub(crate) struct Task {
    /// By which its outcome is told.
    pub number: usize,
    pub id: DocumentId,
    pub path: PathBuf,
    /// The digest under which its bytes are kept as the original, unless they are one.
    pub keep: Option<Sha256>,
}

/// A document whose original is kept, or why the file is none.
pub(crate) type Read = std::result::Result<Document, Failure>;

/// The threads that read.
pub(crate) struct Readers {
    tasks: Sender<Task>,
    outcomes: Receiver<(usize, Result<Read>)>,
}

impl Readers {
    /// Puts a file in line.
    pub(crate) fn begin(&self, task: Task) {
        self.tasks.send(task).expect("the threads read until this sender is dropped");
    }

    /// The next outcome of any file that was begun; none if there is none after this time.
    pub(crate) fn next(&self, patience: Option<Duration>) -> Option<(usize, Result<Read>)> {
        let next = match patience {
            Some(patience) => self.outcomes.recv_timeout(patience),
            None => self.outcomes.recv().map_err(RecvTimeoutError::from),
        };
        match next {
            Ok(outcome) => Some(outcome),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => unreachable!("the threads read until the tasks' sender is dropped"),
        }
    }
}

/// Runs `work` beside threads that read.
pub(crate) fn with_readers<T>(reading: &Reading, originals: &Originals, work: impl FnOnce(&Readers) -> T) -> T {
    let (tasks, waiting) = mpsc::channel::<Task>();
    let (told, outcomes) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let (waiting, told) = (&waiting, told.clone());
            scope.spawn(move || {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(task) = next else { return };
                    // Nobody hears it when the job was broken off.
                    let _ = told.send((task.number, read(reading, originals, &task)));
                }
            });
        }
        // Dropped at the end of this scope, which ends the threads.
        let readers = Readers { tasks, outcomes };
        work(&readers)
    })
}

/// Reads a file and keeps its original. The outer error is the collection's: it breaks the job off.
pub(crate) fn read(reading: &Reading, originals: &Originals, task: &Task) -> Result<Read> {
    understood(reading, originals, task, reading.manuscript(&task.path))
}

/// Makes a document of what was read of a file and keeps its original.
pub(crate) fn understood(
    reading: &Reading,
    originals: &Originals,
    task: &Task,
    read: std::result::Result<Manuscript, Failure>,
) -> Result<Read> {
    let document = match read.and_then(|manuscript| reading.document(task.id, &task.path, manuscript)) {
        Ok(document) => document,
        Err(failure) => return Ok(Err(failure)),
    };
    let kept = task.keep.map_or(Ok(()), |sha256| originals.keep(&task.path, &sha256));
    match kept {
        Ok(()) => Ok(Ok(document)),
        Err(error) if is_of_source(&error, task) => Ok(Err(Failure::new(Reason::Unreadable, error.to_string()))),
        Err(error) => Err(Error::from(error)),
    }
}

/// Whether the file is at fault, and not the collection.
fn is_of_source(error: &CatalogueError, task: &Task) -> bool {
    match error {
        CatalogueError::Changed { .. } => true,
        CatalogueError::File { path, .. } => *path == task.path,
        _ => false,
    }
}
