//! What a document can be about: the field's concepts by their preferred names, for who describes documents.
//!
//! Not here: which document is about what, which a librarian says.

use std::sync::LazyLock;

use apostille_corpus::Language;

use super::built_in::CONCEPTS;
use super::import::skos;
use super::table::Concept;
use crate::analysis::{StemmingLanguage, fold};

static ENGLISH: LazyLock<Vec<String>> = LazyLock::new(|| named(|concept| concept.english.into_iter().next()));
static SPANISH: LazyLock<Vec<String>> = LazyLock::new(|| named(|concept| concept.spanish.into_iter().next()));

/// The concepts' preferred names in Spanish, or in English for any other language, in alphabetical order.
pub fn subjects(language: &Language) -> &'static [String] {
    match StemmingLanguage::of(language) {
        Some(StemmingLanguage::Spanish) => &SPANISH,
        _ => &ENGLISH,
    }
}

fn named(name: impl Fn(Concept) -> Option<String>) -> Vec<String> {
    let concepts = skos::read(CONCEPTS.as_bytes(), skos::TURTLE).expect("a test reads every concept").concepts;
    let mut names: Vec<String> = concepts.into_iter().filter_map(name).collect();
    names.sort_by_cached_key(|name| fold(name).into_owned());
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_has_a_preferred_name_in_both_languages_and_none_comes_twice() {
        let [english, spanish] = ["en", "es"].map(|tag| subjects(&Language::from_tag(tag)));
        assert!(english.len() >= 600 && spanish.len() >= 600, "{} {}", english.len(), spanish.len());
        assert!(english.iter().any(|name| name == "asylum seeker"));
        assert!(spanish.iter().any(|name| name == "solicitante de asilo"));
        assert!(spanish.is_sorted_by_key(|name| fold(name).into_owned()));
    }
}
