//! What do all requests share? The collection, the counts, and the questions of the first page.

use std::path::{Path, PathBuf};

use apostille_corpus::Language;
use apostille_engine::Part;
use apostille_indexer::Reading;

use crate::access::Access;
use crate::answer::CardIndex;
use crate::collection::Collection;
use crate::drawing::Drawer;
use crate::metrics::Metrics;
use crate::receiving::Intake;

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

/// What whoever starts a server decides.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) questions: Vec<Question>,
    pub(crate) access: Access,
    pub(crate) intake: Intake,
    pub(crate) watched: Vec<PathBuf>,
}

/// What all requests share.
pub(crate) struct Site {
    pub(crate) collection: std::sync::Arc<Collection>,
    /// Titles and authors, for completion.
    pub(crate) cards: std::sync::Arc<CardIndex>,
    pub(crate) metrics: Metrics,
    pub(crate) questions: Vec<Question>,
    pub(crate) access: Access,
    pub(crate) intake: Intake,
    /// Folders whose files librarians may name instead of sending them.
    pub(crate) watched: Vec<PathBuf>,
    pub(crate) drawer: Drawer,
}

impl Site {
    pub(crate) fn new(home: &Path, reading: Reading, options: Options) -> Site {
        let Options { questions, access, intake, watched } = options;
        Site {
            collection: std::sync::Arc::new(Collection::new(home)),
            cards: std::sync::Arc::default(),
            metrics: Metrics::default(),
            questions,
            access,
            intake,
            watched,
            drawer: Drawer::new(reading),
        }
    }
}
