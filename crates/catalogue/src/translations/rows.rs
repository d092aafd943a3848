//! The rows of `translations`, read and written. A pair is asked for by any document of the two works that it joins.

use apostille_corpus::DocumentId;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::Id;

/// Who said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    Rule,
    Librarian,
}

/// A row that says that two documents are a pair.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub one: DocumentId,
    pub other: DocumentId,
    pub decided_by: Decision,
    pub likeness: f64,
}

impl Decision {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Decision::Rule => "rule",
            Decision::Librarian => "librarian",
        }
    }
}

impl Pair {
    pub(super) fn new(documents: [DocumentId; 2], decided_by: Decision, likeness: f64) -> Pair {
        let [one, other] = ordered(documents);
        Pair { one, other, decided_by, likeness }
    }
}

const PAIR: &str = "SELECT one, other, decided_by = 'librarian', likeness FROM translations";
/// Whether both of a row's documents are live.
const LIVE: &str = "(SELECT live FROM documents WHERE id = one) AND (SELECT live FROM documents WHERE id = other)";

/// The documents of `?1`'s work: itself alone, if it is in none.
const WORK: &str =
    "(SELECT ?1 UNION SELECT b.document FROM works AS a JOIN works AS b ON b.work = a.work WHERE a.document = ?1)";
/// The same for `?2`.
const OTHER_WORK: &str =
    "(SELECT ?2 UNION SELECT b.document FROM works AS a JOIN works AS b ON b.work = a.work WHERE a.document = ?2)";

/// The pairs of live documents, at most `limit` after the first `offset`.
pub(super) fn live_pairs(sql: &Connection, offset: u64, limit: u64) -> rusqlite::Result<Vec<Pair>> {
    let pairs = format!("{PAIR} WHERE is_pair = 1 AND {LIVE} ORDER BY one, other LIMIT ?1 OFFSET ?2");
    sql.prepare_cached(&pairs)?.query_map((i64::try_from(limit).unwrap_or(i64::MAX), offset), pair)?.collect()
}

/// The pairs of a document's work with live documents.
pub(super) fn live_pairs_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<Pair>> {
    let of = format!(
        "{PAIR} WHERE is_pair = 1 AND one IN {WORK} AND {LIVE} UNION {PAIR} WHERE is_pair = 1 AND other IN {WORK} AND {LIVE}"
    );
    sql.prepare_cached(&of)?.query_map([Id(document)], pair)?.collect()
}

/// The pairs of a document's work, also with documents that are not live.
pub(super) fn pairs_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<Pair>> {
    let of = format!("{PAIR} WHERE is_pair = 1 AND one IN {WORK} UNION {PAIR} WHERE is_pair = 1 AND other IN {WORK}");
    sql.prepare_cached(&of)?.query_map([Id(document)], pair)?.collect()
}

/// The pair that two works are, if they are.
pub(super) fn between(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<Option<Pair>> {
    let between = format!("{PAIR} WHERE is_pair = 1 AND {} ORDER BY decided_by LIMIT 1", both());
    sql.prepare_cached(&between)?.query_row((Id(one), Id(other)), pair).optional()
}

/// Whether a librarian has said that two works are no pair.
pub(super) fn are_apart(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<bool> {
    let apart = format!("SELECT 1 FROM translations WHERE is_pair = 0 AND {}", both());
    sql.prepare_cached(&apart)?.exists((Id(one), Id(other)))
}

/// Writes a pair down.
pub(super) fn put(sql: &Connection, pair: &Pair) -> rusqlite::Result<()> {
    insert(sql, pair, true)
}

/// Writes down that a librarian says that two documents are no pair.
pub(super) fn put_apart(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<()> {
    insert(sql, &Pair::new([one, other], Decision::Librarian, 0.0), false)
}

/// Deletes what is said of two works, whoever said it.
pub(super) fn delete_between(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<()> {
    let delete = format!("DELETE FROM translations WHERE {}", both());
    sql.prepare_cached(&delete)?.execute((Id(one), Id(other))).map(drop)
}

/// Deletes the pairs of a work with documents of a language that the rule made.
pub(super) fn delete_rules(sql: &Connection, document: DocumentId, language: &str) -> rusqlite::Result<()> {
    for pair in pairs_of(sql, document)?.into_iter().filter(|pair| pair.decided_by == Decision::Rule) {
        if language_of(sql, pair.one)? == language || language_of(sql, pair.other)? == language {
            delete(sql, &pair)?;
        }
    }
    Ok(())
}

/// Deletes one pair.
pub(super) fn delete(sql: &Connection, pair: &Pair) -> rusqlite::Result<()> {
    let mut delete = sql.prepare_cached("DELETE FROM translations WHERE one = ?1 AND other = ?2")?;
    delete.execute((Id(pair.one), Id(pair.other))).map(drop)
}

/// The language of most of a document's text; empty for one without landmarks.
pub(super) fn language_of(sql: &Connection, document: DocumentId) -> rusqlite::Result<String> {
    let mut language = sql.prepare_cached("SELECT language FROM landmarks WHERE document = ?1")?;
    Ok(language.query_row([Id(document)], |row| row.get(0)).optional()?.unwrap_or_default())
}

fn insert(sql: &Connection, pair: &Pair, is_pair: bool) -> rusqlite::Result<()> {
    let mut put = sql.prepare_cached(
        "INSERT OR REPLACE INTO translations (one, other, decided_by, is_pair, likeness) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    put.execute((Id(pair.one), Id(pair.other), pair.decided_by.as_str(), is_pair, pair.likeness)).map(drop)
}

fn both() -> String {
    format!("((one IN {WORK} AND other IN {OTHER_WORK}) OR (one IN {OTHER_WORK} AND other IN {WORK}))")
}

/// As the ids stand in their column, which is the order of their hexadecimal digits.
fn ordered([one, other]: [DocumentId; 2]) -> [DocumentId; 2] {
    if one.to_string() <= other.to_string() { [one, other] } else { [other, one] }
}

fn pair(row: &Row<'_>) -> rusqlite::Result<Pair> {
    let decided_by = if row.get(2)? { Decision::Librarian } else { Decision::Rule };
    Ok(Pair { one: row.get::<_, Id>(0)?.0, other: row.get::<_, Id>(1)?.0, decided_by, likeness: row.get(3)? })
}
