//! Which other words say the same: the other language's, synonyms, acronyms. Asked at query time, never at indexing.
//!
//! What it adds weighs less than the user's own words, is shown and can be taken away. It knows no index: words that no
//! passage has are dropped by the search.

mod built_in;
mod cognates;
mod dictionary;
mod lookup;
mod names;
mod subjects;
mod table;

pub mod definitions;
pub mod folder;
pub mod import;

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use apostille_corpus::{DocumentId, Language};

use crate::Result;
use crate::analysis::StemmingLanguage;
use built_in::BUILT_IN;
pub use dictionary::Dictionary;
use lookup::Lookup;
use names::Names;
pub use subjects::subjects;
pub use table::Concept;

/// The most words in a row that are looked up together: `Alto Comisionado de las Naciones Unidas para los Refugiados`.
const LONGEST_TERM: usize = 9;

/// The most that is added to one word of a query, and to all of them.
const MOST_OF_EACH: usize = 12;
const MOST_OF_ALL: usize = 60;
/// What is added to a word, however many there are.
const FEWEST_OF_EACH: usize = 3;
/// The most that is added to words that mean something together, in all.
const MOST_TOGETHER: usize = 24;

/// The words that join words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// What a home has of its own.
    own: Arc<Names>,
    /// What the documents of a commit define.
    learnt: Names,
}

/// An acronym that a passage defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Learnt {
    /// As written: `MPP`.
    pub(crate) short: String,
    /// What it stands for, as written.
    pub(crate) long: String,
    /// The language of the passage.
    pub(crate) language: Language,
    /// The passage's place in its commit.
    pub(crate) place: u32,
}

/// Where a document defines an acronym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinedIn {
    /// The document.
    pub document: DocumentId,
    /// The id of its first passage, or note, that does.
    pub passage: String,
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
    /// Where a document of the collection defines them; none for what comes from elsewhere.
    pub defined_in: Option<DefinedIn>,
    /// The place in the commit of the passage that does.
    pub(crate) place: Option<u32>,
}

/// Where added words come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The lexicon of English and Spanish.
    Lexicon,
    /// A concept of migration policy, with its synonyms.
    Concept,
    /// An acronym, or what it stands for.
    Acronym,
    /// A country or its people.
    Country,
    /// What a librarian added to this collection.
    Own,
    /// An acronym that a document of the collection defines itself.
    Document,
    /// A rule by which words of the two languages are spelt.
    Cognate,
}

impl Source {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Lexicon => "lexicon",
            Source::Concept => "concept",
            Source::Acronym => "acronym",
            Source::Country => "country",
            Source::Own => "own",
            Source::Document => "document",
            Source::Cognate => "cognate",
        }
    }
}

/// How a word of a query is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In capitals, as an acronym is: `ICE`.
    Capitals,
    /// In any other way.
    Usual,
}

impl Expansion {
    /// How it is named to take it away: `asylum:asilo`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.of, self.text)
    }
}

static ALONE: LazyLock<Arc<Vocabulary>> = LazyLock::new(Arc::default);

impl Vocabulary {
    /// The vocabulary that comes with the program.
    pub fn built_in() -> Arc<Vocabulary> {
        ALONE.clone()
    }

    /// That, and the tables in a home's `vocabulary` folder; a folder that is not there holds none.
    ///
    /// # Errors
    /// [`crate::Error::Vocabulary`] if a line of a table is no row, [`crate::Error::Io`] if one cannot be read.
    pub fn with_folder(folder: &Path) -> Result<Vocabulary> {
        Ok(Vocabulary { own: Arc::new(folder::names(folder)?), learnt: Names::default() })
    }

    /// That, and acronyms that documents define.
    pub(crate) fn with_learnt(&self, learnt: Vec<Learnt>) -> Vocabulary {
        let mut names = Names::default();
        for Learnt { short, long, language, place } in learnt {
            // Both languages write the acronym alike; what it stands for is said in one.
            let (alone, both) = (vec![short.clone()], vec![short, long]);
            let (english, spanish) = if language == Language::ES { (alone, both) } else { (both, alone) };
            let owned = |names: Vec<String>| names.into_iter().map(Cow::Owned);
            names.add_defined(place, owned(english), owned(spanish));
        }
        Vocabulary { own: self.own.clone(), learnt: names.finish() }
    }

    /// Whether it has something to say of a folded word.
    pub(crate) fn knows(&self, folded: &str) -> bool {
        let mut lookup = self.lookup();
        StemmingLanguage::ALL.into_iter().any(|language| lookup.knows(folded, language))
    }

    fn lookup(&self) -> Lookup<'_> {
        Lookup::new([&BUILT_IN, &self.own, &self.learnt])
    }

    /// What it adds to one folded word of a query in this language: the weightiest first, at most so many. What is spelt
    /// by rule comes last and is not counted: the index knows few of those.
    pub(crate) fn of_word(&self, folded: &str, writing: Writing, language: &Language, most: usize) -> Vec<Expansion> {
        let mut lookup = self.lookup();
        let languages = languages(language);
        let known: Vec<bool> = languages.iter().map(|from| lookup.knows(folded, *from)).collect();
        for (from, is_its_own) in languages.into_iter().zip(&known) {
            // A word of one language is no inflection of the other's: `border` is not of `borde`.
            if *is_its_own || !known.contains(&true) {
                lookup.word(folded, writing, from);
            } else {
                lookup.foreign_word(folded, from);
            }
        }
        lookup.expansions(most)
    }

    /// What it adds to several folded words of a query together; words that are none are empty.
    pub(crate) fn of_words(&self, folded: &[&str], language: &Language) -> Vec<Expansion> {
        let mut lookup = self.lookup();
        let mut expansions = lookup.together(folded, &languages(language), MOST_OF_EACH);
        expansions.truncate(MOST_TOGETHER);
        expansions
    }
}

/// The most that is added to each word of a query with so many.
pub(crate) fn most_of_each(words: usize) -> usize {
    (MOST_OF_ALL / words.max(1)).clamp(FEWEST_OF_EACH, MOST_OF_EACH)
}

fn languages(language: &Language) -> Vec<StemmingLanguage> {
    StemmingLanguage::of(language).map_or_else(|| StemmingLanguage::ALL.to_vec(), |language| vec![language])
}

#[cfg(test)]
mod tests;
