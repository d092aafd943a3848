//! Names of things in both languages, looked up by the stems of their words.
//!
//! A row of the lexicon, a concept of a thesaurus, an acronym with what it stands for and a country are all alike: names in
//! English and names in Spanish, the preferred first. What a name means is then every other name of its row.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::thread;

use super::Source;
use crate::analysis::{Stemmer, StemmingLanguage, fold, words};

/// Things with their names.
#[derive(Debug, Default)]
pub(super) struct Names {
    things: Vec<Thing>,
    names: Vec<Cow<'static, str>>,
    english: Vec<Key>,
    spanish: Vec<Key>,
}

/// A thing: which of the names are its own.
#[derive(Debug)]
struct Thing {
    source: Source,
    /// Its first name, which is English unless it has none there.
    first: u32,
    /// Its first Spanish name.
    spanish: u32,
    /// After its last name.
    end: u32,
    /// The place of the passage that defines it.
    defined: Option<u32>,
}

/// A name's place under the stems of its words. Sorted by the stems, then by how much a name is the thing's own, then by
/// the order of the rows, which is that of frequency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// A hash of the stems. Of some 100,000 names two different ones meet in 64 bits once in 4 thousand million times.
    stems: u64,
    /// How many names of the thing in this language come before this one.
    rank: u32,
    thing: u32,
    name: u32,
}

/// A name that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    names: &'a Names,
    key: Key,
}

impl Names {
    /// Adds a thing: its names in English and in Spanish, the preferred first.
    pub(super) fn add(
        &mut self,
        source: Source,
        english: impl IntoIterator<Item = Cow<'static, str>>,
        spanish: impl IntoIterator<Item = Cow<'static, str>>,
    ) {
        let first = self.names.len() as u32;
        self.names.extend(english);
        let middle = self.names.len() as u32;
        self.names.extend(spanish);
        self.things.push(Thing { source, first, spanish: middle, end: self.names.len() as u32, defined: None });
    }

    /// Adds an acronym that the passage at a place defines.
    pub(super) fn add_defined(
        &mut self,
        place: u32,
        english: impl IntoIterator<Item = Cow<'static, str>>,
        spanish: impl IntoIterator<Item = Cow<'static, str>>,
    ) {
        self.add(Source::Document, english, spanish);
        self.things.last_mut().expect("one was added").defined = Some(place);
    }

    /// Makes what was added ready to be looked up. The two languages are stemmed side by side: that is what takes time.
    pub(super) fn finish(mut self) -> Names {
        let (english, spanish) = thread::scope(|scope| {
            let english = scope.spawn(|| self.keys(StemmingLanguage::English));
            let spanish = self.keys(StemmingLanguage::Spanish);
            (english.join().expect("stemming does not panic"), spanish)
        });
        (self.english, self.spanish) = (english, spanish);
        self
    }

    /// The names of a language whose words have these stems, parted by spaces: those that are most a thing's own first.
    pub(super) fn with_stems(&self, language: StemmingLanguage, stems: &str) -> impl Iterator<Item = Found<'_>> {
        let keys = match language {
            StemmingLanguage::English => &self.english,
            StemmingLanguage::Spanish => &self.spanish,
        };
        let wanted = hash(stems);
        let first = keys.partition_point(|key| key.stems < wanted);
        let same = keys[first..].iter().take_while(move |key| key.stems == wanted);
        same.map(|key| Found { names: self, key: *key })
    }

    /// Every name in a language, as written.
    pub(super) fn written(&self, language: StemmingLanguage) -> impl Iterator<Item = &str> {
        self.things.iter().flat_map(move |thing| thing.names(language)).map(|name| self.names[name as usize].as_ref())
    }

    fn keys(&self, language: StemmingLanguage) -> Vec<Key> {
        let mut stemmer = Stemmer::default();
        let mut keys = Vec::with_capacity(self.names.len());
        let mut read = String::new();
        for (thing, of) in (0..).zip(&self.things) {
            for (rank, name) in (0..).zip(of.names(language)) {
                stems(&self.names[name as usize], language, &mut stemmer, &mut read);
                keys.push(Key { stems: hash(&read), rank, thing, name });
            }
        }
        keys.sort_unstable();
        keys
    }
}

impl Thing {
    fn names(&self, language: StemmingLanguage) -> std::ops::Range<u32> {
        match language {
            StemmingLanguage::English => self.first..self.spanish,
            StemmingLanguage::Spanish => self.spanish..self.end,
        }
    }
}

impl<'a> Found<'a> {
    /// As written.
    pub(super) fn name(self) -> &'a str {
        &self.names.names[self.key.name as usize]
    }

    /// Where it comes from.
    pub(super) fn source(self) -> Source {
        self.thing().source
    }

    /// The place of the passage that defines it.
    pub(super) fn defined(self) -> Option<u32> {
        self.thing().defined
    }

    /// How many names of its thing in its language come before it.
    pub(super) fn rank(self) -> u32 {
        self.key.rank
    }

    /// The other names of its thing in a language, the preferred first.
    pub(super) fn others(self, language: StemmingLanguage) -> impl Iterator<Item = &'a str> {
        let range = self.thing().names(language);
        range.filter(move |name| *name != self.key.name).map(move |name| self.names.names[name as usize].as_ref())
    }

    fn thing(self) -> &'a Thing {
        &self.names.things[self.key.thing as usize]
    }
}

/// Whether a name is an acronym: one word with two capitals or more, and more of them than small letters.
pub(super) fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let small = name.chars().filter(|c| c.is_lowercase()).count();
    capitals >= 2 && capitals > small && !name.contains(char::is_whitespace)
}

/// The stems of a text's words, parted by spaces, into a string that is cleared first.
pub(super) fn stems(text: &str, language: StemmingLanguage, stemmer: &mut Stemmer, into: &mut String) {
    into.clear();
    for word in words(text) {
        if !into.is_empty() {
            into.push(' ');
        }
        into.push_str(stemmer.stem(&fold(&word.exact), Some(language)));
    }
}

fn hash(stems: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    stems.hash(&mut hasher);
    hasher.finish()
}
