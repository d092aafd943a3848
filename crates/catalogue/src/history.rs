//! Who changed what, and when: the changes as people read them. Writing them is `changes`.

use apostille_corpus::DocumentId;
use rusqlite::Row;
use serde::Serialize;
use serde_json::Value;

use crate::column::{Id, Json};
use crate::{Catalogue, Result};

/// A change of the collection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryEntry {
    /// Its number among all changes.
    pub sequence: u64,
    /// When: RFC 3339, UTC, to the second.
    pub at: String,
    /// A login name or the name of a key; none for what was done before histories said so.
    pub who: Option<String>,
    /// `added`, `replaced`, `returned`, `removed`, `restored`, `purged`, `edited`, `described`, `reread`, `made`, `remaking`, `joined`, `split`,
    /// `best` or `not-best` (of its work), `paired` or `unpaired` (with a translation), `dismissed` or
    /// `recalled` (a doubt about its record).
    pub what: String,
    /// The document.
    pub document: DocumentId,
    /// Its title, as it is now or was when it was purged.
    pub title: Option<String>,
    /// More about it: the path, the document that replaced it, its digest.
    pub details: Option<Value>,
}

impl Catalogue {
    /// The changes of a document, or of all, the newest first; at most `limit`, and only those before this number (exclusive)
    /// where one is given.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn history(&self, document: Option<DocumentId>, before: Option<u64>, limit: u64) -> Result<Vec<HistoryEntry>> {
        let of_one = if document.is_some() { "changes.document = ?3" } else { "?3 IS NULL" };
        let changes = format!(
            "SELECT sequence, at, who, what, document, coalesce(record ->> 'title', details ->> 'title'), details
             FROM changes LEFT JOIN documents ON documents.id = changes.document
             WHERE {of_one} AND sequence < ?1 ORDER BY sequence DESC LIMIT ?2"
        );
        let bound = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.read(|sql| {
            let mut changes = sql.prepare_cached(&changes)?;
            let before = before.map_or(i64::MAX, bound);
            changes.query_map((before, bound(limit), document.map(Id)), entry)?.collect()
        })
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<HistoryEntry> {
    Ok(HistoryEntry {
        sequence: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        what: row.get(3)?,
        document: row.get::<_, Id>(4)?.0,
        title: row.get(5)?,
        details: row.get::<_, Option<Json<Value>>>(6)?.map(|details| details.0),
    })
}
