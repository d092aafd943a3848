//! Files come in: each call one durable transaction, with the lines that report it inside.
//!
//! What a file turned out to be was decided before; here it is written down. How documents leave is `trash`.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use apostille_corpus::{Document, DocumentId};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Digest, Id, Name};
use crate::job::JobId;
use crate::originals::Sha256;
use crate::queue;
use crate::write::{self, Origin, Versions};
use crate::{Catalogue, Error, Field, Result, record, trash, works};

/// A file as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its absolute path; of an upload, the one that [`crate::uploaded_path`] gives.
    pub path: PathBuf,
    /// Its digest; none if it could not be read.
    pub sha256: Option<Sha256>,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last modified, in seconds since 1970.
    pub modified: i64,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A document, read; its original is already kept. It takes the path over from the one that had it.
    Indexed(Box<Document>, Versions),
    /// The bytes of a document that is held: unchanged, or another path of it.
    Known(DocumentId),
    /// Nothing that can be indexed. A document that had the path before keeps it.
    Failed {
        /// A documented word, for programs.
        reason: String,
        /// A sentence with the remedy, for people.
        message: String,
    },
}

/// A file, what it turned out to be, and the line that will report it.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The file.
    pub source: Source,
    /// What it is.
    pub what: What,
    /// What files beside it say of it; none if there are none, and then what they said before holds.
    pub sidecar: Option<BTreeMap<Field, Value>>,
    /// One line of JSON for the followers of the job; durable in the same transaction, so that a file is reported
    /// exactly when it is safe. If the document is one work with others, `work` and `same_as` are added to it.
    pub line: String,
}

impl Catalogue {
    /// The live document that was read from these bytes.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn document_of(&self, sha256: &Sha256) -> Result<Option<DocumentId>> {
        let id = DocumentId::from_sha256(sha256);
        self.read(|sql| {
            let mut live = sql.prepare_cached("SELECT 1 FROM documents WHERE id = ?1 AND sha256 = ?2 AND live = 1")?;
            live.exists((Id(id), Digest(*sha256))).map(|held| held.then_some(id))
        })
    }

    /// Writes a batch of files down, with their lines for a job, in one transaction; gives the changes that the index
    /// has to follow, in order. A document that lost its last path is no longer live; its record stays as history. Of an upload
    /// only what became a document leaves a path: nothing will ever be found at the others again.
    ///
    /// # Errors
    /// [`Error::NoOriginal`] if a document's original is not kept yet; else as the catalogue gives them. Then nothing
    /// of the batch is written.
    pub fn accept(&mut self, job: JobId, batch: &[Accepted]) -> Result<Vec<Change>> {
        batch.iter().try_for_each(|accepted| self.has_original(accepted))?;
        self.write(|sql| {
            let who = queue::submitter(sql, job)?;
            let is_upload = queue::is_upload(sql, job)?;
            let (mut made, mut left) = (Vec::new(), Vec::new());
            for accepted in batch {
                let now = take_in(sql, accepted, &who, &mut made)?;
                if !is_upload || matches!(accepted.what, What::Indexed(..)) {
                    left.extend(take_path(sql, accepted, now)?);
                }
            }
            for lost in left {
                made.extend(retire_if_pathless(sql, &lost, &who)?);
            }
            // After what was replaced has gone: a new version is no form of the old one.
            for accepted in batch {
                let mut line = accepted.line.clone();
                if let What::Indexed(document, _) = &accepted.what {
                    works::place(sql, document, &who, &mut made)?;
                    line = works::with_work(sql, document.id, &line)?;
                }
                queue::put_event(sql, job, Some(accepted.source.path.as_os_str()), &line)?;
            }
            let passages = batch.iter().map(Accepted::passages).sum();
            queue::advance(sql, job, batch.len() as u64, passages)?;
            Ok(newest_of_each(made))
        })
    }

    fn has_original(&self, accepted: &Accepted) -> Result<()> {
        let What::Indexed(document, _) = &accepted.what else { return Ok(()) };
        let path = accepted.source.sha256.map(|sha256| self.originals().path(&sha256));
        match path {
            Some(path) if path.is_file() => Ok(()),
            path => Err(Error::NoOriginal { document: document.id.to_string(), path: path.unwrap_or_default() }),
        }
    }
}

impl Accepted {
    fn passages(&self) -> u64 {
        match &self.what {
            What::Indexed(document, _) => (document.passages.len() + document.notes.len()) as u64,
            What::Known(_) | What::Failed { .. } => 0,
        }
    }
}

/// A document that has lost a path, and the one that has it now.
struct Lost<'a> {
    document: DocumentId,
    to: DocumentId,
    path: &'a Path,
}

