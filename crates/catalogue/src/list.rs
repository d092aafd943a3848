//! What stands on a document's card, for lists and beside hits, and how much there is of everything.

use std::path::PathBuf;

use apostille_corpus::{DocumentId, Record, Warning};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::column::{Digest, Id, Json, Shown};
use crate::{Catalogue, Error, Result};

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Its identity.
    pub id: DocumentId,
    /// What a catalogue card says of it.
    pub record: Record,
    /// How many pages the source has, where it has pages.
    pub pages: Option<u32>,
    /// How many passages other than notes.
    pub passages: u64,
    /// How many notes.
    pub notes: u64,
    /// Where its bytes were found, the first first; none for a made document.
    pub paths: Vec<String>,
    /// How many warnings it came with.
    pub warnings: u64,
    /// When it came: RFC 3339, UTC, to the second.
    pub added: String,
    /// Whether its bytes are kept; not for a made document.
    pub has_original: bool,
}

/// How much a collection holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Live documents.
    pub documents: u64,
    /// Those of them that were made from rows and have no original.
    pub made: u64,
    /// Their passages other than notes.
    pub passages: u64,
    /// Their notes.
    pub notes: u64,
    /// Paths at which a document was found.
    pub paths: u64,
    /// Paths at which something was found that could not be indexed.
    pub failed: u64,
    /// Documents that were replaced and stay as history.
    pub history: u64,
    /// Documents in the trash.
    pub trash: u64,
    /// Jobs that have not ended.
    pub jobs: u64,
}

const CARD: &str = "id, record, pages, passages, notes, json_array_length(warnings), added, made";

impl Catalogue {
    /// A document's card.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn summary(&self, id: DocumentId) -> Result<Option<Summary>> {
        self.read(|sql| summary(sql, id))
    }

    /// The cards of these documents, in their order; one that is not live is left out.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn summaries_of(&self, ids: &[DocumentId]) -> Result<Vec<Summary>> {
        self.read(|sql| ids.iter().filter_map(|id| summary(sql, *id).transpose()).collect())
    }

    /// The cards of all documents, the first that came first; at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn summaries(&self, offset: u64, limit: u64) -> Result<Vec<Summary>> {
        self.read(|sql| {
            let listed = format!("SELECT {CARD} FROM documents WHERE live = 1 ORDER BY added, id LIMIT ?1 OFFSET ?2");
            let mut listed = sql.prepare_cached(&listed)?;
            let cards = listed.query_map((i64::try_from(limit).unwrap_or(i64::MAX), offset), card)?;
            cards.map(|card| with_paths(sql, card?)).collect()
        })
    }

    /// The cards of the documents that came after this one (exclusive; none for all), the first that came first; at most `limit`.
    /// It takes as long wherever the page is. A document that has left the collection since still has its place.
    ///
    /// # Errors
    /// [`Error::UnknownDocument`] if there is no such document; else as the catalogue gives them.
    pub fn summaries_after(&self, after: Option<DocumentId>, limit: u64) -> Result<Vec<Summary>> {
        let place = match after {
            Some(id) => Some(self.place(id)?.ok_or_else(|| Error::UnknownDocument { document: id.to_string() })?),
            None => None,
        };
        self.read(|sql| {
            let (added, id) = place.unwrap_or_default();
            let listed = format!(
                "SELECT {CARD} FROM documents WHERE live = 1 AND (added, id) > (?1, ?2) ORDER BY added, id LIMIT ?3"
            );
            let mut listed = sql.prepare_cached(&listed)?;
            let cards = listed.query_map((added, id, i64::try_from(limit).unwrap_or(i64::MAX)), card)?;
            cards.map(|card| with_paths(sql, card?)).collect()
        })
    }

    /// Where a document stands in the order of coming.
    fn place(&self, id: DocumentId) -> Result<Option<(String, String)>> {
        self.read(|sql| {
            let mut place = sql.prepare_cached("SELECT added, id FROM documents WHERE id = ?1")?;
            place.query_row([Id(id)], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
    }

    /// The titles and authors of all documents, in the order of ids.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn titles_and_authors(&self) -> Result<Vec<(DocumentId, String, Vec<String>)>> {
        self.read(|sql| {
            let mut cards = sql.prepare_cached("SELECT id, record FROM documents WHERE live = 1 ORDER BY id")?;
            let cards = cards.query_map([], |row| {
                let record: Record = row.get::<_, Json<_>>(1)?.0;
                Ok((row.get::<_, Id>(0)?.0, record.title, record.authors))
            })?;
            cards.collect()
        })
    }

    /// What a reader should doubt in a document, or a librarian look at; empty if it is not live.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn warnings(&self, id: DocumentId) -> Result<Vec<Warning>> {
        let warnings = self.read(|sql| {
            let mut warnings = sql.prepare_cached("SELECT warnings FROM documents WHERE id = ?1 AND live = 1")?;
            warnings.query_row([Id(id)], |row| row.get::<_, Json<_>>(0)).optional()
        })?;
        Ok(warnings.map(|warnings| warnings.0).unwrap_or_default())
    }

    /// Where a document's bytes are kept; none for a made document or one that is not live.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn original(&self, id: DocumentId) -> Result<Option<PathBuf>> {
        let digest = self.read(|sql| {
            let mut digest = sql.prepare_cached("SELECT sha256 FROM documents WHERE id = ?1 AND live = 1")?;
            digest.query_row([Id(id)], |row| row.get::<_, Option<Digest>>(0)).optional()
        })?;
        Ok(digest.flatten().map(|digest| self.originals().path(&digest.0)))
    }

    /// How much there is of everything.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn counts(&self) -> Result<Counts> {
        self.read(counts)
    }
}

