//! Which process writes? The one that holds the lock of `writer.lock`; it says nothing of what is written.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::{Error, Home, Result};

/// The right to write a collection, held while this value lives. The kernel frees it when the process ends, however
/// it ends.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock; none if another process, or another part of this one, holds it.
    ///
    /// # Errors
    /// [`Error::File`] if the home cannot be made or written.
    pub fn try_acquire(home: &Path) -> Result<Option<WriterLock>> {
        let home = Home::new(home);
        home.create()?;
        let path = home.writer_lock();
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(|error| Error::file(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(WriterLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Error::file(&path, error)),
        }
    }
}
