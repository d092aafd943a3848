//! What do we know of a document once it is read? Its record, sections, passages and notes, in reading order.
//!
//! Plain values with public fields, as `apostille show` prints them; what a note is says `note`, how all is found
//! `structure`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::note::{Marker, Note};
use crate::{DocumentId, Language, Printed, Spelling};

/// A document: a record and what is to be read in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// What a catalogue card says of it.
    pub record: Record,
    /// The fields of the record that were read on its first pages; the others are the file's metadata, or no one's.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub printed: BTreeSet<Printed>,
    /// How many pages the source has, where it has pages.
    pub pages: Option<u32>,
    /// Headings, in reading order.
    pub sections: Vec<Section>,
    /// Passages other than notes, in reading order; `number` counts from 1.
    pub passages: Vec<Passage>,
    /// Notes, in the order of their labels' first appearance.
    pub notes: Vec<Note>,
    /// What a reader should doubt.
    pub warnings: Vec<Warning>,
    /// Its words that were looked up in dictionaries.
    #[serde(default)]
    pub spelling: Spelling,
}

/// What a catalogue card says of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The title; the file's name when nothing better is found, never empty.
    pub title: String,
    /// One entry a person or body, as written.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Document type as the document calls itself ("Working Paper").
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Languages of its passages, the most frequent first.
    pub languages: Vec<Language>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What it is known by elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Places that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// What it says, in short.
    #[serde(default, rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Under which licence it may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The web address that it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What a document is known by elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// `doi`, `isbn`, `issn`, `url`, `un-symbol`, `eli`, or what the file calls it, in lower case.
    pub scheme: String,
    /// The identifier without its scheme: `10.1000/182`, `A/RES/73/195`.
    pub value: String,
}

/// A date as exact as the document gives it: `2021`, `2021-05` or `2021-05-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// The year, 1000 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// What was written is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a date: 2021, 2021-05 or 2021-05-17")]
pub struct NotADate(pub String);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let mut parts = text.split('-');
        let mut part = |digits: usize| -> Result<Option<u16>, NotADate> {
            let Some(written) = parts.next() else { return Ok(None) };
            let fits = written.len() == digits && written.bytes().all(|b| b.is_ascii_digit());
            if !fits {
                return Err(wrong());
            }
            written.parse().map(Some).map_err(|_| wrong())
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let rest = parts.next();
        let year = year.filter(|y| *y >= 1000).ok_or_else(wrong)?;
        let inside = month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=31).contains(&d));
        if !inside || rest.is_some() {
            return Err(wrong());
        }
        Ok(Date { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) })
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Date, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading's text.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// Id of the first passage under it (its heading passage).
    pub passage: String,
}

/// What kind of passage this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Running text.
    Body,
    /// A section's heading.
    Heading,
    /// A row or more of a table.
    Table,
    /// Title page, abstract.
    Front,
    /// Biographies, references.
    Back,
    /// A footnote or endnote.
    Note,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Kind; 6] = [Kind::Body, Kind::Heading, Kind::Table, Kind::Front, Kind::Back, Kind::Note];

    /// The word for it in JSON, addresses and the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::Heading => "heading",
            Kind::Table => "table",
            Kind::Front => "front",
            Kind::Back => "back",
            Kind::Note => "note",
        }
    }
}

/// The unit that is indexed and returned: whole sentences of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Unique in the collection. `{document}-p{number}`, except where a collection was given its own ids.
    pub id: String,
    /// Place in reading order, from 1; `#p{number}` in the document's page.
    pub number: u32,
    /// What kind it is; never `Note`.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// Physical page, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The label printed on that page.
    pub page_label: Option<String>,
    /// The title of the section it stands in.
    pub section: Option<String>,
    /// The text, without markers. Where two paragraphs, or the rows of a table, meet there is a `\n`; cells are parted
    /// by `\t`.
    pub text: String,
    /// Whether it goes on with the paragraph that the passage before it began.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// Where it cites notes.
    pub markers: Vec<Marker>,
}

/// What a reader should doubt in a document, or a librarian look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// A documented word, for programs.
    pub code: String,
    /// A sentence, for people.
    pub message: String,
    /// The page it is about.
    pub page: Option<u32>,
}
