//! Which words of a text a query found.
//!
//! Words by their stems, phrases as whole phrases only, nothing that stands under `NOT`. Marked words that stand
//! together, with stop words of the query between them, are one mark.

use std::collections::HashMap;
use std::ops::Range;

use apostille_corpus::Language;

use crate::analysis::{Stemmer, StemmingLanguage, words};
use crate::query::{Polarity, Sought};

/// A marked stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// A bit for each word or phrase of the query that is in it; those after the 63rd share one.
    pub(crate) found: u64,
}

/// Marks texts for one query.
pub(crate) struct Marker<'a> {
    sought: &'a Sought,
    stems: HashMap<&'a str, u64>,
    stemmer: Stemmer,
}

/// A word of the text, as far as marking goes.
struct Read {
    range: Range<usize>,
    folded: String,
    found: u64,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(sought: &'a Sought) -> Marker<'a> {
        let mut stems = HashMap::new();
        for (place, word) in sought.words.iter().enumerate().filter(|(_, word)| word.polarity == Polarity::Wanted) {
            for (stem, _) in &word.stems {
                *stems.entry(stem.as_str()).or_default() |= bit(place);
            }
        }
        Marker { sought, stems, stemmer: Stemmer::default() }
    }

    /// The marks of a text, in order. `runs` says where the language of a mixed text changes, as languages and lengths
    /// in bytes; what is after them is in `language`.
    pub(crate) fn marks(&mut self, text: &str, runs: &[(Language, usize)], language: &Language) -> Vec<Mark> {
        let mut read = self.read(text, runs, language);
        let whole_phrases = self.mark_phrases(&mut read);
        self.join(text, &read, &whole_phrases)
    }

    fn read(&mut self, text: &str, runs: &[(Language, usize)], language: &Language) -> Vec<Read> {
        let mut read = Vec::new();
        let mut start = 0;
        let rest = text.len() - runs.iter().map(|(_, length)| length).sum::<usize>().min(text.len());
        for (language, length) in runs.iter().map(|(language, length)| (language, *length)).chain([(language, rest)]) {
            let stemming = StemmingLanguage::of(language);
            for word in words(&text[start..start + length]) {
                let stem = self.stemmer.stem(&word.folded, stemming);
                let found = self.stems.get(stem).copied().unwrap_or(0);
                let range = start + word.range.start..start + word.range.end;
                read.push(Read { range, folded: word.folded.into_owned(), found });
            }
            start += length;
        }
        read
    }

    /// Marks the words of whole phrases; says which words are joined to the word before them.
    fn mark_phrases(&self, read: &mut [Read]) -> Vec<bool> {
        let mut joined = vec![false; read.len()];
        let phrases = self.sought.phrases.iter().enumerate();
        for (place, phrase) in phrases.filter(|(_, phrase)| phrase.polarity == Polarity::Wanted) {
            let length = phrase.words.len();
            for start in 0..(read.len() + 1).saturating_sub(length) {
                let stands_here = read[start..start + length].iter().map(|word| &word.folded).eq(&phrase.words);
                if stands_here {
                    read[start..start + length].iter_mut().for_each(|word| word.found |= bit(63 - place.min(31)));
                    joined[start + 1..start + length].iter_mut().for_each(|joined| *joined = true);
                }
            }
        }
        joined
    }

    fn join(&self, text: &str, read: &[Read], whole_phrases: &[bool]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // The last word of the last mark, while only stop words of the query came after it.
        let mut last: Option<usize> = None;
        for (place, word) in read.iter().enumerate() {
            let together = place > 0 && (whole_phrases[place] || stand_together(text, &read[place - 1], word));
            let reaches = last.is_some() && together;
            if word.found == 0 {
                let passed_over = self.sought.passed_over.contains(&word.folded);
                last = last.filter(|_| reaches && passed_over);
                continue;
            }
            match marks.last_mut().filter(|_| reaches) {
                Some(mark) => {
                    mark.range.end = word.range.end;
                    mark.found |= word.found;
                }
                None => marks.push(Mark { range: word.range.clone(), found: word.found }),
            }
            last = Some(place);
        }
        marks
    }
}

fn bit(place: usize) -> u64 {
    1 << place.min(63)
}

/// Whether only spaces, hyphens, or a possessive `'s` stand between two words.
fn stand_together(text: &str, before: &Read, word: &Read) -> bool {
    let between = &text[before.range.end..word.range.start];
    let between = ["'s", "’s"].iter().find_map(|possessive| between.strip_prefix(possessive)).unwrap_or(between);
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’'))
}
