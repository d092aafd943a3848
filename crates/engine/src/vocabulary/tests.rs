//! What comes with the program is well formed, and says what a person would expect.

use std::collections::{BTreeMap, HashSet};

use unicode_normalization::is_nfc;

use super::built_in::{ACRONYMS, CONCEPTS, COUNTRIES, LEXICON};
use super::import::skos;
use super::table::{Columns, read};
use super::*;
use crate::analysis::{StopWords, fold, words};

fn is_name(name: &str) -> bool {
    is_nfc(name) && !name.contains("  ") && name.trim() == name && words(name).next().is_some()
}

fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|row| !row.starts_with('#') && !row.is_empty())
}

/// What is added to words of a query, and in which language it is.
fn added(query: &str, language: Language) -> Vec<String> {
    let vocabulary = Vocabulary::built_in();
    let found: Vec<_> = words(query).collect();
    let expansions = match found.as_slice() {
        [word] => {
            let is_in_capitals = !query[word.range.clone()].contains(char::is_lowercase);
            let writing = if is_in_capitals { Writing::Capitals } else { Writing::Usual };
            vocabulary.of_word(&word.folded(), writing, &language, MOST_OF_EACH)
        }
        several => {
            let folded: Vec<_> = several.iter().map(|word| word.folded().into_owned()).collect();
            vocabulary.of_words(&folded.iter().map(String::as_str).collect::<Vec<_>>(), &language)
        }
    };
    expansions.iter().map(|expansion| format!("{} {}", expansion.language, expansion.text)).collect()
}

#[test]
fn every_row_of_the_lexicon_has_a_headword_of_its_own_and_translations() {
    let mut headwords = HashSet::new();
    for row in LEXICON.into_iter().flat_map(rows) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [headword, translations] = columns.as_slice() else { panic!("`{row}` has not two columns") };
        assert!(is_name(headword), "`{headword}` is no word");
        assert!(headwords.insert(*headword), "`{headword}` stands twice");
        let mut seen = HashSet::new();
        for translation in translations.split("; ") {
            assert!(is_name(translation), "`{translation}` of `{headword}` is no word");
            assert!(seen.insert(fold(translation)), "`{translation}` stands twice at `{headword}`");
        }
    }
    assert!(headwords.len() >= 6_000, "{} headwords", headwords.len());
}

#[test]
fn the_lexicon_has_no_stop_words_since_no_question_looks_for_them() {
    // `ill` and `shell` are stop words by their apostrophes alone, `May` is a month.
    let stop_words = StopWords::of(StemmingLanguage::English);
    let by_apostrophe = ["ill", "shell", "hell", "shed", "wed", "well"];
    for row in LEXICON.into_iter().flat_map(rows) {
        let headword = row.split('\t').next().unwrap_or_default();
        let is_kept = by_apostrophe.contains(&headword) || headword.starts_with(char::is_uppercase);
        assert!(is_kept || !stop_words.contains(&fold(headword)), "`{headword}` is a stop word");
    }
}

#[test]
fn every_row_of_the_other_tables_is_read() {
    for (table, columns, fewest, most_things) in
        [(ACRONYMS, Columns::Acronyms, 300, 1), (COUNTRIES, Columns::Countries, 193, 2)]
    {
        let written = rows(table).count();
        assert!(written >= fewest, "{written} rows");
        let concepts = read(table, columns).unwrap();
        assert!((written..=written * most_things).contains(&concepts.len()));
        for name in concepts.iter().flat_map(|concept| concept.english.iter().chain(&concept.spanish)) {
            assert!(is_name(name), "`{name}` is no name");
        }
        let mut seen = HashSet::new();
        for row in rows(table) {
            let key: Vec<&str> = row.split('\t').take(2).collect();
            assert!(seen.insert(key.clone()), "{key:?} stands twice");
        }
    }
}

#[test]
fn every_concept_has_names_in_both_languages_and_none_is_preferred_twice() {
    let import = skos::read(CONCEPTS.as_bytes(), skos::TURTLE).unwrap();
    assert_eq!(import.skipped, BTreeMap::new());
    assert!(import.concepts.len() >= 600, "{} concepts", import.concepts.len());
    let mut preferred = [HashSet::new(), HashSet::new()];
    for concept in &import.concepts {
        for (names, preferred) in [&concept.english, &concept.spanish].into_iter().zip(&mut preferred) {
            let first = names.first().unwrap_or_else(|| panic!("{concept:?} has no name in a language"));
            assert!(preferred.insert(fold(first).into_owned()), "`{first}` is preferred twice");
            assert!(names.iter().all(|name| is_name(name)), "{names:?}");
        }
    }
}

#[test]
fn words_mean_their_translations_names_and_acronyms() {
    for (query, language, expected) in [
        ("asylum", Language::EN, "es asilo"),
        ("asilo", Language::ES, "en asylum"),
        ("ninas", Language::ES, "en girl"),
        ("wives", Language::EN, "es esposas"),
        ("Mexico", Language::EN, "es México"),
        ("mexicanos", Language::ES, "en Mexican"),
        ("IOM", Language::EN, "es OIM"),
        ("iom", Language::EN, "es OIM"),
        ("ACNUR", Language::ES, "en UNHCR"),
        ("MPP", Language::EN, "es Quédate en México"),
        ("MPP", Language::EN, "en Remain in Mexico"),
        ("MPP", Language::ES, "en Migrant Protection Protocols"),
        ("COMAR", Language::EN, "en Mexican Commission for Refugee Assistance"),
        ("ICE", Language::EN, "en Immigration and Customs Enforcement"),
        ("remain in mexico", Language::EN, "es Quédate en México"),
        ("Quédate en México", Language::ES, "en Remain in Mexico"),
        ("Alto Comisionado de las Naciones Unidas para los Refugiados", Language::ES, "en UNHCR"),
        ("asylum seekers", Language::EN, "es solicitante de asilo"),
        ("undocumented migrants", Language::EN, "en irregular migrant"),
        ("menores no acompañados", Language::ES, "en unaccompanied child"),
        ("EE. UU.", Language::ES, "en United States"),
        ("phytogeography", Language::EN, "es fitogeografía"),
    ] {
        let added = added(query, language);
        assert!(added.iter().any(|added| added == expected), "{query}: {added:?} without {expected}");
    }
}

