//! Documents leave: into the trash, from which they may come back as they were, and out of it for good.
//!
//! Each is one durable transaction, with the line that reports it. Files of purged originals are deleted after it, also by
//! the next process if this one is killed between.

use apostille_corpus::{DocumentId, Record};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::{Value, json};

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Digest, Id, Json, Shown};
use crate::job::JobId;
use crate::queue;
use crate::{Catalogue, Result, works};

/// A document in the trash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trashed {
    /// Its identity.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// When it was put there: RFC 3339, UTC, to the second.
    pub at: String,
    /// Who did.
    pub who: String,
    /// Where its bytes were found.
    pub paths: Vec<String>,
}

impl Catalogue {
    /// Puts a live document into the trash: it is no longer found or listed, and all of it is kept. None if there is no such
    /// document. The line is written for the job only if there was one.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn remove(&mut self, document: DocumentId, job: JobId, line: &str) -> Result<Option<Vec<Change>>> {
        self.write(|sql| {
            let who = queue::submitter(sql, job)?;
            let cause = Cause::new(Why::Removed, &who);
            let made = changes::set_live(sql, document, false, &cause)?;
            if made.is_empty() {
                return Ok(None);
            }
            put(sql, document, &who)?;
            report(sql, job, document, line)?;
            Ok(Some(made))
        })
    }

    /// Takes a document out of the trash, with those of its paths that no other document has taken since. None if it is
    /// not there.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn restore(&mut self, document: DocumentId, job: JobId, line: &str) -> Result<Option<Vec<Change>>> {
        self.write(|sql| {
            if !sql.prepare_cached("SELECT 1 FROM trash WHERE document = ?1")?.exists([Id(document)])? {
                return Ok(None);
            }
            let mut paths = sql.prepare_cached(
                "INSERT INTO paths (path, sha256, size, modified, document, status, seen)
                 SELECT path, sha256, size, modified, document, 'kept', seen FROM trash_paths WHERE document = ?1
                 ON CONFLICT (path) DO UPDATE SET document = excluded.document WHERE document IS NULL",
            )?;
            paths.execute([Id(document)])?;
            forget(sql, document)?;
            report(sql, job, document, line)?;
            let who = queue::submitter(sql, job)?;
            changes::set_live(sql, document, true, &Cause::new(Why::Restored, &who)).map(Some)
        })
    }

    /// Deletes a document that is in the trash, or was replaced, for good: record, text and original. That it was there stays
    /// in the history, with its title and digest. None if there is none, or it is live.
    ///
    /// # Errors
    /// As the catalogue gives them; if it is the original that cannot be deleted, [`Catalogue::discard_purged`] tries again.
    pub fn purge(&mut self, document: DocumentId, job: JobId, line: &str) -> Result<Option<Change>> {
        let purged = self.write(|sql| {
            // What is deleted is overwritten in the file, too.
            sql.execute_batch("PRAGMA secure_delete = ON")?;
            let Some(details) = delete(sql, document)? else { return Ok(None) };
            report(sql, job, document, line)?;
            let who = queue::submitter(sql, job)?;
            changes::note(sql, document, false, &Cause { why: Why::Purged, who: &who, details }).map(Some)
        })?;
        self.discard_purged()?;
        Ok(purged)
    }

    /// Deletes the files of purged originals that are still there; how many there were. The caller holds the writer's lock.
    ///
    /// # Errors
    /// As the catalogue gives them, and if a file cannot be deleted.
    pub fn discard_purged(&mut self) -> Result<u64> {
        let purged: Vec<Digest> = self.read(|sql| {
            let mut purged = sql.prepare_cached("SELECT sha256 FROM purged_originals")?;
            purged.query_map([], |row| row.get(0))?.collect()
        })?;
        for digest in &purged {
            self.originals().discard(&digest.0)?;
            self.write(|sql| sql.execute("DELETE FROM purged_originals WHERE sha256 = ?1", [digest]).map(drop))?;
        }
        Ok(purged.len() as u64)
    }

    /// What is in the trash for at least so many days, the longest there first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn trash(&self, days: u32) -> Result<Vec<Trashed>> {
        self.read(|sql| {
            let mut trash = sql.prepare_cached(
                "SELECT trash.document, record, at, who FROM trash JOIN documents ON documents.id = trash.document
                 WHERE at <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || ?1 || ' days') ORDER BY at, trash.document",
            )?;
            let trash = trash.query_map([days], |row| {
                let record: Json<Record> = row.get(1)?;
                let document = row.get::<_, Id>(0)?.0;
                Ok(Trashed { document, title: record.0.title, at: row.get(2)?, who: row.get(3)?, paths: Vec::new() })
            })?;
            trash.map(|trashed| with_paths(sql, trashed?)).collect()
        })
    }
}

/// Forgets that a document is in the trash, and the paths that it had.
pub(crate) fn forget(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    sql.prepare_cached("DELETE FROM trash WHERE document = ?1")?.execute([Id(document)]).map(drop)
}

fn put(sql: &Connection, document: DocumentId, who: &str) -> rusqlite::Result<()> {
    let mut put = sql.prepare_cached(
        "INSERT INTO trash (document, at, who) VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2)",
    )?;
    put.execute((Id(document), who))?;
    let mut paths = sql.prepare_cached(
        "INSERT INTO trash_paths (path, document, sha256, size, modified, seen)
         SELECT path, document, sha256, size, modified, seen FROM paths WHERE document = ?1",
    )?;
    paths.execute([Id(document)])?;
    sql.prepare_cached("DELETE FROM paths WHERE document = ?1")?.execute([Id(document)]).map(drop)
}

/// Deletes a document that is not live; what the history keeps of it, if it was there.
fn delete(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<Value>> {
    let mut held = sql.prepare_cached("SELECT sha256, record ->> 'title' FROM documents WHERE id = ?1 AND live = 0")?;
    let held =
        held.query_row([Id(document)], |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?)));
    let Some((sha256, title)) = held.optional()? else { return Ok(None) };
    if let Some(sha256) = &sha256 {
        sql.prepare_cached("INSERT OR IGNORE INTO purged_originals (sha256) VALUES (?1)")?.execute([sha256])?;
    }
    works::forget(sql, document)?;
    let of_it = [
        "DELETE FROM paths WHERE document = ?1",
        "DELETE FROM edit_values WHERE document = ?1",
        "UPDATE changes SET details = NULL WHERE document = ?1",
        "DELETE FROM documents WHERE id = ?1",
    ];
    for statement in of_it {
        sql.prepare_cached(statement)?.execute([Id(document)])?;
    }
    Ok(Some(json!({"title": title, "sha256": sha256})))
}

fn report(sql: &Connection, job: JobId, document: DocumentId, line: &str) -> rusqlite::Result<()> {
    queue::put_event(sql, job, Some(document.to_string().as_ref()), line)?;
    queue::advance(sql, job, 1, 0)
}

fn with_paths(sql: &Connection, trashed: Trashed) -> rusqlite::Result<Trashed> {
    let mut paths = sql.prepare_cached("SELECT path FROM trash_paths WHERE document = ?1 ORDER BY path")?;
    let paths = paths.query_map([Id(trashed.document)], |row| Ok(row.get::<_, Shown>(0)?.0))?;
    Ok(Trashed { paths: paths.collect::<rusqlite::Result<_>>()?, ..trashed })
}
