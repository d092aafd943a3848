//! What may be asked instead, from outside: acronyms that documents define, other spellings, words to come, passages alike.

use crate::common::{Collection, note, passage, search};
use apostille_corpus::{DocumentId, Language, Record};
use apostille_engine::{DefinedIn, Grouping, Part, Query, Search, Source};

/// Passages in their languages, each a document numbered from 1.
fn collection(texts: &[(Language, &str)]) -> Collection {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    for (number, (language, text)) in (1..).zip(texts) {
        let passage = passage(number, language.clone(), text);
        writer.append(DocumentId::from_u64(number), &Record::default(), &[passage], &[]).unwrap();
    }
    writer.commit(1).unwrap();
    collection
}

/// Names that no vocabulary has.
const DEFINING: [(Language, &str); 4] = [
    (Language::EN, "The Zonal Quota Board (ZQB) met in spring."),
    (Language::EN, "Nobody asked the zonal quota board about its figures."),
    (Language::EN, "The ZQB answered all the same."),
    (Language::ES, "La Oficina de Registro Zonal (ORZ) no respondió; la ORZ calló."),
];

#[test]
fn an_acronym_that_a_document_defines_finds_what_it_stands_for_and_says_where() {
    let collection = collection(&DEFINING);
    let learnt = |query: &str| {
        let answer = collection.answer(&Search { grouping: Grouping::None, ..search(query) });
        let mut ids: Vec<String> = answer.hits.iter().map(|hit| hit.passage.id.clone()).collect();
        ids.sort();
        let learnt = answer.expansions.into_iter().filter(|expansion| expansion.source == Source::Document);
        (ids.join(" "), learnt.map(|learnt| (learnt.text, learnt.defined_in.unwrap())).collect::<Vec<_>>())
    };
    let place =
        |document: u64| DefinedIn { document: DocumentId::from_u64(document), passage: format!("{document}-p1") };
    let (ids, expansions) = learnt("ZQB");
    assert_eq!((ids.as_str(), expansions), ("1-p1 2-p1 3-p1", vec![("Zonal Quota Board".to_owned(), place(1))]));
    let (ids, expansions) = learnt("zonal quota board");
    assert_eq!((ids.as_str(), expansions), ("1-p1 2-p1 3-p1 4-p1", vec![("ZQB".to_owned(), place(1))]));
    let (_, expansions) = learnt("ORZ");
    assert_eq!(expansions, [("Oficina de Registro Zonal".to_owned(), place(4))]);
    assert!(learnt("=ZQB").1.is_empty());
    let plain = collection.answer(&Search { expand: false, ..search("ZQB") });
    assert!(plain.expansions.is_empty() && plain.total == 2);
}

#[test]
fn a_definition_goes_with_the_document_that_made_it() {
    let collection = collection(&DEFINING);
    let learnt = |query: &str| {
        let answer = collection.answer(&search(query));
        answer.expansions.into_iter().filter_map(|expansion| expansion.defined_in).collect::<Vec<_>>()
    };
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let text = [(Language::EN, "See the Zonal Quota Board (ZQB).")];
    writer.append(DocumentId::from_u64(9), &Record::default(), &[], &[note(9, &text)]).unwrap();
    writer.commit(2).unwrap();
    assert_eq!(learnt("ZQB"), [DefinedIn { document: DocumentId::from_u64(1), passage: "1-p1".to_owned() }]);
    writer.remove(DocumentId::from_u64(1)).unwrap();
    writer.commit(3).unwrap();
    assert_eq!(learnt("ZQB"), [DefinedIn { document: DocumentId::from_u64(9), passage: "9-n1".to_owned() }]);
    writer.remove(DocumentId::from_u64(9)).unwrap();
    writer.commit(4).unwrap();
    assert!(learnt("ZQB").is_empty());
}

#[test]
fn an_acronym_of_many_meanings_has_none_and_a_slip_of_one_document_does_not_count() {
    let meanings = ["Zonal Quota Board", "Zebra Quilt Bureau", "Zinc Quarry Bank", "Zero Queue Border"];
    let define = |meaning: &str| (Language::EN, format!("The {meaning} (ZQB) met."));
    let learnt = |texts: Vec<(Language, String)>| {
        let texts: Vec<(Language, &str)> =
            texts.iter().map(|(language, text)| (language.clone(), text.as_str())).collect();
        let answer = collection(&texts).answer(&search("ZQB"));
        let mut learnt: Vec<String> = answer.expansions.into_iter().map(|expansion| expansion.text).collect();
        learnt.sort();
        learnt
    };
    assert!(learnt(meanings.map(define).to_vec()).is_empty());
    assert_eq!(learnt(meanings[..2].iter().map(|meaning| define(meaning)).collect()), [meanings[1], meanings[0]]);
    let many = std::iter::repeat_n(meanings[0], 5).chain([meanings[1]]).map(define).collect();
    assert_eq!(learnt(many), [meanings[0]]);
}

