//! The query language from outside: what is understood, what is refused and where, and that nothing else happens.
#![allow(clippy::unwrap_used)]

use apostille_engine::{Query, QueryErrorKind as Kind};
use proptest::prelude::*;

#[test]
fn a_query_is_understood_as_it_is_printed() {
    for (written, understood) in [
        ("asylum", "asylum"),
        ("  right   to asylum ", "right to asylum"),
        ("What is the U.S. policy?", "What is the U.S. policy"),
        ("¿Qué es el derecho de asilo?", "Qué es el derecho de asilo"),
        ("\"right to asylum\"", "\"right to asylum\""),
        ("“right to asylum”", "\"right to asylum\""),
        ("«derecho de asilo»", "\"derecho de asilo\""),
        ("„derecho” de", "\"derecho\" de"),
        ("border -wall", "border -wall"),
        ("border NOT wall", "border -wall"),
        ("frontera NO muro", "frontera -muro"),
        ("-wall border", "-wall border"),
        ("border −wall", "border -wall"),
        ("border -\"the wall\"", "border -\"the wall\""),
        ("asylum OR refuge", "asylum OR refuge"),
        ("asilo O refugio México", "(asilo OR refugio) México"),
        ("asilo Y refugio", "asilo AND refugio"),
        ("a AND b OR c", "(a AND b) OR c"),
        ("a OR b AND c", "a OR (b AND c)"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("(a OR b) OR c", "a OR b OR c"),
        ("(asylum refuge) border", "asylum refuge border"),
        ("border (-wall -fence)", "border -wall -fence"),
        ("((asylum))", "asylum"),
        ("-(a b) c", "-(a b) c"),
        ("asylum and refuge or border not", "asylum and refuge or border not"),
        ("US-Mexico border", "US-Mexico border"),
        ("asylum - border -- wall", "asylum border wall"),
        ("O. Henry Y. Martínez", "o Henry y Martínez"),
        ("note: see article 5", "note see article 5"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
        ("migrant(s)", "migrant s"),
        ("*stressed* **words**", "stressed words"),
        ("about ~50 +52 3^ of", "about 50 52 3 of"),
        ("café", "café"),
    ] {
        let query = Query::parse(written).unwrap_or_else(|error| panic!("{written}: {error:?}"));
        assert_eq!(query.to_string(), understood, "{written}");
    }
}

#[test]
fn what_is_not_understood_is_refused_with_its_place_and_a_remedy() {
    let long = "a ".repeat(600);
    let deep = format!("{}a{}", "(".repeat(21), ")".repeat(21));
    for (written, kind, position, length, suggestion) in [
        ("", Kind::Empty, 0, 0, None),
        ("  ", Kind::Empty, 0, 2, None),
        ("?! — …", Kind::OnlyPunctuation, 0, 6, None),
        ("México \"asilo", Kind::UnclosedQuote, 7, 6, Some("México \"asilo\"")),
        ("right “to asylum", Kind::UnclosedQuote, 6, 10, Some("right “to asylum\"")),
        ("border \"\"", Kind::EmptyPhrase, 7, 2, Some("border")),
        ("(asylum", Kind::UnclosedParenthesis, 0, 1, Some("(asylum)")),
        ("asylum (", Kind::UnclosedParenthesis, 7, 1, Some("asylum")),
        ("asylum) border", Kind::UnopenedParenthesis, 6, 1, Some("asylum border")),
        (")", Kind::UnopenedParenthesis, 0, 1, None),
        ("asylum ()", Kind::EmptyParentheses, 7, 2, Some("asylum")),
        ("asylum OR", Kind::DanglingOperator, 7, 2, Some("asylum")),
        ("AND asylum", Kind::DanglingOperator, 0, 3, Some("asylum")),
        ("asylum AND OR border", Kind::DanglingOperator, 7, 3, Some("asylum OR border")),
        ("asylum NOT", Kind::DanglingOperator, 7, 3, Some("asylum")),
        ("-wall", Kind::OnlyExcluded, 0, 5, None),
        ("a OR -b", Kind::OnlyExcluded, 0, 7, None),
        ("NOT NOT a", Kind::DanglingOperator, 4, 3, Some("NOT a")),
        ("a -(-b)", Kind::OnlyExcluded, 3, 4, None),
        (long.as_str(), Kind::TooLong, 1000, 200, None),
        (deep.as_str(), Kind::TooDeep, 20, 1, None),
        ("migrant asyl*", Kind::Prefix, 8, 5, Some("migrant asyl")),
        ("asylum~1 law", Kind::Fuzzy, 0, 8, Some("asylum law")),
        ("\"asylum law\"~3", Kind::Fuzzy, 12, 2, Some("\"asylum law\"")),
        ("asylum^2", Kind::Weight, 0, 8, Some("asylum")),
        ("+asylum law", Kind::Plus, 0, 7, Some("asylum law")),
        ("title:asylum", Kind::Field, 0, 6, Some("asylum")),
        ("ley Título:\"asilo\"", Kind::Field, 4, 7, Some("ley \"asilo\"")),
    ] {
        let error = Query::parse(written).map(|query| query.to_string()).expect_err(written);
        assert_eq!((error.kind, error.position, error.length), (kind, position, length), "{written}");
        assert_eq!(error.suggestion.as_deref(), suggestion, "{written}");
        assert!(error.to_string().ends_with('.'), "{error}");
    }
}

#[test]
fn any_text_can_be_asked_as_words_alone() {
    for (text, understood) in [
        ("What did \"Luther\" say OR write -in 1517* (or so)?", "What did Luther say or write in 1517 or so"),
        ("US-Mexico", "US Mexico"),
        ("title:asylum~1", "title asylum 1"),
        ("?!", ""),
    ] {
        let query = Query::words(text);
        assert_eq!(query.to_string(), understood);
        assert_eq!(query.root().is_positive(), !understood.is_empty());
    }
}

#[test]
fn a_query_guesses_its_language() {
    for (query, language) in [("right of asylum", "en"), ("derecho de asilo", "es"), ("Guadalajara", "und")] {
        assert_eq!(Query::parse(query).unwrap().language().as_str(), language);
    }
}

/// Text made of what the query language knows and of what it does not.
fn written() -> impl Strategy<Value = String> {
    let lexeme = prop_oneof![
        4 => "[a-zñÁ]{1,6}",
        1 => "[0-9.,]{1,6}",
        1 => prop::sample::select(vec!["AND", "OR", "NOT", "Y", "O", "NO", "Y.", "U.S.", "EE.UU.", "Mexico's"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["\"", "“", "”", "«", "»", "(", ")", "-", "−", " -", "(-"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["*", "~", "^2", "title:", "+", "'", "’s", "…", "\u{301}", "\u{ad}", "½", "İ"]).prop_map(str::to_owned),
    ];
    let parted = (lexeme, prop::sample::select(vec!["", " ", " ", " "]));
    prop::collection::vec(parted, 0..20).prop_map(|parts| parts.into_iter().map(|(text, space)| text + space).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same_query(written in written()) {
        if let Ok(query) = Query::parse(&written) {
            let printed = query.to_string();
            let again = Query::parse(&printed);
            prop_assert_eq!(again.as_ref().map(Query::root), Ok(query.root()), "{} as {}", written, printed);
        }
    }

    #[test]
    fn an_error_stands_inside_the_query(written in written()) {
        if let Err(error) = Query::parse(&written) {
            prop_assert!(error.position + error.length <= written.chars().count());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(written in any::<String>()) {
        let _ = Query::parse(&written);
    }
}
