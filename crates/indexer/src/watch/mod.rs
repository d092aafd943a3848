//! Folders that are watched: files that appear in them are added, changed ones become new versions, vanished ones are told and kept.
//!
//! The system tells what changes, and now and then everything is looked at, since network folders tell nothing. What is seen is
//! `sight`; here is the loop. Jobs are queued, and done by whoever writes the collection.

mod sight;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{fs, mem};

use apostille_catalogue::JobId;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::Result;
use crate::walk::{absolute, leads_into};

pub use sight::Watch;

/// How often everything is looked at: what the system does not tell is found so late at most. A look at 50,000 files takes a
/// second or two.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// What a watcher of folders tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchEvent {
    /// Files that appeared or changed have settled, and were queued to be added.
    Queued {
        /// The job's number.
        job: JobId,
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// A file that a document was read from is no longer there; the document is kept.
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// A watched folder is not there, or has none of its files any more, as when a disk is taken off: they are not told one by one.
    Gone {
        /// The folder.
        folder: PathBuf,
    },
    /// A file cannot be added, or something could not be looked at; a sentence says why, with the remedy.
    Trouble {
        /// Which.
        path: PathBuf,
        /// Why.
        message: String,
    },
}

/// Watches folders until told to stop, which takes up to a second. Files are added when their size and time of change have stayed
/// the same for so long as `settle`; those that the catalogue knows with the same size and time are passed over.
///
/// # Errors
/// If the collection cannot be opened. Later troubles are told.
pub fn watch(
    home: &Path,
    folders: &[PathBuf],
    settle: Duration,
    stop: &AtomicBool,
    reporter: &mut dyn FnMut(WatchEvent),
) -> Result<()> {
    let mut watch = Watch::new(home, folders, settle)?;
    let changes = Changes::of(watch.folders(), reporter);
    let mut next_look = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        let now = Instant::now();
        let looked = match changes.heard(tick(settle)) {
            Heard::Paths(paths) if now < next_look => watch.look_at(&paths, now, reporter),
            _ => {
                next_look = now + LOOK_EVERY;
                watch.look(now, reporter)
            }
        };
        if let Err(error) = looked {
            reporter(WatchEvent::Trouble { path: home.to_path_buf(), message: format!("{error}; it is tried again") });
            next_look = now + LOOK_EVERY;
        }
    }
    Ok(())
}

/// Whether a path leads, through whatever links and `..`, into one of these folders and to something that is there.
pub fn is_within(folders: &[PathBuf], path: &Path) -> bool {
    let folders: Vec<PathBuf> = folders.iter().filter_map(|folder| fs::canonicalize(folder).ok()).collect();
    leads_into(&folders, path)
}

fn tick(settle: Duration) -> Duration {
    (settle / 2).clamp(Duration::from_millis(50), Duration::from_secs(1))
}

/// What the system tells of the folders.
struct Changes {
    events: Receiver<notify::Result<notify::Event>>,
    /// Kept, since it tells only while it lives; none where the system cannot tell.
    _watcher: Option<RecommendedWatcher>,
}

enum Heard {
    /// These have changed, and nothing else has.
    Paths(BTreeSet<PathBuf>),
    /// More than can be told.
    Much,
}

impl Changes {
    fn of(folders: &[PathBuf], reporter: &mut dyn FnMut(WatchEvent)) -> Changes {
        let (told, events) = mpsc::channel();
        let mut unwatched = |folder: &Path, error: &notify::Error| {
            let (path, every) = (folder.to_path_buf(), LOOK_EVERY.as_secs());
            let message =
                format!("the system does not tell what changes in it ({error}): it is looked at every {every} s");
            reporter(WatchEvent::Trouble { path, message });
        };
        let mut watcher = match notify::recommended_watcher(told) {
            Ok(watcher) => watcher,
            Err(error) => {
                folders.iter().for_each(|folder| unwatched(folder, &error));
                return Changes { events, _watcher: None };
            }
        };
        for folder in folders {
            if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
                unwatched(folder, &error);
            }
        }
        Changes { events, _watcher: Some(watcher) }
    }

    /// Collects what is told in this time.
    fn heard(&self, time: Duration) -> Heard {
        let (end, mut paths) = (Instant::now() + time, BTreeSet::new());
        let mut is_much = false;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(Ok(event)) if event.need_rescan() => is_much = true,
                // Our own reading of a file is no change of it.
                Ok(Ok(event)) if event.kind.is_access() => {}
                Ok(Ok(event)) => paths.extend(event.paths.iter().map(|path| absolute(path))),
                Ok(Err(_)) => is_much = true,
                Err(mpsc::RecvTimeoutError::Timeout) => break,
                // Nobody tells anything any more.
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    break;
                }
            }
        }
        if is_much { Heard::Much } else { Heard::Paths(mem::take(&mut paths)) }
    }
}
