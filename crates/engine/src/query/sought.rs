//! What a query looks for, in terms of the analysis: used to find passages and to mark what was found in them.
//!
//! The tree becomes leaves, each looked up once, and a condition that names them by their places. What depends on the
//! words that an index has (beginnings of words, words nearly so) is resolved later, by the search.

use apostille_corpus::Language;
use foldhash::HashSet;

use super::tree::{Exactness, Field};
use super::{MAX_LEAVES, Node, Query, country};
use crate::analysis::{Lent, Stemmer, StemmingLanguage, StopWords, UNITED_STATES, compound, exact, fold, words};
use crate::vocabulary::{Expansion, Source, Vocabulary, Writing, most_of_each};

/// How much a stem of another language than the query's counts. Less helps the asker's language,
/// more the other: MRR@10 of scale-mix is .790 with 1 and .794 with .5, recall at 10 of xquad-mix .666 and .652.
const OTHER_LANGUAGE: f32 = 0.5;
/// The furthest that two words of a query stand apart to be a pair: neighbours, or with one or two stop words between.
const PAIR_DISTANCE: u32 = 3;

/// What a query looks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sought {
    /// What is looked up.
    pub(crate) leaves: Vec<Leaf>,
    /// Words that stand close together in the query and are worth more where they do so in a passage.
    pub(crate) pairs: Vec<Pair>,
    /// The query's stop words, folded, which are not looked for.
    pub(crate) passed_over: HashSet<String>,
    /// What the vocabulary added.
    pub(crate) expansions: Vec<Expansion>,
    /// Places of the expansions that are the query's own words, spelt the same or nearly so: nobody needs to be told.
    pub(crate) same: HashSet<usize>,
    /// Which passages match.
    pub(crate) condition: Condition,
}

/// One thing that is looked for or excluded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    /// What it is.
    pub(crate) what: What,
    /// Whether it is looked for.
    pub(crate) polarity: Polarity,
    /// What it counts beside the others; 1 unless the query says otherwise.
    pub(crate) weight: f32,
}

/// What a leaf looks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// A word, by its stems.
    Word(SoughtWord),
    /// Words one after the other, in exact form; accents as written, or where they are written.
    Phrase(Vec<String>, Exactness),
    /// Words by their stems, in any order, with at most so many others between them.
    Near(Vec<SoughtWord>, u32),
    /// Words of a pattern with `*` and `?`.
    Pattern(String),
    /// Words that differ from this one in so many letters at most.
    Fuzzy(String, u8),
    /// Passages of documents, or pages, of which this is said.
    Said(Field, String),
    /// What the vocabulary adds for several of the query's words together; or those words themselves, where they are a term
    /// of the field. Without them a translation of the term is worth more than the term (`trata de personas`). Where the
    /// vocabulary only translates a turn of speech they are left out: with them scale-mix loses .007 of MRR@10.
    Together(Vec<SoughtWord>, Vec<Added>),
}

/// A word that is looked for or excluded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SoughtWord {
    /// As folded.
    pub(crate) folded: String,
    /// The distinct stems it has in the languages of the index, with their weights; they count as one term.
    pub(crate) stems: Vec<(String, f32)>,
    /// What the vocabulary adds to it.
    pub(crate) added: Vec<Added>,
}

impl SoughtWord {
    /// Whether these stems are one that it has itself: the word weighs more in the other language then, and finds nothing more.
    fn has(&self, stems: &[String]) -> bool {
        matches!(stems, [stem] if self.stems.iter().any(|(own, _)| own == stem))
    }
}

/// Words of the vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Added {
    /// Their stems, one after the other.
    pub(crate) stems: Vec<String>,
    /// What they count beside the query's own.
    pub(crate) weight: f32,
    /// Their language.
    pub(crate) language: Language,
    /// The place of their expansion in [`Sought::expansions`].
    pub(crate) expansion: usize,
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
    /// Place of the first in `leaves`.
    pub(crate) first: usize,
    /// Place of the second.
    pub(crate) second: usize,
    /// How many words further the second stands; 1 for neighbours.
    pub(crate) distance: u32,
}

