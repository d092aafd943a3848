//! Which documents are one work, and which of them answers searches: the best live one. How a match is told is `matching`.
//!
//! A work is named by one of its documents. Who decided is kept: what a librarian joined or split the rule never changes.

use std::collections::BTreeSet;

use apostille_corpus::{Document, DocumentId, Fingerprint, Kind, quality};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::{Value, json};

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Id, Shown};
use crate::queue::{self, JobId};
use crate::{Catalogue, Error, Result, matching};

/// A document as one form of a work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The document.
    pub document: DocumentId,
    /// Its work: the id of one of its documents.
    pub work: DocumentId,
    /// Whether it answers searches for the work.
    pub best: bool,
    /// How good its text is, to be compared within the work (`apostille_corpus::quality`).
    pub quality: f64,
    /// `rule` or `librarian`.
    pub decided_by: String,
    /// Where it was found first; none for one that has lost its paths.
    pub path: Option<String>,
}

const FORM: &str = "SELECT works.document, work, best, quality, decided_by,
        (SELECT path FROM paths WHERE paths.document = works.document ORDER BY number LIMIT 1)
    FROM works JOIN documents ON documents.id = works.document AND live = 1";

/// Whether a row of `documents` is live and answers searches. Documents made from rows are in no work.
const ANSWERS: &str = "live = 1 AND coalesce((SELECT best FROM works WHERE works.document = documents.id), 1)";

impl Catalogue {
    /// The live documents that answer searches, one a work, in the order of ids: what the index holds.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn answering_documents(&self) -> Result<Vec<DocumentId>> {
        self.read(|sql| ids(sql, &format!("SELECT id FROM documents WHERE {ANSWERS} ORDER BY id"), []))
    }

    /// Whether a document is live and answers searches for its work.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn answers(&self, document: DocumentId) -> Result<bool> {
        let answers = format!("SELECT 1 FROM documents WHERE id = ?1 AND {ANSWERS}");
        self.read(|sql| sql.prepare_cached(&answers)?.exists([Id(document)]))
    }

    /// The work of a document, and the other live documents of it; none if there are none.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn standing(&self, document: DocumentId) -> Result<Option<(DocumentId, Vec<DocumentId>)>> {
        self.read(|sql| standing(sql, document))
    }

    /// All live documents of a document's work, itself too, the best first; empty for one that is in no work.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn forms(&self, document: DocumentId) -> Result<Vec<Form>> {
        let forms = format!(
            "{FORM} WHERE work = (SELECT work FROM works WHERE document = ?1) ORDER BY best DESC, quality DESC, added, id"
        );
        self.read(|sql| {
            let mut forms = sql.prepare_cached(&forms)?;
            forms.query_map([Id(document)], form)?.collect()
        })
    }

    /// The live documents of every work that has several, work by work, the best first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn works(&self) -> Result<Vec<Form>> {
        let forms = format!(
            "{FORM} WHERE work IN (SELECT work FROM works JOIN documents ON documents.id = works.document AND live = 1
                                   GROUP BY work HAVING count(*) > 1)
             ORDER BY work, best DESC, quality DESC, added, id"
        );
        self.read(|sql| {
            let mut forms = sql.prepare_cached(&forms)?;
            forms.query_map([], form)?.collect()
        })
    }

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

    /// Places the documents that were accepted before works were told; how many there were. The caller holds the writer's lock.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn place_unplaced(&mut self) -> Result<u64> {
        let unplaced = "SELECT id FROM documents WHERE live = 1 AND made = 0 AND id NOT IN (SELECT document FROM works) ORDER BY added, id";
        let unplaced = self.read(|sql| ids(sql, unplaced, []))?;
        for id in &unplaced {
            let Some(document) = self.document(*id)? else { continue };
            self.write(|sql| place(sql, &document, "apostille", &mut Vec::new()))?;
        }
        Ok(unplaced.len() as u64)
    }
}

