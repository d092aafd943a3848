//! The words of one commit in memory, for what a dictionary on disk is too slow for: completing a word while it is typed,
//! and finding those nearly like one that may begin with any letter.
//!
//! Made when it is first asked for. A word takes some 40 bytes. Passages that were deleted are counted until tantivy merges
//! their segment.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::SegmentReader;
use tantivy::schema::Field;

use crate::analysis::{StemmingLanguage, StopWords, exact, fold};
use crate::terms::Form;

/// A word that begins as was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The word in lower case, with the accents that it has most often.
    pub word: String,
    /// In how many passages it stands; one that has it with other accents too counts twice.
    pub passages: u64,
}

/// Words with their frequencies, sorted by their folded forms, then by their exact ones.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    /// The folded form of each word, and its exact form after it where that is another.
    letters: String,
    entries: Vec<Entry>,
    /// The shape of each folded form, the shortest first, of equals the most frequent.
    shapes: Vec<Shape>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    folded: u8,
    /// 0 where the exact form is the folded one.
    exact: u8,
    passages: u32,
}

/// What tells cheaply that a word is not nearly like another.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// How many letters it has.
    length: u8,
    /// The letters that it has, as [`letter_bit`] says.
    letters: u32,
    passages: u32,
    /// The place of its first entry.
    first: u32,
}

/// A word of the list: every exact form that has one folded form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Listed<'a> {
    pub(crate) folded: &'a str,
    /// The most frequent exact form.
    pub(crate) exact: &'a str,
    pub(crate) passages: u64,
}

impl WordList {
    /// Reads the dictionaries of a commit.
    pub(crate) fn read(segments: &[SegmentReader], field: Field) -> tantivy::Result<WordList> {
        let mut found: BTreeMap<(String, String), u32> = BTreeMap::new();
        for segment in segments {
            let index = segment.inverted_index(field)?;
            for form in Form::Exact.prefixes() {
                let mut stream = index.terms().range().ge(form.to_string()).into_stream()?;
                while stream.advance() {
                    let Some(word) = std::str::from_utf8(stream.key()).ok().and_then(|term| term.strip_prefix(form))
                    else {
                        break;
                    };
                    let key = (fold(word).into_owned(), word.to_owned());
                    *found.entry(key).or_default() += stream.value().doc_freq;
                }
            }
        }
        let mut list = WordList::default();
        found.into_iter().for_each(|((folded, exact), passages)| list.add(&folded, &exact, passages));
        list.add_shapes();
        Ok(list)
    }

    fn add(&mut self, folded: &str, exact: &str, passages: u32) {
        let other = if exact == folded { "" } else { exact };
        // Words are no longer than 100 bytes, and folding at most doubles that.
        let (Ok(start), Ok(length)) = (u32::try_from(self.letters.len()), u8::try_from(folded.len())) else { return };
        self.entries.push(Entry { start, folded: length, exact: other.len() as u8, passages });
        self.letters.push_str(folded);
        self.letters.push_str(other);
    }

    fn add_shapes(&mut self) {
        let mut first = 0;
        let words = self.entries.chunk_by(|one, other| self.folded(one) == self.folded(other));
        let shapes = words.map(|forms| {
            let folded = self.folded(&forms[0]);
            let shape = Shape {
                length: folded.chars().count() as u8,
                letters: folded.chars().fold(0, |letters, letter| letters | letter_bit(letter)),
                passages: forms.iter().fold(0, |all, form| all.saturating_add(form.passages)),
                first,
            };
            first += forms.len() as u32;
            shape
        });
        self.shapes = shapes.collect();
        self.shapes.sort_unstable_by_key(|shape| (shape.length, Reverse(shape.passages)));
    }

    /// In how many passages the most frequent exact form of a folded word stands.
    pub(crate) fn passages(&self, folded: &str) -> u32 {
        let first = self.entries.partition_point(|entry| self.folded(entry) < folded);
        let forms = self.forms(first).iter().filter(|form| self.folded(form) == folded);
        forms.map(|form| form.passages).max().unwrap_or(0)
    }

