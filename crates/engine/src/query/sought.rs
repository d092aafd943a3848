//! What a query looks for, in terms of the analysis: used to find passages and to mark what was found in them.

use std::collections::HashSet;

use apostille_corpus::Language;

use super::{Node, Query};
use crate::analysis::{Stemmer, StemmingLanguage, StopWords, words};

/// How much a stem of another language than the query's counts. Less helps the asker's language,
/// more the other: MRR@10 of scale-mix is .790 with 1 and .794 with .5, recall at 10 of xquad-mix .666 and .652.
const OTHER_LANGUAGE: f32 = 0.5;
/// The furthest that two words of a query stand apart to be a pair: neighbours, or with one or two stop words between.
const PAIR_DISTANCE: u32 = 3;

/// What a query looks for. Words and phrases are looked up once each; the condition names them by their places.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sought {
    /// Words, by their stems.
    pub(crate) words: Vec<SoughtWord>,
    /// Phrases, word for word.
    pub(crate) phrases: Vec<SoughtPhrase>,
    /// Words that stand close together in the query and are worth more where they do so in a passage.
    pub(crate) pairs: Vec<Pair>,
    /// The query's stop words, which are not looked for.
    pub(crate) passed_over: HashSet<String>,
    /// Which passages match.
    pub(crate) condition: Condition,
}

/// A word that is looked for or excluded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SoughtWord {
    /// As folded.
    pub(crate) folded: String,
    /// The distinct stems it has in the languages of the index, with their weights; they count as one term.
    pub(crate) stems: Vec<(String, f32)>,
    /// Whether it is looked for.
    pub(crate) polarity: Polarity,
}

/// A phrase that is looked for or excluded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SoughtPhrase {
    /// Its folded words; at least one.
    pub(crate) words: Vec<String>,
    /// Whether it is looked for.
    pub(crate) polarity: Polarity,
}

/// Whether something is looked for or excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Polarity {
    /// It adds to the score and is marked.
    Wanted,
    /// Under `NOT`.
    Excluded,
}

/// Two wanted words in the order of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Place of the first in `words`.
    pub(crate) first: usize,
    /// Place of the second.
    pub(crate) second: usize,
    /// How many words further the second stands; 1 for neighbours.
    pub(crate) distance: u32,
}

/// Which passages match.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Those with a word.
    Word(usize),
    /// Those with a phrase.
    Phrase(usize),
    /// Those that match every one of these.
    Every(Vec<Condition>),
    /// Those that match at least one of these.
    Either(Vec<Condition>),
    /// Those that do not match.
    Not(Box<Condition>),
}

impl Default for Condition {
    fn default() -> Condition {
        Condition::Either(Vec::new())
    }
}

impl Sought {
    /// What a query looks for.
    pub(crate) fn of(query: &Query) -> Sought {
        let mut builder =
            Builder { language: query.language(), sought: Sought::default(), stemmer: Stemmer::default() };
        let condition = builder.condition(query.root(), Polarity::Wanted);
        Sought { condition, ..builder.sought }
    }
}

struct Builder<'a> {
    language: &'a Language,
    sought: Sought,
    stemmer: Stemmer,
}

