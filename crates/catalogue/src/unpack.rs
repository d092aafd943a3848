//! A backup becomes a home: everything is unpacked beside it and checked, and only what is whole gets the home's name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tar::{Archive, Entry, EntryType};

use crate::backup::{CATALOGUE, FORM, Kept, MANIFEST, Manifest, ORIGINALS, SEAL, VOCABULARY};
use crate::originals::{copy_hashing, from_hex, hex, sha256_of_bytes};
use crate::{Catalogue, Counts, Error, Home, Result, durable};

/// A manifest names a file in some 130 bytes: this is one of some millions.
const LONGEST_MANIFEST: u64 = 1 << 30;

/// Unpacks a backup into a home that is not there yet, or is an empty folder; what was in it.
///
/// Jobs that were open when the backup was taken are ended: their files may be elsewhere by now.
///
/// # Errors
/// [`Error::HoldsCollection`] and [`Error::NotEmpty`] for a home that is taken, [`Error::BadBackup`] for a backup that is damaged,
/// cut short or not ours; then nothing is left behind.
pub fn unpack(backup: &Path, home: &Path) -> Result<Manifest> {
    refuse_taken(home)?;
    let file = File::open(backup).map_err(|error| Error::file(backup, error))?;
    let folder = Folder::make(home)?;
    let unpacked = Unpacking { backup, folder: &folder.0, files: Vec::new(), manifest: None, seal: None }.run(file)?;
    settle(backup, &folder.0, &unpacked)?;
    sync(&folder.0)?;
    durable::rename(&folder.0, home)?;
    Ok(unpacked)
}

fn refuse_taken(home: &Path) -> Result<()> {
    if Home::new(home).holds_collection() {
        return Err(Error::HoldsCollection { path: home.to_path_buf() });
    }
    let is_empty = match fs::read_dir(home) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(Error::file(home, error)),
    };
    if is_empty { Ok(()) } else { Err(Error::NotEmpty { path: home.to_path_buf() }) }
}

/// Where a backup is unpacked; removed when dropped, if it is still there.
struct Folder(PathBuf);

impl Folder {
    fn make(home: &Path) -> Result<Folder> {
        let folder = Folder(durable::incoming(home));
        if folder.0.exists() {
            // What a killed process left.
            fs::remove_dir_all(&folder.0).map_err(|error| Error::file(&folder.0, error))?;
        }
        durable::create_folder(&folder.0)?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is not there any more when it became the home.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Unpacking<'a> {
    backup: &'a Path,
    folder: &'a Path,
    files: Vec<Kept>,
    manifest: Option<Vec<u8>>,
    seal: Option<Vec<u8>>,
}

impl Unpacking<'_> {
    fn run(mut self, file: File) -> Result<Manifest> {
        let mut archive = Archive::new(io::BufReader::new(file));
        let entries = archive.entries().map_err(|error| self.unreadable(&error))?;
        for entry in entries {
            let entry = entry.map_err(|error| self.unreadable(&error))?;
            self.take(entry)?;
        }
        self.checked()
    }

    fn take<R: Read>(&mut self, mut entry: Entry<'_, R>) -> Result<()> {
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != EntryType::Regular || !is_ours(&name) {
            return Err(self.bad(format!("it holds `{name}`, which no backup does")));
        }
        if self.seal.is_some() || (self.manifest.is_some() && name != SEAL) {
            return Err(self.bad(format!("`{name}` stands after the manifest")));
        }
        match name.as_str() {
            MANIFEST => self.manifest = Some(self.read(entry)?),
            SEAL => self.seal = Some(self.read(entry)?),
            _ => {
                let kept = self.unpack_file(&mut entry, name)?;
                self.files.push(kept);
            }
        }
        Ok(())
    }

    fn read<R: Read>(&self, entry: Entry<'_, R>) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        entry.take(LONGEST_MANIFEST).read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
        Ok(bytes)
    }

    fn unpack_file<R: Read>(&self, entry: &mut Entry<'_, R>, name: String) -> Result<Kept> {
        let wanted = entry.header().size().map_err(|error| self.unreadable(&error))?;
        let path = self.folder.join(&name);
        durable::create_folder(path.parent().unwrap_or(self.folder))?;
        let mut file = File::create(&path).map_err(|error| Error::file(&path, error))?;
        let mut source = Source { entry, failed: None };
        let copied = copy_hashing(&mut source, &mut file).and_then(|copied| file.sync_all().map(|()| copied));
        if let Some(error) = source.failed {
            return Err(self.unreadable(&error));
        }
        let (sha256, size) = copied.map_err(|error| Error::file(&path, error))?;
        if size != wanted {
            return Err(self.bad(format!("`{name}` is cut short")));
        }
        Ok(Kept { name, size, sha256: hex(&sha256) })
    }

