//! Files on their way in that have no path on this machine: received into the home, then queued as one job.
//!
//! What they are called is kept for people and never names anything on disk: a delivery is a folder of `incoming/` with a random
//! name, its files stand there by number. What the files are is not looked at here.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::names::{clean, staged_name, with_suffix};
use crate::{Catalogue, Error, Home, Job, JobId, Result, WriterLock, durable};

/// A folder that no open job names is removed when nothing was written into it for so long: the longest pause of a sender.
const ABANDONED_AFTER: Duration = Duration::from_secs(60 * 60);

/// A file of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// What it is called, cleaned and no other file's of the delivery: `folder/paper.pdf`.
    pub name: String,
    /// The file in the delivery's folder that has its bytes.
    pub staged: String,
}

/// Files that are being received. Dropped without being queued, it deletes what was received.
#[derive(Debug)]
pub struct Delivery {
    folder: PathBuf,
    files: Vec<Uploaded>,
    names: HashSet<String>,
    open: Option<(PathBuf, File)>,
    bytes: u64,
    is_queued: bool,
}

impl Catalogue {
    /// Begins to receive files.
    ///
    /// # Errors
    /// As the file system gives them.
    pub fn receive(&self) -> Result<Delivery> {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|error| Error::NoChance { detail: error.to_string() })?;
        let folder = self.home().incoming().join(format!("{:032x}", u128::from_ne_bytes(name)));
        durable::create_folder(&folder)?;
        Ok(Delivery { folder, files: Vec::new(), names: HashSet::new(), open: None, bytes: 0, is_queued: false })
    }

    /// Puts what was received on disk and then into the queue; `submitter` as in [`Catalogue::enqueue`].
    ///
    /// # Errors
    /// As the file system and the catalogue give them; then what was received is deleted.
    pub fn enqueue_delivery(&mut self, mut delivery: Delivery, submitter: &str) -> Result<JobId> {
        delivery.close()?;
        durable::sync_folder(&delivery.folder)?;
        let folder = delivery.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let job = self.enqueue(&Job::Upload { folder, files: delivery.files.clone() }, submitter)?;
        delivery.is_queued = true;
        Ok(job)
    }

    /// Removes the folder of a delivery whose job has ended. One that cannot be removed now is removed when it is swept.
    pub fn discard_delivery(&self, folder: &str) {
        let _ = fs::remove_dir_all(self.home().incoming().join(folder));
    }

    /// Removes what was received, is in no open job, and nobody has written to for an hour.
    ///
    /// # Errors
    /// As the catalogue and the file system give them.
    pub fn sweep_deliveries(&self, _lock: &WriterLock) -> Result<()> {
        let abandoned: Vec<PathBuf> =
            durable::folders_in(&self.home().incoming())?.into_iter().filter(|folder| is_abandoned(folder)).collect();
        if abandoned.is_empty() {
            return Ok(());
        }
        let open = self.open_deliveries()?;
        for folder in abandoned {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !open.contains(&name) {
                self.discard_delivery(&name);
            }
        }
        Ok(())
    }
}

impl Delivery {
    /// Begins the next file. `name` is what its sender calls it, with folders if it stood in some.
    ///
    /// # Errors
    /// [`Error::Full`] and their like.
    pub fn file(&mut self, name: &str) -> Result<()> {
        self.close()?;
        let name = self.unused(clean(name));
        let staged = staged_name(self.files.len() + 1, Path::new(&name));
        let path = self.folder.join(&staged);
        let file = File::create_new(&path).map_err(|error| Error::file(&path, error))?;
        self.open = Some((path, file));
        self.names.insert(name.clone());
        self.files.push(Uploaded { name, staged });
        Ok(())
    }

    /// Writes on into the file that was begun last; into one without a name, if none was.
    ///
    /// # Errors
    /// [`Error::Full`] and their like.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.open.is_none() {
            self.file("")?;
        }
        if let Some((path, file)) = &mut self.open {
            file.write_all(bytes).map_err(|error| Error::file(path, error))?;
            self.bytes += bytes.len() as u64;
        }
        Ok(())
    }

    /// How many files were begun.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many bytes were received, of all files.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Puts the file that was begun last on disk.
    fn close(&mut self) -> Result<()> {
        match self.open.take() {
            Some((path, file)) => file.sync_all().map_err(|error| Error::file(&path, error)),
            None => Ok(()),
        }
    }

    /// A second `x.pdf` becomes `x (2).pdf`.
    fn unused(&self, name: String) -> String {
        let mut numbered = (2..).map(|number| with_suffix(&name, &format!(" ({number})")));
        match self.names.contains(&name) {
            true => numbered.find(|name| !self.names.contains(name)).unwrap_or(name),
            false => name,
        }
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        if !self.is_queued {
            // What cannot be removed now is swept later.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Home {
    /// The folder of files that were received and wait in the queue.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.path().join("incoming")
    }

    /// Where the bytes of a delivery's file stand.
    pub fn staged(&self, folder: &str, file: &Uploaded) -> PathBuf {
        self.incoming().join(folder).join(&file.staged)
    }
}

/// Whether nothing was written into a folder for long. What cannot be looked at is left alone.
fn is_abandoned(folder: &Path) -> bool {
    let files = durable::files_in(folder).unwrap_or_default();
    let changed = files.iter().map(PathBuf::as_path).chain([folder]).map(|path| path.metadata()?.modified());
    let newest = changed.collect::<std::io::Result<Vec<SystemTime>>>().ok().and_then(|times| times.into_iter().max());
    newest.and_then(|newest| newest.elapsed().ok()).is_some_and(|age| age > ABANDONED_AFTER)
}
