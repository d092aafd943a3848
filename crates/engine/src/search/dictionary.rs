//! Which words the index has: those of a pattern, those nearly like another, those with other accents.

use std::collections::BTreeMap;

use tantivy::SegmentReader;
use tantivy::schema::Field;

use crate::analysis::fold;
use crate::terms::Form;

/// The most words that a pattern or a word nearly so stands for.
pub(crate) const MOST_WORDS: usize = 200;

/// The words of one commit.
pub(crate) struct Dictionary<'a> {
    segments: &'a [SegmentReader],
    field: Field,
}

/// Words of the index.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Words {
    /// The most frequent first.
    pub(crate) words: Vec<String>,
    /// Whether there are more.
    pub(crate) capped: bool,
}

impl<'a> Dictionary<'a> {
    pub(crate) fn new(segments: &'a [SegmentReader], field: Field) -> Dictionary<'a> {
        Dictionary { segments, field }
    }

    /// The words that a pattern stands for: `*` for any letters, `?` for one. A letter with an accent has it, one without may.
    pub(crate) fn matching(&self, pattern: &str) -> tantivy::Result<Words> {
        let literal = pattern.find(['*', '?']).unwrap_or(pattern.len());
        // A letter without an accent may have one, so that only what folding leaves alone can be a prefix of the dictionary's.
        let sure = pattern[..literal].find(|c: char| "aeiounc".contains(c)).unwrap_or(literal);
        let pattern: Vec<char> = pattern.chars().collect();
        let prefix: String = pattern.iter().take(sure).collect();
        self.collect(&prefix, |word| {
            let word: Vec<char> = word.chars().collect();
            is_like(&pattern, &word)
        })
    }

    /// The words that differ from one in so many letters at most; the first letter is the same.
    pub(crate) fn nearly(&self, word: &str, distance: u8) -> tantivy::Result<Words> {
        let folded: Vec<char> = fold(word).chars().collect();
        self.collect("", |other| {
            let other: Vec<char> = fold(other).chars().collect();
            other.first() == folded.first() && differs(&folded, &other, usize::from(distance))
        })
    }

    /// A word and those that have accents where it has none.
    pub(crate) fn accented(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let pattern: Vec<char> = word.chars().collect();
        let sure: String = word.chars().take_while(|c| !"aeiounc".contains(*c)).collect();
        let found = self.collect(&sure, |other| is_like(&pattern, &other.chars().collect::<Vec<_>>()))?;
        Ok(if found.words.is_empty() { vec![word.to_owned()] } else { found.words })
    }

    fn collect(&self, prefix: &str, fits: impl Fn(&str) -> bool) -> tantivy::Result<Words> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.segments {
            let index = segment.inverted_index(self.field)?;
            for first in Form::Exact.prefixes() {
                let from = format!("{first}{prefix}");
                let mut stream = index.terms().range().ge(&from).into_stream()?;
                while stream.advance() {
                    let Some(word) = std::str::from_utf8(stream.key()).ok().filter(|word| word.starts_with(&from)) else { break };
                    if fits(&word[1..]) {
                        *found.entry(word[1..].to_owned()).or_default() += u64::from(stream.value().doc_freq);
                    }
                }
            }
        }
        let capped = found.len() > MOST_WORDS;
        let mut words: Vec<(String, u64)> = found.into_iter().collect();
        words.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        Ok(Words { words: words.into_iter().take(MOST_WORDS).map(|(word, _)| word).collect(), capped })
    }
}

/// Whether a word is one of a pattern's.
fn is_like(pattern: &[char], word: &[char]) -> bool {
    match (pattern.split_first(), word.split_first()) {
        (None, None) => true,
        (Some(('*', rest)), _) => (0..=word.len()).any(|taken| is_like(rest, &word[taken..])),
        (Some(('?', rest)), Some((_, others))) => is_like(rest, others),
        (Some((wanted, rest)), Some((letter, others))) => may_be(*wanted, *letter) && is_like(rest, others),
        _ => false,
    }
}

/// Whether a letter as written may be this one: an accent that was written counts.
fn may_be(wanted: char, letter: char) -> bool {
    wanted == letter || (wanted.is_ascii() && fold(letter.encode_utf8(&mut [0; 4])).replace('ñ', "n").starts_with(wanted))
}

fn differs(one: &[char], other: &[char], most: usize) -> bool {
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let cost = usize::from(a != b);
            let next = (before + cost).min(row[j] + 1).min(row[j + 1] + 1);
            before = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[other.len()] <= most
}
