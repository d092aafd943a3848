//! How is the collection? What failed and why, and how much there is of each language: what `status` prints.

use apostille_corpus::Language;
use serde::Serialize;

use crate::column::{Shown, Tag};
use crate::{Catalogue, Result};

/// A path at which something was found that could not be indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailedPath {
    /// The path.
    pub path: String,
    /// A documented word, for programs.
    pub reason: String,
    /// A sentence with the remedy, for people.
    pub message: String,
    /// When it was last tried: RFC 3339, UTC, to the second.
    pub seen: String,
}

impl Catalogue {
    /// Every path that failed when it was last tried, by path.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn failures(&self) -> Result<Vec<FailedPath>> {
        self.read(|sql| {
            let mut failed = sql.prepare(
                "SELECT path, coalesce(reason, ''), coalesce(message, ''), seen FROM paths WHERE status = 'failed' ORDER BY path",
            )?;
            let failed = failed.query_map([], |row| {
                let path = row.get::<_, Shown>(0)?.0;
                Ok(FailedPath { path, reason: row.get(1)?, message: row.get(2)?, seen: row.get(3)? })
            })?;
            failed.collect()
        })
    }

    /// How many passages, notes not counted, are in each language, the most frequent first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn languages(&self) -> Result<Vec<(Language, u64)>> {
        self.read(|sql| {
            let mut counted = sql.prepare(
                "SELECT substr(name, length('language:') + 1) AS language, value FROM tallies
                 WHERE name >= 'language:' AND name < 'language;' AND value > 0 ORDER BY value DESC, language",
            )?;
            let counted = counted.query_map([], |row| Ok((row.get::<_, Tag>(0)?.0, row.get(1)?)))?;
            counted.collect()
        })
    }
}
