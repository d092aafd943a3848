//! A collection in one file, taken while others read and write it: an ordinary tar with the catalogue first, then originals and
//! the home's vocabulary, and last a manifest with counts and the SHA-256 of everything. Reading it back is `unpack`.
//!
//! The index is not in it, being a projection of the catalogue.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::Backup;
use serde::{Deserialize, Serialize};
use tar::{Builder, Header};

use crate::check::kept;
use crate::list::counts;
use crate::originals::{Sha256, hex, sha256_of, sha256_of_bytes};
use crate::{Catalogue, Counts, Error, Result, durable};

/// The version of the backup's own form.
pub(crate) const FORM: u32 = 1;

/// The names inside a backup.
pub(crate) const CATALOGUE: &str = "catalogue.sqlite";
pub(crate) const ORIGINALS: &str = "originals/";
pub(crate) const VOCABULARY: &str = "vocabulary/";
pub(crate) const MANIFEST: &str = "manifest.json";
/// The digest of the manifest, as the last file: a backup that was cut short lacks it.
pub(crate) const SEAL: &str = "manifest.sha256";

/// How often a backup is begun anew because documents were purged while it was taken.
const BEGUN: usize = 5;

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the backup's own form.
    pub form: u32,
    /// The version of the program that took it.
    pub program: String,
    /// When it was taken: RFC 3339, UTC, to the second.
    pub taken: String,
    /// The number of the catalogue's newest change.
    pub sequence: u64,
    /// How much there is of everything.
    pub counts: Counts,
    /// Every file but the manifest and its seal, in their order.
    pub files: Vec<Kept>,
    /// Originals that should be there and were missing or altered when the backup was taken, by their digests.
    pub missing: Vec<String>,
}

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name in the backup, with `/` between folders.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A file that is being written under a name of its own; removed when dropped, if it is still there.
struct Incoming(PathBuf);

impl Drop for Incoming {
    fn drop(&mut self) {
        // It is not there any more when it got its name.
        let _ = fs::remove_file(&self.0);
    }
}

impl Catalogue {
    /// Writes a backup of the collection as it is at one moment; others may go on writing it. The watcher hears how many
    /// files of how many are in it.
    ///
    /// # Errors
    /// [`Error::Exists`] if there is such a file; else as the disk and the catalogue give them. Then there is no such file.
    pub fn backup(&self, file: &Path, watcher: &mut dyn FnMut(u64, u64)) -> Result<Manifest> {
        if file.exists() {
            return Err(Error::Exists { path: file.to_path_buf() });
        }
        for begun in 1.. {
            let snapshot = Snapshot::take(self, file)?;
            let incoming = Incoming(durable::incoming(file));
            let mut packing = Packing::begin(self, &snapshot, &incoming.0)?;
            if packing.originals(watcher)? == Went::Away && begun < BEGUN {
                continue;
            }
            let manifest = packing.finish()?;
            durable::rename(&incoming.0, file)?;
            return Ok(manifest);
        }
        unreachable!("the last try ends with a backup or an error")
    }

    fn holds(&self, sha256: &Sha256) -> Result<bool> {
        self.read(|sql| sql.prepare_cached("SELECT 1 FROM documents WHERE sha256 = ?1")?.exists([hex(sha256)]))
    }
}

/// The catalogue as it was at one moment, in a file of its own.
struct Snapshot {
    file: Incoming,
    connection: Connection,
}

impl Snapshot {
    /// SQLite copies all pages in one step, which in a write-ahead log waits for no writer and lets none wait
    /// (sqlite.org/backup.html).
    fn take(catalogue: &Catalogue, beside: &Path) -> Result<Snapshot> {
        let mut name = beside.as_os_str().to_owned();
        name.push(".catalogue");
        let file = Incoming(durable::incoming(Path::new(&name)));
        let wrong = |error| Error::sqlite(&file.0, error);
        File::create(&file.0).map_err(|error| Error::file(&file.0, error))?;
        let mut connection = Connection::open(&file.0).map_err(wrong)?;
        let copied = Backup::new(catalogue.connection(), &mut connection).and_then(|backup| backup.step(-1).map(drop));
        copied.map_err(|error| catalogue.wrong(error))?;
        // One file, without a log beside it.
        let mode = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
        mode.map_err(wrong)?;
        Ok(Snapshot { file, connection })
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        query(&self.connection).map_err(|error| Error::sqlite(&self.file.0, error))
    }
}

