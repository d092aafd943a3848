//! What a query looks for, in terms that the index has: beginnings of words, words nearly so and accents are looked up in
//! its dictionary, and what the vocabulary added is kept where a passage has it.

use apostille_corpus::Language;
use tantivy::SegmentReader;
use tantivy::schema::Field as IndexField;

use super::dictionary::Dictionary;
use crate::query::{Added, Exactness, Field, Leaf, Sought, SoughtWord, What};
use crate::terms::Form;

/// What a leaf looks up.
#[derive(Debug, Clone)]
pub(crate) enum Lookup {
    /// Terms of the text, in one of these ways.
    Terms(Vec<Alternative>),
    /// What is said of the document or page.
    Said(Field, String),
}

/// One way in which a leaf is found: words one after the other; most often one.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// The words.
    pub(crate) slots: Vec<Slot>,
    /// How many others may stand between them, in whichever order they come; none for a phrase.
    pub(crate) between: Option<u32>,
    /// What it counts.
    pub(crate) weight: f32,
    /// The place of the expansion that it comes from in [`Sought::expansions`].
    pub(crate) expansion: Option<usize>,
    /// The language of the passages in which it counts; none for any. A word of the vocabulary is meant in its own
    /// language alone: `son` is not English, nor `once`.
    pub(crate) language: Option<Language>,
}

/// A word of an alternative: any of some terms.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The terms, with their first bytes.
    pub(crate) terms: Vec<String>,
    /// How many words after the first.
    pub(crate) at: u32,
}

/// A query's leaves as they are looked up.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// In the order of [`Sought::leaves`].
    pub(crate) lookups: Vec<Lookup>,
    /// Patterns of which the index has more words than are looked up.
    pub(crate) capped: Vec<String>,
}

impl Slot {
    fn of_stem(stem: &str) -> Slot {
        Slot { terms: Form::Stem.terms(stem).to_vec(), at: 0 }
    }

    /// Any stem of a word.
    fn of_word(word: &SoughtWord) -> Slot {
        Slot { terms: word.stems.iter().flat_map(|(stem, _)| Form::Stem.terms(stem)).collect(), at: 0 }
    }

    fn of_exact(words: &[String]) -> Slot {
        Slot { terms: words.iter().flat_map(|word| Form::Exact.terms(word)).collect(), at: 0 }
    }
}

impl Alternative {
    fn phrase(slots: impl IntoIterator<Item = Slot>, weight: f32, expansion: Option<usize>) -> Alternative {
        let slots = (0..).zip(slots).map(|(at, slot)| Slot { at, ..slot }).collect();
        Alternative { slots, between: None, weight, expansion, language: None }
    }

    /// Its terms, if it is one word.
    pub(crate) fn terms(&self) -> Option<&[String]> {
        match self.slots.as_slice() {
            [only] => Some(&only.terms),
            _ => None,
        }
    }

    /// Two words, the second so many words after the first, by any of their stems.
    pub(crate) fn pair(first: &SoughtWord, second: &SoughtWord, distance: u32) -> Alternative {
        let slot = |word: &SoughtWord, at| Slot { at, ..Slot::of_word(word) };
        Alternative { slots: vec![slot(first, 0), slot(second, distance)], ..Alternative::phrase([], 1.0, None) }
    }
}

impl Resolved {
    /// Looks up what depends on the index.
    pub(crate) fn of(sought: &Sought, segments: &[SegmentReader], field: IndexField) -> tantivy::Result<Resolved> {
        let mut resolved = Resolved::default();
        let dictionary = Dictionary::new(segments, field);
        for leaf in &sought.leaves {
            let lookup = resolved.lookup(leaf, &dictionary)?;
            resolved.lookups.push(lookup);
        }
        Ok(resolved)
    }

    fn lookup(&mut self, leaf: &Leaf, dictionary: &Dictionary<'_>) -> tantivy::Result<Lookup> {
        let one = |slot| Lookup::Terms(vec![Alternative::phrase([slot], 1.0, None)]);
        Ok(match &leaf.what {
            What::Word(word) => Lookup::Terms(word_alternatives(word)),
            What::Together(own, added) => {
                let own = (!own.is_empty()).then(|| Alternative::phrase(own.iter().map(Slot::of_word), 1.0, None));
                Lookup::Terms(own.into_iter().chain(added.iter().map(added_alternative)).collect())
            }
            What::Phrase(words, exactness) => {
                let mut slots = Vec::new();
                for word in words {
                    slots.push(Slot::of_exact(&match exactness {
                        Exactness::EveryAccent => vec![word.clone()],
                        Exactness::WrittenAccents => dictionary.accented(word)?,
                    }));
                }
                Lookup::Terms(vec![Alternative::phrase(slots, 1.0, None)])
            }
            What::Near(words, between) => {
                let near = Alternative::phrase(words.iter().map(Slot::of_word), 1.0, None);
                Lookup::Terms(vec![Alternative { between: Some(*between), ..near }])
            }
            What::Pattern(pattern) => {
                let found = dictionary.matching(pattern)?;
                self.note_cap(pattern, found.capped);
                one(Slot::of_exact(&found.words))
            }
            What::Fuzzy(word, distance) => {
                let found = dictionary.nearly(word, *distance)?;
                self.note_cap(word, found.capped);
                one(Slot::of_exact(&found.words))
            }
            What::Said(field, value) => Lookup::Said(*field, value.clone()),
        })
    }

    fn note_cap(&mut self, written: &str, capped: bool) {
        if capped {
            self.capped.push(written.to_owned());
        }
    }
}

fn word_alternatives(word: &SoughtWord) -> Vec<Alternative> {
    let own = word.stems.iter().map(|(stem, weight)| Alternative::phrase([Slot::of_stem(stem)], *weight, None));
    own.chain(word.added.iter().map(added_alternative)).collect()
}

fn added_alternative(added: &Added) -> Alternative {
    let slots = added.stems.iter().map(|stem| Slot::of_stem(stem));
    let language = Some(added.language.clone());
    Alternative { language, ..Alternative::phrase(slots, added.weight, Some(added.expansion)) }
}
