//! The rule: a document that comes is put into the work whose text it has.

use std::collections::BTreeSet;

use apostille_corpus::{Document, DocumentId, Fingerprint, Kind, Measures};
use rusqlite::Connection;
use serde_json::json;

use super::choosing::{choose, choose_beside};
use super::membership::{are_apart, companions, decision, forget_shingles, ids, leave, merge, work_of};
use crate::changes::{self, Cause, Change, Why};
use crate::column::Id;
use crate::{Catalogue, Result, doubts, matching, quality, translations};

impl Catalogue {
    /// Places the documents that were accepted before works and translations were told; how many there were. The caller holds the writer's lock.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn place_unplaced(&mut self) -> Result<u64> {
        let unplaced = "SELECT id FROM documents WHERE live = 1 AND made = 0
            AND NOT (EXISTS (SELECT 1 FROM works WHERE works.document = documents.id)
                     AND EXISTS (SELECT 1 FROM landmarks WHERE landmarks.document = documents.id)
                     AND EXISTS (SELECT 1 FROM measures WHERE measures.document = documents.id)) ORDER BY added, id";
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
    let language = language(document);
    let measures = Measures::of(document);
    keep(sql, document, &language, apostille_corpus::quality(&measures))?;
    quality::keep(sql, document, &measures)?;
    doubts::review(sql, document.id)?;
    translations::keep(sql, document, &language)?;
    let before = made.len();
    let neighbours = judge(sql, document.id, who, made)?;
    // What was taken for their own may be shown as boilerplate by this one.
    for neighbour in neighbours {
        if !companions(sql, neighbour)?.is_empty() {
            judge(sql, neighbour, who, made)?;
        }
    }
    let moved: BTreeSet<DocumentId> =
        made[before..].iter().map(|change| change.document).chain([document.id]).collect();
    moved.into_iter().try_for_each(|document| translations::review(sql, document, who, made))
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

fn keep(sql: &Connection, document: &Document, language: &str, worth: f64) -> rusqlite::Result<()> {
    forget_shingles(sql, document.id)?;
    let fingerprint = Fingerprint::of(document);
    let mut put = sql.prepare_cached(
        "INSERT INTO works (document, work, decided_by, best, quality, language, fingerprint)
         VALUES (?1, ?1, 'rule', 1, ?2, ?3, ?4)
         ON CONFLICT (document) DO UPDATE SET quality = excluded.quality, language = excluded.language,
                                              fingerprint = excluded.fingerprint",
    )?;
    put.execute((Id(document.id), worth, language, fingerprint.to_bytes()))?;
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
