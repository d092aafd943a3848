//! Which document of a work answers searches: the live one with the best text.

use apostille_corpus::DocumentId;
use rusqlite::Connection;
use serde_json::json;

use super::membership::work_of;
use crate::changes::{self, Cause, Change, Why};
use crate::column::Id;

/// Chooses the best live document of a work: the one with the best text, of equals the one that came first. A change for each
/// that answers from now on or no longer does.
pub(crate) fn choose(sql: &Connection, work: DocumentId, who: &str, made: &mut Vec<Change>) -> rusqlite::Result<()> {
    let members = "SELECT document, best FROM works CROSS JOIN documents ON documents.id = works.document AND live = 1
                   WHERE work = ?1 ORDER BY quality DESC, added, id";
    let mut members = sql.prepare_cached(members)?;
    let members = members.query_map([Id(work)], |row| Ok((row.get::<_, Id>(0)?.0, row.get::<_, bool>(1)?)))?;
    let members: Vec<_> = members.collect::<rusqlite::Result<_>>()?;
    for (rank, (document, was_best)) in members.into_iter().enumerate() {
        let is_best = rank == 0;
        if is_best != was_best {
            sql.prepare_cached("UPDATE works SET best = ?2 WHERE document = ?1")?.execute((Id(document), is_best))?;
            let why = if is_best { Why::Best } else { Why::NotBest };
            let cause = Cause { why, who, details: json!({"work": work}) };
            made.push(changes::note(sql, document, true, &cause)?);
        }
    }
    Ok(())
}

/// Chooses anew in a document's work, if it is in one: it has come or gone.
pub(crate) fn choose_beside(
    sql: &Connection,
    document: DocumentId,
    who: &str,
    made: &mut Vec<Change>,
) -> rusqlite::Result<()> {
    work_of(sql, document)?.map_or(Ok(()), |work| choose(sql, work, who, made))
}
