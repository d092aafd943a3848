//! The numbered changes that the index follows, each with who did what. A number is never given twice, also after removals.

use apostille_corpus::DocumentId;
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::column::{Id, Json};
use crate::{Catalogue, Result, translations, works};

/// That a document came, changed or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its place among all changes, from 1.
    pub sequence: u64,
    /// The document.
    pub document: DocumentId,
    /// Whether it is to be found from now on.
    pub live: bool,
}

/// Why a document changed, as the history says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is new.
    Added,
    /// Its path got other bytes.
    Replaced,
    /// Its bytes are at a path again.
    Returned,
    /// A person put it into the trash.
    Removed,
    /// A person took it out of the trash.
    Restored,
    /// It was deleted for good.
    Purged,
    /// Its record was edited, or an edit was undone.
    Edited,
    /// A file beside it says something else of it.
    Described,
    /// Its original was read again.
    Reread,
    /// It was made from rows.
    Made,
    /// It is being made from rows again.
    Remaking,
    /// It is one work with others.
    Joined,
    /// It is a work of its own.
    Split,
    /// It answers searches for its work.
    Best,
    /// Another text of its work answers searches.
    NotBest,
    /// It is a translation of another.
    Paired,
    /// It is no longer taken for a translation of another.
    Unpaired,
    /// A person said that a doubt about its record is none.
    Dismissed,
    /// A person took that back.
    Recalled,
}

impl Why {
    fn as_str(self) -> &'static str {
        match self {
            Why::Added => "added",
            Why::Replaced => "replaced",
            Why::Returned => "returned",
            Why::Removed => "removed",
            Why::Restored => "restored",
            Why::Purged => "purged",
            Why::Edited => "edited",
            Why::Described => "described",
            Why::Reread => "reread",
            Why::Made => "made",
            Why::Remaking => "remaking",
            Why::Joined => "joined",
            Why::Split => "split",
            Why::Best => "best",
            Why::NotBest => "not-best",
            Why::Paired => "paired",
            Why::Unpaired => "unpaired",
            Why::Dismissed => "dismissed",
            Why::Recalled => "recalled",
        }
    }
}

/// What the history says of a change.
#[derive(Debug)]
pub(crate) struct Cause<'a> {
    pub why: Why,
    /// The login name or the name of a key.
    pub who: &'a str,
    /// More about it, as JSON; null where there is nothing more.
    pub details: Value,
}

impl Cause<'_> {
    pub(crate) fn new(why: Why, who: &str) -> Cause<'_> {
        Cause { why, who, details: Value::Null }
    }
}

impl Catalogue {
    /// The number of the newest change; 0 before the first.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn sequence(&self) -> Result<u64> {
        self.read(|sql| {
            let mut newest = sql.prepare_cached("SELECT coalesce(max(sequence), 0) FROM changes")?;
            newest.query_row([], |row| row.get(0))
        })
    }

    /// The newest change of each document that changed after this number (exclusive), in order.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn changes_after(&self, sequence: u64) -> Result<Vec<Change>> {
        self.read(|sql| {
            // SQLite takes bare columns from the row that holds the max() (sqlite.org/lang_select.html, "bare columns").
            let mut newest = sql.prepare_cached(
                "SELECT max(sequence), document, live FROM changes WHERE sequence > ?1 GROUP BY document ORDER BY 1",
            )?;
            let changes = newest.query_map([sequence], |row| {
                Ok(Change { sequence: row.get(0)?, document: row.get::<_, Id>(1)?.0, live: row.get(2)? })
            })?;
            changes.collect()
        })
    }

    /// Every live document, in the order of ids.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn live_documents(&self) -> Result<Vec<DocumentId>> {
        self.read(|sql| {
            let mut live = sql.prepare_cached("SELECT id FROM documents WHERE live = 1 ORDER BY id")?;
            let ids = live.query_map([], |row| Ok(row.get::<_, Id>(0)?.0))?;
            ids.collect()
        })
    }
}

/// Sets whether a document is live and says so to the index; its own change first, then those of the other documents of its work.
/// None if it already was so.
pub(crate) fn set_live(
    sql: &Connection,
    document: DocumentId,
    live: bool,
    cause: &Cause<'_>,
) -> rusqlite::Result<Vec<Change>> {
    let mut set = sql.prepare_cached("UPDATE documents SET live = ?2 WHERE id = ?1 AND live <> ?2")?;
    let changed = set.execute((Id(document), live))? > 0;
    if !changed {
        return Ok(Vec::new());
    }
    let mut made = vec![note(sql, document, live, cause)?];
    works::choose_beside(sql, document, cause.who, &mut made)?;
    translations::review(sql, document, cause.who, &mut made)?;
    Ok(made)
}

/// Writes a change down.
pub(crate) fn note(sql: &Connection, document: DocumentId, live: bool, cause: &Cause<'_>) -> rusqlite::Result<Change> {
    let mut insert = sql.prepare_cached(
        "INSERT INTO changes (document, live, what, at, who, details)
         VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?4, ?5)",
    )?;
    let details = (!cause.details.is_null()).then_some(Json(&cause.details));
    let sequence = insert.insert((Id(document), live, cause.why.as_str(), cause.who, details))?;
    Ok(Change { sequence: sequence.unsigned_abs(), document, live })
}

/// Whether a live document has this id.
pub(crate) fn is_live(sql: &Connection, document: DocumentId) -> rusqlite::Result<bool> {
    let mut live = sql.prepare_cached("SELECT live FROM documents WHERE id = ?1")?;
    live.query_row([Id(document)], |row| row.get(0)).optional().map(|live| live.unwrap_or(false))
}
