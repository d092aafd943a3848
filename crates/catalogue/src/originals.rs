//! The bytes of the sources, kept under their SHA-256 as `originals/ab/<64 digits>`. What they mean is not known here.
//!
//! An original is whole and on disk before the transaction that names it: a crash between leaves an orphan, which is
//! harmless, never a record without its original. Only the process that holds the writer's lock keeps or discards.

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256 as Hasher};

use crate::{Error, Home, Result, durable};

/// A SHA-256 digest.
pub type Sha256 = [u8; 32];

/// The kept bytes of a collection.
#[derive(Debug, Clone)]
pub struct Originals {
    root: PathBuf,
}

/// A file found among the originals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Where it is.
    pub path: PathBuf,
    /// The digest that its name gives; none for what a crash left half written, or what somebody else put there.
    pub sha256: Option<Sha256>,
}

impl Originals {
    pub(crate) fn of(home: &Home) -> Originals {
        Originals { root: home.originals() }
    }

    /// Where the bytes with this digest are, or would be.
    pub fn path(&self, sha256: &Sha256) -> PathBuf {
        let name = hex(sha256);
        self.root.join(&name[..2]).join(name)
    }

    /// Keeps a copy of a file. When it returns, the copy and its name are on disk.
    ///
    /// # Errors
    /// [`Error::Changed`] if the file no longer has this digest; [`Error::File`], [`Error::Full`].
    pub fn keep(&self, source: &Path, sha256: &Sha256) -> Result<()> {
        let path = self.path(sha256);
        durable::create_folder(path.parent().unwrap_or(&self.root))?;
        let incoming = durable::incoming(&path);
        let opened = File::open(source).map_err(|error| Error::file(source, error))?;
        let mut copy = File::create(&incoming).map_err(|error| Error::file(&incoming, error))?;
        let copied = copy_hashing(opened, &mut copy).and_then(|copied| copy.sync_all().map(|()| copied));
        let (found, _) = copied.map_err(|error| Error::file(&incoming, error))?;
        if found != *sha256 {
            discard(&incoming)?;
            return Err(Error::Changed { path: source.to_path_buf() });
        }
        durable::rename(&incoming, &path)
    }

    /// Removes the bytes with this digest; it is no error if they are not there.
    ///
    /// # Errors
    /// [`Error::File`] if they cannot be removed.
    pub fn discard(&self, sha256: &Sha256) -> Result<()> {
        discard(&self.path(sha256))
    }

    /// Every file that stands among the originals, in the order of their names.
    ///
    /// # Errors
    /// [`Error::File`] if a folder cannot be read.
    pub fn all(&self) -> Result<Vec<Original>> {
        let mut found = Vec::new();
        for folder in entries(&self.root)? {
            let files = if folder.is_dir() { entries(&folder)? } else { vec![folder] };
            found.extend(files.into_iter().map(|path| Original { sha256: self.digest_named(&path), path }));
        }
        Ok(found)
    }

    fn digest_named(&self, path: &Path) -> Option<Sha256> {
        let sha256 = path.file_name()?.to_str().and_then(from_hex)?;
        (self.path(&sha256) == path).then_some(sha256)
    }
}

fn discard(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file(path, error)),
        _ => Ok(()),
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed,
    };
    let paths = listed.and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = paths.map_err(|error| Error::file(folder, error))?;
    paths.sort();
    Ok(paths)
}

/// The SHA-256 of a file and how many bytes it has, read in pieces.
///
/// # Errors
/// As the operating system gives them.
pub fn sha256_of(path: &Path) -> io::Result<(Sha256, u64)> {
    copy_hashing(File::open(path)?, &mut io::sink())
}

pub(crate) fn copy_hashing(from: impl Read, to: &mut impl Write) -> io::Result<(Sha256, u64)> {
    let mut from = BufReader::new(from);
    let mut hasher = Hasher::new();
    let (mut piece, mut size) = (vec![0; 1 << 16], 0);
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return Ok((hasher.finalize().into(), size)),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&piece[..read]);
        to.write_all(&piece[..read])?;
        size += read as u64;
    }
}

/// The SHA-256 of bytes.
pub(crate) fn sha256_of_bytes(bytes: &[u8]) -> Sha256 {
    Hasher::digest(bytes).into()
}

/// A digest as 64 lower-case hexadecimal digits.
pub fn hex(sha256: &Sha256) -> String {
    sha256.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest that 64 lower-case hexadecimal digits write.
pub(crate) fn from_hex(text: &str) -> Option<Sha256> {
    let digits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let byte = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
    let mut sha256 = [0; 32];
    for (at, place) in sha256.iter_mut().enumerate() {
        *place = digits.then(|| byte(at)).flatten()?;
    }
    Some(sha256)
}
