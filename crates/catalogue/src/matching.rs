//! Which documents have the same text as this one? Those that share its shingles are compared (`sameness`).

mod sameness;

use std::collections::HashMap;

use apostille_corpus::{DocumentId, Fingerprint, Landmarks};
use rusqlite::{Connection, OptionalExtension};

use crate::column::Id;
use crate::translations;
use sameness::is_same;

/// Texts of fewer shingles are never compared.
const LEAST: u64 = 12;
/// A shingle that so many documents have tells nothing of one of them; more are not looked at.
const HOLDERS: usize = 64;
/// So many documents, those that share most, are compared.
const COMPARED: usize = 100;
/// Documents that share so many hashes, and are no forms, may have taken boilerplate for their own text.
const NEIGHBOUR: usize = 20;

/// What a document matches.
pub(crate) struct Matches {
    /// Documents that have its text, those that share most first.
    pub forms: Vec<DocumentId>,
    /// Documents that share much with it and have another text.
    pub neighbours: Vec<DocumentId>,
}

/// A live document that shares shingles with the one that is placed.
struct Candidate {
    document: DocumentId,
    text: Text,
    common: usize,
}

/// What a text is compared by.
struct Text {
    fingerprint: Fingerprint,
    /// None before they are kept.
    landmarks: Option<Landmarks>,
}

impl Text {
    fn new(sql: &Connection, document: DocumentId, fingerprint: Fingerprint) -> rusqlite::Result<Text> {
        let landmarks = translations::kept(sql, document)?.map(|(landmarks, _)| landmarks);
        Ok(Text { fingerprint, landmarks })
    }
}

/// The live documents in the same language that a document matches.
pub(crate) fn matches(sql: &Connection, document: DocumentId) -> rusqlite::Result<Matches> {
    let nothing = Matches { forms: Vec::new(), neighbours: Vec::new() };
    let Some((fingerprint, language)) = kept(sql, document)? else { return Ok(nothing) };
    if fingerprint.shingles() < LEAST {
        return Ok(nothing);
    }
    let holders = holders(sql, document, &fingerprint)?;
    let candidates = candidates(sql, &holders, &language)?;
    let text = Text::new(sql, document, fingerprint)?;
    let is_form = |candidate: &&Candidate| is_same(&text, candidate, &candidates, &holders);
    let forms: Vec<DocumentId> = candidates.iter().filter(is_form).map(|found| found.document).collect();
    let near = candidates.iter().filter(|near| near.common >= NEIGHBOUR && !forms.contains(&near.document));
    let neighbours = near.map(|near| near.document).collect();
    Ok(Matches { forms, neighbours })
}

/// A document's fingerprint and language, as they are kept.
pub(crate) fn kept(sql: &Connection, document: DocumentId) -> rusqlite::Result<Option<(Fingerprint, String)>> {
    let mut kept = sql.prepare_cached("SELECT fingerprint, language FROM works WHERE document = ?1")?;
    let kept = kept.query_row([Id(document)], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?))).optional()?;
    Ok(kept.and_then(|(bytes, language)| Some((Fingerprint::from_bytes(&bytes)?, language))))
}

/// The other live documents that have each hash of a document.
fn holders(
    sql: &Connection,
    document: DocumentId,
    fingerprint: &Fingerprint,
) -> rusqlite::Result<HashMap<u64, Vec<DocumentId>>> {
    // CROSS, since SQLite would otherwise go through all live documents for each hash.
    let mut of = sql.prepare_cached(
        "SELECT document FROM shingles CROSS JOIN documents ON documents.id = shingles.document AND live = 1
         WHERE hash = ?1 AND document <> ?2 LIMIT ?3",
    )?;
    let mut holders = HashMap::new();
    for hash in fingerprint.hashes() {
        let found = of.query_map((hash.cast_signed(), Id(document), HOLDERS), |row| Ok(row.get::<_, Id>(0)?.0))?;
        holders.insert(*hash, found.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(holders)
}

fn candidates(
    sql: &Connection,
    holders: &HashMap<u64, Vec<DocumentId>>,
    language: &str,
) -> rusqlite::Result<Vec<Candidate>> {
    let mut common: HashMap<DocumentId, usize> = HashMap::new();
    holders.values().flatten().for_each(|document| *common.entry(*document).or_default() += 1);
    let mut most: Vec<(DocumentId, usize)> = common.into_iter().collect();
    most.sort_unstable_by_key(|(document, common)| (std::cmp::Reverse(*common), *document));
    let mut candidates = Vec::new();
    for (document, common) in most.into_iter().take(COMPARED) {
        // A translation is another text.
        if let Some((fingerprint, _)) = kept(sql, document)?.filter(|(_, its)| its == language) {
            candidates.push(Candidate { document, text: Text::new(sql, document, fingerprint)?, common });
        }
    }
    Ok(candidates)
}
