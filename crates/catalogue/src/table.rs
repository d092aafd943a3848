//! The records of the whole collection as a table, to be edited in a spreadsheet, and what a table that comes back would change.
//!
//! Nothing is written here: the difference is a list of edits, which are then made all or none.

use std::collections::HashSet;
use std::io::Write;

use apostille_corpus::{DocumentId, Record};
use csv::{ReaderBuilder, StringRecord, Writer};
use serde::Serialize;

use crate::record::value_in;
use crate::{Catalogue, Edit, Error, Field, Presence, Result};

/// The first column.
const ID: &str = "id";
/// What Excel wants at the beginning to take a file for UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Cards that are read at once.
const BATCH: u64 = 1_000;

/// For whom a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableForm {
    /// For most programs: UTF-8.
    Plain,
    /// For Excel, which takes a file for UTF-8 only if it begins with a byte order mark.
    Excel,
}

/// A cell that differs from the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellDifference {
    /// The row, as spreadsheets count: the header is row 1.
    pub row: u64,
    /// The document.
    pub document: DocumentId,
    /// The field.
    pub field: Field,
    /// The cell that the record would have.
    pub from: String,
    /// The cell that the table has.
    pub to: String,
    /// The edit that makes the record so.
    #[serde(skip)]
    pub edit: Edit,
}

/// A row, or the header, that cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowError {
    /// The row, as spreadsheets count: the header is row 1.
    pub row: u64,
    /// What is wrong with it, and the remedy.
    pub message: String,
}

/// What a table would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rows without the header.
    pub rows: u64,
    /// Cells that differ, in the order of rows.
    pub cells: Vec<CellDifference>,
    /// What is wrong, in the order of rows. If there is anything, nothing should be changed.
    pub errors: Vec<RowError>,
}

impl Catalogue {
    /// Writes the records of all documents as CSV (RFC 4180, UTF-8): a header, then a row a document; how many.
    ///
    /// # Errors
    /// As the catalogue gives them, or [`Error::Table`] if it cannot be written.
    pub fn export_records(&self, mut to: impl Write, form: TableForm) -> Result<u64> {
        let table = |error: csv::Error| Error::Table { detail: error.to_string() };
        if form == TableForm::Excel {
            to.write_all(BYTE_ORDER_MARK.as_bytes()).map_err(|error| table(error.into()))?;
        }
        let mut rows = Writer::from_writer(to);
        rows.write_record([ID].into_iter().chain(Field::ALL.map(Field::as_str))).map_err(table)?;
        let mut written = 0;
        loop {
            let cards = self.summaries(written, BATCH)?;
            for card in &cards {
                let cells = Field::ALL.map(|field| field.cell(&value_in(&card.record, field)));
                rows.write_record([card.id.to_string()].into_iter().chain(cells)).map_err(table)?;
            }
            written += cards.len() as u64;
            if (cards.len() as u64) < BATCH {
                rows.flush().map_err(|error| table(error.into()))?;
                return Ok(written);
            }
        }
    }

    /// What a table would change. Columns may be left out or stand in any order, but for `id`; rows may be left out. Columns are
    /// parted by commas, or by semicolons or tabs where the header is.
    ///
    /// # Errors
    /// As the catalogue gives them. What is wrong with the table stands in the difference.
    pub fn difference(&self, table: &[u8]) -> Result<Difference> {
        let mut difference = Difference::default();
        let text = match std::str::from_utf8(table) {
            Ok(text) => text.trim_start_matches(BYTE_ORDER_MARK),
            Err(error) => {
                let before = &table[..error.valid_up_to()];
                let row = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
                difference.fail(row, "it is not UTF-8: save the table as `CSV UTF-8`".to_owned());
                return Ok(difference);
            }
        };
        let mut rows = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut rows = rows.records();
        let Some(columns) = columns(rows.next(), &mut difference) else { return Ok(difference) };
        let mut seen = HashSet::new();
        for (row, cells) in (2..).zip(rows) {
            difference.rows += 1;
            match cells {
                Ok(cells) => self.compare(row, &cells, &columns, &mut seen, &mut difference)?,
                Err(error) => difference.fail(row, format!("it cannot be read ({error}): mend its quotation marks")),
            }
        }
        Ok(difference)
    }