/// Whether a document was purged meanwhile.
#[derive(Debug, PartialEq, Eq)]
enum Went {
    Away,
    On,
}

struct Packing<'a> {
    catalogue: &'a Catalogue,
    snapshot: &'a Snapshot,
    path: &'a Path,
    tar: Builder<BufWriter<File>>,
    manifest: Manifest,
}

impl<'a> Packing<'a> {
    fn begin(catalogue: &'a Catalogue, snapshot: &'a Snapshot, path: &'a Path) -> Result<Packing<'a>> {
        let file = File::create(path).map_err(|error| Error::file(path, error))?;
        let newest = "SELECT coalesce(max(sequence), 0), strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM changes";
        let (sequence, taken) = snapshot.read(|sql| sql.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?))))?;
        let manifest = Manifest {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            taken,
            sequence,
            counts: snapshot.read(counts)?,
            files: Vec::new(),
            missing: Vec::new(),
        };
        let mut packing = Packing { catalogue, snapshot, path, tar: Builder::new(BufWriter::new(file)), manifest };
        packing.put(CATALOGUE.to_owned(), &snapshot.file.0)?;
        Ok(packing)
    }

    fn originals(&mut self, watcher: &mut dyn FnMut(u64, u64)) -> Result<Went> {
        let kept = self.snapshot.read(kept)?;
        for (number, (_, sha256, _)) in kept.iter().enumerate() {
            let path = self.catalogue.originals().path(sha256);
            let is_whole = sha256_of(&path).is_ok_and(|(found, _)| found == *sha256);
            if is_whole {
                let digits = hex(sha256);
                self.put(format!("{ORIGINALS}{}/{digits}", &digits[..2]), &path)?;
            } else if self.catalogue.holds(sha256)? {
                self.manifest.missing.push(hex(sha256));
            } else {
                return Ok(Went::Away);
            }
            watcher(number as u64 + 1, kept.len() as u64);
        }
        Ok(Went::On)
    }

    fn finish(mut self) -> Result<Manifest> {
        let vocabulary = self.catalogue.home().vocabulary();
        for path in durable::files_in(&vocabulary)? {
            if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
                self.put(format!("{VOCABULARY}{name}"), &path)?;
            }
        }
        let manifest = serde_json::to_vec_pretty(&self.manifest).expect("a manifest has only strings and numbers");
        self.put_bytes(MANIFEST, &manifest)?;
        self.put_bytes(SEAL, hex(&sha256_of_bytes(&manifest)).as_bytes())?;
        let written = self.tar.into_inner().and_then(|mut file| {
            file.flush()?;
            file.get_ref().sync_all()
        });
        written.map_err(|error| Error::file(self.path, error))?;
        Ok(self.manifest)
    }

    fn put(&mut self, name: String, path: &Path) -> Result<()> {
        let (sha256, size) = sha256_of(path).map_err(|error| Error::file(path, error))?;
        let file = File::open(path).map_err(|error| Error::file(path, error))?;
        let appended = self.tar.append_data(&mut header(size), &name, file);
        appended.map_err(|error| Error::file(self.path, error))?;
        self.manifest.files.push(Kept { name, size, sha256: hex(&sha256) });
        Ok(())
    }

    fn put_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let appended = self.tar.append_data(&mut header(bytes.len() as u64), name, bytes);
        appended.map_err(|error| Error::file(self.path, error))
    }
}

fn header(size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header
}
