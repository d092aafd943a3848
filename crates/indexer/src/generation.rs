//! Which of the index's folders is the current one? `tantivy/current` names it; the others are unfinished or left over.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use apostille_catalogue::{Home, durable};
use apostille_engine::vocabulary::folder::tables;
use apostille_engine::{Index, Vocabulary};

use crate::{Error, Result};

/// How often a reader looks again when the folder it was told of is gone: each time a swap would have to fall between
/// its two steps.
const LOOKS: usize = 5;

/// The current index of a home, for reading.
///
/// # Errors
/// [`Error::NoIndex`] if there is none yet; the engine's if it cannot be opened.
pub fn open_index(home: &Path) -> Result<Index> {
    CurrentIndex::new(home).open().map(|(_, index)| index)
}

/// The current index of a home, kept open for many searches; follows a `reindex` when the index is swapped.
pub struct CurrentIndex {
    home: Home,
    newest: Mutex<Option<Open>>,
}

/// An index that is open, with what it depends on.
struct Open {
    name: String,
    tables: Tables,
    index: Arc<Index>,
}

/// The home's own tables of words, as far as a change of one shows: its path, when it was changed, and its length.
type Tables = Vec<(PathBuf, Option<SystemTime>, u64)>;

impl CurrentIndex {
    /// The current index of this home; nothing is opened yet.
    pub fn new(home: &Path) -> CurrentIndex {
        CurrentIndex { home: Home::new(home), newest: Mutex::new(None) }
    }

    /// The index: the one that is open, if it is still the current one and the home's own words are the same. That costs
    /// reading a file of some bytes and a folder of some names.
    ///
    /// # Errors
    /// [`Error::NoIndex`] if there is none yet; the engine's if it cannot be opened.
    pub fn index(&self) -> Result<Arc<Index>> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let name = current(&self.home)?;
        let tables = self.tables()?;
        if let (Some(open), Some(name)) = (newest.as_ref(), &name)
            && open.name == *name
            && open.tables == tables
        {
            return Ok(Arc::clone(&open.index));
        }
        let (name, index) = self.open()?;
        let index = Arc::new(index);
        *newest = Some(Open { name, tables, index: Arc::clone(&index) });
        Ok(index)
    }

    fn tables(&self) -> Result<Tables> {
        let stamp = |path: PathBuf| {
            let metadata = fs::metadata(&path).ok();
            let changed = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            (path, changed, metadata.map_or(0, |metadata| metadata.len()))
        };
        Ok(tables(&self.home.vocabulary())?.into_iter().map(stamp).collect())
    }

    /// The program's own words and the home's.
    fn vocabulary(&self) -> Result<Arc<Vocabulary>> {
        Ok(Arc::new(Vocabulary::with_folder(&self.home.vocabulary())?))
    }

    fn open(&self) -> Result<(String, Index)> {
        let mut looks = 1;
        loop {
            let named = current(&self.home)?;
            let name = named.ok_or_else(|| Error::NoIndex { path: self.home.path().to_path_buf() })?;
            match Index::open(&folder(&self.home, &name)) {
                Ok(index) => return Ok((name, index.with_vocabulary(self.vocabulary()?))),
                Err(_) if looks < LOOKS && current(&self.home)?.as_ref() != Some(&name) => looks += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The folder of a generation.
pub(crate) fn folder(home: &Home, name: &str) -> PathBuf {
    home.index_root().join(name)
}

/// The name of the current generation; none if there is no index yet.
pub(crate) fn current(home: &Home) -> Result<Option<String>> {
    let pointer = pointer(home);
    match fs::read_to_string(&pointer) {
        Ok(name) => Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::File { path: pointer, source }),
    }
}

/// A name that no generation has. The caller holds the writer's lock.
pub(crate) fn unused(home: &Home) -> Result<String> {
    let newest = names(home)?.iter().filter_map(|name| name.parse::<u64>().ok()).max().unwrap_or(0);
    Ok((newest + 1).to_string())
}

/// Makes a generation, whole and on disk, the current one, and removes the others. A reader that has one of them open
/// goes on reading it.
pub(crate) fn make_current(home: &Home, name: &str) -> Result<()> {
    durable::sync_folder(&home.index_root())?;
    durable::replace_file(&pointer(home), name.as_bytes())?;
    sweep(home)
}

/// Removes every generation but the current one. The caller holds the writer's lock, so nobody is making one. What
/// cannot be removed, since a reader on Windows has it open, is removed at a later start.
pub(crate) fn sweep(home: &Home) -> Result<()> {
    let current = current(home)?;
    for name in names(home)?.into_iter().filter(|name| current.as_ref() != Some(name)) {
        let _ = fs::remove_dir_all(folder(home, &name));
    }
    Ok(())
}

fn pointer(home: &Home) -> PathBuf {
    home.index_root().join("current")
}

/// The names of the folders that stand in the index's.
fn names(home: &Home) -> Result<Vec<String>> {
    let root = home.index_root();
    let listed = match fs::read_dir(&root) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed,
    };
    let folders = listed.and_then(|entries| {
        let names = entries.filter_map(|entry| match entry {
            Ok(entry) if !entry.path().is_dir() => None,
            Ok(entry) => Some(Ok(entry.file_name().to_string_lossy().into_owned())),
            Err(error) => Some(Err(error)),
        });
        names.collect()
    });
    folders.map_err(|source| Error::File { path: root, source })
}
