//! Which documents are one work, and which of them answers searches: the best live one. Here they are read.
//!
//! A work is named by one of its documents. Who decided is kept: what a librarian joined or split (`decision`) the rule
//! (`placing`) never changes. How a match is told is `matching`.

mod choosing;
mod decision;
mod membership;
mod placing;

use apostille_corpus::DocumentId;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Value, json};

use crate::column::{Id, Shown};
use crate::{Catalogue, Result};
pub(crate) use choosing::choose_beside;
pub(crate) use membership::{best_of, forget, is_one};
use membership::{companions, ids, work_of};
pub(crate) use placing::place;

/// A document as one form of a work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The document.
    pub document: DocumentId,
    /// Its work: the id of one of its documents.
    pub work: DocumentId,
    /// Whether it answers searches for the work.
    pub best: bool,
    /// How good its text is, to be compared within the work (`apostille_corpus::quality`).
    pub quality: f64,
    /// `rule` or `librarian`.
    pub decided_by: String,
    /// Where it was found first; none for one that has lost its paths.
    pub path: Option<String>,
}

/// CROSS, here and where else works are looked up: SQLite keeps the order of such a join (sqlite.org/lang_select.html), and would
/// otherwise go through all live documents.
const FORM: &str = "SELECT works.document, work, best, quality, decided_by,
        (SELECT path FROM paths WHERE paths.document = works.document ORDER BY number LIMIT 1)
    FROM works CROSS JOIN documents ON documents.id = works.document AND live = 1";

/// Whether a row of `documents` is live and answers searches. Documents made from rows are in no work.
const ANSWERS: &str = "live = 1 AND coalesce((SELECT best FROM works WHERE works.document = documents.id), 1)";

impl Catalogue {
    /// The live documents that answer searches, one a work, in the order of ids: what the index holds.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn answering_documents(&self) -> Result<Vec<DocumentId>> {
        self.read(|sql| ids(sql, &format!("SELECT id FROM documents WHERE {ANSWERS} ORDER BY id"), []))
    }

    /// Whether a document is live and answers searches for its work.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn answers(&self, document: DocumentId) -> Result<bool> {
        let answers = format!("SELECT 1 FROM documents WHERE id = ?1 AND {ANSWERS}");
        self.read(|sql| sql.prepare_cached(&answers)?.exists([Id(document)]))
    }

    /// The work of a document, and the other live documents of it; none if there are none.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn standing(&self, document: DocumentId) -> Result<Option<(DocumentId, Vec<DocumentId>)>> {
        self.read(|sql| standing(sql, document))
    }

    /// All live documents of a document's work, itself too, the best first; empty for one that is in no work.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn forms(&self, document: DocumentId) -> Result<Vec<Form>> {
        let forms = format!(
            "{FORM} WHERE work = (SELECT work FROM works WHERE document = ?1) ORDER BY best DESC, quality DESC, added, id"
        );
        self.read(|sql| {
            let mut forms = sql.prepare_cached(&forms)?;
            forms.query_map([Id(document)], form)?.collect()
        })
    }

    /// The live documents of every work that has several, work by work, the best first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn works(&self) -> Result<Vec<Form>> {
        let forms = format!(
            "{FORM} WHERE work IN (SELECT work FROM works CROSS JOIN documents ON documents.id = works.document AND live = 1
                                   GROUP BY work HAVING count(*) > 1)
             ORDER BY work, best DESC, quality DESC, added, id"
        );
        self.read(|sql| {
            let mut forms = sql.prepare_cached(&forms)?;
            forms.query_map([], form)?.collect()
        })
    }
}

/// The work of a document, and the other live documents of it; none if there are none.
pub(crate) fn standing(
    sql: &Connection,
    document: DocumentId,
) -> rusqlite::Result<Option<(DocumentId, Vec<DocumentId>)>> {
    let others = companions(sql, document)?;
    Ok(work_of(sql, document)?.filter(|_| !others.is_empty()).map(|work| (work, others)))
}

/// A line of a job about a document, with `work` and `same_as` if there are other forms of it.
pub(crate) fn with_work(sql: &Connection, document: DocumentId, line: &str) -> rusqlite::Result<String> {
    let (Some((work, others)), Ok(Value::Object(mut said))) = (standing(sql, document)?, serde_json::from_str(line))
    else {
        return Ok(line.to_owned());
    };
    said.insert("work".to_owned(), json!(work));
    said.insert("same_as".to_owned(), json!(others));
    Ok(Value::Object(said).to_string())
}

fn form(row: &rusqlite::Row<'_>) -> rusqlite::Result<Form> {
    Ok(Form {
        document: row.get::<_, Id>(0)?.0,
        work: row.get::<_, Id>(1)?.0,
        best: row.get(2)?,
        quality: row.get(3)?,
        decided_by: row.get(4)?,
        path: row.get::<_, Option<Shown>>(5)?.map(|path| path.0),
    })
}
