//! Files are read several at once, each by a reading child; what comes out is told by number, in whatever order.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use apostille_catalogue::{Error as CatalogueError, Originals, Sha256};
use apostille_corpus::{Document, DocumentId, Manuscript};
use apostille_extract::{Failure, Reason};

use crate::{Error, Reading, Result};

/// How many files are read at once. Extraction takes most of the time of an `add`; the rest goes on beside it.
const AT_ONCE: usize = 2;

/// How many files may be begun and not yet written down: so much of a fast reader's work waits in memory behind a file
/// that is slow.
pub(crate) const WINDOW: usize = 16;

/// How long a file is read before that is told: most are read sooner, and each telling is a transaction.
const SLOW: Duration = Duration::from_secs(1);

/// A file to be read.
pub(crate) struct Task {
    /// By which its outcome is told.
    pub number: usize,
    pub id: DocumentId,
    /// The path by which it is known; the title of what has none other.
    pub path: PathBuf,
    /// Where its bytes are.
    pub place: PathBuf,
    /// The digest under which its bytes are kept as the original, unless they are one.
    pub keep: Option<Sha256>,
}

/// A document whose original is kept, or why the file is none.
pub(crate) type Read = std::result::Result<Document, Failure>;

/// The threads that read.
pub(crate) struct Readers {
    tasks: Sender<Task>,
    outcomes: Receiver<(usize, Result<Read>)>,
    /// The files that are being read at this moment, since when.
    begun: Arc<Mutex<BTreeMap<usize, Instant>>>,
}

impl Readers {
    /// Puts a file in line.
    pub(crate) fn begin(&self, task: Task) {
        self.tasks.send(task).expect("the threads read until this sender is dropped");
    }

    /// The next outcome of any file that was begun; none if there is none after this time.
    pub(crate) fn next(&self, patience: Duration) -> Option<(usize, Result<Read>)> {
        match self.outcomes.recv_timeout(patience) {
            Ok(outcome) => Some(outcome),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => unreachable!("the threads read until the tasks' sender is dropped"),
        }
    }

    /// The files that have been read for a while and are not done.
    pub(crate) fn slow(&self) -> Vec<usize> {
        let begun = locked(&self.begun);
        begun.iter().filter(|(_, since)| since.elapsed() >= SLOW).map(|(number, _)| *number).collect()
    }
}

/// Runs `work` beside threads that read.
pub(crate) fn with_readers<T>(reading: &Reading, originals: &Originals, work: impl FnOnce(&Readers) -> T) -> T {
    let (tasks, waiting) = mpsc::channel::<Task>();
    let (told, outcomes) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    let begun: Arc<Mutex<BTreeMap<usize, Instant>>> = Arc::default();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let (waiting, told, begun) = (&waiting, told.clone(), Arc::clone(&begun));
            scope.spawn(move || {
                loop {
                    let next = locked(waiting).recv();
                    let Ok(task) = next else { return };
                    locked(&begun).insert(task.number, Instant::now());
                    let read = read(reading, originals, &task);
                    locked(&begun).remove(&task.number);
                    // Nobody hears it when the job was broken off.
                    let _ = told.send((task.number, read));
                }
            });
        }
        // Dropped at the end of this scope, which ends the threads.
        let readers = Readers { tasks, outcomes, begun };
        work(&readers)
    })
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a file and keeps its original. The outer error is the collection's: it breaks the job off.
pub(crate) fn read(reading: &Reading, originals: &Originals, task: &Task) -> Result<Read> {
    understood(reading, originals, task, reading.manuscript(&task.place, &task.path))
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
    kept(originals, task, document)
}

/// A document, once its original is kept.
pub(crate) fn kept(originals: &Originals, task: &Task, document: Document) -> Result<Read> {
    let kept = task.keep.map_or(Ok(()), |sha256| originals.keep(&task.place, &sha256));
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
        CatalogueError::File { path, .. } => *path == task.place,
        _ => false,
    }
}
