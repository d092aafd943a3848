//! What a librarian says of works: a document split off, documents joined. It lasts, whatever the rule would do.

use apostille_corpus::DocumentId;
use rusqlite::Connection;
use serde_json::json;

use super::choosing::choose;
use super::membership::{companions, leave, merge, work_of};
use crate::changes::{self, Cause, Change, Why};
use crate::column::Id;
use crate::job::JobId;
use crate::queue;
use crate::{Catalogue, Error, Result, translations};

impl Catalogue {
    /// Makes a document a work of its own: it is never joined again to those that it was with, unless a librarian does. None
    /// if it is alone or not live; then nothing is written.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn split_work(&mut self, document: DocumentId, job: JobId, line: &str) -> Result<Option<Vec<Change>>> {
        self.write(|sql| {
            let others = companions(sql, document)?;
            if others.is_empty() || !changes::is_live(sql, document)? {
                return Ok(None);
            }
            let who = queue::submitter(sql, job)?;
            for other in &others {
                let mut apart = sql.prepare_cached("INSERT OR IGNORE INTO works_apart (one, other) VALUES (?1, ?2)")?;
                apart.execute((Id(document), Id(*other)))?;
                apart.execute((Id(*other), Id(document)))?;
            }
            let left = leave(sql, document)?;
            decide(sql, document, document)?;
            let details = json!({"from": others, "by": "librarian"});
            let mut made = vec![changes::note(sql, document, true, &Cause { why: Why::Split, who: &who, details })?];
            choose(sql, document, &who, &mut made)?;
            choose(sql, left, &who, &mut made)?;
            for apart in others.iter().chain([&document]) {
                translations::review(sql, *apart, &who, &mut made)?;
            }
            report(sql, job, document, line)?;
            Ok(Some(made))
        })
    }

    /// Makes one work of these documents and of all that are one work with them; no rule parts them.
    ///
    /// # Errors
    /// [`Error::NotLive`] if one is not in the collection; then nothing is written.
    pub fn join_works(
        &mut self,
        documents: &[DocumentId],
        job: JobId,
        line: impl Fn(DocumentId) -> String,
    ) -> Result<Vec<Change>> {
        let joined = self.write(|sql| {
            for document in documents {
                if work_of(sql, *document)?.is_none() || !changes::is_live(sql, *document)? {
                    return Ok(Err(*document));
                }
            }
            let who = queue::submitter(sql, job)?;
            join(sql, documents, &who).and_then(|made| {
                documents.iter().try_for_each(|document| report(sql, job, *document, &line(*document)))?;
                Ok(Ok(made))
            })
        })?;
        joined.map_err(|document| Error::NotLive { document: document.to_string(), path: self.home().catalogue() })
    }
}

fn join(sql: &Connection, documents: &[DocumentId], who: &str) -> rusqlite::Result<Vec<Change>> {
    let Some((first, others)) = documents.split_first() else { return Ok(Vec::new()) };
    for other in others {
        if let (Some(work), Some(joined)) = (work_of(sql, *first)?, work_of(sql, *other)?)
            && work != joined
        {
            merge(sql, work, joined)?;
        }
    }
    let Some(work) = work_of(sql, *first)? else { return Ok(Vec::new()) };
    let together = "DELETE FROM works_apart WHERE one IN (SELECT document FROM works WHERE work = ?1)
                                              AND other IN (SELECT document FROM works WHERE work = ?1)";
    sql.prepare_cached(together)?.execute([Id(work)])?;
    let mut made = Vec::new();
    for document in documents {
        decide(sql, *document, work)?;
        let details = json!({"with": companions(sql, *document)?, "by": "librarian"});
        made.push(changes::note(sql, *document, true, &Cause { why: Why::Joined, who, details })?);
    }
    choose(sql, work, who, &mut made)?;
    translations::review(sql, *first, who, &mut made)?;
    Ok(made)
}

fn decide(sql: &Connection, document: DocumentId, work: DocumentId) -> rusqlite::Result<()> {
    let mut decide = sql.prepare_cached("UPDATE works SET work = ?2, decided_by = 'librarian' WHERE document = ?1")?;
    decide.execute((Id(document), Id(work))).map(drop)
}

fn report(sql: &Connection, job: JobId, document: DocumentId, line: &str) -> rusqlite::Result<()> {
    queue::put_event(sql, job, Some(document.to_string().as_ref()), line)?;
    queue::advance(sql, job, 1, 0)
}
