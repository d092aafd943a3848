//! Where `reindex` works: a folder in the home for what is only there while originals are read again.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use apostille_catalogue::{Home, staged_name};
use apostille_corpus::Document;

use crate::{Error, Result};

/// It holds originals under names with endings, since those tell the format, and the documents that were read,
/// so that they need not stay in memory.
pub(crate) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    pub(crate) fn open(home: &Home) -> Result<Workshop> {
        let folder = folder_of(home);
        sweep(home)?;
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        Ok(Workshop { folder })
    }

    /// An original under a name that tells its format, as that of its source does.
    pub(crate) fn named(&self, number: usize, original: &Path, source: &Path) -> Result<PathBuf> {
        let path = self.folder.join(staged_name(number, source));
        let cleared = if path.exists() { fs::remove_file(&path) } else { Ok(()) };
        cleared.map_err(at(&path))?;
        // A missing original is found when it is read: that is a line in the report.
        let linked = fs::hard_link(original, &path).or_else(|_| fs::copy(original, &path).map(drop));
        match linked {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&path)(error)),
            _ => Ok(path),
        }
    }

    pub(crate) fn stage(&self) -> Result<BufWriter<File>> {
        let path = self.documents();
        File::create(&path).map(BufWriter::new).map_err(at(&path))
    }

    pub(crate) fn write(&self, staged: &mut BufWriter<File>, document: &Document) -> Result<()> {
        let written = serde_json::to_writer(&mut *staged, document).map_err(io::Error::from);
        written.and_then(|()| staged.write_all(b"\n")).map_err(at(&self.documents()))
    }

    pub(crate) fn close(&self, mut staged: BufWriter<File>) -> Result<()> {
        staged.flush().map_err(at(&self.documents()))
    }

    /// The documents that were read, one at a time.
    pub(crate) fn staged(&self) -> Result<impl Iterator<Item = io::Result<Document>> + use<>> {
        let path = self.documents();
        let lines = BufReader::new(File::open(&path).map_err(at(&path))?).lines();
        Ok(lines.map(|line| serde_json::from_str(&line?).map_err(io::Error::from)))
    }

    fn documents(&self) -> PathBuf {
        self.folder.join("documents.jsonl")
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be removed now is swept at the next start.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes what a killed process left. The caller holds the writer's lock.
pub(crate) fn sweep(home: &Home) -> Result<()> {
    let folder = folder_of(home);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&folder)(error)),
        _ => Ok(()),
    }
}

fn folder_of(home: &Home) -> PathBuf {
    home.path().join("rereading")
}

fn at(path: &Path) -> impl Fn(io::Error) -> Error + use<> {
    let path = path.to_path_buf();
    move |source| Error::File { path: path.clone(), source }
}
