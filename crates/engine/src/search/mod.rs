//! What is asked of an index and what it answers.

mod bm25;
mod clock;
mod collect;
mod columns;
mod dictionary;
mod evaluate;
mod explain;
mod explanation;
mod facets;
mod learnt;
mod like;
mod merge;
mod occurrences;
mod parts;
mod place_set;
mod postings;
mod rank;
mod resolve;
mod said;
mod scoreboard;
mod searcher;
mod spelling;
mod stores;
mod suggest;
mod titles;
mod window;
mod word_list;

pub(crate) use learnt::term as definition_term;
pub(crate) use place_set::Bits;
pub(crate) use postings::near;
#[cfg(test)]
pub(crate) use resolve::Resolved;
pub(crate) use resolve::{Alternative, Lookup};

pub use explanation::{Explanation, Found, Lowered, QueryPart, Reason};
pub use parts::{NotAPart, NotYears, Part, Years};
pub use searcher::{Marks, Searcher};
pub use word_list::Completion;

use std::time::Duration;

use apostille_corpus::{Citation, DocumentId, Kind, Language};
use serde::{Deserialize, Serialize};

use crate::{Expansion, Query, Segment};

/// A question to an index.
#[derive(Debug, Clone)]
pub struct Search {
    /// What is looked for.
    pub query: Query,
    /// Notes, body or both.
    pub part: Part,
    /// Passages with text in one of these languages; empty for all. A note that mixes two has both.
    pub languages: Vec<Language>,
    /// Passages of documents of these years; a document without a date has no year.
    pub years: Option<Years>,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// What a hit stands for.
    pub grouping: Grouping,
    /// Whether the vocabulary may add words to the query.
    pub expand: bool,
    /// Names of expansions ([`crate::Expansion::name`]) that it may not add.
    pub without: Vec<String>,
    /// The id of a passage that is no hit: the one whose like is sought.
    pub except: Option<String>,
    /// Whether each hit says why it is there.
    pub explain: bool,
    /// How long it may take to find what matches; what was found by then is a partial answer. None for ever.
    pub time_limit: Option<Duration>,
}

impl Search {
    /// The first ten documents for a query, without filters.
    pub fn new(query: Query) -> Search {
        Search {
            query,
            part: Part::All,
            languages: Vec::new(),
            years: None,
            limit: 10,
            offset: 0,
            grouping: Grouping::Document,
            expand: true,
            without: Vec::new(),
            except: None,
            explain: false,
            time_limit: None,
        }
    }
}

/// What a hit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// A document: its best passage, and how many more it has.
    Document,
    /// A passage.
    None,
}

/// What an index answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many hits there are in all, in the grouping's unit.
    pub total: u64,
    /// Whether `total` was counted rather than estimated.
    pub exact: bool,
    /// Whether the time was over before every match was found.
    pub partial: bool,
    /// What the vocabulary added and some passage has.
    pub expansions: Vec<Expansion>,
    /// Patterns, and words nearly so, of which the index has more than were looked for.
    pub capped: Vec<String>,
    /// How many hits each choice of a filter would give.
    pub facets: Facets,
    /// The hits asked for, the best first.
    pub hits: Vec<Hit>,
}

/// How many hits, in the grouping's unit, each choice of a filter would give: a facet ignores its own filter and heeds
/// the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Body and notes, in this order.
    pub parts: Vec<(Part, u64)>,
    /// Languages, the most frequent first.
    pub languages: Vec<(Language, u64)>,
    /// Years, the latest first; hits without a year are in none.
    pub years: Vec<(u16, u64)>,
}

/// A returned passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document it stands in.
    pub document: DocumentId,
    /// The passage.
    pub passage: HitPassage,
    /// What more there is to say when it is a note.
    pub note: Option<HitNote>,
    /// Its score: comparable within one answer only.
    pub score: f32,
    /// What is shown of it: joined, the excerpt's exact text.
    pub excerpt: Vec<Segment>,
    /// How many marks the passage has besides those in the excerpt.
    pub further_marks: usize,
    /// How many further passages of the document match; 0 with [`Grouping::None`].
    pub more: u64,
    /// Why it is there, when that was asked.
    pub explanation: Option<Explanation>,
}

/// A passage as the index keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitPassage {
    /// Its id.
    pub id: String,
    /// Its place in reading order among the document's passages or notes, from 1.
    pub number: u32,
    /// Its kind.
    pub kind: Kind,
    /// Its language; for a mixed note the language of most of it.
    pub language: Language,
    /// Physical page, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The label printed on that page.
    pub page_label: Option<String>,
    /// The title of the section it stands in.
    pub section: Option<String>,
    /// Its whole text.
    pub text: String,
}

/// What there is to say of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitNote {
    /// Its label as printed.
    pub label: String,
    /// The sentences that cite it.
    pub cited_by: Vec<Citation>,
}
