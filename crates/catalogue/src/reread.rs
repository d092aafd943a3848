//! Documents whose originals were read again: their text and records change, their identity, paths and day do not.

use std::io;

use apostille_corpus::Document;

use crate::changes::{self, Cause, Why};
use crate::job::JobId;
use crate::queue;
use crate::write::{self, Versions};
use crate::{Catalogue, Result, works};

impl Catalogue {
    /// Writes what was read again over what was there, all in one transaction, and the version of analysis on every
    /// live document, since the new index holds them all; the number of the newest change. The job is the one that reads them. A document that has been
    /// removed since is passed over.
    ///
    /// # Errors
    /// The first error of `documents`, or as the catalogue gives them; then nothing is written.
    pub fn reread(
        &mut self,
        job: JobId,
        documents: impl Iterator<Item = io::Result<Document>>,
        versions: Versions,
    ) -> Result<u64> {
        self.write(|sql| {
            let who = queue::submitter(sql, job)?;
            for document in documents {
                let document = document.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
                if changes::is_live(sql, document.id)? {
                    write::put_text(sql, &document, versions)?;
                    changes::note(sql, document.id, true, &Cause::new(Why::Reread, &who))?;
                    works::place(sql, &document, &who, &mut Vec::new())?;
                }
            }
            sql.execute("UPDATE documents SET analysis = ?1 WHERE live = 1", [versions.analysis]).map(drop)
        })?;
        self.sequence()
    }
}
