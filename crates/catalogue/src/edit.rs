//! What librarians change in records: each edit one transaction, however many documents it is about, that can be undone.

use std::collections::BTreeMap;

use apostille_corpus::{DocumentId, Record};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Id, Json};
use crate::job::JobId;
use crate::queue;
use crate::record::{self, value_in};
use crate::{Catalogue, Error, Field, Result};

/// A librarian's value for a field of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The document.
    pub document: DocumentId,
    /// The field.
    pub field: Field,
    /// What the librarian says, as it stands in a record; null or an empty list says that there is none. None takes back what
    /// a librarian said, so that the sidecar's or the file's value holds again.
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// Null is something that was said; what is left out was not.
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// An edit that was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What it was: `set`, or `import` and the table's name.
    pub what: String,
    /// When it was made: RFC 3339, UTC, to the second.
    pub at: String,
    /// Who had made it.
    pub who: String,
}

impl Catalogue {
    /// Writes edits down in one transaction, all or none, with a line for each document; the changes that the index has to
    /// follow. `what` says what kind of edit it is, for the history.
    ///
    /// # Errors
    /// [`Error::NotLive`] if a document is not in the collection; then nothing is written.
    pub fn edit(
        &mut self,
        job: JobId,
        edits: &[Edit],
        what: &str,
        line: impl Fn(DocumentId) -> String,
    ) -> Result<Vec<Change>> {
        let changed = self.write(|sql| {
            for edit in edits {
                if !changes::is_live(sql, edit.document)? {
                    return Ok(Err(edit.document));
                }
            }
            let act = Act::begin(sql, job, what, false)?;
            act.apply(sql, edits, &line).map(Ok)
        })?;
        changed.map_err(|document| Error::NotLive { document: document.to_string(), path: self.home().catalogue() })
    }

    /// Takes back the newest edit that was not undone: what librarians had said before holds again. Documents that were purged
    /// since are passed over. None if there is nothing to undo.
    ///
    /// # Errors
    /// As the catalogue gives them; then nothing is undone.
    pub fn undo_edit(
        &mut self,
        job: JobId,
        line: impl Fn(DocumentId) -> String,
    ) -> Result<Option<(Undone, Vec<Change>)>> {
        self.write(|sql| {
            let newest = "SELECT id, what, at, who FROM edits WHERE undone = 0 ORDER BY id DESC LIMIT 1";
            let newest = sql.prepare_cached(newest)?.query_row([], |row| {
                Ok((row.get::<_, i64>(0)?, Undone { what: row.get(1)?, at: row.get(2)?, who: row.get(3)? }))
            });
            let Some((id, undone)) = newest.optional()? else { return Ok(None) };
            sql.prepare_cached("UPDATE edits SET undone = 1 WHERE id = ?1")?.execute([id])?;
            let edits = inverse(sql, id)?;
            // What undoes is not undone itself: the next undo takes back the edit before.
            let what = format!("undo of {}", undone.what);
            let act = Act::begin(sql, job, &what, true)?;
            let changed = act.apply(sql, &edits, &line)?;
            Ok(Some((undone, changed)))
        })
    }
}

/// The edits that take an edit back.
fn inverse(sql: &Connection, edit: i64) -> rusqlite::Result<Vec<Edit>> {
    let mut values = sql.prepare_cached(
        "SELECT document, field, before FROM edit_values JOIN documents ON documents.id = document WHERE edit = ?1
         ORDER BY edit_values.rowid",
    )?;
    let values = values.query_map([edit], |row| {
        let value = row.get::<_, Option<Json<Value>>>(2)?.map(|value| value.0);
        Ok(Edit { document: row.get::<_, Id>(0)?.0, field: row.get(1)?, value })
    })?;
    values.collect()
}

/// One edit that is being written down.
struct Act<'a> {
    id: i64,
    job: JobId,
    what: &'a str,
    who: String,
}

impl<'a> Act<'a> {
    fn begin(sql: &Transaction<'_>, job: JobId, what: &'a str, undone: bool) -> rusqlite::Result<Act<'a>> {
        let who = queue::submitter(sql, job)?;
        let mut insert = sql.prepare_cached(
            "INSERT INTO edits (at, who, what, undone) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3)",
        )?;
        let id = insert.insert((&who, what, undone))?;
        Ok(Act { id, job, what, who })
    }

    fn apply(
        &self,
        sql: &Connection,
        edits: &[Edit],
        line: &impl Fn(DocumentId) -> String,
    ) -> rusqlite::Result<Vec<Change>> {
        let mut of_document: BTreeMap<DocumentId, Vec<&Edit>> = BTreeMap::new();
        for edit in edits {
            of_document.entry(edit.document).or_default().push(edit);
        }
        let mut changed = Vec::new();
        for (document, edits) in of_document {
            changed.push(self.apply_to(sql, document, &edits)?);
            queue::put_event(sql, self.job, Some(document.to_string().as_ref()), &line(document))?;
            queue::advance(sql, self.job, 1, 0)?;
        }
        Ok(changed)
    }

    fn apply_to(&self, sql: &Connection, document: DocumentId, edits: &[&Edit]) -> rusqlite::Result<Change> {
        let mut record = sql.prepare_cached("SELECT record FROM documents WHERE id = ?1")?;
        let before: Record = record.query_row([Id(document)], |row| row.get::<_, Json<_>>(0))?.0;
        for edit in edits {
            self.put(sql, edit)?;
        }
        let after = record::settle(sql, document)?;
        let fields = edits.iter().map(|edit| {
            let (from, to) = (value_in(&before, edit.field), value_in(&after, edit.field));
            (edit.field.as_str().to_owned(), json!({"from": from, "to": to}))
        });
        let details = json!({"edit": self.id, "by": self.what, "fields": fields.collect::<Map<_, _>>()});
        let live = changes::is_live(sql, document)?;
        changes::note(sql, document, live, &Cause { why: Why::Edited, who: &self.who, details })
    }

    fn put(&self, sql: &Connection, edit: &Edit) -> rusqlite::Result<()> {
        let before = record::librarians(sql, edit.document, edit.field)?;
        let mut insert = sql.prepare_cached(
            "INSERT INTO edit_values (edit, document, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (edit, document, field) DO UPDATE SET after = excluded.after",
        )?;
        let json = |value: &Option<Value>| value.clone().map(Json);
        insert.execute((self.id, Id(edit.document), edit.field, json(&before), json(&edit.value)))?;
        record::put_librarians(sql, edit.document, edit.field, edit.value.as_ref())
    }
}
