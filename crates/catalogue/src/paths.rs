//! What is known of the paths at which files were found; how they come to be known is `accept`.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use apostille_corpus::DocumentId;
use rusqlite::{OptionalExtension, Row};

use crate::column::{Digest, Id, Name};
use crate::{Catalogue, Result, Sha256};

/// What the catalogue knows of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The digest of its bytes when they were last seen; none if they could not be read.
    pub sha256: Option<Sha256>,
    /// Its size in bytes then.
    pub size: u64,
    /// When it had last been modified, in seconds since 1970.
    pub modified: i64,
    /// The document whose path it is.
    pub document: Option<DocumentId>,
}

impl Catalogue {
    /// What is known of a path; none if it was never seen.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn path_state(&self, path: &Path) -> Result<Option<Known>> {
        self.read(|sql| {
            let mut known = sql.prepare_cached("SELECT sha256, size, modified, document FROM paths WHERE path = ?1")?;
            known.query_row([Name(path.as_os_str())], self::known).optional()
        })
    }

    /// What is known of the paths below a folder, in no particular order. Those that are not Unicode are left out.
    ///
    /// # Errors
    /// If the catalogue cannot be read.
    pub fn paths_under(&self, folder: &Path) -> Result<Vec<(PathBuf, Known)>> {
        // Up to the character after the separator, exclusive.
        let next = char::from(MAIN_SEPARATOR as u8 + 1);
        let [from, to] = [MAIN_SEPARATOR, next].map(|end| format!("{}{end}", folder.display()));
        self.read(|sql| {
            let mut under = sql.prepare_cached(
                "SELECT sha256, size, modified, document, path FROM paths
                 WHERE path >= ?1 AND path < ?2 AND typeof(path) = 'text'",
            )?;
            let under = under.query_map((from, to), |row| {
                let path: String = row.get(4)?;
                Ok((PathBuf::from(path), known(row)?))
            })?;
            under.collect()
        })
    }
}

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let (digest, document): (Option<Digest>, Option<Id>) = (row.get(0)?, row.get(3)?);
    let sha256 = digest.map(|digest| digest.0);
    Ok(Known { sha256, size: row.get(1)?, modified: row.get(2)?, document: document.map(|id| id.0) })
}
