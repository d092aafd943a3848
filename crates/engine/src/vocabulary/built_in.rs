//! What comes with the program: the files of `index/vocabulary`, read once when they are first asked. A test reads every
//! row, so that what cannot be read here does not come with the program.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::Source;
use super::import::skos;
use super::names::Names;
use super::table::{Columns, read};

/// The lexicon: the commonest word and the commonest translation first.
pub(super) const LEXICON: [&str; 3] = [
    include_str!("../../../../index/vocabulary/lexicon/common.tsv"),
    include_str!("../../../../index/vocabulary/lexicon/general.tsv"),
    include_str!("../../../../index/vocabulary/lexicon/rare.tsv"),
];
/// Acronyms and what they stand for.
pub(super) const ACRONYMS: &str = include_str!("../../../../index/vocabulary/acronyms.tsv");
/// Countries and their peoples.
pub(super) const COUNTRIES: &str = include_str!("../../../../index/vocabulary/countries.tsv");
/// Concepts of migration policy, in SKOS.
pub(super) const CONCEPTS: &str = include_str!("../../../../index/vocabulary/concepts.ttl");

/// All of it.
pub(super) static BUILT_IN: LazyLock<Names> = LazyLock::new(|| all().finish());

/// All of it, not yet to be looked up.
pub(super) fn all() -> Names {
    let mut names = Names::default();
    let lexicon = LEXICON.map(|table| (table, Columns::Names, Source::Lexicon));
    let tables = lexicon
        .into_iter()
        .chain([(ACRONYMS, Columns::Acronyms, Source::Acronym), (COUNTRIES, Columns::Countries, Source::Country)]);
    for (table, columns, source) in tables {
        for concept in read(table, columns).expect("a test reads every row") {
            names.add(
                source,
                concept.english.into_iter().map(Cow::Borrowed),
                concept.spanish.into_iter().map(Cow::Borrowed),
            );
        }
    }
    for concept in skos::read(CONCEPTS.as_bytes(), skos::TURTLE).expect("a test reads every concept").concepts {
        names.add(
            Source::Concept,
            concept.english.into_iter().map(Cow::Owned),
            concept.spanish.into_iter().map(Cow::Owned),
        );
    }
    names
}