/// Writes down what a file says; gives the document that it is a source of.
fn take_in(
    sql: &Connection,
    accepted: &Accepted,
    who: &str,
    made: &mut Vec<Change>,
) -> rusqlite::Result<Option<DocumentId>> {
    let path = &accepted.source.path;
    Ok(match &accepted.what {
        What::Indexed(document, versions) => {
            made.push(put_document(sql, accepted, document, *versions, who)?);
            Some(document.id)
        }
        What::Known(document) => {
            made.extend(changes::set_live(sql, *document, true, &came(Why::Returned, who, path))?);
            if describe(sql, *document, accepted)? {
                made.push(changes::note(sql, *document, true, &came(Why::Described, who, path))?);
            }
            Some(*document)
        }
        What::Failed { .. } => None,
    })
}

/// Gives a file's path to its document; a file that failed leaves it to the one that had it. Gives the document that has lost it.
fn take_path<'a>(
    sql: &Connection,
    accepted: &'a Accepted,
    now: Option<DocumentId>,
) -> rusqlite::Result<Option<Lost<'a>>> {
    let path = &accepted.source.path;
    let mut had = sql.prepare_cached("SELECT document FROM paths WHERE path = ?1")?;
    let had: Option<Option<Id>> = had.query_row([Name(path.as_os_str())], |row| row.get(0)).optional()?;
    let had = had.flatten().map(|id| id.0);
    put_path(sql, accepted, now.or(had))?;
    let lost = had.zip(now).filter(|(had, now)| had != now);
    Ok(lost.map(|(document, to)| Lost { document, to, path }))
}

/// Writes down a document that was read; it is live, and no longer in the trash if it was there.
fn put_document(
    sql: &Connection,
    accepted: &Accepted,
    document: &Document,
    versions: Versions,
    who: &str,
) -> rusqlite::Result<Change> {
    let source = &accepted.source;
    let was_held = sql.prepare_cached("SELECT 1 FROM documents WHERE id = ?1")?.exists([Id(document.id)])?;
    write::put_row(sql, document, &Origin { sha256: source.sha256, size: source.size })?;
    write::put_text(sql, document, versions)?;
    describe(sql, document.id, accepted)?;
    trash::forget(sql, document.id)?;
    sql.prepare_cached("UPDATE documents SET live = 1 WHERE id = ?1")?.execute([Id(document.id)])?;
    let why = if was_held { Why::Returned } else { Why::Added };
    changes::note(sql, document.id, true, &came(why, who, &source.path))
}

/// Writes down what sidecars say; whether that is something else than before.
fn describe(sql: &Connection, document: DocumentId, accepted: &Accepted) -> rusqlite::Result<bool> {
    let Some(said) = &accepted.sidecar else { return Ok(false) };
    let is_new = record::put_sidecar(sql, document, said)?;
    if is_new {
        record::settle(sql, document)?;
    }
    Ok(is_new)
}

fn came<'a>(why: Why, who: &'a str, path: &Path) -> Cause<'a> {
    Cause { why, who, details: json!({"path": path.to_string_lossy()}) }
}

fn put_path(sql: &Connection, accepted: &Accepted, document: Option<DocumentId>) -> rusqlite::Result<()> {
    let mut put = sql.prepare_cached(
        "INSERT INTO paths (path, sha256, size, modified, document, status, reason, message, seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
         ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size, modified = excluded.modified,
            document = excluded.document, status = excluded.status, reason = excluded.reason,
            message = excluded.message, seen = excluded.seen",
    )?;
    let source = &accepted.source;
    let (status, reason, message) = match &accepted.what {
        What::Failed { reason, message } => ("failed", Some(reason), Some(message)),
        What::Indexed(..) | What::Known(_) => ("kept", None, None),
    };
    let (name, digest) = (Name(source.path.as_os_str()), source.sha256.map(Digest));
    put.execute((name, digest, source.size, source.modified, document.map(Id), status, reason, message))?;
    Ok(())
}

fn retire_if_pathless(sql: &Connection, lost: &Lost<'_>, who: &str) -> rusqlite::Result<Vec<Change>> {
    let mut paths = sql.prepare_cached("SELECT 1 FROM paths WHERE document = ?1")?;
    if paths.exists([Id(lost.document)])? {
        return Ok(Vec::new());
    }
    let details = json!({"by": lost.to, "path": lost.path.to_string_lossy()});
    changes::set_live(sql, lost.document, false, &Cause { why: Why::Replaced, who, details })
}

/// The newest change of each document, in order: a document that joined a work, or is no longer the best of it, changed twice.
fn newest_of_each(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_unstable_by_key(|change| change.sequence);
    let mut seen = HashSet::new();
    let mut newest: Vec<Change> = changes.into_iter().rev().filter(|change| seen.insert(change.document)).collect();
    newest.reverse();
    newest
}
