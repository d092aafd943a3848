//! What is asked of a search? The parameters of `/api/v1/search`, read and typed.

use apostille_corpus::Language;
use apostille_engine::{Grouping, Part, Years};

use super::SearchProblem;
use super::cursor;

/// A search, as a program, a person at a terminal or a browser asks it.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// The question, in the query language.
    pub text: String,
    /// Notes, body or both.
    pub part: Part,
    /// Only these languages; empty for all.
    pub languages: Vec<Language>,
    /// Only documents of these years, both ends included.
    pub years: Option<Years>,
    /// Whether the vocabulary may add words to the question.
    pub expand: bool,
    /// Names of expansions that it may not add: `asylum:asilo`.
    pub without: Vec<String>,
    /// The id of a passage that is no hit: the one whose like is sought.
    pub except: Option<String>,
    /// Whether each hit says how its score came about.
    pub explain: bool,
    /// How many hits at most, 1 to [`SearchRequest::LIMIT_MAX`].
    pub limit: usize,
    /// Where to go on: the `next` of the answer before.
    pub cursor: Option<String>,
    /// Whether a hit is a document's best passage or any passage.
    pub grouping: Grouping,
}

impl SearchRequest {
    /// Hits in an answer when nothing is said.
    pub const LIMIT_DEFAULT: usize = 10;
    /// The most hits in one answer.
    pub const LIMIT_MAX: usize = 100;

    /// A search for these words in everything, ten documents.
    pub fn new(text: impl Into<String>) -> SearchRequest {
        SearchRequest {
            text: text.into(),
            part: Part::All,
            languages: Vec::new(),
            years: None,
            expand: true,
            without: Vec::new(),
            except: None,
            explain: false,
            limit: SearchRequest::LIMIT_DEFAULT,
            cursor: None,
            grouping: Grouping::Document,
        }
    }

    /// The word for the grouping in addresses and answers.
    pub fn group(&self) -> &'static str {
        match self.grouping {
            Grouping::Document => "document",
            Grouping::None => "none",
        }
    }

    /// How many hits stand before this answer's first.
    pub(crate) fn offset(&self) -> Result<usize, SearchProblem> {
        match &self.cursor {
            Some(cursor) => cursor::offset(cursor, &self.order()).ok_or(SearchProblem::Cursor),
            None => Ok(0),
        }
    }

    /// The cursor of the answer that begins after this many hits.
    pub(crate) fn cursor_at(&self, offset: usize) -> String {
        cursor::at(offset, &self.order())
    }

    /// What the order of hits depends on; a cursor holds for one such order only.
    fn order(&self) -> String {
        let languages: Vec<&str> = self.languages.iter().map(Language::as_str).collect();
        let years = self.years.as_ref().map(ToString::to_string).unwrap_or_default();
        let expand = self.expand.to_string();
        let mut parts = vec![&self.text, self.part.as_str()];
        let languages = languages.join(",");
        parts.extend([languages.as_str(), &years, self.group(), &expand]);
        parts.extend(self.without.iter().chain(&self.except).map(String::as_str));
        parts.join("\u{1f}")
    }
}