/// Keeps what a document's work is told by, and puts it into its work, unless a librarian has; the changes are added. It is live.
pub(crate) fn place(sql: &Connection, document: &Document, who: &str, made: &mut Vec<Change>) -> rusqlite::Result<()> {
    keep(sql, document)?;
    let neighbours = judge(sql, document.id, who, made)?;
    // What was taken for their own may be shown as boilerplate by this one.
    for neighbour in neighbours {
        if !companions(sql, neighbour)?.is_empty() {
            judge(sql, neighbour, who, made)?;
        }
    }
    Ok(())
}

/// Chooses the best live document of a work: the one with the best text, of equals the one that came first. A change for each
/// that answers from now on or no longer does.
pub(crate) fn choose(sql: &Connection, work: DocumentId, who: &str, made: &mut Vec<Change>) -> rusqlite::Result<()> {
    let members = "SELECT document, best FROM works JOIN documents ON documents.id = works.document AND live = 1
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

/// Takes a document out of its work and forgets its fingerprint, before it is deleted.
pub(crate) fn forget(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    if work_of(sql, document)?.is_some() {
        leave(sql, document)?;
        forget_shingles(sql, document)?;
    }
    Ok(())
}

/// The work of a document, and the other live documents of it; none if there are none.
pub(crate) fn standing(
    sql: &Connection,
    document: DocumentId,
) -> rusqlite::Result<Option<(DocumentId, Vec<DocumentId>)>> {
    let others = companions(sql, document)?;
    Ok(work_of(sql, document)?.filter(|_| !others.is_empty()).map(|work| (work, others)))
}

/// A line of a job about a document, with `work` and `same_as` if there are other forms of it.
pub(crate) fn with_work(sql: &Connection, document: DocumentId, line: &str) -> rusqlite::Result<String> {
    let (Some((work, others)), Ok(Value::Object(mut said))) = (standing(sql, document)?, serde_json::from_str(line))
    else {
        return Ok(line.to_owned());
    };
    said.insert("work".to_owned(), json!(work));
    said.insert("same_as".to_owned(), json!(others));
    Ok(Value::Object(said).to_string())
}

/// Puts a document into the work that it matches, by the rule; the documents that share much with it and are no forms of it.
fn judge(
    sql: &Connection,
    document: DocumentId,
    who: &str,
    made: &mut Vec<Change>,
) -> rusqlite::Result<Vec<DocumentId>> {
    let before: BTreeSet<DocumentId> = companions(sql, document)?.into_iter().collect();
    let Some((work, by_librarian)) = decision(sql, document)? else { return Ok(Vec::new()) };
    if by_librarian {
        choose_beside(sql, document, who, made)?;
        return Ok(Vec::new());
    }
    let found = matching::matches(sql, document)?;
    let stays = before.iter().all(|form| found.forms.contains(form));
    let left = if stays { work } else { leave(sql, document)? };
    for form in found.forms {
        if let (Some(own), Some(other)) = (work_of(sql, document)?, work_of(sql, form)?)
            && own != other
            && !are_apart(sql, own, other)?
        {
            merge(sql, other, own)?;
        }
    }
    choose(sql, left, who, made)?;
    choose_beside(sql, document, who, made)?;
    let after: BTreeSet<DocumentId> = companions(sql, document)?.into_iter().collect();
    if before != after {
        let why = if after.is_empty() { Why::Split } else { Why::Joined };
        let details =
            if after.is_empty() { json!({"from": before, "by": "rule"}) } else { json!({"with": after, "by": "rule"}) };
        made.push(changes::note(sql, document, true, &Cause { why, who, details })?);
    }
    Ok(found.neighbours)
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
    Ok(made)
}

fn keep(sql: &Connection, document: &Document) -> rusqlite::Result<()> {
    forget_shingles(sql, document.id)?;
    let fingerprint = Fingerprint::of(document);
    let mut put = sql.prepare_cached(
        "INSERT INTO works (document, work, decided_by, best, quality, language, fingerprint)
         VALUES (?1, ?1, 'rule', 1, ?2, ?3, ?4)
         ON CONFLICT (document) DO UPDATE SET quality = excluded.quality, language = excluded.language,
                                              fingerprint = excluded.fingerprint",
    )?;
    put.execute((Id(document.id), quality(document), language(document), fingerprint.to_bytes()))?;
    let mut put = sql.prepare_cached("INSERT OR IGNORE INTO shingles (hash, document) VALUES (?1, ?2)")?;
    for hash in fingerprint.hashes() {
        put.execute((hash.cast_signed(), Id(document.id)))?;
    }
    Ok(())
}

/// The language of most of the text, by letters.
fn language(document: &Document) -> String {
    let mut letters = std::collections::BTreeMap::<&str, usize>::new();
    for passage in document.passages.iter().filter(|passage| matches!(passage.kind, Kind::Body | Kind::Table)) {
        *letters.entry(passage.language.as_str()).or_default() += passage.text.len();
    }
    letters.into_iter().max_by_key(|(_, letters)| *letters).map_or("und", |(tag, _)| tag).to_owned()
}

fn forget_shingles(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    let Some((fingerprint, _)) = matching::kept(sql, document)? else { return Ok(()) };
    let mut forget = sql.prepare_cached("DELETE FROM shingles WHERE hash = ?1 AND document = ?2")?;
    fingerprint.hashes().iter().try_for_each(|hash| forget.execute((hash.cast_signed(), Id(document))).map(drop))
}

/// Makes a document a work of its own; the work that the others go on as, which bears the document's name no longer.
fn leave(sql: &Connection, document: DocumentId) -> rusqlite::Result<DocumentId> {
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

fn merge(sql: &Connection, into: DocumentId, from: DocumentId) -> rusqlite::Result<()> {
    sql.prepare_cached("UPDATE works SET work = ?1 WHERE work = ?2")?.execute((Id(into), Id(from))).map(drop)
}

fn decide(sql: &Connection, document: DocumentId, work: DocumentId) -> rusqlite::Result<()> {
    let mut decide = sql.prepare_cached("UPDATE works SET work = ?2, decided_by = 'librarian' WHERE document = ?1")?;
    decide.execute((Id(document), Id(work))).map(drop)
}

/// Whether a librarian has split a document of one work from a document of the other.
fn are_apart(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<bool> {
    let apart = "SELECT 1 FROM works_apart JOIN works AS a ON a.document = one JOIN works AS b ON b.document = other
                 WHERE a.work = ?1 AND b.work = ?2";
    sql.prepare_cached(apart)?.exists((Id(one), Id(other)))
}

fn work_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<DocumentId>> {
    Ok(decision(sql, document)?.map(|(work, _)| work))
}

/// A document's work, and whether a librarian decided so.
fn decision(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<(DocumentId, bool)>> {
    let mut work = sql.prepare_cached("SELECT work, decided_by = 'librarian' FROM works WHERE document = ?1")?;
    work.query_row([Id(document)], |row| Ok((row.get::<_, Id>(0)?.0, row.get(1)?))).optional()
}

/// The other live documents of a document's work.
fn companions(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<DocumentId>> {
    let others = "SELECT document FROM works JOIN documents ON documents.id = works.document AND live = 1
                  WHERE work = (SELECT work FROM works WHERE document = ?1) AND document <> ?1 ORDER BY document";
    ids(sql, others, [Id(document)])
}

fn ids(sql: &Connection, query: &str, values: impl rusqlite::Params) -> rusqlite::Result<Vec<DocumentId>> {
    sql.prepare_cached(query)?.query_map(values, |row| Ok(row.get::<_, Id>(0)?.0))?.collect()
}

fn form(row: &rusqlite::Row<'_>) -> rusqlite::Result<Form> {
    Ok(Form {
        document: row.get::<_, Id>(0)?.0,
        work: row.get::<_, Id>(1)?.0,
        best: row.get(2)?,
        quality: row.get(3)?,
        decided_by: row.get(4)?,
        path: row.get::<_, Option<Shown>>(5)?.map(|path| path.0),
    })
}

fn report(sql: &Connection, job: JobId, document: DocumentId, line: &str) -> rusqlite::Result<()> {
    queue::put_event(sql, job, Some(document.to_string().as_ref()), line)?;
    queue::advance(sql, job, 1, 0)
}
