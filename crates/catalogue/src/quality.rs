//! How well documents were read: measured once, when they come, so that a table of 50,000 is a table.

mod report;

pub use report::{CollectionQuality, QualityOrder, QualityReport, QualityRow, Totals, UnlinkedNote};

use apostille_corpus::{Document, DocumentId, Measures, Spelling, Warning};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Id, Json, Shown};
use crate::{Catalogue, Result};

const ROW: &str = "m.document, record ->> 'title',
    (SELECT path FROM paths WHERE paths.document = m.document ORDER BY number LIMIT 1),
    soundness, m.pages, pages_read, label_gaps, letters, doubtful_letters, words, garbled_words, m.notes, unlinked_notes,
    is_scanned, ocr_confidence, m.warnings, languages, dictionary_words, unknown_words";

impl Catalogue {
    /// How well a live document was read; none if it is not live or was made from rows.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn quality(&self, document: DocumentId) -> Result<Option<QualityReport>> {
        self.read(|sql| {
            let one = format!(
                "SELECT {ROW}, documents.warnings FROM measures AS m JOIN documents ON documents.id = m.document
                 WHERE m.document = ?1 AND m.live = 1"
            );
            let found = sql
                .prepare_cached(&one)?
                .query_row([Id(document)], |found| Ok((row(found)?, found.get::<_, Json<Vec<Warning>>>(19)?.0)));
            let Some((row, warned)) = found.optional()? else { return Ok(None) };
            let unlinked = unlinked(sql, document)?;
            Ok(Some(QualityReport { row, warned, unlinked }))
        })
    }

    /// The table of quality: at most `limit` documents after the first `offset`, the worst first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn quality_table(&self, order: QualityOrder, offset: u64, limit: u64) -> Result<Vec<QualityRow>> {
        self.read(|sql| {
            // The rows are found first: titles and paths are looked up only of those that are shown.
            let table = format!(
                "SELECT {ROW} FROM (SELECT * FROM measures AS m WHERE live = 1 ORDER BY {order}, document LIMIT ?1 OFFSET ?2) AS m
                 JOIN documents ON documents.id = m.document ORDER BY {order}, m.document",
                order = order.sql()
            );
            let mut table = sql.prepare_cached(&table)?;
            table.query_map((i64::try_from(limit).unwrap_or(i64::MAX), offset), row)?.collect()
        })
    }

    /// How well the collection was read, added up.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn collection_quality(&self) -> Result<CollectionQuality> {
        self.read(|sql| {
            let mut distribution = [0; 10];
            let ranges =
                "SELECT min(CAST(soundness * 10 AS INTEGER), 9), count(*) FROM measures WHERE live = 1 GROUP BY 1";
            let mut ranges = sql.prepare_cached(ranges)?;
            for range in ranges.query_map([], |row| Ok((row.get::<_, usize>(0)?, row.get::<_, u64>(1)?)))? {
                let (range, documents) = range?;
                distribution[range] = documents;
            }
            let (documents, totals) = totals(sql)?;
            Ok(CollectionQuality { documents, distribution, totals })
        })
    }
}

/// Keeps what was counted in a document.
pub(crate) fn keep(sql: &Connection, document: &Document, measures: &Measures) -> rusqlite::Result<()> {
    let mut put = sql.prepare_cached(
        "INSERT OR REPLACE INTO measures (document, live, soundness, pages, pages_read, label_gaps, letters, doubtful_letters,
             words, garbled_words, notes, unlinked_notes, is_scanned, ocr_confidence, warnings, languages, dictionary_words, unknown_words)
         VALUES (?1, (SELECT live FROM documents WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
             ?16, ?17)",
    )?;
    put.execute(rusqlite::params![
        Id(document.id),
        measures.soundness(),
        measures.pages,
        measures.pages_read,
        measures.label_gaps,
        measures.letters,
        measures.doubtful_letters,
        measures.words,
        measures.garbled_words,
        measures.notes,
        measures.unlinked_notes,
        measures.is_scanned,
        measures.ocr_confidence,
        measures.warnings,
        Json(&measures.languages),
        measures.dictionary_words,
        measures.unknown_words,
    ])
    .map(drop)
}

/// The words of a document that were looked up in dictionaries.
pub(crate) fn spelling(sql: &Connection, document: DocumentId) -> rusqlite::Result<Spelling> {
    let counted = "SELECT dictionary_words, unknown_words FROM measures WHERE document = ?1";
    let counted = sql
        .prepare_cached(counted)?
        .query_row([Id(document)], |row| Ok(Spelling { looked_up: row.get(0)?, unknown: row.get(1)? }));
    counted.optional().map(Option::unwrap_or_default)
}

fn unlinked(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<UnlinkedNote>> {
    let unlinked = "SELECT id, label, page FROM notes WHERE document = ?1 AND cited_by = '[]' ORDER BY number";
    let mut unlinked = sql.prepare_cached(unlinked)?;
    let unlinked = unlinked
        .query_map([Id(document)], |row| Ok(UnlinkedNote { id: row.get(0)?, label: row.get(1)?, page: row.get(2)? }))?;
    unlinked.collect()
}

fn totals(sql: &Connection) -> rusqlite::Result<(u64, Totals)> {
    let totals = "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(iif(pages IS NULL, 0, pages_read)), 0),
            coalesce(sum(label_gaps), 0), coalesce(sum(letters), 0), coalesce(sum(doubtful_letters), 0), coalesce(sum(words), 0),
            coalesce(sum(garbled_words), 0), coalesce(sum(notes), 0), coalesce(sum(unlinked_notes), 0),
            coalesce(sum(is_scanned), 0), coalesce(sum(warnings > 0), 0), coalesce(sum(dictionary_words), 0),
            coalesce(sum(unknown_words), 0)
        FROM measures WHERE live = 1";
    sql.prepare_cached(totals)?.query_row([], |row| {
        let totals = Totals {
            pages: row.get(1)?,
            pages_read: row.get(2)?,
            label_gaps: row.get(3)?,
            letters: row.get(4)?,
            doubtful_letters: row.get(5)?,
            words: row.get(6)?,
            garbled_words: row.get(7)?,
            notes: row.get(8)?,
            unlinked_notes: row.get(9)?,
            scanned: row.get(10)?,
            warned: row.get(11)?,
            dictionary_words: row.get(12)?,
            unknown_words: row.get(13)?,
        };
        Ok((row.get(0)?, totals))
    })
}

fn row(row: &Row<'_>) -> rusqlite::Result<QualityRow> {
    Ok(QualityRow {
        document: row.get::<_, Id>(0)?.0,
        title: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        path: row.get::<_, Option<Shown>>(2)?.map(|path| path.0),
        soundness: row.get(3)?,
        measures: Measures {
            pages: row.get(4)?,
            pages_read: row.get(5)?,
            label_gaps: row.get(6)?,
            letters: row.get(7)?,
            doubtful_letters: row.get(8)?,
            words: row.get(9)?,
            garbled_words: row.get(10)?,
            notes: row.get(11)?,
            unlinked_notes: row.get(12)?,
            is_scanned: row.get(13)?,
            ocr_confidence: row.get(14)?,
            warnings: row.get(15)?,
            languages: row.get::<_, Json<_>>(16)?.0,
            dictionary_words: row.get(17)?,
            unknown_words: row.get(18)?,
        },
    })
}
