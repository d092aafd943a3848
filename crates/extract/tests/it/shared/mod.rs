//! Where is the shared corpus?

use std::path::{Path, PathBuf};

/// A folder of the shared corpus (`""` for the whole), or none, said in one line, where it is absent.
pub fn corpus(folder: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus")).join(folder);
    if !path.is_dir() {
        eprintln!("passed over: {} is not here", path.display());
        return None;
    }
    Some(path)
}