    /// The manifest, if what was unpacked is what it names.
    fn checked(self) -> Result<Manifest> {
        let (Some(manifest), Some(seal)) = (&self.manifest, &self.seal) else {
            return Err(self.bad("it is cut short: its manifest is missing".to_owned()));
        };
        if hex(&sha256_of_bytes(manifest)).as_bytes() != seal.as_slice() {
            return Err(self.bad("its manifest is altered".to_owned()));
        }
        let manifest: Manifest = serde_json::from_slice(manifest)
            .map_err(|error| self.bad(format!("its manifest cannot be read ({error})")))?;
        if manifest.form > FORM {
            return Err(self.bad(format!("it is of a newer form, {}: use the newer program", manifest.form)));
        }
        let by_name = |files: &[Kept]| -> BTreeMap<String, Kept> {
            files.iter().map(|kept| (kept.name.clone(), kept.clone())).collect()
        };
        let (named, found) = (by_name(&manifest.files), by_name(&self.files));
        if let Some(name) = named.keys().find(|name| !found.contains_key(*name)) {
            return Err(self.bad(format!("`{name}` is missing")));
        }
        match found.iter().find(|(name, kept)| named.get(*name) != Some(*kept)) {
            Some((name, _)) => Err(self.bad(format!("`{name}` is not what was put into it: its SHA-256 is another"))),
            None => Ok(manifest),
        }
    }

    fn bad(&self, detail: String) -> Error {
        bad(self.backup, detail)
    }

    fn unreadable(&self, error: &io::Error) -> Error {
        self.bad(format!("it cannot be read to its end: {error}"))
    }
}

/// Tells errors of the backup from those of the home.
struct Source<'e, 'a, R: Read> {
    entry: &'e mut Entry<'a, R>,
    failed: Option<io::Error>,
}

impl<R: Read> Read for Source<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.entry.read(into).or_else(|error| {
            self.failed = Some(error);
            Ok(0)
        })
    }
}

fn bad(path: &Path, detail: String) -> Error {
    Error::BadBackup { path: path.to_path_buf(), detail }
}

/// Only these are unpacked, so that no name can lead out of the folder.
fn is_ours(name: &str) -> bool {
    if matches!(name, CATALOGUE | MANIFEST | SEAL) {
        return true;
    }
    if let Some(original) = name.strip_prefix(ORIGINALS) {
        return original.split_once('/').is_some_and(|(shelf, digits)| {
            digits.starts_with(shelf) && shelf.len() == 2 && from_hex(digits).is_some()
        });
    }
    name.strip_prefix(VOCABULARY)
        .is_some_and(|table| !table.is_empty() && table != "." && table != ".." && !table.contains(['/', '\\', ':']))
}

/// Opens the catalogue that was unpacked, compares it with the manifest, and ends its open jobs.
fn settle(backup: &Path, folder: &Path, manifest: &Manifest) -> Result<()> {
    let mut catalogue = Catalogue::open_existing(folder).map_err(|error| match error {
        Error::NoCollection { .. } => bad(backup, "it has no catalogue".to_owned()),
        Error::Damaged { detail, .. } => bad(backup, format!("its catalogue is damaged: {detail}")),
        other => other,
    })?;
    if let Some(wrong) = catalogue.check()?.first() {
        return Err(bad(backup, format!("its catalogue is damaged: {wrong}")));
    }
    let (held, sequence) = (catalogue.counts()?, catalogue.sequence()?);
    if (held, sequence) != (manifest.counts, manifest.sequence) {
        return Err(bad(backup, "its catalogue does not hold what its manifest counts".to_owned()));
    }
    let named: BTreeSet<String> = catalogue.kept()?.iter().map(|(_, sha256, _)| hex(sha256)).collect();
    let originals = manifest.files.iter().filter_map(|kept| kept.name.strip_prefix(ORIGINALS)?.split('/').nth(1));
    let found: BTreeSet<String> = originals.map(str::to_owned).chain(manifest.missing.iter().cloned()).collect();
    if named != found {
        return Err(bad(backup, "its originals are not those that its catalogue names".to_owned()));
    }
    let altered = |kept: &&Kept| kept.name.strip_prefix(ORIGINALS).is_some_and(|name| !name.ends_with(&kept.sha256));
    if let Some(kept) = manifest.files.iter().find(altered) {
        return Err(bad(backup, format!("`{}` has other bytes than its name says", kept.name)));
    }
    catalogue.end_open_jobs("the collection was restored from a backup: give the command again")
}

/// Puts the names of all folders on disk.
fn sync(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| Error::file(folder, error))? {
        let path = entry.map_err(|error| Error::file(folder, error))?.path();
        if path.is_dir() {
            sync(&path)?;
        }
    }
    durable::sync_folder(folder)
}

/// Whether a home holds what a manifest counts; open jobs are not compared.
pub fn agrees(held: &Counts, manifest: &Manifest) -> bool {
    Counts { jobs: 0, ..*held } == Counts { jobs: 0, ..manifest.counts }
}
