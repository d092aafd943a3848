//! Which records want a look: something is missing or odd, nobody has said that it is right, and perhaps there is a guess.
//!
//! What a librarian says of a field silences its doubt, and so does saying that it is right as it is. Doubts are kept, and looked at
//! anew (`review`) when a document comes or its record changes, so that a page of them is read in order.

mod review;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use apostille_corpus::DocumentId;
use rusqlite::Connection;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::changes::{self, Cause, Change, Why};
use crate::column::{Id, Json};
use crate::job::JobId;
use crate::queue;
use crate::{Catalogue, Field, Result, Summary, list};
pub(crate) use review::review;

/// What may be wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtKind {
    /// It names no author.
    NoAuthor,
    /// It has no date.
    NoDate,
    /// Its title is in capitals throughout.
    TitleInCapitals,
    /// Its title is only the name of its file.
    TitleIsFileName,
    /// The language of most of its text could not be told.
    LanguageUncertain,
    /// It came with warnings.
    Warnings,
}

/// A name that no doubt has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no doubt `{0}`: the doubts are {names}", names = DoubtKind::ALL.map(DoubtKind::as_str).join(", "))]
pub struct NoSuchDoubt(pub String);

/// Something that a librarian may want to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doubt {
    /// What it is.
    pub kind: DoubtKind,
    /// What the record may say instead, where there is a guess: an edit that sets it makes the doubt go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guess: Option<Guess>,
}

/// A value that a record may have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guess {
    /// The field.
    pub field: Field,
    /// The value as it stands in a record.
    pub value: Value,
}

/// How many live documents there are doubts about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoubtCounts {
    /// Documents with any doubt.
    pub documents: u64,
    /// Of each kind; those of which there is none, too.
    pub kinds: BTreeMap<DoubtKind, u64>,
}

/// Stands once for each document that has a doubt, so that they are listed in order.
const ANY: &str = "any";

impl DoubtKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [DoubtKind; 6] = [
        DoubtKind::NoAuthor,
        DoubtKind::NoDate,
        DoubtKind::TitleInCapitals,
        DoubtKind::TitleIsFileName,
        DoubtKind::LanguageUncertain,
        DoubtKind::Warnings,
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            DoubtKind::NoAuthor => "no-author",
            DoubtKind::NoDate => "no-date",
            DoubtKind::TitleInCapitals => "title-in-capitals",
            DoubtKind::TitleIsFileName => "title-is-file-name",
            DoubtKind::LanguageUncertain => "language-uncertain",
            DoubtKind::Warnings => "warnings",
        }
    }

    /// The field that it is about; none for warnings.
    pub fn field(self) -> Option<Field> {
        match self {
            DoubtKind::NoAuthor => Some(Field::Authors),
            DoubtKind::NoDate => Some(Field::Date),
            DoubtKind::TitleInCapitals | DoubtKind::TitleIsFileName => Some(Field::Title),
            DoubtKind::LanguageUncertain => Some(Field::Languages),
            DoubtKind::Warnings => None,
        }
    }
}

impl fmt::Display for DoubtKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DoubtKind {
    type Err = NoSuchDoubt;

    fn from_str(name: &str) -> std::result::Result<DoubtKind, NoSuchDoubt> {
        DoubtKind::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or_else(|| NoSuchDoubt(name.to_owned()))
    }
}

impl ToSql for DoubtKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for DoubtKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<DoubtKind> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

