//! Searching from outside: what is found, marked, counted and shown.

use crate::common::{Collection, dated, joined, marked, note, passage, search};
use apostille_corpus::{DocumentId, Kind, Language, Passage, Record};
use apostille_engine::{Found, Grouping, Part, Query, QueryPart, Search};

#[test]
fn words_are_found_with_and_without_accents_and_inflections_in_both_languages() {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let english = passage(1, Language::EN, "Asylum seekers were deported from the U.S. in 63,623 cases.");
    let spanish = passage(2, Language::ES, "Las deportaciones de niños desde México y la migración.");
    writer.append(DocumentId::from_u64(1), &Record::default(), &[english], &[]).unwrap();
    writer.append(DocumentId::from_u64(2), &Record::default(), &[spanish], &[]).unwrap();
    writer.commit(1).unwrap();
    for (query, id) in [
        ("asylum seeker", "1-p1"),
        ("seeker deporting", "1-p1"),
        ("63623", "1-p1"),
        ("63.623", "1-p1"),
        ("US", "1-p1"),
        ("\"the U.S.\"", "1-p1"),
        ("EE. UU.", "1-p1"),
        ("EE. UU. AND deportación", "1-p1"),
        ("deportación", "2-p1"),
        ("deportacion de nino", "2-p1"),
        ("migraciones", "2-p1"),
        ("MEXICO", "2-p1"),
    ] {
        assert_eq!(collection.ids(query).first().map(String::as_str), Some(id), "{query}");
    }
}

/// The documents that a query finds, each a figure, in their order.
fn documents(collection: &Collection, query: &str) -> String {
    let mut ids: Vec<String> = collection.ids(query).iter().map(|id| id[..1].to_owned()).collect();
    ids.sort();
    ids.concat()
}

#[test]
fn the_united_states_have_capitals_in_texts_and_need_none_in_queries() {
    let texts = [
        "The USA has a border policy.",
        "The US also has a border policy.",
        "They gave us a border policy.",
        "La ley mexicana usa otro término.",
        "Los migrantes entran en USA por otro lado.",
    ];
    let collection = Collection::of_texts(&texts);
    for (query, found) in [
        ("USA", "125"),
        ("usa", "125"),
        ("u.s.", "125"),
        ("\"the us also\"", "2"),
        ("\"the usa has\"", "1"),
        ("\"border usa\"~9", "12"),
        ("\"gave us\"", "3"),
        ("us AND border", "123"),
        ("us wall", "125"),
        ("-border usa", "5"),
        ("qué término usa la ley", "1245"),
        ("¿cómo se entra en usa?", "125"),
        ("\"ley mexicana usa\"", "4"),
        ("\"en usa por\"", "5"),
    ] {
        assert_eq!(documents(&collection, query), found, "{query}");
    }
}

#[test]
fn operators_bind_and_words_are_weighed() {
    let texts = [
        "The right to asylum in Mexico.",
        "The right of asylum at the border.",
        "A refuge on the border wall.",
        "Asylum: a right that the wall denies.",
    ];
    let collection = Collection::of_texts(&texts);
    for (query, found) in [
        ("asylum refuge", "1234"),
        ("\"right to asylum\"", "1"),
        ("\"right of asylum\" wall", "2"),
        ("asylum -wall", "12"),
        ("asylum -\"right to asylum\"", "24"),
        ("asylum AND border", "2"),
        ("refuge OR Mexico", "13"),
        ("(refuge OR asylum) AND wall", "34"),
        ("border -(wall mexico)", "2"),
        ("asylum AND right AND -mexico", "24"),
        ("\"asylum right\"", ""),
        ("the", "1234"),
        ("the asylum", "124"),
        ("unheard", ""),
    ] {
        assert_eq!(documents(&collection, query), found, "{query}");
    }
    let nothing = collection.answer(&Search::new(Query::words("?!")));
    assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
}

