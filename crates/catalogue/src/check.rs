//! Is the catalogue sound, and what should be beside it? What `verify` asks; it changes nothing.

use std::path::PathBuf;

use apostille_corpus::DocumentId;
use rusqlite::Connection;

use crate::column::{Digest, Id};
use crate::originals::Sha256;
use crate::{Catalogue, Result};

impl Catalogue {
    /// What SQLite finds wrong with its own file, one sentence each; empty if it is sound.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read(|sql| {
            let mut found = sql.prepare("PRAGMA integrity_check")?;
            let found = found.query_map([], |row| row.get::<_, String>(0))?;
            let mut wrong: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
            wrong.retain(|line| line != "ok");
            let mut dangling = sql.prepare("PRAGMA foreign_key_check")?;
            let dangling = dangling.query_map([], |row| {
                let (table, of): (String, String) = (row.get(0)?, row.get(2)?);
                Ok(format!("a row of {table} belongs to none of {of}"))
            })?;
            for line in dangling {
                wrong.push(line?);
            }
            let (tallied, counted): (i64, i64) = sql.query_row(
                "SELECT (SELECT sum(value) FROM tallies WHERE name <> 'all' AND name <> 'made' AND name NOT LIKE 'language:%'),
                        (SELECT count(*) + coalesce(sum(passages + notes), 0) FROM documents WHERE live)",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if tallied != counted {
                wrong.push(format!("it tallies {tallied} documents, passages and notes, and holds {counted}"));
            }
            Ok(wrong)
        })
    }

    /// The digest of every original that should be kept, and whether its document is live, in the order of ids.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn kept(&self) -> Result<Vec<(DocumentId, Sha256, bool)>> {
        self.read(kept)
    }

    /// The files that a document was read from, also one in the trash; only those whose names are Unicode.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn sources(&self, document: DocumentId) -> Result<Vec<PathBuf>> {
        self.read(|sql| {
            let mut paths = sql.prepare_cached(
                "SELECT path FROM paths WHERE document = ?1 AND typeof(path) = 'text'
                 UNION ALL SELECT path FROM trash_paths WHERE document = ?1 AND typeof(path) = 'text'",
            )?;
            let paths = paths.query_map([Id(document)], |row| row.get::<_, String>(0).map(PathBuf::from))?;
            paths.collect()
        })
    }

    /// The ids and texts of a document's passages and notes, in no particular order.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn texts(&self, document: DocumentId) -> Result<Vec<(String, String)>> {
        self.read(|sql| {
            let mut texts = sql.prepare_cached(
                "SELECT id, text FROM passages WHERE document = ?1 UNION ALL SELECT id, text FROM notes WHERE document = ?1",
            )?;
            let texts = texts.query_map([Id(document)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            texts.collect()
        })
    }

    /// The ids of a document's passages, then of its notes, in reading order.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn passage_ids(&self, document: DocumentId) -> Result<Vec<String>> {
        self.read(|sql| {
            let mut ids = sql.prepare_cached(
                "SELECT id FROM (SELECT 0 AS part, number, id FROM passages WHERE document = ?1
                                 UNION ALL SELECT 1, number, id FROM notes WHERE document = ?1) ORDER BY part, number",
            )?;
            let ids = ids.query_map([Id(document)], |row| row.get(0))?;
            ids.collect()
        })
    }
}

/// As [`Catalogue::kept`].
pub(crate) fn kept(sql: &Connection) -> rusqlite::Result<Vec<(DocumentId, Sha256, bool)>> {
    let mut kept = sql.prepare("SELECT id, sha256, live FROM documents WHERE made = 0 ORDER BY id")?;
    let kept = kept.query_map([], |row| Ok((row.get::<_, Id>(0)?.0, row.get::<_, Digest>(1)?.0, row.get(2)?)))?;
    kept.collect()
}