/// Which passages match.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Those with a leaf.
    Leaf(usize),
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
    /// What a query looks for; with a vocabulary also what that adds.
    pub(crate) fn of(query: &Query, vocabulary: Option<&Vocabulary>, without: &[String]) -> Sought {
        let mut builder = Builder {
            language: query.language(),
            vocabulary,
            without,
            in_capitals: HashSet::default(),
            most_added: most_of_each(query.root().leaves()),
            weight: 1.0,
            room: match query.root().leaves() {
                leaves @ 0..=MAX_LEAVES => MAX_LEAVES - leaves,
                // Words side by side alone can be more. Any of them matches, so that they can share a bit.
                _ => usize::MAX,
            },
            sought: Sought::default(),
            stemmer: Stemmer::lent(),
        };
        let condition = builder.condition(query.root(), Polarity::Wanted);
        Sought { condition, ..builder.sought }
    }
}

struct Builder<'a> {
    language: &'a Language,
    vocabulary: Option<&'a Vocabulary>,
    /// Expansions that the user does not want.
    without: &'a [String],
    /// The words that are written in capitals, folded.
    in_capitals: HashSet<String>,
    /// The most that the vocabulary adds to a word.
    most_added: usize,
    /// What the parts that are read now count.
    weight: f32,
    /// How many leaves the vocabulary may add: the query's own need a bit each.
    room: usize,
    sought: Sought,
    stemmer: Lent,
}

