//! Where the values of a record come from, and which of them holds: the librarian's, a sidecar's, then what was read.
//!
//! `documents.record` is the effective record, settled whenever a value changes, so that lists read one column.

use std::collections::{BTreeMap, BTreeSet};

use apostille_corpus::{Document, DocumentId, Language, Printed, Record};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::Value;

use crate::column::{Id, Json};
use crate::{Catalogue, Field, Result, ValueSource, doubts};

/// How sure a value is that stands in a file's own metadata: the extraction does not say more.
const READ: f64 = 0.5;
/// How sure one is that was read on the first page, where a line's place and type tell what it says.
const PRINTED: f64 = 0.4;
/// How sure a sidecar's is: somebody wrote it for this document, but not for this collection.
const SIDECAR: f64 = 0.9;

/// A value of a field, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldValue {
    /// The field.
    pub field: Field,
    /// Where it comes from.
    pub source: ValueSource,
    /// The value as it stands in the record; null or an empty list where the source says that there is none.
    pub value: Value,
    /// How sure it is: 0 to 1, both inclusive.
    pub confidence: f64,
}

/// What can be read on the first page, and the field that it is.
const PRINTED_FIELDS: [(Printed, Field); 5] = [
    (Printed::Title, Field::Title),
    (Printed::Authors, Field::Authors),
    (Printed::Date, Field::Date),
    (Printed::Type, Field::Type),
    (Printed::Identifiers, Field::Identifiers),
];

impl Catalogue {
    /// Every value of a document's record, by field, the one that holds first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn field_values(&self, document: DocumentId) -> Result<Vec<FieldValue>> {
        let mut values = self.read(|sql| values(sql, document))?;
        values.sort_by(|one, other| one.field.cmp(&other.field).then(stronger(other, one)));
        Ok(values)
    }

    /// What sidecars say of a document.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn sidecar_values(&self, document: DocumentId) -> Result<BTreeMap<Field, Value>> {
        self.read(|sql| said_by(sql, document, ValueSource::Sidecar))
    }

    /// The record of a document, live or not.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn record(&self, document: DocumentId) -> Result<Option<Record>> {
        self.read(|sql| {
            let mut record = sql.prepare_cached("SELECT record FROM documents WHERE id = ?1")?;
            record.query_row([Id(document)], |row| row.get::<_, Json<_>>(0)).optional()
        })
        .map(|record| record.map(|record| record.0))
    }

    /// The record that a document will have if this is what is read of it: librarians' values and sidecars' hold.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn record_if_read(&self, document: DocumentId, read: &Record) -> Result<Record> {
        self.read(|sql| {
            let mut values = values(sql, document)?;
            values.retain(|value| value.source.rank() > ValueSource::File.rank());
            values.extend(of_record(read, ValueSource::File, READ));
            Ok(effective(values))
        })
    }
}

/// Writes what was read of a document over what was read before.
pub(crate) fn put_read(sql: &Connection, document: &Document) -> rusqlite::Result<()> {
    let id = document.id;
    let mut delete =
        sql.prepare_cached("DELETE FROM field_values WHERE document = ?1 AND source IN ('file', 'first-page')")?;
    delete.execute([Id(id)])?;
    for value in of_record(&document.record, ValueSource::File, READ) {
        let is_printed = PRINTED_FIELDS.iter().any(|(p, field)| *field == value.field && document.printed.contains(p));
        let (source, confidence) =
            if is_printed { (ValueSource::FirstPage, PRINTED) } else { (ValueSource::File, READ) };
        put(sql, id, &FieldValue { source, confidence, ..value })?;
    }
    Ok(())
}

