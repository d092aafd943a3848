//! The words of one commit in memory, for what a dictionary on disk is too slow for: completing a word while it is typed,
//! and finding those nearly like one that may begin with any letter.
//!
//! Made when it is first asked for. A word takes some 20 bytes. Passages that were deleted are counted until tantivy merges
//! their segment.

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
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    folded: u8,
    /// 0 where the exact form is the folded one.
    exact: u8,
    passages: u32,
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

    /// The words, by their folded forms.
    pub(crate) fn words(&self) -> impl Iterator<Item = Listed<'_>> {
        self.among(0..self.entries.len())
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
        self.entries[range].chunk_by(|one, other| self.folded(one) == self.folded(other)).map(|forms| {
            let most = forms.iter().max_by_key(|form| form.passages).unwrap_or(&forms[0]);
            let passages = forms.iter().map(|form| u64::from(form.passages)).sum();
            Listed { folded: self.folded(most), exact: self.exact(most), passages }
        })
    }

    fn folded(&self, entry: &Entry) -> &str {
        &self.letters[entry.start as usize..][..usize::from(entry.folded)]
    }

    fn exact(&self, entry: &Entry) -> &str {
        let (from, length) = (entry.start as usize + usize::from(entry.folded), usize::from(entry.exact));
        if length == 0 { self.folded(entry) } else { &self.letters[from..from + length] }
    }
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
        assert_eq!(list.words().count(), 5);
    }
}
