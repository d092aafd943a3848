//! A document's rows, written. Whether it should be, and who is told, is decided by the callers.

use apostille_corpus::{Document, DocumentId, Note, Passage};
use rusqlite::{CachedStatement, Connection};

use crate::column::{Digest, Id, Json};
use crate::originals::Sha256;
use crate::record;

/// With what a document was read: `reindex` reads the original again when either is older than the program's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The version of extraction and structure.
    pub extraction: u32,
    /// The version of the engine's analysis.
    pub analysis: u32,
}

/// What a document was read from.
pub(crate) struct Origin {
    /// Its original's digest; none for a made document.
    pub sha256: Option<Sha256>,
    /// Its original's size in bytes.
    pub size: u64,
}

/// Writes the row that stands for a document, not live and without text, if it is not there. The day of a document
/// that returns stays the day it first came.
pub(crate) fn put_row(sql: &Connection, document: &Document, origin: &Origin) -> rusqlite::Result<()> {
    let mut insert = sql.prepare_cached(
        "INSERT INTO documents (id, sha256, size, live, made, record, pages, sections, warnings, passages, notes,
                                extraction, analysis, added)
         VALUES (?1, ?2, ?3, 0, ?4, ?5, NULL, '[]', '[]', 0, 0, 0, 0, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
         ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size, made = excluded.made",
    )?;
    let digest = origin.sha256.map(Digest);
    insert.execute((Id(document.id), &digest, origin.size, digest.is_none(), Json(&document.record)))?;
    Ok(())
}

/// Writes what was read in a document over what was there; what librarians and sidecars say of it holds.
pub(crate) fn put_text(sql: &Connection, document: &Document, versions: Versions) -> rusqlite::Result<()> {
    delete_text(sql, document.id)?;
    record::put_read(sql, document)?;
    record::settle(sql, document.id)?;
    let mut update = sql.prepare_cached(
        "UPDATE documents SET pages = ?2, sections = ?3, warnings = ?4, passages = ?5, notes = ?6, extraction = ?7,
                              analysis = ?8
         WHERE id = ?1",
    )?;
    update.execute((
        Id(document.id),
        document.pages,
        Json(&document.sections),
        Json(&document.warnings),
        document.passages.len(),
        document.notes.len(),
        versions.extraction,
        versions.analysis,
    ))?;
    let mut insert = insert_passage(sql)?;
    for passage in &document.passages {
        put_passage(&mut insert, document.id, passage)?;
    }
    let mut insert = insert_note(sql)?;
    for note in &document.notes {
        put_note(&mut insert, document.id, note)?;
    }
    count_languages(sql, document.id)
}

/// Counts a document's passages by language.
pub(crate) fn count_languages(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    let mut count = sql.prepare_cached(
        "UPDATE documents SET by_language = (SELECT json_group_object(language, counted) FROM
             (SELECT language, count(*) AS counted FROM passages WHERE document = ?1 GROUP BY language)) WHERE id = ?1",
    )?;
    count.execute([Id(document)]).map(drop)
}

/// Deletes a document's passages and notes.
pub(crate) fn delete_text(sql: &Connection, document: DocumentId) -> rusqlite::Result<()> {
    sql.prepare_cached("DELETE FROM passages WHERE document = ?1")?.execute([Id(document)])?;
    sql.prepare_cached("DELETE FROM notes WHERE document = ?1")?.execute([Id(document)])?;
    Ok(())
}

/// The statement of [`put_passage`].
pub(crate) fn insert_passage(sql: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    sql.prepare_cached(
        "INSERT INTO passages (document, number, id, kind, language, page, page_label, section, text, continues, markers)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )
}

/// Writes one passage.
pub(crate) fn put_passage(
    insert: &mut CachedStatement<'_>,
    document: DocumentId,
    passage: &Passage,
) -> rusqlite::Result<()> {
    insert.execute((
        Id(document),
        passage.number,
        &passage.id,
        passage.kind.as_str(),
        passage.language.as_str(),
        passage.page,
        &passage.page_label,
        &passage.section,
        &passage.text,
        passage.continues,
        Json(&passage.markers),
    ))?;
    Ok(())
}

fn insert_note(sql: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    sql.prepare_cached(
        "INSERT INTO notes (document, number, id, label, text, languages, page, page_label, cited_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )
}

fn put_note(insert: &mut CachedStatement<'_>, document: DocumentId, note: &Note) -> rusqlite::Result<()> {
    insert.execute((
        Id(document),
        note.number,
        &note.id,
        &note.label,
        &note.text,
        Json(&note.languages),
        note.page,
        &note.page_label,
        Json(&note.cited_by),
    ))?;
    Ok(())
}
