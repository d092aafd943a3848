//! Who is in a work: the rows of `works`, read and moved. Who should be is decided by the callers.

use apostille_corpus::DocumentId;
use rusqlite::{Connection, OptionalExtension};

use crate::column::Id;
use crate::{matching, translations};

/// Takes a document out of its work and forgets its fingerprint, before it is deleted.
pub(crate) fn forget(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    if work_of(sql, document)?.is_some() {
        leave(sql, document)?;
        forget_shingles(sql, document)?;
    }
    translations::forget(sql, document)
}

pub(super) fn forget_shingles(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    let Some((fingerprint, _)) = matching::kept(sql, document)? else { return Ok(()) };
    let mut forget = sql.prepare_cached("DELETE FROM shingles WHERE hash = ?1 AND document = ?2")?;
    fingerprint.hashes().iter().try_for_each(|hash| forget.execute((hash.cast_signed(), Id(document))).map(drop))
}

/// Makes a document a work of its own; the work that the others go on as, which bears the document's name no longer.
pub(super) fn leave(sql: &Connection, document: DocumentId) -> rusqlite::Result<DocumentId> {
    let work = work_of(sql, document)?.unwrap_or(document);
    let mut heir = sql.prepare_cached("SELECT min(document) FROM works WHERE work = ?1 AND document <> ?2")?;
    let heir = heir.query_row((Id(work), Id(document)), |row| row.get::<_, Option<Id>>(0))?.map(|id| id.0);
    let mut own = sql.prepare_cached("UPDATE works SET work = ?1 WHERE document = ?1")?;
    match heir {
        None => own.execute([Id(document)]).map(|_| document),
        Some(heir) => {
            let heir = if work == document { heir } else { work };
            let mut rename = sql.prepare_cached("UPDATE works SET work = ?2 WHERE work = ?1 AND document <> ?3")?;
            rename.execute((Id(work), Id(heir), Id(document)))?;
            own.execute([Id(document)]).map(|_| heir)
        }
    }
}

pub(super) fn merge(sql: &Connection, into: DocumentId, from: DocumentId) -> rusqlite::Result<()> {
    sql.prepare_cached("UPDATE works SET work = ?1 WHERE work = ?2")?.execute((Id(into), Id(from))).map(drop)
}

/// Whether a librarian has split a document of one work from a document of the other.
pub(super) fn are_apart(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<bool> {
    let apart = "SELECT 1 FROM works_apart JOIN works AS a ON a.document = one JOIN works AS b ON b.document = other
                 WHERE a.work = ?1 AND b.work = ?2";
    sql.prepare_cached(apart)?.exists((Id(one), Id(other)))
}

pub(super) fn work_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<DocumentId>> {
    Ok(decision(sql, document)?.map(|(work, _)| work))
}

/// A document's work, and whether a librarian decided so.
pub(super) fn decision(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<(DocumentId, bool)>> {
    let mut work = sql.prepare_cached("SELECT work, decided_by = 'librarian' FROM works WHERE document = ?1")?;
    work.query_row([Id(document)], |row| Ok((row.get::<_, Id>(0)?.0, row.get(1)?))).optional()
}

/// The other live documents of a document's work.
pub(super) fn companions(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<DocumentId>> {
    let others = "SELECT document FROM works CROSS JOIN documents ON documents.id = works.document AND live = 1
                  WHERE work = (SELECT work FROM works WHERE document = ?1) AND document <> ?1 ORDER BY document";
    ids(sql, others, [Id(document)])
}

pub(super) fn ids(sql: &Connection, query: &str, values: impl rusqlite::Params) -> rusqlite::Result<Vec<DocumentId>> {
    sql.prepare_cached(query)?.query_map(values, |row| Ok(row.get::<_, Id>(0)?.0))?.collect()
}

/// The live document that answers searches for a document's work; none if none of it is live.
pub(crate) fn best_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<DocumentId>> {
    let best = "SELECT document FROM works CROSS JOIN documents ON documents.id = works.document AND live = 1
                WHERE work = (SELECT work FROM works WHERE document = ?1) ORDER BY best DESC LIMIT 1";
    sql.prepare_cached(best)?.query_row([Id(document)], |row| Ok(row.get::<_, Id>(0)?.0)).optional()
}

/// Whether two documents are one, or of one work.
pub(crate) fn is_one(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<bool> {
    if one == other {
        return Ok(true);
    }
    let work = work_of(sql, one)?;
    Ok(work.is_some() && work == work_of(sql, other)?)
}
