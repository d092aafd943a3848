//! Where do the bytes of a file stand? At its path; or, of a file that was received, at a place of the home.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::walk::leads_into;

/// Leads from the path by which a file is known to its bytes.
#[derive(Debug)]
pub(crate) enum Places {
    /// Files stand at their paths.
    Paths,
    /// Files stand at their paths, but there are none that lead out of these folders, given as they lead themselves.
    Within(Vec<PathBuf>),
    /// The files of a delivery, and no others, at these places.
    Staged(HashMap<PathBuf, PathBuf>),
}

impl Places {
    /// Where a file's bytes are, if there is such a file.
    pub(crate) fn find<'a>(&'a self, path: &'a Path) -> Option<&'a Path> {
        let place = match self {
            Places::Paths => Some(path),
            Places::Within(folders) => leads_into(folders, path).then_some(path),
            Places::Staged(places) => places.get(path).map(PathBuf::as_path),
        };
        place.filter(|place| place.is_file())
    }

    /// Where a file's bytes are, or should be.
    pub(crate) fn of<'a>(&'a self, path: &'a Path) -> &'a Path {
        match self {
            Places::Paths | Places::Within(_) => path,
            Places::Staged(places) => places.get(path).expect("only files of the delivery are read"),
        }
    }
}
