//! What may be asked instead: other spellings, words to come, passages like one.

use super::like::telling_words;
use super::searcher::Searcher;
use super::spelling::Spelling;
use super::{Completion, Grouping, Search};
use crate::index::engine;
use crate::{Query, Result};

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

    /// A query of the most telling words of a passage, at most so many, in the passage's language; none if there is no such
    /// passage or it has no words. With [`Search::except`] it finds passages like that one.
    ///
    /// # Errors
    /// [`crate::Error::Engine`] or [`crate::Error::Damaged`] if the index cannot be read.
    pub fn like(&self, passage: &str, words: usize) -> Result<Option<Query>> {
        let commit = &self.commit;
        let Some(place) = commit.place_of(passage)? else { return Ok(None) };
        let stored = commit.stored(place)?;
        let segments = commit.searcher.segment_readers();
        let words = telling_words(&stored, segments, commit.fields.terms, words).map_err(engine(&commit.path))?;
        Ok((!words.is_empty()).then(|| Query::of_words(&words, stored.language)))
    }
}