/// As [`Catalogue::counts`].
pub(crate) fn counts(sql: &Connection) -> rusqlite::Result<Counts> {
    let counts = "SELECT
        (SELECT value FROM tallies WHERE name = 'documents') AS documents,
        (SELECT value FROM tallies WHERE name = 'made'),
        (SELECT value FROM tallies WHERE name = 'all') - (SELECT value FROM tallies WHERE name = 'documents')
            - (SELECT count(*) FROM trash),
        (SELECT count(*) FROM trash),
        (SELECT value FROM tallies WHERE name = 'passages'),
        (SELECT value FROM tallies WHERE name = 'notes'),
        (SELECT count(*) FROM paths WHERE status = 'kept'),
        (SELECT count(*) FROM paths WHERE status = 'failed'),
        (SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running'))";
    sql.prepare_cached(counts)?.query_row([], |row| {
        Ok(Counts {
            documents: row.get(0)?,
            made: row.get(1)?,
            history: row.get(2)?,
            trash: row.get(3)?,
            passages: row.get(4)?,
            notes: row.get(5)?,
            paths: row.get(6)?,
            failed: row.get(7)?,
            jobs: row.get(8)?,
        })
    })
}

pub(crate) fn summary(sql: &Connection, id: DocumentId) -> rusqlite::Result<Option<Summary>> {
    let one = format!("SELECT {CARD} FROM documents WHERE id = ?1 AND live = 1");
    let found = sql.prepare_cached(&one)?.query_row([Id(id)], card).optional()?;
    found.map(|card| with_paths(sql, card)).transpose()
}

fn card(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: row.get::<_, Id>(0)?.0,
        record: row.get::<_, Json<_>>(1)?.0,
        pages: row.get(2)?,
        passages: row.get(3)?,
        notes: row.get(4)?,
        paths: Vec::new(),
        warnings: row.get(5)?,
        added: row.get(6)?,
        has_original: !row.get::<_, bool>(7)?,
    })
}

fn with_paths(sql: &Connection, card: Summary) -> rusqlite::Result<Summary> {
    let mut paths = sql.prepare_cached("SELECT path FROM paths WHERE document = ?1 ORDER BY number")?;
    let paths = paths.query_map([Id(card.id)], |row| Ok(row.get::<_, Shown>(0)?.0))?;
    Ok(Summary { paths: paths.collect::<rusqlite::Result<_>>()?, ..card })
}
