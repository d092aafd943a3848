//! Which documents have the same text as this one? By fingerprints, with what many texts share left out.
//!
//! Measured on the shared corpus: copies in other formats share .8 and more of what either has (laws as PDF and XML .82), parts
//! and damaged copies are in the whole by .94 and more; rules of one office that share page furniture, by up to .93.

use std::collections::{HashMap, HashSet};

use apostille_corpus::{DocumentId, Fingerprint};
use rusqlite::{Connection, OptionalExtension};

use crate::column::Id;

/// From this Jaccard similarity on, two texts are the same.
const SAME: f64 = 0.8;
/// From this share on, the shorter text is a part or a damaged copy of the longer.
const PART: f64 = 0.85;
/// So many shingles have to be left of a part, and so many hashes compared: less is a quotation.
const PART_SHINGLES: u64 = 50;
/// In texts of fewer shingles a few words make another text, such as two notices of one form:
const SHORT: u64 = 200;
/// from this share on a short text is in a longer one that is not much longer,
const SHORT_PART: f64 = 0.98;
/// and this Jaccard similarity says so.
const SHORT_SAME: f64 = 0.7;
/// Texts of fewer shingles are never compared.
const LEAST: u64 = 12;
/// A text that is in the longer one of a pair by this share is a part of it too, and no witness that they share boilerplate.
const NO_WITNESS: f64 = 0.75;
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
    fingerprint: Fingerprint,
    common: usize,
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
    let is_form = |candidate: &&Candidate| is_same(&fingerprint, candidate, &candidates, &holders);
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
    let mut of = sql.prepare_cached(
        "SELECT document FROM shingles JOIN documents ON documents.id = shingles.document AND live = 1
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
            candidates.push(Candidate { document, fingerprint, common });
        }
    }
    Ok(candidates)
}

fn is_same(
    one: &Fingerprint,
    other: &Candidate,
    candidates: &[Candidate],
    holders: &HashMap<u64, Vec<DocumentId>>,
) -> bool {
    let overlap = one.overlap(&other.fingerprint, &HashSet::new());
    if overlap.shingles < LEAST {
        return false;
    }
    if overlap.shingles < SHORT && one.shingles().max(other.fingerprint.shingles()) < 2 * SHORT {
        return overlap.containment >= SHORT_PART && overlap.jaccard >= SHORT_SAME;
    }
    if overlap.jaccard >= SAME {
        return true;
    }
    overlap.containment >= PART && {
        let left = one.overlap(&other.fingerprint, &boilerplate(one, other, candidates, holders));
        left.containment >= PART && left.shingles >= PART_SHINGLES && left.compared as u64 >= PART_SHINGLES
    }
}

/// The hashes that a third text has which is no part of the longer one.
fn boilerplate(
    one: &Fingerprint,
    other: &Candidate,
    candidates: &[Candidate],
    holders: &HashMap<u64, Vec<DocumentId>>,
) -> HashSet<u64> {
    let longer = if one.shingles() >= other.fingerprint.shingles() { one } else { &other.fingerprint };
    let is_part = |third: &Candidate| {
        third.document == other.document
            || longer.overlap(&third.fingerprint, &HashSet::new()).containment >= NO_WITNESS
    };
    let parts: HashSet<DocumentId> =
        candidates.iter().filter(|third| is_part(third)).map(|third| third.document).collect();
    let shared = holders.iter().filter(|(_, holders)| holders.iter().any(|holder| !parts.contains(holder)));
    shared.map(|(hash, _)| *hash).collect()
}