/// The fields of a document that were read on its first page.
pub(crate) fn printed(sql: &Connection, document: DocumentId) -> rusqlite::Result<BTreeSet<Printed>> {
    let mut fields =
        sql.prepare_cached("SELECT field FROM field_values WHERE document = ?1 AND source = 'first-page'")?;
    let fields: Vec<Field> = fields.query_map([Id(document)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(PRINTED_FIELDS.into_iter().filter(|(_, field)| fields.contains(field)).map(|(printed, _)| printed).collect())
}

/// Writes what a sidecar says over what one said before; whether that changed anything.
pub(crate) fn put_sidecar(
    sql: &Connection,
    document: DocumentId,
    said: &BTreeMap<Field, Value>,
) -> rusqlite::Result<bool> {
    let (source, confidence) = (ValueSource::Sidecar, SIDECAR);
    if said_by(sql, document, source)? == *said {
        return Ok(false);
    }
    sql.prepare_cached("DELETE FROM field_values WHERE document = ?1 AND source = ?2")?
        .execute((Id(document), source))?;
    for (field, value) in said {
        put(sql, document, &FieldValue { field: *field, source, value: value.clone(), confidence })?;
    }
    Ok(true)
}

/// Writes the languages of a document that was made of rows, which are known when all rows are.
pub(crate) fn put_languages(sql: &Connection, document: DocumentId, languages: &[Language]) -> rusqlite::Result<()> {
    let (field, source, value) = (Field::Languages, ValueSource::File, serde_json::json!(languages));
    put(sql, document, &FieldValue { field, source, value, confidence: READ })?;
    settle(sql, document).map(drop)
}

/// What the librarian says of a field.
pub(crate) fn librarians(sql: &Connection, document: DocumentId, field: Field) -> rusqlite::Result<Option<Value>> {
    let mut value = sql
        .prepare_cached("SELECT value FROM field_values WHERE document = ?1 AND field = ?2 AND source = 'librarian'")?;
    let value = value.query_row((Id(document), field), |row| row.get::<_, Json<Value>>(0)).optional()?;
    Ok(value.map(|value| value.0))
}

/// Sets what the librarian says of a field; none takes it back.
pub(crate) fn put_librarians(
    sql: &Connection,
    document: DocumentId,
    field: Field,
    value: Option<&Value>,
) -> rusqlite::Result<()> {
    let source = ValueSource::Librarian;
    match value {
        Some(value) => put(sql, document, &FieldValue { field, source, value: value.clone(), confidence: 1.0 }),
        None => {
            let delete = "DELETE FROM field_values WHERE document = ?1 AND field = ?2 AND source = ?3";
            sql.prepare_cached(delete)?.execute((Id(document), field, source)).map(drop)
        }
    }
}

/// Works out the record from the values and writes it down.
pub(crate) fn settle(sql: &Connection, document: DocumentId) -> rusqlite::Result<Record> {
    let record = effective(values(sql, document)?);
    let mut update = sql.prepare_cached("UPDATE documents SET record = ?2 WHERE id = ?1")?;
    update.execute((Id(document), Json(&record)))?;
    doubts::review(sql, document)?;
    Ok(record)
}

/// Writes one value over the one that its source gave before.
pub(crate) fn put(sql: &Connection, document: DocumentId, value: &FieldValue) -> rusqlite::Result<()> {
    let mut put = sql.prepare_cached(
        "INSERT INTO field_values (document, field, source, value, confidence) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (document, field, source) DO UPDATE SET value = excluded.value, confidence = excluded.confidence",
    )?;
    put.execute((Id(document), value.field, value.source, Json(&value.value), value.confidence)).map(drop)
}

fn values(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<FieldValue>> {
    let mut values =
        sql.prepare_cached("SELECT field, source, value, confidence FROM field_values WHERE document = ?1")?;
    let values = values.query_map([Id(document)], |row| {
        let value = row.get::<_, Json<Value>>(2)?.0;
        Ok(FieldValue { field: row.get(0)?, source: row.get(1)?, value, confidence: row.get(3)? })
    })?;
    values.collect()
}

fn said_by(sql: &Connection, document: DocumentId, source: ValueSource) -> rusqlite::Result<BTreeMap<Field, Value>> {
    let said = values(sql, document)?.into_iter().filter(|value| value.source == source);
    Ok(said.map(|value| (value.field, value.value)).collect())
}

/// The fields of a record that say something.
pub(crate) fn of_record(record: &Record, source: ValueSource, confidence: f64) -> Vec<FieldValue> {
    let mut record = as_json(record);
    let value = |field: Field| {
        let value = record.get_mut(field.as_str())?.take();
        let says = !value.is_null() && value.as_array().is_none_or(|values| !values.is_empty());
        says.then_some(FieldValue { field, source, value, confidence })
    };
    Field::ALL.into_iter().filter_map(value).collect()
}

/// The value of a field of a record; null if it has none.
pub(crate) fn value_in(record: &Record, field: Field) -> Value {
    as_json(record).get(field.as_str()).cloned().unwrap_or(Value::Null)
}

fn as_json(record: &Record) -> Value {
    serde_json::to_value(record).expect("a record has only strings and numbers")
}

/// Of each field the value of the strongest source.
fn effective(mut values: Vec<FieldValue>) -> Record {
    values.sort_by(stronger);
    let mut record = as_json(&Record::default());
    for FieldValue { field, value, .. } in values {
        // A record must be readable whatever stands in the table: what no record can hold is passed over.
        let before = record[field.as_str()].clone();
        record[field.as_str()] = value;
        if serde_json::from_value::<Record>(record.clone()).is_err() {
            record[field.as_str()] = before;
        }
    }
    serde_json::from_value(record).unwrap_or_default()
}

/// Orders values: the stronger one is the greater.
fn stronger(one: &FieldValue, other: &FieldValue) -> std::cmp::Ordering {
    let key = |value: &FieldValue| value.source.rank();
    key(one).cmp(&key(other)).then(one.confidence.total_cmp(&other.confidence)).then(one.source.cmp(&other.source))
}
