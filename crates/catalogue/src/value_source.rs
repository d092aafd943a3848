//! Where a record's values come from, and how sources and fields are written in the catalogue.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

use crate::Field;

/// Where a value comes from. Later ones win over earlier ones, but what was read is chosen by how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueSource {
    /// The file's own metadata.
    File,
    /// The first page's text.
    FirstPage,
    /// A file beside the document's.
    Sidecar,
    /// A person.
    Librarian,
}

impl ValueSource {
    const ALL: [ValueSource; 4] =
        [ValueSource::File, ValueSource::FirstPage, ValueSource::Sidecar, ValueSource::Librarian];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueSource::File => "file",
            ValueSource::FirstPage => "first-page",
            ValueSource::Sidecar => "sidecar",
            ValueSource::Librarian => "librarian",
        }
    }

    pub(crate) fn rank(self) -> u8 {
        match self {
            ValueSource::File | ValueSource::FirstPage => 0,
            ValueSource::Sidecar => 1,
            ValueSource::Librarian => 2,
        }
    }
}

impl ToSql for ValueSource {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for ValueSource {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<ValueSource> {
        let word = value.as_str()?;
        ValueSource::ALL.into_iter().find(|source| source.as_str() == word).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Field {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for Field {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Field> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}
