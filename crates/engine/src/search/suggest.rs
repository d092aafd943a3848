//! What may be asked instead: other spellings, words to come, passages like one.

use apostille_corpus::Language;

use super::clock::Clock;
use super::like::telling_words;
use super::place_set::PlaceSet;
use super::postings::TermInfos;
use super::searcher::{Commit, Searcher};
use super::spelling::Spelling;
use super::{Completion, Grouping, Search};
use crate::analysis::{Stemmer, StemmingLanguage, StopWords, words};
use crate::index::engine;
use crate::terms::Form;
use crate::{Query, Result};

/// Among how many of the most frequent words that begin so the telling ones are looked for.
const POOL: usize = 100;
/// How many words back a word may stand that says what comes.
const NEAR: usize = 3;

/// The last word of a text that is no stop word, folded, if it is near its end.
fn last_telling_word(text: &str) -> Option<String> {
    let folded: Vec<String> = words(text).map(|word| word.folded().into_owned()).collect();
    let is_stop_word = |word: &str| StemmingLanguage::ALL.into_iter().any(|of| StopWords::of(of).contains(word));
    folded.into_iter().rev().take(NEAR).find(|word| !is_stop_word(word))
}

impl Commit {
    /// In how many passages each of some words stands together with another in any inflection.
    fn together(&self, other: &str, of: &[Completion]) -> tantivy::Result<Vec<u64>> {
        let (clock, infos) = (Clock::start(None), TermInfos::default());
        let reader = self.reader(&clock, &infos);
        let mut places = PlaceSet::below(self.columns.places());
        let mut stemmer = Stemmer::lent();
        for language in StemmingLanguage::ALL {
            for term in Form::Stem.terms(stemmer.stem(other, Some(language))) {
                reader.each(self.fields.terms, &term, |place, _| {
                    places.insert(place);
                })?;
            }
        }
        let count = |word: &Completion| {
            let mut both = 0;
            for term in Form::Exact.terms(&word.word) {
                reader.each(self.fields.terms, &term, |place, _| both += u64::from(places.has(place)))?;
            }
            Ok(both)
        };
        of.iter().map(count).collect()
    }
}

impl Searcher {
    /// A query in which words that the index does not have, or hardly, are spelt as it has them; none unless that finds
    /// something, and no less. What stands in `=` or under `NOT` stays as it is.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] or [`crate::Error::Damaged`] if the index cannot be read.
    pub fn did_you_mean(&self, search: &Search) -> Result<Option<String>> {
        let commit = &self.commit;
        let spelling = Spelling {
            list: commit.words()?,
            segments: commit.searcher.segment_readers(),
            field: commit.fields.terms,
            vocabulary: commit.vocabulary()?,
        };
        let corrected = search.query.corrected(|word| spelling.correct(word)).map_err(engine(&commit.path))?;
        if corrected == search.query {
            return Ok(None);
        }
        let total = |query: &Query| -> Result<u64> {
            let counting = Search {
                query: query.clone(),
                limit: 0,
                offset: 0,
                // A document that has the one word may have the other too.
                grouping: Grouping::None,
                explain: false,
                ..search.clone()
            };
            Ok(self.search(&counting)?.total)
        };
        let (found, as_written) = (total(&corrected)?, total(&search.query)?);
        // Words side by side are weighed: the right word may stand in no other passage than those its neighbours found.
        Ok((found > 0 && found >= as_written).then(|| corrected.to_string()))
    }

    /// The most frequent words of the index that begin so, at most so many. A letter typed with an accent has it, one
    /// without may. Stop words are left out.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if the index cannot be read.
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let typed = typed.trim();
        if !typed.starts_with(char::is_alphanumeric) {
            return Ok(Vec::new());
        }
        Ok(self.commit.words()?.complete(typed, limit))
    }

    /// Words that begin so, at most so many, those first that stand most tellingly in the passages of the word before them:
    /// after `asylum`, `se` is `seekers` rather than `second`. Where no word but stop words stands before, the most frequent.
    ///
    /// Which of the [`POOL`] most frequent words these are is measured by how many passages have both, times the share
    /// that these are of the passages that have it.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if the index cannot be read.
    pub fn complete_after(&self, before: &str, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let Some(before) = last_telling_word(before) else { return self.complete(typed, limit) };
        let mut pool = self.complete(typed, limit.max(POOL))?;
        let together = self.commit.together(&before, &pool).map_err(engine(&self.commit.path))?;
        let telling = |both: u64, of: u64| (both * both) as f64 / of.max(1) as f64;
        let mut ranked: Vec<(f64, Completion)> =
            pool.drain(..).zip(together).map(|(word, both)| (telling(both, word.passages), word)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        Ok(ranked.into_iter().take(limit).map(|(_, word)| word).collect())
    }

    /// A query of the most telling words of a passage's text, at most so many, in the passage's language; none if it has no
    /// words. With [`Search::except`] it finds passages like that one.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] if the index cannot be read.
    pub fn like(&self, text: &str, language: &Language, words: usize) -> Result<Option<Query>> {
        let commit = &self.commit;
        let segments = commit.searcher.segment_readers();
        let words =
            telling_words(text, language, segments, commit.fields.terms, words).map_err(engine(&commit.path))?;
        Ok((!words.is_empty()).then(|| Query::of_words(&words, language.clone())))
    }
}
