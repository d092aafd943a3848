//! Which words of a text a query found.
//!
//! Words by the terms that the index has of them, phrases and near words as wholes only, nothing that stands under `NOT`.
//! Marked words that stand together, with stop words of the query between them, are one mark.

use std::ops::Range;

use apostille_corpus::Language;
use foldhash::{HashMap, HashMapExt, HashSet};

use super::several::Several;
use super::starts::Starts;
use crate::analysis::{Lent, Stemmer, StemmingLanguage, Word, compound, irregular, words};
use crate::query::{Polarity, Sought};
use crate::search::{Alternative, Lookup};
use crate::terms::each_term;

/// Some letters of a text to each stretch that is read as one: room is made for so many.
const LETTERS_A_STRETCH: usize = 12;

/// A marked stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// A bit for each leaf of the query that is in it; those after the 63rd share one.
    pub(crate) found: u64,
    /// Whether only the vocabulary found it.
    pub(crate) added: bool,
}

/// Marks texts for one query.
pub(crate) struct Marker<'a> {
    passed_over: &'a HashSet<String>,
    /// By term: the alternatives and the places in them of the words that have it.
    terms: HashMap<&'a str, Vec<Wanted>>,
    /// What the words that were read are wanted for, by the language that they were read in.
    known: HashMap<Option<StemmingLanguage>, HashMap<String, Vec<Wanted>>>,
    /// The languages that alternatives are meant in, each with the bit of its place.
    languages: Vec<&'a Language>,
    /// The bits of those that the text being read has.
    here: u64,
    /// Alternatives of several words.
    several: Vec<Several<'a>>,
    /// Whether how many words stand between two counts, so that every word is read.
    counts_words: bool,
    /// How the words start that are wanted: most words of a text do not.
    starts: Starts,
    /// How those start that are passed over; they matter between words that are wanted.
    passed_over_starts: Starts,
    stemmer: Lent,
    /// Room for the stretches of a text, and for a term.
    stretches: Vec<Range<usize>>,
    term: String,
}

/// A word that is wanted.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// By itself, for a leaf.
    Word { found: u64, added: bool, language: u64 },
    /// As a word of one of the alternatives of several.
    Part { several: usize, slot: usize },
}

/// A word of the text, as far as marking goes.
#[derive(Debug, Default)]
struct Read {
    range: Range<usize>,
    /// The leaves of the query's own that it is of, and those of the vocabulary.
    found: u64,
    added: u64,
    kind: Kind,
}

