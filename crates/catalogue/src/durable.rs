//! Files that survive a power cut: written under another name, synced, renamed, and the folder synced.
//!
//! A rename is only on disk once the folder that names the file is (fsync(2), "Calling fsync() does not necessarily
//! ensure that the entry in the directory containing the file has also reached disk").

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// Makes a folder and those above it; when it returns, the new entries are on disk.
///
/// # Errors
/// [`Error::File`] with the folder that could not be made.
pub fn create_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = parent_of(path);
    create_folder(&parent)?;
    match fs::create_dir(path) {
        Ok(()) => sync_folder(&parent),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(Error::file(path, error)),
    }
}

/// Puts the entries of a folder on disk. Only Unix lets a folder be synced.
///
/// # Errors
/// [`Error::File`] with the folder.
pub fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(|error| Error::file(path, error))?;
    }
    Ok(())
}

/// The files in a folder, in the order of their names; none if there is no such folder.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_file()).collect())
}

/// The folders in a folder, in the order of their names; none if there is no such folder.
pub(crate) fn folders_in(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed,
    };
    let paths = listed.and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = paths.map_err(|error| Error::file(folder, error))?;
    paths.sort();
    Ok(paths)
}

/// Replaces a small file: a reader finds the old bytes or the new ones, whole, also after a power cut.
///
/// # Errors
/// [`Error::File`] with the file.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let incoming = incoming(path);
    let written = File::create(&incoming).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| Error::file(&incoming, error))?;
    rename(&incoming, path)
}

/// Moves a synced file to its name and syncs the folder. Both must stand in the same folder.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| Error::file(to, error))?;
    sync_folder(&parent_of(to))
}

/// The temporary name of a file that is being written.
pub(crate) fn incoming(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".incoming");
    PathBuf::from(name)
}

fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