impl Builder<'_> {
    fn condition(&mut self, node: &Node, polarity: Polarity) -> Condition {
        match node {
            Node::Word(word) => self.operand(word, polarity),
            Node::Phrase(text, exactness) => self.phrase(text, *exactness, polarity),
            Node::Near(text, between) => self.near(text, *between, polarity),
            Node::Pattern(pattern) => self.leaf(What::Pattern(exact(pattern).into_owned()), polarity),
            Node::Fuzzy(word, distance) => self.leaf(What::Fuzzy(exact(word).into_owned(), *distance), polarity),
            Node::Said(field, value) => self.leaf(What::Said(*field, value.clone()), polarity),
            Node::Weighted(part, weight) => self.weighted(part, weight.factor(), polarity),
            Node::Sequence(parts) => self.sequence(parts, polarity),
            Node::All(parts) => Condition::Every(parts.iter().map(|part| self.condition(part, polarity)).collect()),
            Node::Any(parts) => Condition::Either(parts.iter().map(|part| self.condition(part, polarity)).collect()),
            Node::Not(part) => Condition::Not(Box::new(self.condition(part, Polarity::Excluded))),
        }
    }

    fn weighted(&mut self, part: &Node, factor: f32, polarity: Polarity) -> Condition {
        let outside = self.weight;
        self.weight *= factor;
        let condition = self.condition(part, polarity);
        self.weight = outside;
        condition
    }

    /// A word that an operator binds, stop word or not. `US-Mexico` is two words side by side, and so a phrase, or the one
    /// word that they are written as elsewhere.
    fn operand(&mut self, word: &str, polarity: Polarity) -> Condition {
        let found: Vec<_> = words(word).collect();
        self.note_capitals(word);
        if let [only] = found.as_slice() {
            let folded = only.folded();
            let mut alone = [folded.as_ref()];
            country::in_sequence(&mut alone, self.language);
            let place = self.word(alone[0], polarity);
            return Condition::Leaf(place);
        }
        let phrase = self.phrase(word, Exactness::WrittenAccents, polarity);
        match compound(word, &found, 0) {
            Some(compound) => {
                let joined = self.word(&fold(&compound.joined), polarity);
                Condition::Either(vec![phrase, Condition::Leaf(joined)])
            }
            None => phrase,
        }
    }

    fn phrase(&mut self, text: &str, exactness: Exactness, polarity: Polarity) -> Condition {
        let words: Vec<String> = words(text).map(|word| word.exact.into_owned()).collect();
        let of_country = country::in_phrase(&words).map(|words| What::Phrase(words, exactness));
        let as_written = self.leaf(What::Phrase(words, exactness), polarity);
        match of_country {
            Some(phrase) => Condition::Either(vec![as_written, self.leaf(phrase, polarity)]),
            None => as_written,
        }
    }

    fn near(&mut self, text: &str, between: u32, polarity: Polarity) -> Condition {
        let found: Vec<String> = words(text).map(|word| word.folded().into_owned()).collect();
        let near = found.iter().map(|word| SoughtWord { added: Vec::new(), ..self.sought_word(word) }).collect();
        self.leaf(What::Near(near, between), polarity)
    }

    fn leaf(&mut self, what: What, polarity: Polarity) -> Condition {
        Condition::Leaf(self.place(Leaf { what, polarity, weight: self.weight }))
    }

    fn place(&mut self, leaf: Leaf) -> usize {
        self.sought.leaves.iter().position(|known| *known == leaf).unwrap_or_else(|| {
            self.sought.leaves.push(leaf);
            self.sought.leaves.len() - 1
        })
    }

    /// Side by side: words are weighed, the rest binds. One of the words must be there if no phrase must: what is said of a
    /// document chooses among the passages with the words, it does not stand for them.
    fn sequence(&mut self, parts: &[Node], polarity: Polarity) -> Condition {
        let (weighed, binding): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| part.is_weighed());
        let mut every: Vec<Condition> = binding.iter().map(|part| self.condition(part, polarity)).collect();
        let wanted_besides = binding.iter().any(|part| part.is_in_the_text());
        let words = self.weighed(&weighed, polarity, wanted_besides);
        if !wanted_besides && (parts.is_empty() || !weighed.is_empty()) {
            every.insert(0, Condition::Either(words));
        }
        if every.len() == 1 { every.remove(0) } else { Condition::Every(every) }
    }

    /// The words of a sequence without its stop words, unless nothing else is wanted in it.
    fn weighed(&mut self, parts: &[&Node], polarity: Polarity, wanted_besides: bool) -> Vec<Condition> {
        let written = self.with_countries(parts.iter().flat_map(|part| written(part)).collect());
        parts.iter().for_each(|part| {
            if let Node::Word(word) = part {
                self.note_capitals(word);
            }
        });
        let is_stop_word = |word: &Written| match word {
            Written::Word(word) => is_stop_word(self.language, word),
            Written::Other(_) => false,
        };
        let keep_all = written.iter().all(is_stop_word) && !wanted_besides;
        let passed_over: Vec<bool> = written.iter().map(|word| !keep_all && is_stop_word(word)).collect();
        self.most_added = most_of_each(passed_over.iter().filter(|passed_over| !**passed_over).count());
        let mut before: Option<(usize, u32)> = None;
        let mut weighed = Vec::new();
        for (at, (word, passed_over)) in (0..).zip(written.iter().zip(passed_over)) {
            let place = match word {
                Written::Word(word) if passed_over => {
                    self.sought.passed_over.insert(word.clone());
                    continue;
                }
                Written::Word(word) => self.word(word, polarity),
                Written::Other(node) => {
                    weighed.push(self.condition(node, polarity));
                    before = None;
                    continue;
                }
            };
            if let Some((first, then)) = before.filter(|(first, then)| *first != place && at - then <= PAIR_DISTANCE) {
                self.pair(Pair { first, second: place, distance: at - then }, polarity);
            }
            before = Some((place, at));
            weighed.push(Condition::Leaf(place));
        }
        weighed.extend(self.together(&written, polarity));
        weighed
    }

    /// Words side by side, of which those that are the United States have their one form.
    fn with_countries(&self, mut written: Vec<Written>) -> Vec<Written> {
        let mut words: Vec<&str> = written.iter().map(Written::word).collect();
        country::in_sequence(&mut words, self.language);
        let named: Vec<bool> = words.iter().map(|word| *word == UNITED_STATES).collect();
        for (written, _) in written.iter_mut().zip(named).filter(|(_, named)| *named) {
            *written = Written::Word(UNITED_STATES.to_owned());
        }
        written
    }

    /// What the vocabulary adds for several words together: `asylum seeker` is `solicitante de asilo`.
    fn together(&mut self, written: &[Written], polarity: Polarity) -> Vec<Condition> {
        let Some(vocabulary) = self.vocabulary.filter(|_| polarity == Polarity::Wanted) else { return Vec::new() };
        let folded: Vec<&str> = written.iter().map(Written::word).collect();
        let mut expansions = vocabulary.of_words(&folded, self.language);
        let mut conditions = Vec::new();
        while let Some(first) = expansions.first() {
            let of = first.of.clone();
            let (here, rest): (Vec<_>, Vec<_>) = expansions.into_iter().partition(|expansion| expansion.of == of);
            expansions = rest;
            let is_term = here.iter().any(|expansion| matches!(expansion.source, Source::Concept | Source::Own));
            let own = if is_term { self.term(&of) } else { Vec::new() };
            let added: Vec<Added> = here.into_iter().filter_map(|expansion| self.added(expansion)).collect();
            if !added.is_empty() && self.room > 0 {
                self.room -= 1;
                conditions.push(self.leaf(What::Together(own, added), polarity));
            }
        }
        conditions
    }

    /// The words of a term; none of one that tells something in one word only, which is looked for as such: `the church`.
    fn term(&mut self, of: &str) -> Vec<SoughtWord> {
        let telling = of.split(' ').filter(|word| !is_stop_word(self.language, word)).count();
        let words = of.split(' ').filter(|_| telling > 1);
        words.map(|word| self.sought_word(word)).collect()
    }

    fn pair(&mut self, pair: Pair, polarity: Polarity) {
        if polarity == Polarity::Wanted && !self.sought.pairs.contains(&pair) {
            self.sought.pairs.push(pair);
        }
    }

    fn word(&mut self, folded: &str, polarity: Polarity) -> usize {
        let mut word = self.sought_word(folded);
        if polarity == Polarity::Wanted {
            let known = self.sought.leaves.iter().find_map(|leaf| match &leaf.what {
                What::Word(known) if known.folded == folded && leaf.polarity == polarity => Some(known.added.clone()),
                _ => None,
            });
            word.added = known.unwrap_or_else(|| match self.vocabulary {
                Some(vocabulary) => {
                    let in_capitals = self.in_capitals.contains(folded);
                    let writing = if in_capitals { Writing::Capitals } else { Writing::Usual };
                    let expansions = vocabulary.of_word(folded, writing, self.language, self.most_added);
                    let added: Vec<Added> =
                        expansions.into_iter().filter_map(|expansion| self.added(expansion)).collect();
                    let same = added.iter().filter(|added| word.has(&added.stems)).map(|added| added.expansion);
                    self.sought.same.extend(same);
                    added
                }
                None => Vec::new(),
            });
        }
        self.place(Leaf { what: What::Word(word), polarity, weight: self.weight })
    }

    /// Notes which words of a text are in capitals: an acronym is meant by them.
    fn note_capitals(&mut self, text: &str) {
        let in_capitals = words(text).filter(|word| !text[word.range.clone()].contains(char::is_lowercase));
        self.in_capitals.extend(in_capitals.map(|word| word.folded().into_owned()));
    }

    /// The words of an expansion, unless the user does not want it.
    fn added(&mut self, expansion: Expansion) -> Option<Added> {
        if self.without.contains(&expansion.name()) {
            return None;
        }
        let stemming = StemmingLanguage::of(&expansion.language);
        let stems = words(&expansion.text).map(|word| self.stemmer.stem(&word.folded(), stemming).to_owned());
        let added = Added {
            stems: stems.collect(),
            weight: expansion.weight,
            language: expansion.language.clone(),
            expansion: self.sought.expansions.len(),
        };
        self.sought.expansions.push(expansion);
        Some(added)
    }

    /// The stem in the query's language first, then the other stems and the folded form.
    fn sought_word(&mut self, folded: &str) -> SoughtWord {
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
        stems.extend(country::may_be(folded).map(|country| (country.to_owned(), 1.0)));
        SoughtWord { folded: folded.to_owned(), stems, added: Vec::new() }
    }
}

/// A part of a sequence that is weighed.
enum Written {
    /// A word, folded.
    Word(String),
    /// What is looked for in its own way.
    Other(Node),
}

impl Written {
    /// The word; empty where it is none.
    fn word(&self) -> &str {
        if let Written::Word(word) = self { word } else { "" }
    }
}

fn written(part: &Node) -> Vec<Written> {
    let Node::Word(word) = part else { return vec![Written::Other(part.clone())] };
    let found: Vec<_> = words(word).collect();
    let joined = (0..found.len()).filter_map(|at| compound(word, &found, at));
    let joined: Vec<Written> = joined.map(|compound| Written::Word(fold(&compound.joined).into_owned())).collect();
    found.iter().map(|word| Written::Word(word.folded().into_owned())).chain(joined).collect()
}

pub(super) fn is_stop_word(language: &Language, folded: &str) -> bool {
    match StemmingLanguage::of(language) {
        Some(language) => StopWords::of(language).contains(folded),
        None => StemmingLanguage::ALL.into_iter().any(|language| StopWords::of(language).contains(folded)),
    }
}