#[test]
fn words_that_the_index_does_not_have_are_spelt_as_it_has_them() {
    let collection = collection(&[
        (Language::ES, "La migración y el asilo de los refugiados en Guatemala."),
        (Language::ES, "El derecho de asilo; la migración de Guatemala."),
        (Language::EN, "The right of asylum and the border wall in Guatemala."),
    ]);
    let searcher = collection.index.searcher().unwrap();
    for (query, expected) in [
        ("migrasion", Some("migración")),
        ("aslio", Some("asilo")),
        ("refugiadso", Some("refugiados")),
        ("Guatamala", Some("guatemala")),
        ("derecho de aslio en Guatamala", Some("derecho de asilo en guatemala")),
        ("\"derecho de aslio\"", Some("\"derecho de asilo\"")),
        ("aslio AND migrasion -refugio lang:es", Some("(asilo AND migración) -refugio lang:es")),
        ("(aslio OR wall)^2 asyl*", Some("(asilo OR wall)^2 asyl*")),
        ("asilo", None),
        ("asilos", None),
        ("migracion", None),
        ("=aslio", None),
        ("aslio~1", None),
        ("xyzzyx", None),
        ("wall -aslio", None),
        ("wall aslio", Some("wall asilo")),
    ] {
        assert_eq!(searcher.did_you_mean(&search(query)).unwrap().as_deref(), expected, "{query}");
    }
    let in_notes = Search { part: Part::Notes, ..search("aslio") };
    assert_eq!(searcher.did_you_mean(&in_notes).unwrap(), None, "it would find nothing there");
}

#[test]
fn a_word_is_completed_by_the_most_frequent_words_that_begin_so() {
    let collection = collection(&[
        (Language::ES, "La migración, el migrante y el más allá."),
        (Language::ES, "Migración y méxico."),
        (Language::EN, "The migration of many in Mexico."),
    ]);
    let searcher = collection.index.searcher().unwrap();
    for (typed, expected) in [
        ("migr", vec![("migración", 2), ("migrante", 1), ("migration", 1)]),
        ("MIGRACIO", vec![("migración", 2)]),
        ("mé", vec![("méxico", 2)]),
        ("", vec![]),
        ("-", vec![]),
        ("zzz", vec![]),
    ] {
        let found = searcher.complete(typed, 3).unwrap();
        let found: Vec<(&str, u64)> = found.iter().map(|found| (found.word.as_str(), found.passages)).collect();
        assert_eq!(found, expected, "{typed}");
    }
    assert_eq!(searcher.complete("m", 1).unwrap().len(), 1);
}

#[test]
fn a_word_is_completed_by_those_that_tell_most_of_the_word_before_it() {
    let collection = collection(&[
        (Language::EN, "Asylum seekers wait in several offices."),
        (Language::EN, "The asylums, and a seeker of asylum among seekers."),
        (Language::EN, "The second section of several."),
        (Language::EN, "A second and a section, several times."),
    ]);
    let searcher = collection.index.searcher().unwrap();
    for (before, expected) in [
        ("", "several second section"),
        ("the ", "several second section"),
        ("asylum ", "seekers seeker several"),
        ("Asylum of the ", "seekers seeker several"),
        ("asylum, which they may not ", "several second section"),
        ("zzz ", "several second section"),
    ] {
        let found = searcher.complete_after(before, "se", 3).unwrap();
        let found: Vec<&str> = found.iter().map(|found| found.word.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{before}");
    }
}

#[test]
fn passages_like_one_share_its_telling_words_and_it_is_none_of_them() {
    let collection = collection(&[
        (Language::EN, "Asylum seekers at the southern border wait for a hearing."),
        (Language::EN, "The hearing of asylum seekers was put off."),
        (Language::EN, "Coffee is grown in the highlands, and exported."),
        (Language::ES, "Los solicitantes de asilo esperan una audiencia."),
    ]);
    let searcher = collection.index.searcher().unwrap();
    let like = |text, words| searcher.like(text, &Language::EN, words).unwrap().map(|query| query.to_string());
    let seekers = "Asylum seekers at the southern border wait for a hearing.";
    let query = searcher.like(seekers, &Language::EN, 12).unwrap().unwrap();
    assert_eq!((query.to_string().as_str(), query.language()), ("asylum seekers hearing", &Language::EN));
    let answer = searcher.search(&Search { except: Some("1-p1".to_owned()), ..Search::new(query) }).unwrap();
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.passage.id.as_str()).collect();
    assert_eq!(ids, ["2-p1", "4-p1"]);
    assert_eq!(answer.total, 2);
    assert_eq!(like("1, 2: of the", 12), None);
    let alone = like("Coffee is grown in the highlands, and exported.", 12).unwrap();
    assert_eq!(alone, "coffee grown highlands exported", "no other passage has a word of it");
    assert_eq!(like(seekers, 1).unwrap().split(' ').count(), 1);
    let known = Search { except: Some("9-p1".to_owned()), ..Search::new(Query::parse("asylum").unwrap()) };
    assert_eq!(searcher.search(&known).unwrap().total, 3);
}