impl Builder<'_> {
    fn condition(&mut self, node: &Node, polarity: Polarity) -> Condition {
        match node {
            Node::Word(word) => self.operand(word, polarity),
            Node::Phrase(phrase) => self.phrase(words(phrase).map(|word| word.folded.into_owned()).collect(), polarity),
            Node::Sequence(parts) => self.sequence(parts, polarity),
            Node::All(parts) => Condition::Every(parts.iter().map(|part| self.condition(part, polarity)).collect()),
            Node::Any(parts) => Condition::Either(parts.iter().map(|part| self.condition(part, polarity)).collect()),
            Node::Not(part) => Condition::Not(Box::new(self.condition(part, Polarity::Excluded))),
        }
    }

    /// A word that an operator binds, stop word or not. `US-Mexico` is two words side by side, and so a phrase.
    fn operand(&mut self, word: &str, polarity: Polarity) -> Condition {
        let mut parts: Vec<String> = words(word).map(|word| word.folded.into_owned()).collect();
        match parts.len() {
            1 => Condition::Word(self.word(&parts.remove(0), polarity)),
            _ => self.phrase(parts, polarity),
        }
    }

    fn phrase(&mut self, words: Vec<String>, polarity: Polarity) -> Condition {
        let phrase = SoughtPhrase { words, polarity };
        let place = self.sought.phrases.iter().position(|known| *known == phrase).unwrap_or_else(|| {
            self.sought.phrases.push(phrase);
            self.sought.phrases.len() - 1
        });
        Condition::Phrase(place)
    }

    /// Side by side: words are weighed, the rest binds. Without anything that binds, one of the words must be there.
    fn sequence(&mut self, parts: &[Node], polarity: Polarity) -> Condition {
        let (plain, binding): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| matches!(part, Node::Word(_)));
        let mut every: Vec<Condition> = binding.iter().map(|part| self.condition(part, polarity)).collect();
        let wanted_besides = binding.iter().any(|part| part.is_positive());
        let weighed = self.weighed(&plain, polarity, wanted_besides);
        if !wanted_besides {
            every.insert(0, Condition::Either(weighed));
        }
        if every.len() == 1 { every.remove(0) } else { Condition::Every(every) }
    }

    /// The words of a sequence without its stop words, unless nothing else is wanted in it.
    fn weighed(&mut self, plain: &[&Node], polarity: Polarity, wanted_besides: bool) -> Vec<Condition> {
        let written = plain.iter().filter_map(|part| if let Node::Word(word) = part { Some(word) } else { None });
        let all: Vec<String> = written.flat_map(|word| words(word)).map(|word| word.folded.into_owned()).collect();
        let only_stop_words = all.iter().all(|word| self.is_stop_word(word));
        let keep_all = only_stop_words && !wanted_besides;
        let mut before: Option<(usize, u32)> = None;
        let mut weighed = Vec::new();
        for (at, word) in (0..).zip(&all) {
            if !keep_all && self.is_stop_word(word) {
                self.sought.passed_over.insert(word.clone());
                continue;
            }
            let place = self.word(word, polarity);
            if let Some((first, then)) = before.filter(|(first, then)| *first != place && at - then <= PAIR_DISTANCE) {
                self.pair(Pair { first, second: place, distance: at - then }, polarity);
            }
            before = Some((place, at));
            weighed.push(Condition::Word(place));
        }
        weighed
    }

    fn pair(&mut self, pair: Pair, polarity: Polarity) {
        if polarity == Polarity::Wanted && !self.sought.pairs.contains(&pair) {
            self.sought.pairs.push(pair);
        }
    }

    fn word(&mut self, folded: &str, polarity: Polarity) -> usize {
        let known = self.sought.words.iter().position(|word| word.folded == folded && word.polarity == polarity);
        known.unwrap_or_else(|| {
            let stems = self.stems(folded);
            self.sought.words.push(SoughtWord { folded: folded.to_owned(), stems, polarity });
            self.sought.words.len() - 1
        })
    }

    /// The stem in the query's language first, then the other stems and the folded form.
    fn stems(&mut self, folded: &str) -> Vec<(String, f32)> {
        let own = StemmingLanguage::of(self.language);
        let others = StemmingLanguage::ALL.into_iter().map(Some).chain([None]).filter(|other| *other != own);
        let mut stems: Vec<(String, f32)> = Vec::new();
        for (language, weight) in std::iter::once((own, 1.0)).chain(others.map(|other| (other, OTHER_LANGUAGE))) {
            let weight = if own.is_none() { 1.0 } else { weight };
            let stem = self.stemmer.stem(folded, language);
            if stems.iter().all(|(known, _)| known != stem) {
                stems.push((stem.to_owned(), weight));
            }
        }
        stems
    }

    fn is_stop_word(&self, folded: &str) -> bool {
        match StemmingLanguage::of(self.language) {
            Some(language) => StopWords::of(language).contains(folded),
            None => StemmingLanguage::ALL.into_iter().any(|language| StopWords::of(language).contains(folded)),
        }
    }
}