/// Two documents of a passage and a note each, with all that can be said of them.
fn library() -> Collection {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let records = [
        ("Asylum law at the border", "Ana García Núñez", 2019, "Report", "United Nations", Language::EN),
        ("La política migratoria", "John O'Brien", 2021, "Informe", "Banco de México", Language::ES),
    ];
    for (id, (title, author, year, kind, publisher, language)) in (1..).zip(records) {
        let record = Record {
            title: title.to_owned(),
            authors: vec![author.to_owned()],
            kind: Some(kind.to_owned()),
            publisher: Some(publisher.to_owned()),
            ..dated(year)
        };
        let texts =
            ["Migrants and deportees, the deportación of 1,200 migrants.", "Migrantes; la deportación, año 2020."];
        let text = texts[id as usize - 1];
        let page = (Some(10 + id as u32), Some(["xi", "A-3"][id as usize - 1].to_owned()));
        let body = Passage { page: page.0, page_label: page.1, ..passage(id, language.clone(), text) };
        writer.append(DocumentId::from_u64(id), &record, &[body], &[note(id, &[(language, text)])]).unwrap();
    }
    writer.commit(1).unwrap();
    collection
}

#[test]
fn everything_of_the_query_language_finds_what_it_says() {
    let collection = library();
    for (query, found) in [
        ("title:asylum", "1-n1 1-p1"),
        ("title:\"asylum borders\" migrants", "1-n1 1-p1"),
        ("título:políticas", "2-n1 2-p1"),
        ("author:nuñez", "1-n1 1-p1"),
        ("author:\"O'Brien\"", "2-n1 2-p1"),
        ("año:2020.. -in:notes", "2-p1"),
        ("year:2019 OR tipo:informe", "1-n1 1-p1 2-n1 2-p1"),
        ("publisher:\"naciones unidas\"", ""),
        ("publisher:\"united nations\" in:notas", "1-n1"),
        ("page:11", "1-p1"),
        ("página:A-3", "2-p1"),
        ("lang:es in:texto", "2-p1"),
        ("year:2019 unheard", ""),
        ("year:2019 lang:en in:body", "1-p1"),
        ("deporta* in:body", "1-p1 2-p1"),
        ("deport*es in:body", "1-p1"),
        ("m?grantes in:body", "2-p1"),
        ("migrantas~1 in:body", "1-p1 2-p1"),
        ("mixrantas~1 in:body", ""),
        ("=migrants", "1-n1 1-p1"),
        ("=deportacion", ""),
        ("\"la deportacion\"", "2-n1 2-p1"),
        ("=\"la deportacion\"", ""),
        ("=ano", ""),
        ("=año in:body", "2-p1"),
        ("\"deportees migrants\"~1 in:body", "1-p1 2-p1"),
        ("\"deportees migrants\"~0 in:body", ""),
        ("\"deportees 1200\"~1", ""),
        ("\"1200 deportees\"~3 in:body", "1-p1"),
    ] {
        let mut ids = collection.ids(query);
        ids.sort();
        assert_eq!(ids.join(" "), found, "{query}");
    }
}

#[test]
fn a_weight_decides_which_of_two_words_counts_more() {
    let collection = Collection::of_texts(&["The zug stood.", "The kant stood."]);
    assert_eq!(collection.ids("zug^3 kant"), ["1-p1", "2-p1"]);
    assert_eq!(collection.ids("zug kant^3"), ["2-p1", "1-p1"]);
    assert_eq!(collection.ids("zug (\"the kant\" OR unheard)^0.01"), ["2-p1"]);
    assert_eq!(collection.ids("zug^0.5 OR \"the kant\"^0.01"), ["1-p1", "2-p1"]);
}

#[test]
fn what_is_said_of_documents_chooses_passages_and_does_not_rank_them() {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let long = "zug zug zug, and much else was said about it on that long day";
    for (id, text) in [(1, "zug"), (2, long), (3, "kant"), (4, "pol"), (5, "bon")] {
        writer.append(DocumentId::from_u64(id), &dated(2019), &[passage(id, Language::EN, text)], &[]).unwrap();
    }
    writer.commit(1).unwrap();
    assert_eq!(collection.ids("zug year:2019"), collection.ids("zug"));
}

