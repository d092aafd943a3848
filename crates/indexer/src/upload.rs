//! The files of a delivery, as a walk would find them: sidecars, and what is hidden in a folder, are no documents.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use apostille_catalogue::{Home, JobId, Uploaded, uploaded_path};

use crate::places::Places;
use crate::sidecar;
use crate::walk::{Found, Walk};

/// What was sent, in its order.
pub(crate) fn sent(home: &Home, job: JobId, folder: &str, files: &[Uploaded]) -> Walk {
    let paths: Vec<PathBuf> = files.iter().map(|file| uploaded_path(job, &file.name)).collect();
    let staged = files.iter().map(|file| home.staged(folder, file));
    let places = Places::Staged(paths.iter().cloned().zip(staged).collect::<HashMap<_, _>>());
    let shown: HashSet<&PathBuf> =
        paths.iter().zip(files).filter(|(_, file)| !is_hidden(&file.name)).map(|(path, _)| path).collect();
    let sidecars = sidecar::among(shown.iter().copied(), &places);
    let documents = paths.iter().filter(|path| shown.contains(path) && !sidecars.contains(*path));
    let found: Vec<Found> = documents.map(|path| Found { path: path.clone(), failure: None }).collect();
    Walk { passed_over: (files.len() - found.len()) as u64, found, sidecars, places }
}

/// Whether a walk through the folder that was sent would pass it over. A file that was sent by itself was meant.
fn is_hidden(name: &str) -> bool {
    name.split('/').skip(1).any(|part| part.starts_with('.'))
}
