//! What does extraction return? Pages of blocks of runs, still with their layout marks.
//!
//! A manuscript is one value that every format is read into and that the reading child prints as JSON. Joining lines
//! and pages, linking notes and finding sections is not its business: that is `structure`.

use serde::{Deserialize, Serialize};

use crate::{Identifier, Warning};

/// A file as read, before its structure is understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manuscript {
    /// The format's short name: `text`, `markdown`.
    pub format: String,
    /// What the file says of itself.
    pub front_matter: FrontMatter,
    /// Pages in order. A format without pages has one.
    pub pages: Vec<Page>,
    /// What the reader of the format doubts.
    pub warnings: Vec<Warning>,
}

/// What a file says of itself, in its own words and unchecked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Its title.
    pub title: Option<String>,
    /// Its authors, one entry each where the format tells them apart.
    pub authors: Vec<String>,
    /// Its date as written.
    pub date: Option<String>,
    /// Its type as written.
    pub kind: Option<String>,
    /// Its language as written.
    pub language: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// What it is known by elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// A page of blocks in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Physical number, from 1; none in a format without pages.
    pub number: Option<u32>,
    /// The printed label, where the format tells it.
    pub label: Option<String>,
    /// Height in points, where the format has places; 0 elsewhere.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub height: f32,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A block: what a blank line, an element or white space sets apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its text. A line end of the source that may or may not end a paragraph is `\n` inside a run.
    pub runs: Vec<Run>,
    /// Where it stands on its page, where the format has places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Block {
    /// A block of a format that has no places.
    pub fn new(kind: BlockKind, runs: Vec<Run>) -> Block {
        Block { kind, runs, place: None }
    }
}

/// A rectangle on a page, in points from its upper left corner as it is read (turned pages are turned back).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

/// What the format says a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Text that the format says nothing of: a paragraph, a bare heading, a line of a title page.
    Plain,
    /// A paragraph that the format marks as whole: it is not joined to the next.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list, with its printed label ("1.", "-").
    Item(String),
    /// A row of a table; cells are parted by `\t`.
    Row,
    /// The body of the note with this label, where the format has notes of its own.
    NoteBody(String),
}

/// A stretch of text with one look.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it is raised: a superscript, which may be a marker. Its text is in ordinary digits and letters.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub raised: bool,
    /// Size of its letters in points, where the format tells it; 0 elsewhere.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub size: f32,
    /// Whether it is set in italics or otherwise stressed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
    /// The label of the note that this run cites, where the format has notes of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cites: Option<String>,
}

impl Run {
    /// A run of ordinary text.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }
}

fn is_zero(size: &f32) -> bool {
    *size == 0.0
}
