//! Documents, passages and notes, read back as they were written. Only live documents are found here.

use apostille_corpus::{Document, DocumentId, Note, Passage};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Id, Json, Tag, Word};
use crate::{Catalogue, Result, quality, record};

/// What a passage's id names: a passage in the text, or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageOrNote {
    /// A passage other than a note.
    Passage(Passage),
    /// A note.
    Note(Note),
}

const PASSAGE: &str =
    "p.number, p.id, p.kind, p.language, p.page, p.page_label, p.section, p.text, p.continues, p.markers, p.document";
const NOTE: &str = "p.number, p.id, p.label, p.text, p.languages, p.page, p.page_label, p.cited_by, p.document";

impl Catalogue {
    /// A whole document.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>> {
        self.read(|sql| {
            let mut row = sql
                .prepare_cached("SELECT record, pages, sections, warnings FROM documents WHERE id = ?1 AND live = 1")?;
            let found = row.query_row([Id(id)], |row| {
                Ok(Document {
                    id,
                    record: row.get::<_, Json<_>>(0)?.0,
                    printed: record::printed(sql, id)?,
                    pages: row.get(1)?,
                    sections: row.get::<_, Json<_>>(2)?.0,
                    warnings: row.get::<_, Json<_>>(3)?.0,
                    passages: Vec::new(),
                    notes: Vec::new(),
                    spelling: quality::spelling(sql, id)?,
                })
            });
            let Some(document) = found.optional()? else { return Ok(None) };
            let (passages, notes) = (passages_of(sql, id)?, notes_of(sql, id)?);
            Ok(Some(Document { passages, notes, ..document }))
        })
    }

    /// The passage or note with this id, and the document it stands in.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn passage(&self, id: &str) -> Result<Option<(DocumentId, PassageOrNote)>> {
        self.read(|sql| {
            let one = format!("SELECT {PASSAGE} {}", from_live("passages"));
            let found = sql
                .prepare_cached(&one)?
                .query_row([id], |row| Ok((row.get::<_, Id>(10)?.0, PassageOrNote::Passage(passage(row)?))));
            if let Some(passage) = found.optional()? {
                return Ok(Some(passage));
            }
            let one = format!("SELECT {NOTE} {}", from_live("notes"));
            let found = sql
                .prepare_cached(&one)?
                .query_row([id], |row| Ok((row.get::<_, Id>(8)?.0, PassageOrNote::Note(note(row)?))));
            found.optional()
        })
    }
}

fn from_live(table: &str) -> String {
    format!("FROM {table} AS p JOIN documents AS d ON d.id = p.document WHERE p.id = ?1 AND d.live = 1")
}

fn passages_of(sql: &Connection, id: DocumentId) -> rusqlite::Result<Vec<Passage>> {
    let all = format!("SELECT {PASSAGE} FROM passages AS p WHERE p.document = ?1 ORDER BY p.number");
    sql.prepare_cached(&all)?.query_map([Id(id)], passage)?.collect()
}

fn notes_of(sql: &Connection, id: DocumentId) -> rusqlite::Result<Vec<Note>> {
    let all = format!("SELECT {NOTE} FROM notes AS p WHERE p.document = ?1 ORDER BY p.number");
    sql.prepare_cached(&all)?.query_map([Id(id)], note)?.collect()
}

fn passage(row: &Row<'_>) -> rusqlite::Result<Passage> {
    Ok(Passage {
        number: row.get(0)?,
        id: row.get(1)?,
        kind: row.get::<_, Word>(2)?.0,
        language: row.get::<_, Tag>(3)?.0,
        page: row.get(4)?,
        page_label: row.get(5)?,
        section: row.get(6)?,
        text: row.get(7)?,
        continues: row.get(8)?,
        markers: row.get::<_, Json<_>>(9)?.0,
    })
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        number: row.get(0)?,
        id: row.get(1)?,
        label: row.get(2)?,
        text: row.get(3)?,
        languages: row.get::<_, Json<_>>(4)?.0,
        page: row.get(5)?,
        page_label: row.get(6)?,
        cited_by: row.get::<_, Json<_>>(7)?.0,
    })
}
