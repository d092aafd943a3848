//! Did you mean: the words of a query that the index does not have, in the spelling that it has.
//!
//! A slip is a letter left out, added, changed, or changed places with the one beside it (Damerau, 1964); one in short
//! words, two in longer ones. Accents are no slips.

use std::cmp::Reverse;

use tantivy::SegmentReader;
use tantivy::schema::Field;

use super::word_list::{Listed, WordList};
use crate::analysis::{Stemmer, StemmingLanguage, StopWords, fold};
use crate::terms::Form;
use crate::vocabulary::Vocabulary;

/// The shortest word that is corrected, in letters.
const SHORTEST: usize = 4;
/// The shortest word in which two slips are looked for.
const SHORTEST_OF_TWO: usize = 7;
/// How many times as frequent a word must be to stand for a neighbour that the index has as well.
const TIMES_AS_FREQUENT: u64 = 100;

/// Corrects words by the words of one commit.
pub(crate) struct Spelling<'a> {
    pub(crate) list: &'a WordList,
    pub(crate) segments: &'a [SegmentReader],
    pub(crate) field: Field,
    pub(crate) vocabulary: &'a Vocabulary,
}

impl Spelling<'_> {
    /// The word that was meant, if this one seems to be a slip.
    pub(crate) fn correct(&self, exact: &str) -> tantivy::Result<Option<String>> {
        let folded = fold(exact);
        let letters: Vec<char> = folded.chars().collect();
        let is_word = letters.len() >= SHORTEST && letters.iter().all(|c| c.is_alphabetic());
        if !is_word || StemmingLanguage::ALL.into_iter().any(|of| StopWords::of(of).contains(&folded)) {
            return Ok(None);
        }
        // Most words are not rare enough for any neighbour: they are told by the list alone.
        let written = u64::from(self.list.passages(&folded));
        if written > 0 && self.nearest(&folded, &letters, 1, written * TIMES_AS_FREQUENT).is_none() {
            return Ok(None);
        }
        // A word of the vocabulary is none that nobody writes.
        let here = self.passages(&folded)?.max(u64::from(self.vocabulary.knows(&folded)));
        let most = if letters.len() >= SHORTEST_OF_TWO && here == 0 { 2 } else { 1 };
        let nearest = self.nearest(&folded, &letters, most, (here * TIMES_AS_FREQUENT).max(1));
        Ok(nearest.map(|word| word.exact.to_owned()))
    }

    /// The word of at least so many passages to which the fewest slips lead, if so many at most do.
    fn nearest(&self, folded: &str, letters: &[char], most: usize, least: u64) -> Option<Listed<'_>> {
        let others = self.list.might_be(letters, most, least).filter(|word| word.folded != folded);
        let ranked = others.filter_map(|word| {
            let slips = slips(letters, word.folded, most)?;
            Some(((slips, !word.folded.starts_with(letters[0]), Reverse(word.passages), word.folded), word))
        });
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, word)| word)
    }

    /// How many passages have a word in any inflection; those that have two of its stems count twice.
    fn passages(&self, folded: &str) -> tantivy::Result<u64> {
        let mut stemmer = Stemmer::lent();
        let mut stems: Vec<String> =
            StemmingLanguage::ALL.into_iter().map(|language| stemmer.stem(folded, Some(language)).to_owned()).collect();
        stems.push(folded.to_owned());
        stems.sort();
        stems.dedup();
        let mut passages = 0;
        for segment in self.segments {
            let index = segment.inverted_index(self.field)?;
            for term in stems.iter().flat_map(|stem| Form::Stem.terms(stem)) {
                passages += u64::from(index.doc_freq(&tantivy::Term::from_field_text(self.field, &term))?);
            }
        }
        Ok(passages)
    }
}

/// How many slips make one word of another, if so many at most: the optimal string alignment distance.
fn slips(one: &[char], other: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    if other.len().abs_diff(one.len()) > most {
        return None;
    }
    let mut rows = [vec![0; other.len() + 1], (0..=other.len()).collect::<Vec<usize>>(), vec![0; other.len() + 1]];
    for (i, a) in one.iter().enumerate() {
        let [before, last, row] = &mut rows;
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            row[j + 1] = (last[j] + usize::from(a != b)).min(row[j] + 1).min(last[j + 1] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        if row.iter().all(|slips| *slips > most) {
            return None;
        }
        rows.rotate_left(1);
    }
    Some(rows[1][other.len()]).filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_that_changed_places_are_one_slip() {
        for (one, other, expected) in [
            ("aslio", "asilo", Some(1)),
            ("migrasion", "migracion", Some(1)),
            ("refugiadso", "refugiados", Some(1)),
            ("asylum", "asylum", Some(0)),
            ("asylum", "sylum", Some(1)),
            ("asylum", "assylumm", Some(2)),
            ("asylum", "assyllumm", None),
            ("asylum", "", None),
        ] {
            assert_eq!(slips(&one.chars().collect::<Vec<_>>(), other, 2), expected, "{one} {other}");
        }
    }
}
