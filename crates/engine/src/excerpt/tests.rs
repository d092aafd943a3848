//! Passing over words that do not matter changes no mark.

use apostille_corpus::Language;
use proptest::prelude::*;

use super::Marker;
use super::starts::Starts;
use crate::Query;
use crate::analysis::{Stemmer, StemmingLanguage, irregular, words};
use crate::query::Sought;
use crate::search::Resolved;
use crate::terms::each_term;
use crate::vocabulary::Vocabulary;

/// What texts are made of: words of the queries, words that begin like them, and everything in which words may hide.
const PIECES: [&str; 64] = [
    "migrants",
    "Migración",
    "migracio\u{301}n",
    "mi\u{ad}gra\u{ad}tion",
    "mig",
    "ages",
    "aging",
    "age",
    "dying",
    "dies",
    "the",
    "The",
    "of",
    "de",
    "De",
    "a",
    "A",
    "y",
    "o",
    "H-2A",
    "h2a",
    "A/RES/73/195",
    "ares73195",
    "U.S.",
    "US",
    "us",
    "USA-Mexico",
    "EE. UU.",
    "EE.UU.",
    "EEUU",
    "FF. AA.",
    "co-manage",
    "comanaged",
    "co‐manage",
    "COVID-19",
    "covid",
    "19",
    "63,623",
    "63.623",
    "5th",
    "año",
    "ano",
    "an\u{303}os",
    "niñas",
    "asylum",
    "Asylum’s",
    "asylum's",
    "d’asile",
    "asilo",
    "solicitantes",
    "seekers",
    "right",
    "rights",
    "derecho",
    "sky",
    "skies",
    "policy",
    "«policy»",
    "big—policy",
    "état—asylum",
    "3×policy",
    "Ph.D.",
    "a.m.",
    "i.e.,",
];
const BETWEEN: [&str; 12] = [" ", " ", " ", "  ", "\n", " - ", ", ", ". ", "-", "/", "\t", " (…) "];
const QUERIES: [&str; 22] = [
    "migration of the age",
    "migrants policy",
    "asylum seekers right to",
    "derecho de asilo",
    "h2a visa",
    "ares73195",
    "us policy",
    "US Mexico border",
    "co-manage skies",
    "comanage",
    "covid 19",
    "63623 5th",
    "año ages",
    "ano",
    "a dying sky",
    "\"right of asylum\" migrants",
    "\"asylum seekers\"",
    "\"EE. UU.\"",
    "dies -policy",
    "phd am",
    "ffaa",
    "de y o a",
];

#[test]
fn a_word_starts_as_those_of_its_stem_do() {
    let vocabulary = concat!(
        include_str!("../../../../index/vocabulary/lexicon/common.tsv"),
        include_str!("../../../../index/vocabulary/lexicon/general.tsv"),
        include_str!("../../../../index/vocabulary/stems.tsv"),
    );
    let mut stemmer = Stemmer::default();
    let mut tried = 0;
    for word in words(vocabulary) {
        for language in StemmingLanguage::ALL {
            each_term(&word.exact, Some(language), &mut stemmer, |_, form| {
                let mut starts = Starts::default();
                starts.add_stem(form);
                irregular(form).for_each(|word| starts.add_stem(word));
                assert!(starts.has(&word.exact), "{} by {form}", word.exact);
                tried += 1;
            });
        }
    }
    assert!(tried > 80_000, "{tried}");
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "[a-zà-ÿ]{1,12}",
        // Longer than what is looked at together, with nothing that matters before its end.
        1 => "b[b-kü]{20,90}-migrants",
    ]
}

proptest! {
    #[test]
    fn words_that_are_passed_over_change_no_mark(
        query in prop::sample::select(&QUERIES[..]),
        expand in any::<bool>(),
        language in prop::sample::select(vec![Language::EN, Language::ES, Language::UND]),
        text in prop::collection::vec((piece(), prop::sample::select(&BETWEEN[..])), 0..40),
    ) {
        let text: String = text.into_iter().map(|(piece, between)| piece + between).collect();
        let vocabulary = Vocabulary::built_in();
        let sought = Sought::of(&Query::parse(query).unwrap(), expand.then_some(&*vocabulary), &[]);
        let resolved = Resolved::of(&sought, &[], tantivy::schema::Field::from_field_id(0)).unwrap();
        let mut marker = Marker::new(&sought, &resolved.lookups);
        let marks = marker.marks(&text, &[], &language);
        let every_word = marker.reading_every_word().marks(&text, &[], &language);
        prop_assert_eq!(marks, every_word, "{}", text);
    }
}