    /// The words of so many passages at least into which so many slips might turn some letters: all that they can, and a few
    /// that they cannot. A slip changes the length by one at most, takes one letter away at most and brings one.
    pub(crate) fn might_be(&self, letters: &[char], slips: usize, least: u64) -> impl Iterator<Item = Listed<'_>> {
        let set = letters.iter().fold(0, |set, letter| set | letter_bit(*letter));
        let lengths = letters.len().saturating_sub(slips)..=letters.len() + slips;
        let of_length = move |length| {
            let from = self.shapes.partition_point(|shape| usize::from(shape.length) < length);
            let frequent =
                move |shape: &&Shape| usize::from(shape.length) == length && u64::from(shape.passages) >= least;
            self.shapes[from..].iter().take_while(frequent)
        };
        let differs = move |shape: &Shape| {
            let (gone, come) = (set & !shape.letters, shape.letters & !set);
            gone.count_ones().max(come.count_ones()) as usize
        };
        let near = lengths.flat_map(of_length).filter(move |shape| differs(shape) <= slips);
        near.map(|shape| self.listed(self.forms(shape.first as usize)))
    }

    /// The most frequent words that begin with some letters, at most so many; a letter with an accent has it, one without
    /// may. Stop words are none of them.
    pub(crate) fn complete(&self, typed: &str, limit: usize) -> Vec<Completion> {
        let (typed, prefix) = (exact(typed), fold(typed));
        let from = self.entries.partition_point(|entry| self.folded(entry) < prefix.as_ref());
        let length = self.entries[from..].partition_point(|entry| self.folded(entry).starts_with(prefix.as_ref()));
        let is_stop_word =
            |folded: &str| StemmingLanguage::ALL.into_iter().any(|of| StopWords::of(of).contains(folded));
        let begins = |word: &Listed<'_>| typed == prefix || word.exact.starts_with(typed.as_ref());
        let mut best: Vec<Listed<'_>> = Vec::new();
        for word in self.among(from..from + length) {
            let place = best.partition_point(|known| known.passages >= word.passages);
            if place < limit && begins(&word) && !word.folded.contains('.') && !is_stop_word(word.folded) {
                best.truncate(limit - 1);
                best.insert(place, word);
            }
        }
        best.into_iter().map(|word| Completion { word: word.exact.to_owned(), passages: word.passages }).collect()
    }

    fn among(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = Listed<'_>> {
        let words = self.entries[range].chunk_by(|one, other| self.folded(one) == self.folded(other));
        words.map(|forms| self.listed(forms))
    }

    /// The entries that have one folded form, from the first of them on.
    fn forms(&self, first: usize) -> &[Entry] {
        let mut words = self.entries[first..].chunk_by(|one, other| self.folded(one) == self.folded(other));
        words.next().unwrap_or_default()
    }

    fn listed(&self, forms: &[Entry]) -> Listed<'_> {
        let most = forms.iter().max_by_key(|form| form.passages).unwrap_or(&forms[0]);
        let passages = forms.iter().map(|form| u64::from(form.passages)).sum();
        Listed { folded: self.folded(most), exact: self.exact(most), passages }
    }

    fn folded(&self, entry: &Entry) -> &str {
        &self.letters[entry.start as usize..][..usize::from(entry.folded)]
    }

    fn exact(&self, entry: &Entry) -> &str {
        let (from, length) = (entry.start as usize + usize::from(entry.folded), usize::from(entry.exact));
        if length == 0 { self.folded(entry) } else { &self.letters[from..from + length] }
    }
}

/// A bit for a letter. Those that are not ASCII share some: a set has fewer letters then, and never more.
fn letter_bit(letter: char) -> u32 {
    1 << (letter as u32 & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_words_come_first_with_the_accents_that_they_have_most_often() {
        let mut list = WordList::default();
        for (folded, exact, passages) in [
            ("mas", "más", 90),
            ("me", "me", 99),
            ("mexicano", "mexicano", 5),
            ("mexico", "mexico", 2),
            ("mexico", "méxico", 7),
            ("migra", "migra", 1),
        ] {
            list.add(folded, exact, passages);
        }
        for (typed, limit, expected) in [
            ("m", 9, "méxico 9, mexicano 5, migra 1"),
            ("M", 2, "méxico 9, mexicano 5"),
            ("MEX", 9, "méxico 9, mexicano 5"),
            ("mé", 9, "méxico 9"),
            ("mexicano", 9, "mexicano 5"),
            ("x", 9, ""),
            ("m", 0, ""),
        ] {
            let found = list.complete(typed, limit);
            let shown: Vec<String> = found.iter().map(|found| format!("{} {}", found.word, found.passages)).collect();
            assert_eq!(shown.join(", "), expected, "{typed}");
        }
        list.add_shapes();
        let might_be = |written: &str, slips, least| {
            let letters: Vec<char> = written.chars().collect();
            list.might_be(&letters, slips, least).map(|word| word.exact).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(might_be("mexco", 1, 1), "méxico");
        assert_eq!(might_be("mexco", 1, 10), "", "it stands in nine passages");
        assert_eq!(might_be("migar", 1, 1), "migra");
        assert_eq!(might_be("amigo", 2, 1), "migra");
        assert_eq!((list.passages("mexico"), list.passages("mexic"), list.passages("zz")), (7, 0, 0));
    }
}
