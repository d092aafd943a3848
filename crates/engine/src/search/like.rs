//! More like this: the words of a passage that tell it from others.
//!
//! Frequency in the passage times rarity in the index (Salton and Buckley, 1988), of the passage's own words, which a person
//! can see and change: what the vocabulary adds comes with the search.

use std::collections::HashMap;

use apostille_corpus::Language;
use tantivy::schema::Field;
use tantivy::{SegmentReader, Term};

use super::bm25::rarity;
use crate::analysis::{Stemmer, StemmingLanguage, StopWords, words};
use crate::terms::Form;

/// The shortest word that tells something, in letters.
const SHORTEST: usize = 3;

/// A stem of the passage.
struct Telling<'a> {
    /// As first written.
    written: &'a str,
    times: f32,
    place: usize,
}

/// The most telling words of a passage's text, at most so many, in the order in which they stand in it.
pub(crate) fn telling_words(
    text: &str,
    language: &Language,
    segments: &[SegmentReader],
    field: Field,
    limit: usize,
) -> tantivy::Result<Vec<String>> {
    let language = StemmingLanguage::of(language);
    let passages: usize = segments.iter().map(|segment| segment.max_doc() as usize).sum();
    let mut stems: HashMap<String, Telling<'_>> = HashMap::new();
    let mut stemmer = Stemmer::lent();
    for (place, word) in words(text).enumerate() {
        let folded = word.folded();
        let is_stop_word = StemmingLanguage::ALL.into_iter().any(|of| StopWords::of(of).contains(&folded));
        if folded.chars().count() < SHORTEST || is_stop_word || !folded.chars().all(char::is_alphabetic) {
            continue;
        }
        let stem = stemmer.stem(&folded, language).to_owned();
        stems.entry(stem).or_insert(Telling { written: &text[word.range], times: 0.0, place }).times += 1.0;
    }
    let mut weighed = Vec::with_capacity(stems.len());
    for (stem, telling) in stems {
        let mut having = 0;
        for segment in segments {
            let index = segment.inverted_index(field)?;
            for term in Form::Stem.terms(&stem) {
                having += index.doc_freq(&Term::from_field_text(field, &term))? as usize;
            }
        }
        weighed.push((having > 1, telling.times.ln_1p() * rarity(having, passages), telling));
    }
    // What no other passage has finds none: such words are taken where there are no others.
    let has_shared = weighed.iter().any(|(shared, ..)| *shared);
    weighed.retain(|(shared, ..)| *shared == has_shared);
    weighed.sort_by(|(_, one, telling), (_, other, than)| other.total_cmp(one).then(telling.place.cmp(&than.place)));
    weighed.truncate(limit);
    weighed.sort_by_key(|(.., telling)| telling.place);
    Ok(weighed.into_iter().map(|(.., telling)| telling.written.to_lowercase()).collect())
}
