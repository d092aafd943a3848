//! Documents that lie beside the project (`../shared`): tests read them there, and say in one line where they are absent.

use std::path::{Path, PathBuf};

/// The path of a shared file or folder; none, and a line that says so, where it is absent.
pub fn shared(path: &str) -> Option<PathBuf> {
    let whole = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")).join(path);
    if whole.exists() {
        return whole.canonicalize().ok();
    }
    println!("no ../shared/{path} here: the test that reads it is passed over");
    None
}
