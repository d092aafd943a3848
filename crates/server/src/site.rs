//! What do all requests share? The collection, the counts, and the questions of the first page.

use std::path::Path;

use apostille_corpus::Language;
use apostille_engine::Part;

use crate::answer::CardIndex;
use crate::collection::Collection;
use crate::metrics::Metrics;

/// A question that the first page offers.
#[derive(Debug, Clone)]
pub struct Question {
    /// In the query language.
    pub text: String,
    /// The language it is asked in.
    pub language: Language,
    /// Where its answer stands: with [`Part::Notes`] the page says that only a footnote answers it.
    pub answered_in: Part,
}

/// What all requests share.
pub(crate) struct Site {
    pub(crate) collection: std::sync::Arc<Collection>,
    /// Titles and authors, for completion.
    pub(crate) cards: std::sync::Arc<CardIndex>,
    pub(crate) metrics: Metrics,
    pub(crate) questions: Vec<Question>,
}

impl Site {
    pub(crate) fn new(home: &Path, questions: Vec<Question>) -> Site {
        Site {
            collection: std::sync::Arc::new(Collection::new(home)),
            cards: std::sync::Arc::default(),
            metrics: Metrics::default(),
            questions,
        }
    }
}