#[test]
fn an_acronym_in_capitals_means_no_word_that_shares_its_stem() {
    for (query, language, word) in [("COMAR", Language::ES, "en eat"), ("ICE", Language::EN, "es hielo")] {
        let added = added(query, language);
        assert!(!added.iter().any(|added| added == word), "{query}: {added:?}");
    }
}

#[test]
fn in_a_query_of_no_language_a_word_means_what_it_means_where_it_is_a_word() {
    let in_none = |query| added(query, Language::UND);
    let border = in_none("border");
    assert!(border.iter().any(|added| added == "es frontera"), "{border:?}");
    assert!(!border.iter().any(|added| added == "en edge"), "a form of borde: {border:?}");
    let real = in_none("real");
    assert!(real.iter().any(|added| added.starts_with("en ")) && real.iter().any(|added| added.starts_with("es ")));
}

#[test]
fn an_acronym_that_is_a_word_is_meant_in_capitals_alone() {
    let names = |query| added(query, Language::EN).iter().any(|added| added.contains("Customs"));
    assert_eq!((names("ICE"), names("ice"), names("Ice")), (true, false, false));
}

#[test]
fn what_is_added_is_bounded_lighter_than_the_word_and_no_repetition_of_it() {
    let vocabulary = Vocabulary::built_in();
    for row in LEXICON.into_iter().flat_map(rows).step_by(7) {
        let headword = fold(row.split('\t').next().unwrap_or_default()).into_owned();
        let expansions = vocabulary.of_word(&headword, Writing::Usual, &Language::EN, MOST_OF_EACH);
        let listed: Vec<_> = expansions.iter().filter(|expansion| expansion.source != Source::Cognate).collect();
        assert!(listed.len() <= MOST_OF_EACH, "{headword}: {}", listed.len());
        let weights: Vec<f32> = listed.iter().map(|expansion| expansion.weight).collect();
        assert!(weights.is_sorted_by(|one, other| one >= other), "{headword}: {weights:?}");
        for expansion in &expansions {
            assert!(expansion.weight > 0.0 && expansion.weight < 1.0, "{expansion:?}");
            let own =
                expansion.language == Language::EN && words(&expansion.text).any(|word| word.folded() == headword);
            assert!(!own, "{expansion:?}");
        }
        assert_eq!(expansions, vocabulary.of_word(&headword, Writing::Usual, &Language::EN, MOST_OF_EACH));
    }
}

#[test]
fn many_words_have_fewer_additions_each() {
    assert_eq!([1, 5, 10, 40].map(most_of_each), [12, 12, 6, 3]);
}

#[test]
fn a_table_in_a_homes_folder_adds_to_what_comes_with_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("own.tsv", "# ours\n\nmigratory project; life plan\tproyecto migratorio\nzorgle; blip\t\n");
    write("acronyms.tsv", "ZQX\tZorgle Quarterly Exchange\tIZX\tIntercambio\t\tTrueque zorgle\n");
    write("stems.tsv", "en\tno\ttable of names\n");
    write("readme.md", "no table");
    let vocabulary = Vocabulary::with_folder(folder.path()).unwrap();
    let of = |word| vocabulary.of_word(word, Writing::Usual, &Language::EN, MOST_OF_EACH);
    let texts = |word| of(word).into_iter().map(|expansion| expansion.text).collect::<Vec<_>>();
    assert_eq!(texts("zorgle"), ["blip"]);
    assert_eq!(texts("zqx"), ["Zorgle Quarterly Exchange", "IZX", "Intercambio", "Trueque zorgle"]);
    assert!(of("asylum").iter().any(|expansion| expansion.text == "asilo"));
    let together = vocabulary.of_words(&["proyecto", "migratorio"], &Language::ES);
    assert!(together.iter().any(|expansion| expansion.text == "life plan" && expansion.source == Source::Own));
    assert_eq!(folder::tables(folder.path()).unwrap().len(), 2);
    assert!(Vocabulary::with_folder(&folder.path().join("none")).is_ok());
}

#[test]
fn a_line_that_is_no_row_is_named_with_its_file_and_place() {
    for (text, line) in [("a\tb\nalone\n", 2), ("a\tb\tc\n", 1), ("# note\n\n;\t;\n", 3)] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("own.tsv"), text).unwrap();
        let error = Vocabulary::with_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains(&format!("own.tsv, line {line}: ")), "{error}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.tsv"), b"a\tb\nse\xf1al\tx\n").unwrap();
    let error = Vocabulary::with_folder(folder.path()).unwrap_err().to_string();
    assert!(error.contains("own.tsv, line 2: ") && error.contains("UTF-8"), "{error}");
}
