//! Which files are there under the paths that were given? Each file once, in the order of paths; nothing is read.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use apostille_catalogue::Home;
use apostille_extract::{Failure, Reason};
use walkdir::{DirEntry, WalkDir};

use crate::places::Places;
use crate::sidecar;

/// What a walk found.
#[derive(Debug)]
pub(crate) struct Walk {
    /// Every file, or what stands in a file's place and cannot be read, in the order of paths.
    pub found: Vec<Found>,
    /// Hidden files and folders, collections, and links to files that were found elsewhere.
    pub passed_over: u64,
    /// Those of them that are sidecars.
    pub sidecars: HashSet<PathBuf>,
    /// Where their bytes stand.
    pub places: Places,
}

/// A file, or why it cannot be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub path: PathBuf,
    pub failure: Option<Failure>,
}

/// Files by the place where their bytes stand, so that a file that links lead to twice is found once.
#[derive(Default)]
struct Finds {
    by_place: HashMap<PathBuf, PathBuf>,
    failures: BTreeMap<PathBuf, Failure>,
    passed_over: u64,
}

/// Walks files and folders, following links. What is hidden (a leading dot) is passed over unless it was given itself.
pub(crate) fn walk(paths: &[PathBuf]) -> Walk {
    let mut finds = Finds::default();
    for path in paths {
        walk_one(path, &mut finds);
    }
    let sidecars = finds.pass_over_sidecars();
    let files = finds.by_place.into_values().map(|path| (path, None));
    let failures = finds.failures.into_iter().map(|(path, failure)| (path, Some(failure)));
    let mut found: Vec<Found> = files.chain(failures).map(|(path, failure)| Found { path, failure }).collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Walk { found, passed_over: finds.passed_over, sidecars, places: Places::Paths }
}

impl Walk {
    /// What was found, but that what links lead out of these folders fails: it may be a secret of whoever runs this program.
    pub(crate) fn within(self, folders: &[PathBuf]) -> Walk {
        let folders: Vec<PathBuf> = folders.iter().filter_map(|folder| fs::canonicalize(folder).ok()).collect();
        let found = self.found.into_iter().map(|found| match &found.failure {
            None if !leads_into(&folders, &found.path) => {
                let message = "a link leads out of the watched folders: put the file itself into one of them";
                Found { failure: Some(Failure::new(Reason::Unreadable, message)), ..found }
            }
            _ => found,
        });
        let found = found.collect();
        Walk { found, places: Places::Within(folders), ..self }
    }
}

/// Whether a path leads, through whatever links and `..`, into one of these folders, which are given as they lead themselves.
pub(crate) fn leads_into(folders: &[PathBuf], path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|place| folders.iter().any(|folder| place.starts_with(folder)))
}

fn walk_one(given: &Path, finds: &mut Finds) {
    let place = fs::canonicalize(given).unwrap_or_else(|_| given.to_path_buf());
    let mut passed_over = 0;
    let wanted = |entry: &DirEntry| {
        let passed = entry.depth() > 0 && (is_hidden(entry.path()) || is_collection(entry));
        passed_over += u64::from(passed);
        !passed
    };
    let entries = WalkDir::new(given).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted);
    for entry in entries {
        match entry {
            Ok(entry) => finds.take(given, &place, &entry),
            Err(error) => finds.take_error(given, &error),
        }
    }
    finds.passed_over += passed_over;
}

impl Finds {
    /// Files that say what another of the files is are no documents.
    fn pass_over_sidecars(&mut self) -> HashSet<PathBuf> {
        let sidecars = sidecar::among(self.by_place.values(), &Places::Paths);
        let before = self.by_place.len();
        self.by_place.retain(|_, path| !sidecars.contains(path));
        self.passed_over += (before - self.by_place.len()) as u64;
        sidecars
    }

    fn take(&mut self, given: &Path, place: &Path, entry: &DirEntry) {
        let path = entry.path();
        if entry.file_type().is_dir() {
            return;
        }
        if !entry.file_type().is_file() {
            let message = "it is a device, a pipe or a socket, not a file: give the files themselves";
            self.fail(path, message.to_owned());
            return;
        }
        let bytes_at = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let is_itself =
            path.strip_prefix(given).is_ok_and(|below| below == Path::new("") || place.join(below) == bytes_at);
        match self.by_place.get_mut(&bytes_at) {
            None => drop(self.by_place.insert(bytes_at, path.to_path_buf())),
            Some(known) if known == path => {}
            Some(known) => {
                self.passed_over += 1;
                if is_itself {
                    *known = path.to_path_buf();
                }
            }
        }
    }

    fn take_error(&mut self, given: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(given);
        if error.depth() > 0 && is_hidden(path) {
            self.passed_over += 1;
            return;
        }
        let message = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => {
                format!("the link leads back to {}, which holds it: remove the link", ancestor.display())
            }
            (None, Some(why)) => unreadable(why),
            (None, None) => format!("it cannot be read ({error}): give the files themselves"),
        };
        self.fail(path, message);
    }

    fn fail(&mut self, path: &Path, message: String) {
        self.failures.insert(path.to_path_buf(), Failure::new(Reason::Unreadable, message));
    }
}

/// Why the system does not let us read something, and what to do.
pub(crate) fn unreadable(why: &std::io::Error) -> String {
    match why.kind() {
        std::io::ErrorKind::NotFound => "there is no such file, or the link leads nowhere: check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "the system does not allow it to be read: change its permissions".to_owned()
        }
        _ => format!("it cannot be read ({why}): check the disk and the path, and add it again"),
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().unwrap_or(OsStr::new("")).as_encoded_bytes().starts_with(b".")
}

/// A collection's own files are not documents, be it the one that is added to or another.
fn is_collection(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && Home::new(entry.path()).holds_collection()
}

/// Whether a walk through this folder passes over what is at this path.
pub(crate) fn passes_over(folder: &Path, path: &Path) -> bool {
    let inside = path.ancestors().take_while(|part| *part != folder);
    inside.into_iter().any(|part| is_hidden(part) || Home::new(part).holds_collection())
}

/// A path as it is written down: absolute, and without `..`, which a link may make lead elsewhere later.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let climbs = path.components().any(|part| part == std::path::Component::ParentDir);
    let resolved = if climbs { fs::canonicalize(path) } else { std::path::absolute(path) };
    resolved.or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_path_buf())
}