#[test]
fn what_was_found_is_marked_and_words_that_stand_together_are_one_mark() {
    let texts = ["He said “Quédate en México” is the policy's end; Mexico's border, and en español."];
    let collection = Collection::of_texts(&texts);
    for (query, expected) in [
        ("Quedate en Mexico", vec!["Quédate en México", "Mexico"]),
        ("policy end", vec!["policy's end"]),
        ("\"the policy\" -asylum", vec!["the policy"]),
        ("border AND -wall", vec!["border"]),
        ("\"en méxico\"", vec!["en México"]),
        ("border end", vec!["end", "border"]),
    ] {
        assert_eq!(collection.marked(query), expected, "{query}");
    }
}

#[test]
fn a_note_of_two_languages_is_found_and_marked_in_both() {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let runs = [(Language::EN, "See agreements and policies; "), (Language::ES, "y las organizaciones de migrantes.")];
    let body = passage(1, Language::EN, "Nothing to see.");
    writer.append(DocumentId::from_u64(1), &Record::default(), &[body], &[note(1, &runs)]).unwrap();
    writer.commit(1).unwrap();
    for (query, mark) in
        [("agreement policy", "agreements"), ("organización de los migrantes", "organizaciones de migrantes")]
    {
        let answer = collection.answer(&search(query));
        assert_eq!(answer.hits[0].passage.kind, Kind::Note, "{query}");
        assert_eq!(marked(&answer.hits[0].excerpt)[0], mark, "{query}");
        assert_eq!(answer.hits[0].note.as_ref().unwrap().label, "1");
    }
    for language in [Language::EN, Language::ES] {
        let answer = collection.answer(&Search { languages: vec![language.clone()], ..search("migrantes") });
        assert_eq!(answer.total, 1, "the note has text in {language}");
        assert_eq!(answer.facets.languages, [(Language::EN, 1), (Language::ES, 1)]);
    }
    let answer = collection.answer(&Search { languages: vec![Language::UND], ..search("migrantes") });
    assert_eq!(answer.total, 0);
}

#[test]
fn an_excerpt_is_short_cut_at_sentences_and_is_the_passages_text() {
    let filler = "Nothing of note was said about anything on that long and quiet day in the capital. ".repeat(6);
    let text = format!("The asylum law came first. {filler}Then the deportations began in the north.");
    let collection = Collection::of_texts(&[&text]);
    let hit = collection.answer(&search("asylum deportation")).hits.remove(0);
    let excerpt = joined(&hit.excerpt);
    assert!(excerpt.chars().count() <= 330, "{excerpt}");
    let fragments: Vec<&str> = excerpt.split(" … ").collect();
    assert_eq!(fragments.len(), 2);
    assert!(fragments[0].starts_with("The asylum law") && fragments[1].ends_with("in the north."));
    assert!(fragments.iter().all(|fragment| text.contains(fragment)));
    assert_eq!(marked(&hit.excerpt), ["asylum", "deportations"]);

    let over_a_stop = format!("{filler}He had the right. To asylum he came. {filler}");
    let hit = Collection::of_texts(&[&over_a_stop]).answer(&search("\"right to asylum\"")).hits.remove(0);
    assert_eq!(marked(&hit.excerpt), ["right. To asylum"]);

    let endless = format!("{} asylum {}", "word ".repeat(300), "and so on ".repeat(300));
    let hit = Collection::of_texts(&[&endless]).answer(&search("asylum")).hits.remove(0);
    assert!(joined(&hit.excerpt).chars().count() <= 330);
    assert_eq!(marked(&hit.excerpt), ["asylum"]);
}

#[test]
fn a_whole_text_is_marked_as_a_passage_is() {
    let collection = Collection::of_texts(&["x"]);
    let searcher = collection.index.searcher().unwrap();
    let question = search("policy \"right to asylum\"");
    let text = "Policies. The right to asylum, not asylum.";
    let segments = searcher.marking(&question, |marks| marks(text, &Language::EN)).unwrap();
    assert_eq!(joined(&segments), text);
    assert_eq!(marked(&segments), ["Policies", "right to asylum"]);
}

