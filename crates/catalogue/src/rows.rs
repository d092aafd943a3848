//! Documents made from the rows of a table: written in a stream, without originals, found only once they are whole.

use apostille_corpus::{Document, DocumentId, Language, Passage, Record};
use rusqlite::{Connection, ErrorCode, ffi};

use crate::changes::{self, Cause, Why};
use crate::column::Id;
use crate::write::{self, Origin, Versions};
use crate::{Catalogue, Error, Result, record, trash};

/// One row: a passage and the document it belongs to. Rows of one document may stand anywhere in the stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// The passage; number 1 begins the document, anew if it was there before.
    pub passage: Passage,
}

/// A document whose rows have all been written.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// Its identity.
    pub document: DocumentId,
    /// The languages of its passages, the most frequent first.
    pub languages: Vec<Language>,
    /// How many passages it has.
    pub passages: u64,
}

impl Catalogue {
    /// Writes rows in one transaction: some 10,000 at a time cost one sync. Their documents are not live before
    /// [`Catalogue::finish_rows`]. `who` stands in the history.
    ///
    /// # Errors
    /// [`Error::PassageTaken`] if a passage's id is another's already; then none of these rows is written.
    pub fn append_rows(&mut self, rows: &[Row], who: &str) -> Result<()> {
        let mut last = None;
        let written = self.write(|sql| {
            for row in rows {
                if row.passage.number == 1 {
                    begin(sql, row, who)?;
                }
                last = Some(&row.passage.id);
                write::put_passage(&mut write::insert_passage(sql)?, row.document, &row.passage)?;
            }
            Ok(())
        });
        match (written, last) {
            (Err(Error::Sqlite { path, source }), Some(id)) if is_taken(&source) => {
                Err(Error::PassageTaken { id: id.clone(), path })
            }
            (written, _) => written,
        }
    }

    /// Makes the documents live, all in one transaction; the number of the newest change.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn finish_rows(&mut self, made: &[Made], versions: Versions, who: &str) -> Result<u64> {
        self.write(|sql| {
            let mut finish = sql.prepare_cached(
                "UPDATE documents SET live = 1, passages = ?2, extraction = ?3, analysis = ?4 WHERE id = ?1",
            )?;
            for made in made {
                let (extraction, analysis) = (versions.extraction, versions.analysis);
                finish.execute((Id(made.document), made.passages, extraction, analysis))?;
                write::count_languages(sql, made.document)?;
                record::put_languages(sql, made.document, &made.languages)?;
                changes::note(sql, made.document, true, &Cause::new(Why::Made, who))?;
            }
            Ok(())
        })?;
        self.sequence()
    }

    /// Deletes documents whose making was cut off: nobody has ever found them. How many there were.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn drop_unfinished(&mut self) -> Result<u64> {
        // One that a person put into the trash was whole.
        let unfinished = "made = 1 AND live = 0 AND id NOT IN (SELECT document FROM trash)";
        let (any, all) = (
            format!("SELECT 1 FROM documents WHERE {unfinished}"),
            format!("DELETE FROM documents WHERE {unfinished}"),
        );
        if !self.read(|sql| sql.prepare_cached(&any)?.exists([]))? {
            return Ok(0);
        }
        self.write(|sql| Ok(sql.execute(&all, [])? as u64))
    }
}

fn begin(sql: &Connection, row: &Row, who: &str) -> rusqlite::Result<()> {
    changes::set_live(sql, row.document, false, &Cause::new(Why::Remaking, who))?;
    trash::forget(sql, row.document)?;
    let record = Record { title: row.title.clone(), ..Record::default() };
    let document = Document {
        id: row.document,
        record,
        printed: Default::default(),
        pages: None,
        sections: Vec::new(),
        passages: Vec::new(),
        notes: Vec::new(),
        warnings: Vec::new(),
        spelling: Default::default(),
    };
    write::put_row(sql, &document, &Origin { sha256: None, size: 0 })?;
    write::put_text(sql, &document, Versions { extraction: 0, analysis: 0 })
}

fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
        && error.sqlite_extended_error_code() == Some(ffi::SQLITE_CONSTRAINT_UNIQUE)
}