    fn compare(
        &self,
        row: u64,
        cells: &StringRecord,
        columns: &[Column],
        seen: &mut HashSet<DocumentId>,
        difference: &mut Difference,
    ) -> Result<()> {
        if cells.len() != columns.len() {
            let message =
                format!("it has {} cells, and the header {}: mend its quotation marks", cells.len(), columns.len());
            difference.fail(row, message);
            return Ok(());
        }
        let id =
            columns.iter().position(|column| *column == Column::Id).and_then(|at| cells.get(at)).unwrap_or_default();
        let (document, record) = match self.meant(id.trim())? {
            Ok(found) => found,
            Err(message) => {
                difference.fail(row, message);
                return Ok(());
            }
        };
        if !seen.insert(document) {
            difference.fail(row, format!("{document} has a row before this one: leave one of them out"));
            return Ok(());
        }
        for (column, cell) in columns.iter().zip(cells) {
            if let Column::Field(field) = column {
                difference.cell(row, (document, &record), *field, cell);
            }
        }
        Ok(())
    }

    /// The document that a row is about, and its record; or what is wrong with its id.
    fn meant(&self, id: &str) -> Result<std::result::Result<(DocumentId, Record), String>> {
        if id.is_empty() {
            return Ok(Err("it has no id: `apostille list` prints them".to_owned()));
        }
        let Ok(document) = id.parse::<DocumentId>() else {
            return Ok(Err(format!(
                "`{id}` is no id, which has 16 digits from 0 to f: spreadsheets change ids that look like numbers; import the column as text"
            )));
        };
        Ok(match (self.presence(document)?, self.record(document)?) {
            (Presence::Live, Some(record)) => Ok((document, record)),
            (Presence::Trashed { .. }, _) => Err(format!(
                "{document} is in the trash: `apostille trash restore {document}` brings it back, or leave the row out"
            )),
            (Presence::Replaced { by: Some(by) }, _) => Err(format!("{document} was replaced by {by}: write that id")),
            _ => Err(format!("there is no document {document}: leave the row out, or add its file first")),
        })
    }
}

impl Difference {
    fn fail(&mut self, row: u64, message: String) {
        self.errors.push(RowError { row, message });
    }

    /// Compared as cells, so that a value which a cell cannot write exactly is no difference.
    fn cell(&mut self, row: u64, (document, record): (DocumentId, &Record), field: Field, cell: &str) {
        let from = field.cell(&value_in(record, field));
        if from.replace("\r\n", "\n") == cell.replace("\r\n", "\n") {
            return;
        }
        match field.value_of_cell(cell) {
            Ok(value) if field.cell(&value) == from => {}
            Ok(value) => {
                let to = field.cell(&value);
                let edit = Edit { document, field, value: Some(value) };
                self.cells.push(CellDifference { row, document, field, from, to, edit });
            }
            Err(error) => self.fail(row, error.to_string()),
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Field(Field),
}

fn columns(header: Option<csv::Result<StringRecord>>, difference: &mut Difference) -> Option<Vec<Column>> {
    let names = match header {
        Some(Ok(names)) => names,
        _ => {
            difference.fail(1, "the table is empty: `apostille records export` writes one to begin with".to_owned());
            return None;
        }
    };
    let mut columns = Vec::new();
    for name in &names {
        let column = match name.trim() {
            ID => Ok(Column::Id),
            name => name.parse().map(Column::Field),
        };
        match column {
            Ok(column) if columns.contains(&column) => {
                difference.fail(1, format!("the column `{name}` is there twice: leave one of them out"));
            }
            Ok(column) => columns.push(column),
            Err(error) => difference.fail(1, format!("{error}; rename the column or leave it out")),
        }
    }
    if !columns.contains(&Column::Id) {
        difference.fail(1, "there is no column `id`, which says whose row it is".to_owned());
    }
    difference.errors.is_empty().then_some(columns)
}

/// Spreadsheets part columns by what the country writes numbers with.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| {
            // Of equals the last is the greatest: a comma it is, where there is none.
            (header.bytes().filter(|byte| byte == mark).count(), *mark == b',')
        })
        .unwrap_or(b',')
}
