//! How our values stand in SQLite's columns: JSON as text, ids and digests as hexadecimal, paths as text.
//!
//! Text wherever it is possible, so that a librarian can read the catalogue with any SQLite program.

use std::ffi::OsStr;

use apostille_corpus::{DocumentId, Kind, Language};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::originals::{Sha256, from_hex, hex};

/// A value kept as JSON.
pub(crate) struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0);
        text.map(ToSqlOutput::from).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Json<T>> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(FromSqlError::other)
    }
}

/// A document's id, as its 16 hexadecimal digits.
pub(crate) struct Id(pub DocumentId);

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.to_string()))
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Id> {
        value.as_str()?.parse().map(Id).map_err(FromSqlError::other)
    }
}

/// A SHA-256, as 64 hexadecimal digits.
pub(crate) struct Digest(pub Sha256);

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(hex(&self.0)))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Digest> {
        from_hex(value.as_str()?).map(Digest).ok_or(FromSqlError::InvalidType)
    }
}

/// A language, as its tag.
pub(crate) struct Tag(pub Language);

impl FromSql for Tag {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Tag> {
        value.as_str().map(|tag| Tag(Language::from_tag(tag)))
    }
}

/// A passage's kind, as its word.
pub(crate) struct Word(pub Kind);

impl FromSql for Word {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Word> {
        let word = value.as_str()?;
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word).map(Word).ok_or(FromSqlError::InvalidType)
    }
}

/// A file name as the system gives it: text where it is Unicode, else its bytes, so that no two names become one.
pub(crate) struct Name<'a>(pub &'a OsStr);

impl ToSql for Name<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self.0.to_str() {
            Some(text) => ValueRef::Text(text.as_bytes()),
            None => ValueRef::Blob(self.0.as_encoded_bytes()),
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}

/// A file name for people to read; what is not Unicode in it is shown as U+FFFD.
pub(crate) struct Shown(pub String);

impl FromSql for Shown {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Shown> {
        let bytes = value.as_bytes()?;
        Ok(Shown(String::from_utf8_lossy(bytes).into_owned()))
    }
}