#[test]
fn facets_ignore_their_own_filter_and_documents_are_counted_once() {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    for (document, language, year) in [(1, Language::EN, 2019), (2, Language::ES, 2020), (3, Language::EN, 2020)] {
        let texts = [passage(document, language.clone(), "asilo zug"), passage(document, language.clone(), "zug zug")];
        let notes = [note(document, &[(language, "zug")])];
        let notes = if document == 3 { &notes[..0] } else { &notes[..] };
        writer.append(DocumentId::from_u64(document), &dated(year), &texts, notes).unwrap();
    }
    writer.commit(1).unwrap();
    let answer = collection.answer(&Search {
        part: Part::Notes,
        languages: vec![Language::EN],
        years: Some("2019..2020".parse().unwrap()),
        ..search("zug")
    });
    assert_eq!(answer.total, 1);
    assert_eq!(answer.facets.parts, [(Part::Body, 2), (Part::Notes, 1)]);
    assert_eq!(answer.facets.languages, [(Language::EN, 1), (Language::ES, 1)]);
    assert_eq!(answer.facets.years, [(2019, 1)]);
    let all = collection.answer(&search("zug"));
    assert_eq!((all.total, all.hits.len(), all.hits[0].more), (3, 3, 2));
    assert_eq!(all.facets.years, [(2020, 2), (2019, 1)]);
    let flat = collection.answer(&Search { grouping: Grouping::None, limit: 3, offset: 3, ..search("zug") });
    assert_eq!((flat.total, flat.hits.len(), flat.hits[0].more), (8, 3, 0));
}

#[test]
fn a_heading_or_a_title_page_is_worth_less_than_the_text_under_it() {
    for kind in [Kind::Heading, Kind::Front] {
        the_text_stands_before(kind);
    }
}

fn the_text_stands_before(kind: Kind) {
    let collection = Collection::empty();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let heading = Passage { kind, ..passage(1, Language::EN, "Asylum") };
    let text = "Whoever asks for asylum at the border is heard by an officer.";
    let body = Passage { id: "1-p2".to_owned(), number: 2, ..passage(1, Language::EN, text) };
    writer.append(DocumentId::from_u64(1), &Record::default(), &[heading, body], &[]).unwrap();
    writer.commit(1).unwrap();
    assert_eq!(collection.ids("asylum"), ["1-p2", "1-p1"]);
}

#[test]
fn an_explanation_names_what_was_found_and_how_rare_it_is() {
    let collection = Collection::of_texts(&["Asylum and asylum law.", "The law."]);
    let answer = collection.answer(&Search { explain: true, ..search("asylum \"the law\" OR law") });
    let explanation = answer.hits[0].explanation.as_ref().unwrap();
    let times = |times| Found::Words { times, added: Vec::new(), in_title: false };
    for (place, sought, found, having) in [
        (0, QueryPart::Phrase("the law".to_owned()), times(0), 1),
        (1, QueryPart::Word("law".to_owned()), times(1), 2),
        (2, QueryPart::Word("asylum".to_owned()), times(2), 1),
    ] {
        let part = &explanation.parts[place];
        assert_eq!((&part.sought, &part.found, part.having, part.of), (&sought, &found, having, 2));
    }
}

#[test]
fn the_numbers_of_an_explanation_add_up_to_the_score() {
    let collection = library();
    let mut writer = collection.index.writer(15_000_000).unwrap();
    let heading = Passage { kind: Kind::Heading, ..passage(3, Language::EN, "Migrants of the border") };
    writer.append(DocumentId::from_u64(3), &Record::default(), &[heading], &[]).unwrap();
    writer.commit(2).unwrap();
    for query in [
        "asylum law at the border",
        "migrants border",
        "deportación migrantes^2 año",
        "\"the border\" OR deportees migrants -zug",
    ] {
        let answer = collection.answer(&Search { explain: true, grouping: Grouping::None, ..search(query) });
        assert!(!answer.hits.is_empty());
        for hit in answer.hits {
            let explanation = hit.explanation.unwrap();
            let parts = explanation.parts.iter().map(|part| part.score);
            let pairs = explanation.pairs.iter().map(|(_, _, added)| *added);
            let sum = parts.chain(pairs).sum::<f32>() + explanation.document;
            assert!((sum * explanation.factor - hit.score).abs() < 1e-4, "{query}: {explanation:?}");
            assert_eq!(explanation.factor < 1.0, !explanation.lowered.is_empty(), "{query}: {explanation:?}");
            assert_eq!(explanation.score, hit.score);
        }
    }
}
