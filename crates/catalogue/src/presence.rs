//! Is a document here, and if not, what became of it? And which document does a beginning of an id, or a path, mean?

use std::path::Path;

use apostille_corpus::DocumentId;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::column::{Id, Name};
use crate::{Catalogue, Result};

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Presence {
    /// In the collection.
    Live,
    /// Its path got other bytes; its record stays as history.
    Replaced {
        /// The document that has taken its last path; none if that was before histories said so.
        by: Option<DocumentId>,
    },
    /// In the trash: removed, and may be restored.
    Trashed {
        /// Since when: RFC 3339, UTC, to the second.
        at: String,
    },
    /// Removed and deleted for good.
    Purged {
        /// When: RFC 3339, UTC, to the second.
        at: String,
    },
    /// It has never been here, as far as the history knows.
    Unknown,
}

impl Catalogue {
    /// Where a document is, and what became of one that is not in the collection.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn presence(&self, document: DocumentId) -> Result<Presence> {
        self.read(|sql| {
            let mut held = sql.prepare_cached(
                "SELECT live, at FROM documents LEFT JOIN trash ON document = documents.id WHERE documents.id = ?1",
            )?;
            let held: Option<(bool, Option<String>)> =
                held.query_row([Id(document)], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            Ok(match held {
                Some((true, _)) => Presence::Live,
                Some((false, Some(at))) => Presence::Trashed { at },
                held => left(sql, document, held.is_some())?,
            })
        })
    }

    /// The documents whose ids begin so, in the order of ids, live or not, the purged ones too; at most `limit`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn documents_beginning(&self, beginning: &str, limit: u64) -> Result<Vec<(DocumentId, bool)>> {
        self.read(|sql| {
            // Ids are written in hexadecimal digits: `g` comes after all of them.
            let mut beginning_so = sql.prepare_cached(
                "SELECT id, live FROM documents WHERE id >= ?1 AND id < ?1 || 'g'
                 UNION SELECT document, 0 FROM changes WHERE document >= ?1 AND document < ?1 || 'g'
                       AND document NOT IN (SELECT id FROM documents)
                 ORDER BY 1 LIMIT ?2",
            )?;
            let found = beginning_so.query_map((beginning, limit), |row| Ok((row.get::<_, Id>(0)?.0, row.get(1)?)))?;
            found.collect()
        })
    }

    /// The document that a path is a source of, or was when it was put into the trash.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn document_at(&self, path: &Path) -> Result<Option<DocumentId>> {
        self.read(|sql| {
            let mut at = sql.prepare_cached(
                "SELECT document FROM (
                     SELECT document, 0 AS gone FROM paths WHERE path = ?1 AND document IS NOT NULL
                     UNION ALL SELECT document, 1 FROM trash_paths WHERE path = ?1) ORDER BY gone",
            )?;
            at.query_row([Name(path.as_os_str())], |row| Ok(row.get::<_, Id>(0)?.0)).optional()
        })
    }
}

/// What became of a document that is neither live nor in the trash, by its newest change.
fn left(sql: &Connection, document: DocumentId, is_held: bool) -> rusqlite::Result<Presence> {
    let mut newest = sql.prepare_cached(
        "SELECT what, at, details ->> 'by' FROM changes WHERE document = ?1 ORDER BY sequence DESC LIMIT 1",
    )?;
    let newest = newest.query_row([Id(document)], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<Id>>(2)?))
    });
    Ok(match newest.optional()? {
        Some((what, _, by)) if is_held && what == "replaced" => Presence::Replaced { by: by.map(|by| by.0) },
        // `removed` without a record: before there was a trash, removal was for good.
        Some((what, at, _)) if !is_held && (what == "purged" || what == "removed") => Presence::Purged { at },
        _ => Presence::Unknown,
    })
}