impl Catalogue {
    /// The live documents with a doubt, or with this one, the last that came first, each with all that is doubted; at most `limit`
    /// after the first `offset`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn wants_a_look(&self, kind: Option<DoubtKind>, offset: u64, limit: u64) -> Result<Vec<(Summary, Vec<Doubt>)>> {
        self.read(|sql| {
            let listed = "SELECT document FROM doubts WHERE live = 1 AND kind = ?1 ORDER BY added DESC, document LIMIT ?2 OFFSET ?3";
            let mut listed = sql.prepare_cached(listed)?;
            let kind = kind.map_or(ANY, DoubtKind::as_str);
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let listed = listed.query_map((kind, limit, offset), |row| Ok(row.get::<_, Id>(0)?.0))?;
            let mut wanting = Vec::new();
            for document in listed {
                let document = document?;
                if let Some(summary) = list::summary(sql, document)? {
                    wanting.push((summary, of(sql, document)?));
                }
            }
            Ok(wanting)
        })
    }

    /// What is doubted of a document; empty if nothing is or it is not live.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn doubts(&self, document: DocumentId) -> Result<Vec<Doubt>> {
        self.read(|sql| of(sql, document))
    }

    /// How many live documents there are doubts about.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn doubt_counts(&self) -> Result<DoubtCounts> {
        self.read(|sql| {
            let mut count = sql.prepare_cached("SELECT count(*) FROM doubts WHERE live = 1 AND kind = ?1")?;
            let mut counted = |kind: &str| count.query_row([kind], |row| row.get::<_, u64>(0));
            let documents = counted(ANY)?;
            let kinds = DoubtKind::ALL.into_iter().map(|kind| Ok((kind, counted(kind.as_str())?)));
            Ok(DoubtCounts { documents, kinds: kinds.collect::<rusqlite::Result<_>>()? })
        })
    }

    /// Says that a doubt about a document is none: it is right as it is, and that lasts. None if there is no such doubt; then
    /// nothing is written.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn dismiss_doubt(
        &mut self,
        document: DocumentId,
        kind: DoubtKind,
        job: JobId,
        line: &str,
    ) -> Result<Option<Change>> {
        let dismiss = "INSERT OR IGNORE INTO dismissed (document, kind)
            SELECT document, kind FROM doubts WHERE document = ?1 AND kind = ?2 AND live = 1";
        self.judge(document, kind, (job, line), (dismiss, Why::Dismissed))
    }

    /// Takes back that a doubt about a document was dismissed. None if it was not, or the document is not live; then nothing is
    /// written.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn recall_doubt(
        &mut self,
        document: DocumentId,
        kind: DoubtKind,
        job: JobId,
        line: &str,
    ) -> Result<Option<Change>> {
        let recall = "DELETE FROM dismissed WHERE document = ?1 AND kind = ?2
            AND (SELECT live FROM documents WHERE id = ?1) = 1";
        self.judge(document, kind, (job, line), (recall, Why::Recalled))
    }

    fn judge(
        &mut self,
        document: DocumentId,
        kind: DoubtKind,
        (job, line): (JobId, &str),
        (statement, why): (&str, Why),
    ) -> Result<Option<Change>> {
        self.write(|sql| {
            if sql.prepare_cached(statement)?.execute((Id(document), kind))? == 0 {
                return Ok(None);
            }
            review(sql, document)?;
            queue::put_event(sql, job, Some(document.to_string().as_ref()), line)?;
            queue::advance(sql, job, 1, 0)?;
            let who = queue::submitter(sql, job)?;
            changes::note(sql, document, true, &Cause { why, who: &who, details: json!({"doubt": kind}) }).map(Some)
        })
    }
}

fn of(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<Doubt>> {
    let of = "SELECT kind, field, guess FROM doubts WHERE document = ?1 AND live = 1 AND kind <> ?2";
    let mut of = sql.prepare_cached(of)?;
    let doubts = of.query_map((Id(document), ANY), |row| {
        let field: Option<Field> = row.get(1)?;
        let value = row.get::<_, Option<Json<Value>>>(2)?.map(|value| value.0);
        Ok(Doubt { kind: row.get(0)?, guess: field.zip(value).map(|(field, value)| Guess { field, value }) })
    })?;
    let mut doubts: Vec<Doubt> = doubts.collect::<rusqlite::Result<_>>()?;
    doubts.sort_by_key(|doubt| doubt.kind);
    Ok(doubts)
}
