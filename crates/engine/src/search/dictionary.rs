//! Which words the index has: those of a pattern, those nearly like another, those with other accents.

use std::cmp::Reverse;
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
    /// Those that are nearest first, of these the most frequent.
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
        let pattern: Vec<char> = pattern.chars().collect();
        let literal = pattern.iter().position(|c| matches!(c, '*' | '?')).unwrap_or(pattern.len());
        self.collect(&pattern[..literal], |word| is_like(&pattern, word).then_some(0))
    }

    /// The words that differ from one in so many letters at most; the first letter is the same.
    pub(crate) fn nearly(&self, word: &str, distance: u8) -> tantivy::Result<Words> {
        let folded: Vec<char> = fold(word).chars().collect();
        self.collect(folded.get(..1).unwrap_or_default(), |other| {
            let other: Vec<char> = fold(&other.iter().collect::<String>()).chars().collect();
            let near = other.first() == folded.first() && other.len().abs_diff(folded.len()) <= usize::from(distance);
            near.then(|| edits(&folded, &other)).filter(|edits| *edits <= usize::from(distance))
        })
    }

    /// A word and those that have accents where it has none.
    pub(crate) fn accented(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let letters: Vec<char> = word.chars().collect();
        let found = self.collect(&letters, |other| is_like(&letters, other).then_some(0))?;
        Ok(if found.words.is_empty() { vec![word.to_owned()] } else { found.words })
    }

    /// The words that fit, among those that start with these letters, with accents or without. `fits` says how far a word
    /// is from what was written.
    fn collect(&self, start: &[char], fits: impl Fn(&[char]) -> Option<usize>) -> tantivy::Result<Words> {
        let mut found: BTreeMap<String, (usize, u64)> = BTreeMap::new();
        let mut letters = Vec::new();
        for segment in self.segments {
            let index = segment.inverted_index(self.field)?;
            for (from, within) in Form::Exact.prefixes().into_iter().flat_map(|form| stretches(form, start)) {
                let mut stream = index.terms().range().ge(&from).into_stream()?;
                while stream.advance() {
                    let word = std::str::from_utf8(stream.key()).ok().filter(|word| word.starts_with(&within));
                    let Some(word) = word else { break };
                    letters.clear();
                    letters.extend(word[1..].chars());
                    if let Some(distance) = fits(&letters) {
                        let entry = found.entry(word[1..].to_owned()).or_insert((distance, 0));
                        entry.1 += u64::from(stream.value().doc_freq);
                    }
                }
            }
        }
        let capped = found.len() > MOST_WORDS;
        let mut words: Vec<(String, (usize, u64))> = found.into_iter().collect();
        words.sort_by_key(|(_, (distance, frequency))| (*distance, Reverse(*frequency)));
        Ok(Words { words: words.into_iter().take(MOST_WORDS).map(|(word, _)| word).collect(), capped })
    }
}

/// Where the words that start with some letters, with accents or without, stand in a dictionary: each stretch by its
/// first word and by the letters with which all of it starts. A letter with an accent comes after all without, so that those
/// with an accent at a place stand at the end of those that are the same up to there.
fn stretches(form: char, start: &[char]) -> Vec<(String, String)> {
    let mut stretches = Vec::with_capacity(start.len() + 1);
    let mut same = String::from(form);
    for letter in start {
        if letter.is_ascii() {
            stretches.push((format!("{same}\u{80}"), same.clone()));
        }
        same.push(*letter);
    }
    stretches.push((same.clone(), same));
    stretches
}

/// Whether a word is one of a pattern's. A star takes no more letters than it needs, and one more whenever what follows it
/// does not fit: that costs the product of their lengths at most.
fn is_like(pattern: &[char], word: &[char]) -> bool {
    let (mut at, mut read) = (0, 0);
    // Where the last star stands, and how many letters are read with what it takes.
    let mut star: Option<(usize, usize)> = None;
    while read < word.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || may_be(*wanted, word[read]) => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((place, taken)) = star else { return false };
                star = Some((place, taken + 1));
                (at, read) = (place + 1, taken + 1);
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

/// Whether a letter as written may be this one: an accent that was written counts.
fn may_be(wanted: char, letter: char) -> bool {
    wanted == letter
        || (wanted.is_ascii() && fold(letter.encode_utf8(&mut [0; 4])).replace('ñ', "n").starts_with(wanted))
}

/// How many letters are to be changed, added or left out to make one word of another (Wagner and Fischer, 1974).
fn edits(one: &[char], other: &[char]) -> usize {
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
    row[other.len()]
}
