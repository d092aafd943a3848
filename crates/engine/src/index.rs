//! One folder on disk, of one version of the analysis.
//!
//! The folder holds tantivy's files and `analysis.json`, which says by which version they were made. It is written
//! last, so that a folder without it is no index.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use tantivy::{IndexBuilder, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use crate::schema::{Fields, schema};
use crate::search::Searcher;
use crate::terms::{TOKENIZER, Terms};
use crate::{ANALYSIS_VERSION, Error, Result, Vocabulary, Writer};

/// The file that says by which version of the analysis an index was made.
const VERSION_FILE: &str = "analysis.json";
/// tantivy's own list of what is committed.
const META_FILE: &str = "meta.json";
/// Bytes of a block of the document store. Texts are packed one by one ([`crate::packing`]); what lz4 gains besides is what
/// passages of a document have in common.
const STORE_BLOCK: usize = 4 * 1024;

#[derive(Serialize, Deserialize)]
struct Version {
    analysis: u32,
}

/// One folder on disk, of one version of the analysis. Many processes may search in it, one may write.
pub struct Index {
    path: PathBuf,
    index: tantivy::Index,
    fields: Fields,
    reader: IndexReader,
    newest: Mutex<Option<(Stamp, Searcher)>>,
    /// Held by who opens a commit.
    opening: Mutex<()>,
    vocabulary: Arc<Vocabulary>,
}

/// What changes when a commit is made: a commit replaces `meta.json` by a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    file: u64,
}

