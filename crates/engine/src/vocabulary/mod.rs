//! Which other words say the same: the other language's, synonyms, acronyms. Asked at query time, never at indexing.
//!
//! What it adds weighs less than the user's own words, is shown and can be taken away. It knows no index: words that no
//! passage has are dropped by the search.

mod cognates;
mod lexicon;

use std::sync::{Arc, LazyLock};

use apostille_corpus::Language;

use crate::analysis::{Stemmer, StemmingLanguage};
use lexicon::Lexicon;

/// The most words in a row that are looked up together.
const LONGEST_TERM: usize = 6;

/// The words that join words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    lexicon: Lexicon,
}

/// Words that are added to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// The query's words that they are added to, folded.
    pub of: String,
    /// The added words, as written.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// What they count beside the query's own, 0 to 1.
    pub weight: f32,
    /// Where they come from.
    pub source: Source,
}

/// Where added words come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The lexicon of English and Spanish.
    Lexicon,
    /// A rule by which words of the two languages are spelt.
    Cognate,
}

impl Expansion {
    /// How it is named to take it away: `asylum:asilo`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.of, self.text)
    }
}

static BUILT_IN: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| Arc::new(Vocabulary { lexicon: Lexicon::built_in() }));

impl Vocabulary {
    /// The vocabulary that comes with the program.
    pub fn built_in() -> Arc<Vocabulary> {
        BUILT_IN.clone()
    }

    /// What it adds to one folded word of a query in this language.
    pub(crate) fn of_word(&self, folded: &str, language: &Language) -> Vec<Expansion> {
        let mut stemmer = Stemmer::default();
        let mut expansions = Vec::new();
        for from in languages(language) {
            let stem = stemmer.stem(folded, Some(from)).to_owned();
            let known = self.lexicon.translations(from, &stem);
            if known.is_empty() {
                expansions.extend(cognates::of(folded, from));
            }
            expansions.extend(known.iter().map(|known| known.expansion(folded)));
        }
        expansions
    }

    /// What it adds to several folded words of a query together; words that are none are empty.
    pub(crate) fn of_words(&self, folded: &[&str], language: &Language) -> Vec<Expansion> {
        let mut stemmer = Stemmer::default();
        let mut expansions = Vec::new();
        for from in languages(language) {
            let stems: Vec<String> = folded.iter().map(|word| stemmer.stem(word, Some(from)).to_owned()).collect();
            for start in 0..stems.len() {
                for end in start + 2..=(start + LONGEST_TERM).min(stems.len()) {
                    let known = self.lexicon.translations(from, &stems[start..end].join(" "));
                    expansions.extend(known.iter().map(|known| known.expansion(&folded[start..end].join(" "))));
                }
            }
        }
        expansions
    }
}

fn languages(language: &Language) -> Vec<StemmingLanguage> {
    StemmingLanguage::of(language).map_or_else(|| StemmingLanguage::ALL.to_vec(), |language| vec![language])
}
