//! Whether a path is in one of some folders, whatever links and `..` it has.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether the file or folder is there, and in one of the folders.
pub fn is_within(folders: &[PathBuf], path: &Path) -> bool {
    let Ok(path) = fs::canonicalize(path) else { return false };
    folders.iter().filter_map(|folder| fs::canonicalize(folder).ok()).any(|folder| path.starts_with(folder))
}
