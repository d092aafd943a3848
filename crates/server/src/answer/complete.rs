//! How may what is typed go on? Words of the index, titles and authors of the catalogue.

use std::sync::{Arc, Mutex, PoisonError};

use apostille_catalogue::Catalogue;
use apostille_corpus::DocumentId;
use apostille_engine::Searcher;
use apostille_engine::analysis::fold;
use serde::Serialize;
use utoipa::ToSchema;

use super::SearchProblem;

/// How what is typed may go on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Completions {
    /// The last word, whole: the most frequent first.
    pub words: Vec<CompletedWord>,
    /// Documents whose titles have all that is typed, the last word as a beginning.
    pub documents: Vec<CompletedTitle>,
    /// Authors likewise.
    #[schema(example = json!(["Beatriz Olmedo Rivas"]))]
    pub authors: Vec<String>,
}

/// A word of the collection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CompletedWord {
    /// The word.
    #[schema(example = "seekers")]
    pub word: String,
    /// What is typed, with this word at its end.
    #[schema(example = "asylum seekers")]
    pub text: String,
    /// In how many passages it stands.
    pub passages: u64,
}

/// A document of the collection.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CompletedTitle {
    /// Its id: `/api/v1/documents/{id}`.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub id: DocumentId,
    /// Its title.
    pub title: String,
}

/// Titles and authors in memory, read again when the catalogue has changed.
#[derive(Default)]
pub(crate) struct CardIndex {
    newest: Mutex<Option<(u64, Arc<Vec<Card>>)>>,
}

/// What is completed of a document, as written and folded.
pub(crate) struct Card {
    document: DocumentId,
    title: Written,
    authors: Vec<Written>,
}

struct Written {
    text: String,
    folded: String,
}

impl CardIndex {
    /// The cards of a catalogue as it is now.
    pub(crate) fn of(&self, catalogue: &Catalogue) -> Result<Arc<Vec<Card>>, apostille_catalogue::Error> {
        let sequence = catalogue.sequence()?;
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cards)) = newest.as_ref().filter(|(of, _)| *of == sequence) {
            return Ok(Arc::clone(cards));
        }
        let cards = catalogue.titles_and_authors()?.into_iter().map(|(document, title, authors)| Card {
            document,
            title: Written::of(title),
            authors: authors.into_iter().map(Written::of).collect(),
        });
        let cards = Arc::new(cards.collect::<Vec<_>>());
        *newest = Some((sequence, Arc::clone(&cards)));
        Ok(cards)
    }
}

impl Written {
    fn of(text: String) -> Written {
        Written { folded: plain(&text), text }
    }

    /// Whether it has a word that begins with each of these folded ones.
    fn begins(&self, typed: &[String]) -> bool {
        typed.iter().all(|word| self.folded.match_indices(word.as_str()).any(|(at, _)| self.starts_word(at)))
    }

    fn starts_word(&self, at: usize) -> bool {
        !self.folded[..at].ends_with(char::is_alphanumeric)
    }
}

/// Folded, and without the tilde: who types a name may not have the key.
fn plain(text: &str) -> String {
    fold(text).replace('ñ', "n")
}

/// How what is typed may go on, with at most `limit` of each kind; nothing before the first letter.
///
/// # Errors
/// An index that cannot be read.
pub(crate) fn complete(
    searcher: &Searcher,
    cards: &[Card],
    typed: &str,
    limit: usize,
) -> Result<Completions, SearchProblem> {
    let start = typed
        .rfind(|letter: char| !letter.is_alphanumeric())
        .map_or(0, |at| at + typed[at..].chars().next().map_or(1, char::len_utf8));
    let (before, last) = typed.split_at(start);
    let words = searcher.complete_after(before, last, limit)?.into_iter().map(|completion| CompletedWord {
        text: format!("{before}{}", completion.word),
        word: completion.word,
        passages: completion.passages,
    });
    let folded: Vec<String> =
        typed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(plain).collect();
    let cards = if folded.is_empty() { &[] } else { cards };
    let titled = cards.iter().filter(|card| card.title.begins(&folded)).take(limit);
    let documents = titled.map(|card| CompletedTitle { id: card.document, title: card.title.text.clone() }).collect();
    let mut authors: Vec<String> = Vec::new();
    for author in cards.iter().flat_map(|card| &card.authors).filter(|author| author.begins(&folded)) {
        if authors.len() == limit {
            break;
        }
        if !authors.contains(&author.text) {
            authors.push(author.text.clone());
        }
    }
    Ok(Completions { words: words.collect(), documents, authors })
}
