//! Which documents of other languages may be a document's translation? Those that share rare landmarks with it, compared.

use std::collections::HashMap;

use apostille_corpus::{Document, DocumentId, Landmarks};
use rusqlite::{Connection, OptionalExtension};

use crate::column::Id;

/// So many landmarks of a document, those with the least hashes, find others and are found by them.
const SOUGHT: usize = 128;
/// A landmark that more documents of the other languages have tells nothing of one of them.
const HOLDERS: usize = 64;
/// So many documents, those that share the rarest landmarks, are compared.
const COMPARED: usize = 32;
/// A text with fewer landmarks is compared with none.
const FEWEST: usize = 12;
/// So many landmarks have to be shared at least.
const FEWEST_SHARED: usize = 4;
/// Translations are not longer than so many times the original, and the other way round.
const LONGER: u64 = 2;

/// A document of another language, and how alike it is.
pub(super) struct Candidate {
    pub document: DocumentId,
    pub language: String,
    pub landmarks: Landmarks,
    pub likeness: f64,
}

/// Keeps what a document's translations are told by.
pub(crate) fn keep(sql: &Connection, document: &Document, language: &str) -> rusqlite::Result<()> {
    forget(sql, document.id)?;
    let landmarks = Landmarks::of(document);
    let mut put =
        sql.prepare_cached("INSERT OR REPLACE INTO landmarks (document, language, landmarks) VALUES (?1, ?2, ?3)")?;
    put.execute((Id(document.id), language, landmarks.to_bytes()))?;
    let mut put =
        sql.prepare_cached("INSERT OR IGNORE INTO landmark_holders (hash, language, document) VALUES (?1, ?2, ?3)")?;
    landmarks.hashes().take(SOUGHT).try_for_each(|hash| put.execute((hash, language, Id(document.id))).map(drop))
}

/// Forgets them.
pub(crate) fn forget(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    let Some((landmarks, language)) = kept(sql, document)? else { return Ok(()) };
    let mut forget =
        sql.prepare_cached("DELETE FROM landmark_holders WHERE hash = ?1 AND language = ?2 AND document = ?3")?;
    let mut hashes = landmarks.hashes().take(SOUGHT);
    hashes.try_for_each(|hash| forget.execute((hash, &language, Id(document))).map(drop))?;
    sql.prepare_cached("DELETE FROM landmarks WHERE document = ?1")?.execute([Id(document)]).map(drop)
}

/// A document's landmarks and language, as they are kept.
pub(crate) fn kept(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<(Landmarks, String)>> {
    let mut kept = sql.prepare_cached("SELECT landmarks, language FROM landmarks WHERE document = ?1")?;
    let kept = kept.query_row([Id(document)], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?))).optional()?;
    Ok(kept.and_then(|(bytes, language)| Some((Landmarks::from_bytes(&bytes)?, language))))
}

/// How alike two documents are; 0 where that is not known.
pub(super) fn likeness(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<f64> {
    let (one, other) = (kept(sql, one)?, kept(sql, other)?);
    Ok(one.zip(other).map_or(0.0, |((one, _), (other, _))| one.likeness(&other)))
}

/// The documents in other languages that may be a document's translation and answer searches for their works, the likest first.
pub(super) fn candidates(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<Candidate>> {
    let Some((landmarks, language)) = kept(sql, document)? else { return Ok(Vec::new()) };
    if landmarks.hashes().count() < FEWEST || language == "und" {
        return Ok(Vec::new());
    }
    let mut answers = sql.prepare_cached(
        "SELECT 1 FROM documents JOIN works ON works.document = documents.id WHERE id = ?1 AND live = 1 AND best = 1",
    )?;
    let mut candidates = Vec::new();
    for other in sharing(sql, &landmarks, &language)? {
        if candidates.len() == COMPARED {
            break;
        }
        if answers.exists([Id(other)])?
            && let Some((its, language)) = kept(sql, other)?
            && may_be(&landmarks, &its)
        {
            let likeness = landmarks.likeness(&its);
            candidates.push(Candidate { document: other, language, landmarks: its, likeness });
        }
    }
    candidates.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.document.cmp(&other.document)));
    Ok(candidates)
}

/// The documents in other languages that share landmarks, those that share the rarest first.
fn sharing(sql: &Connection, landmarks: &Landmarks, language: &str) -> rusqlite::Result<Vec<DocumentId>> {
    // Both ranges stand together in the table, so that a landmark of thousands of documents in the same language costs nothing.
    let mut holders = sql.prepare_cached(
        "SELECT document FROM (SELECT document FROM landmark_holders WHERE hash = ?1 AND language < ?2 LIMIT ?3)
         UNION ALL
         SELECT document FROM (SELECT document FROM landmark_holders WHERE hash = ?1 AND language > ?2 LIMIT ?3)",
    )?;
    let mut shared: HashMap<DocumentId, f64> = HashMap::new();
    for hash in landmarks.hashes().take(SOUGHT) {
        let found = holders.query_map((hash, language, HOLDERS + 1), |row| Ok(row.get::<_, Id>(0)?.0))?;
        let found: Vec<DocumentId> = found.collect::<rusqlite::Result<_>>()?;
        if found.len() <= HOLDERS {
            let rarity = (1.0 + HOLDERS as f64 / found.len() as f64).ln();
            found.into_iter().for_each(|document| *shared.entry(document).or_default() += rarity);
        }
    }
    let mut most: Vec<(DocumentId, f64)> = shared.into_iter().collect();
    most.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    Ok(most.into_iter().map(|(document, _)| document).take(4 * COMPARED).collect())
}

fn may_be(one: &Landmarks, other: &Landmarks) -> bool {
    let (shorter, longer) = (one.length().min(other.length()), one.length().max(other.length()));
    let fits = u64::from(longer) <= LONGER * u64::from(shorter);
    fits && other.hashes().count() >= FEWEST && one.common(other) >= FEWEST_SHARED
}