impl Index {
    /// Makes an empty index in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Engine`] if the folder already holds an index, [`Error::Io`] if it cannot be written.
    pub fn create(path: &Path) -> Result<Index> {
        fs::create_dir_all(path).map_err(io(path))?;
        discard_unfinished(path)?;
        let settings = IndexSettings { docstore_blocksize: STORE_BLOCK, ..IndexSettings::default() };
        let builder = IndexBuilder::new().schema(schema().0).settings(settings);
        builder.create_in_dir(path).map_err(engine(path))?;
        write_version(path)?;
        Index::open(path)
    }

    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::OtherAnalysis`], [`Error::Damaged`]: in each case the caller rebuilds it.
    pub fn open(path: &Path) -> Result<Index> {
        let found = read_version(path)?;
        if found != ANALYSIS_VERSION {
            return Err(Error::OtherAnalysis { found, wanted: ANALYSIS_VERSION });
        }
        let damaged = damaged(path);
        let index = tantivy::Index::open_in_dir(path).map_err(&damaged)?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(Error::Damaged { path: path.to_owned(), message: "its fields are others".to_owned() });
        }
        register(&index);
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: IndexReader = builder.try_into().map_err(&damaged)?;
        Ok(Index {
            path: path.to_owned(),
            index,
            fields,
            reader,
            newest: Mutex::new(None),
            opening: Mutex::new(()),
            vocabulary: Vocabulary::built_in(),
        })
    }

    /// The same index, searched with this vocabulary.
    pub fn with_vocabulary(self, vocabulary: Arc<Vocabulary>) -> Index {
        Index { vocabulary, newest: Mutex::new(None), ..self }
    }

    /// The writer; there is one at a time, over all processes.
    ///
    /// `memory_bytes` bounds what it keeps before it writes to disk; at least 15 MB are taken.
    ///
    /// # Errors
    /// [`Error::Locked`] if there is another.
    pub fn writer(&self, memory_bytes: usize) -> Result<Writer> {
        Writer::open(&self.path, &self.index, self.fields, memory_bytes)
    }

    /// What to search in: the newest commit, whichever process made it. While one thread opens it, the others go on in the one
    /// before, so that a collection that changes every second can be searched by many.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the commit cannot be read.
    pub fn searcher(&self) -> Result<Searcher> {
        let known = self.known();
        if let Some((_, searcher)) = known.as_ref().filter(|(of, _)| self.stamp().is_ok_and(|now| now == *of)) {
            return Ok(searcher.clone());
        }
        let opening = match (known, self.opening.try_lock()) {
            (_, Ok(opening)) => opening,
            (Some((_, before)), Err(TryLockError::WouldBlock)) => return Ok(before),
            (_, Err(_)) => self.opening.lock().unwrap_or_else(PoisonError::into_inner),
        };
        // Looked at before the commit is opened: one that comes meanwhile is found by the next who asks.
        let stamp = self.stamp()?;
        let before = self.known();
        if let Some((_, searcher)) = before.as_ref().filter(|(of, _)| *of == stamp) {
            return Ok(searcher.clone());
        }
        self.reader.reload().map_err(damaged(&self.path))?;
        let searcher = Searcher::open(&self.path, self.reader.searcher(), self.fields, self.vocabulary.clone())?;
        if before.is_some() {
            searcher.prepare()?;
        }
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, searcher.clone()));
        drop(opening);
        Ok(searcher)
    }

    fn known(&self) -> Option<(Stamp, Searcher)> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The catalogue's sequence number of the newest commit; 0 for a new index.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the commit cannot be read.
    pub fn sequence(&self) -> Result<u64> {
        let metas = self.index.load_metas().map_err(damaged(&self.path))?;
        let Some(payload) = metas.payload else { return Ok(0) };
        payload.parse().map_err(|_| Error::Damaged {
            path: self.path.clone(),
            message: format!("its newest commit has `{payload}` for a sequence number"),
        })
    }

    fn stamp(&self) -> Result<Stamp> {
        let path = self.path.join(META_FILE);
        let metadata = fs::metadata(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::Missing { path: self.path.clone() },
            _ => io(&path)(source),
        })?;
        Ok(Stamp { modified: metadata.modified().ok(), length: metadata.len(), file: file_number(&metadata) })
    }
}

#[cfg(unix)]
fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn file_number(_: &fs::Metadata) -> u64 {
    0
}

/// Gives an index the tokenizer that the schema names.
fn register(index: &tantivy::Index) {
    index.tokenizers().register(TOKENIZER, Terms::default());
}

/// A folder that has tantivy's list and no version was left by a creation that did not end.
fn discard_unfinished(path: &Path) -> Result<()> {
    let meta = path.join(META_FILE);
    if meta.exists() && !path.join(VERSION_FILE).exists() {
        fs::remove_file(&meta).map_err(io(&meta))?;
    }
    Ok(())
}

fn write_version(path: &Path) -> Result<()> {
    let file = path.join(VERSION_FILE);
    let text = serde_json::to_vec(&Version { analysis: ANALYSIS_VERSION }).expect("a number is JSON");
    let written = File::create(&file).and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()));
    written.map_err(io(&file))?;
    sync_folder(path)
}

fn read_version(path: &Path) -> Result<u32> {
    let file = path.join(VERSION_FILE);
    let text = fs::read(&file).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { path: path.to_owned() },
        _ => io(&file)(source),
    })?;
    let version: Version = serde_json::from_slice(&text)
        .map_err(|wrong| Error::Damaged { path: path.to_owned(), message: format!("{VERSION_FILE}: {wrong}") })?;
    Ok(version.analysis)
}

/// Makes the names in a folder durable: a file that was renamed there is found after a power cut.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    // Windows keeps names durable by itself and refuses to open a folder as a file.
    if cfg!(windows) {
        return Ok(());
    }
    File::open(path).and_then(|folder| folder.sync_all()).map_err(io(path))
}

pub(crate) fn io(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    |source| Error::Io { path: path.to_owned(), source }
}

pub(crate) fn engine(path: &Path) -> impl Fn(TantivyError) -> Error + '_ {
    |source| match source {
        TantivyError::LockFailure(..) => Error::Locked { path: path.to_owned() },
        other => Error::Engine { path: path.to_owned(), source: Box::new(other) },
    }
}

pub(crate) fn damaged(path: &Path) -> impl Fn(TantivyError) -> Error + '_ {
    |source| Error::Damaged { path: path.to_owned(), message: source.to_string() }
}