/// What was read as a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// A word.
    #[default]
    Word,
    /// A word that a whole phrase joins to the one before it.
    Joined,
    /// Many words, none of which matters.
    Many,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(sought: &'a Sought, lookups: &'a [Lookup]) -> Marker<'a> {
        let mut marker = Marker {
            passed_over: &sought.passed_over,
            terms: HashMap::new(),
            known: HashMap::new(),
            languages: Vec::new(),
            here: 0,
            several: Vec::new(),
            counts_words: false,
            starts: Starts::default(),
            passed_over_starts: Starts::default(),
            stemmer: Stemmer::lent(),
            stretches: Vec::new(),
            term: String::new(),
        };
        sought.passed_over.iter().for_each(|word| marker.passed_over_starts.add_word(word));
        for (place, (leaf, lookup)) in sought.leaves.iter().zip(lookups).enumerate() {
            let (Polarity::Wanted, Lookup::Terms(alternatives)) = (leaf.polarity, lookup) else { continue };
            alternatives.iter().for_each(|alternative| marker.want(alternative, 1 << place.min(63)));
        }
        marker
    }

    /// The same without passing over any word.
    #[cfg(test)]
    pub(super) fn reading_every_word(self) -> Marker<'a> {
        Marker { counts_words: true, ..self }
    }

    fn want(&mut self, alternative: &'a Alternative, found: u64) {
        let added = alternative.expansion.is_some();
        let language = alternative.language.as_ref().map_or(u64::MAX, |language| self.bit(language));
        let several = self.several.len();
        for (slot, words) in alternative.slots.iter().enumerate() {
            for term in &words.terms {
                let wanted = match alternative.terms() {
                    Some(_) => Wanted::Word { found, added, language },
                    None => Wanted::Part { several, slot },
                };
                self.terms.entry(term).or_default().push(wanted);
                let form = &term[1..];
                self.starts.add_stem(form);
                irregular(form).for_each(|word| self.starts.add_stem(word));
            }
        }
        if alternative.terms().is_none() {
            self.counts_words |= alternative.between.is_some();
            self.several.push(Several { alternative, found, language });
        }
    }

    /// The bit of a language that an alternative is meant in.
    fn bit(&mut self, language: &'a Language) -> u64 {
        let known = self.languages.iter().position(|known| *known == language);
        1 << known.unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        })
    }

    /// The marks of a text, in order. `runs` says where the language of a mixed text changes, as languages and lengths
    /// in bytes; what is after them is in `language`.
    pub(crate) fn marks(&mut self, text: &str, runs: &[(Language, usize)], language: &Language) -> Vec<Mark> {
        let has = |wanted: &&Language| *wanted == language || runs.iter().any(|(run, _)| run == *wanted);
        self.here =
            (0..).zip(&self.languages).filter(|(_, wanted)| has(wanted)).fold(0, |bits, (place, _)| bits | 1 << place);
        let mut read: Vec<Read> = Vec::with_capacity(text.len() / LETTERS_A_STRETCH);
        let mut parts = vec![Vec::new(); self.several.len()];
        let mut start = 0;
        let rest = text.len() - runs.iter().map(|(_, length)| length).sum::<usize>().min(text.len());
        for (language, length) in runs.iter().map(|(language, length)| (language, *length)).chain([(language, rest)]) {
            self.read(&text[start..start + length], start, StemmingLanguage::of(language), &mut read, &mut parts);
            start += length;
        }
        for (several, parts) in self.several.iter().zip(&parts) {
            if several.language & self.here != 0 || several.language == u64::MAX {
                several.each(parts, |place, joined| {
                    let word = &mut read[place as usize];
                    let of = if several.alternative.expansion.is_some() { &mut word.added } else { &mut word.found };
                    *of |= several.found;
                    word.kind = if joined { Kind::Joined } else { word.kind };
                });
            }
        }
        self.join(text, &read)
    }

    /// Reads a text that starts at `offset`: its words, and which of them are parts of what is wanted together. What stands
    /// between the stretches with words that are wanted is read as if it were one word, if it is more than stop words.
    fn read(
        &mut self,
        text: &str,
        offset: usize,
        language: Option<StemmingLanguage>,
        read: &mut Vec<Read>,
        parts: &mut [Vec<(u32, usize)>],
    ) {
        let mut stretches = std::mem::take(&mut self.stretches);
        stretches.clear();
        match self.counts_words {
            true => stretches.push(0..text.len()),
            false => stretches.extend(self.starts.stretches(text)),
        }
        let (mut start, mut found) = (0, Vec::new());
        let end = text.len()..text.len();
        for stretch in stretches.iter().chain([&end]) {
            let between = start..stretch.start;
            let from = if self.passed_over_starts.may_be_all(&text[between.clone()]) {
                start
            } else {
                let range = offset + between.start..offset + between.end;
                read.push(Read { range, kind: Kind::Many, ..Read::default() });
                stretch.start
            };
            found.clear();
            found.extend(words(&text[from..stretch.end]));
            self.read_words(&found, &text[from..stretch.end], offset + from, language, read, parts);
            start = stretch.end;
        }
        self.stretches = stretches;
    }

    /// Reads every word of a stretch that starts at `offset`.
    fn read_words(
        &mut self,
        found: &[Word<'_>],
        text: &str,
        offset: usize,
        language: Option<StemmingLanguage>,
        read: &mut Vec<Read>,
        parts: &mut [Vec<(u32, usize)>],
    ) {
        let first = read.len();
        for word in found {
            let place = read.len();
            let range = offset + word.range.start..offset + word.range.end;
            read.push(Read { range, ..Read::default() });
            self.terms_of(&word.exact, language, |wanted| note(wanted, place, &mut read[place], parts));
        }
        for at in 0..found.len() {
            let Some(compound) = compound(text, found, at) else { continue };
            let mut whole = Read::default();
            self.terms_of(&compound.joined, language, |wanted| note(wanted, first + at, &mut whole, parts));
            for word in &mut read[first + at..first + at + compound.parts] {
                word.found |= whole.found;
                word.added |= whole.added;
            }
        }
    }

    fn join(&self, text: &str, read: &[Read]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // The last word of the last mark, while only stop words of the query came after it.
        let mut last: Option<usize> = None;
        for (place, word) in read.iter().enumerate() {
            let together = place > 0 && (word.kind == Kind::Joined || stand_together(text, &read[place - 1], word));
            let reaches = last.is_some() && together;
            // A stop word of the query that a whole phrase of the vocabulary has does not part the query's own words.
            let is_own = marks.last().is_some_and(|mark| !mark.added);
            if word.found | word.added == 0 || (word.found == 0 && reaches && is_own) {
                last = last
                    .filter(|_| reaches && word.kind != Kind::Many && self.is_passed_over(&text[word.range.clone()]));
                if word.added == 0 || last.is_some() {
                    continue;
                }
            }
            let added = word.found == 0;
            match marks.last_mut().filter(|mark| reaches && mark.added == added) {
                Some(mark) => {
                    mark.range.end = word.range.end;
                    mark.found |= word.found | word.added;
                }
                None => marks.push(Mark { range: word.range.clone(), found: word.found | word.added, added }),
            }
            last = Some(place);
        }
        marks
    }

    /// Whether a word is a stop word that the query passed over.
    fn is_passed_over(&self, written: &str) -> bool {
        words(written).next().is_some_and(|word| self.passed_over.contains(word.folded().as_ref()))
    }

    /// Calls back with what each term of a word is wanted for.
    fn terms_of(&mut self, exact: &str, language: Option<StemmingLanguage>, each: impl FnMut(Wanted)) {
        if !self.starts.has(exact) {
            return;
        }
        let here = self.here;
        let is_meant = |wanted: &&Wanted| match wanted {
            Wanted::Word { language, .. } => *language == u64::MAX || language & here != 0,
            Wanted::Part { .. } => true,
        };
        let known = self.known.entry(language).or_default();
        if let Some(wanted) = known.get(exact) {
            return wanted.iter().filter(is_meant).copied().for_each(each);
        }
        let mut wanted: Vec<Wanted> = Vec::new();
        let term = &mut self.term;
        each_term(exact, language, &mut self.stemmer, |prefix, form| {
            term.clear();
            term.push(prefix);
            term.push_str(form);
            wanted.extend(self.terms.get(term.as_str()).into_iter().flatten());
        });
        wanted.iter().filter(is_meant).copied().for_each(each);
        known.insert(exact.to_owned(), wanted);
    }
}

fn note(wanted: Wanted, place: usize, read: &mut Read, parts: &mut [Vec<(u32, usize)>]) {
    match wanted {
        Wanted::Word { found, added: false, .. } => read.found |= found,
        Wanted::Word { found, added: true, .. } => read.added |= found,
        Wanted::Part { several, slot } => parts[several].push((place as u32, slot)),
    }
}

/// Whether only spaces, hyphens, or a possessive `'s` stand between two words.
fn stand_together(text: &str, before: &Read, word: &Read) -> bool {
    let between = &text[before.range.end..word.range.start];
    let between = ["'s", "’s"].iter().find_map(|possessive| between.strip_prefix(possessive)).unwrap_or(between);
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’'))
}
