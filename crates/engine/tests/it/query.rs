//! The query language from outside: what is understood, what is refused and where, and that nothing else happens.

use crate::common::tree::is_weighed;
use apostille_engine::query::{EXAMPLES, Exactness, Field, MAX_LENGTH, Node, Weight};
use apostille_engine::{Query, QueryErrorKind as Kind};
use proptest::prelude::*;

#[test]
fn a_query_is_understood_as_it_is_printed() {
    for (written, understood) in [
        ("asylum", "asylum"),
        ("  right   to asylum ", "right to asylum"),
        ("What is the U.S. policy?", "What is the U.S. policy"),
        ("¿Qué hacen los EE. UU.? -FF. AA.^2 EE.", "Qué hacen los EE. UU. -(FF. AA.)^2 EE"),
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
        ("migrant asyl*", "migrant asyl*"),
        ("¿deporta*?", "deporta*"),
        ("inmi*ción m?grant**", "inmi*ción m?grant*"),
        ("d'Hon*", "dHon*"),
        ("what?why? 50% C++ R&D", "what?why 50 C R&D"),
        ("asylum~ law~1, asilo~2.", "asylum~1 law~1 asilo~2"),
        ("2019~2021 a~b http://example.org/~1 www.gob.mx/a*b", "2019~2021 a~b http://example.org/~1 www.gob.mx/a*b"),
        ("\"asylum law\"~3", "\"asylum law\"~3"),
        ("“asylum law”~0^2, border", "\"asylum law\"~0^2 border"),
        ("=migrant =\"exact phrase\" -=word", "=\"migrant\" =\"exact phrase\" -=\"word\""),
        ("=a›b", "=\"a b\""),
        ("E=mc2 a = b", "E=mc2 a b"),
        ("Home › Law ‹a phrase›", "Home Law \"a phrase\""),
        ("asylum^2 (a b)^3 \"c d\"^.5", "asylum^2 (a b)^3 \"c d\"^0.5"),
        ("10^6 (10)^6 US-Mexico^1.50", "10^6 (10)^6 (US-Mexico)^1.5"),
        ("asyl*^2 asylum~1^3 U.S.^4", "asyl*^2 asylum~1^3 (U.S.)^4"),
        ("-(a OR b)^2 c", "-(a OR b)^2 c"),
        (
            "title:asylum Título:asilo titulo:\"derecho de asilo\"",
            "title:asylum title:asilo title:\"derecho de asilo\"",
        ),
        ("author:O'Brien autor:«García Márquez»", "author:\"O'Brien\" author:\"García Márquez\""),
        (
            "año:2019 year:2019..2021 ano:\"2019 ..\" year:..2020, year:2019.",
            "year:2019 year:2019..2021 year:2019.. year:..2020 year:2019",
        ),
        ("lang:ES idioma:español lang:fr", "lang:es lang:es lang:fr"),
        ("in:notas in:Texto", "in:notes in:body"),
        ("tipo:informe editorial:Banxico página:iv page:A-3", "type:informe publisher:Banxico page:iv page:\"A-3\""),
        ("-in:notes asylum title:asylum^2", "-in:notes asylum title:asylum^2"),
        ("title:asylum›law page:a›a", "title:\"asylum law\" page:\"a a\""),
        ("title: the end, in: Mexico", "title the end in Mexico"),
        ("foo:bar doi:10.1000/182 10:30 en:México", "foo:bar doi:10.1000/182 10:30 en:México"),
        ("year:2020", "year:2020"),
    ] {
        let query = Query::parse(written).unwrap_or_else(|error| panic!("{written}: {error:?}"));
        assert_eq!(query.to_string(), understood, "{written}");
    }
}

#[test]
fn what_is_not_understood_is_refused_with_its_place_and_a_remedy() {
    let long = "a ".repeat(600);
    let deep = format!("{}a{}", "(".repeat(21), ")".repeat(21));
    let many = "\"ab\" ".repeat(65);
    let many_words = vec!["ab"; 65].join(" ");
    let patterns = "abc* ".repeat(9);
    let fewer = ["abc*"; 8].join(" ");
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
        ("-wall", Kind::OnlyExcluded, 0, 5, Some("wall")),
        ("NOT visa", Kind::OnlyExcluded, 0, 8, Some("visa")),
        ("-year:2019 -(a b)", Kind::OnlyExcluded, 0, 17, Some("year:2019 (a b)")),
        ("a OR -b", Kind::OnlyExcluded, 0, 7, Some("a OR b")),
        ("NOT NOT a", Kind::DanglingOperator, 4, 3, Some("a")),
        ("a -(-b)", Kind::OnlyExcluded, 3, 4, Some("a -(b)")),
        (long.as_str(), Kind::TooLong, 1000, 200, None),
        (deep.as_str(), Kind::TooDeep, 20, 1, Some("a")),
        (many.as_str(), Kind::TooMany, 63 * 5, 2 * 5, Some(many_words.as_str())),
        (patterns.as_str(), Kind::TooManyPatterns, 8 * 5, 4, Some(fewer.as_str())),
        ("de* facto", Kind::Pattern, 0, 3, Some("de facto")),
        ("*lum", Kind::Pattern, 0, 4, Some("lum")),
        ("de*ion", Kind::Pattern, 0, 6, Some("de ion")),
        ("co-manag*", Kind::Pattern, 0, 9, Some("comanag*")),
        ("\"right to asyl*\"", Kind::Pattern, 10, 5, Some("\"right to asyl\"")),
        ("asylum~3 law", Kind::Fuzzy, 0, 8, Some("asylum~2 law")),
        ("asylum~0.8", Kind::Fuzzy, 0, 10, Some("asylum~1")),
        ("asylum~0", Kind::Fuzzy, 0, 8, Some("asylum")),
        ("US-Mexico~1", Kind::Fuzzy, 0, 11, Some("US-Mexico")),
        ("asyl*~1", Kind::Fuzzy, 0, 7, Some("asyl*")),
        ("\"asylum law\"~51", Kind::Near, 0, 15, Some("\"asylum law\"~50")),
        ("\"asylum law\"~ now", Kind::Near, 0, 13, Some("\"asylum law\"~5 now")),
        ("\"asylum\"~1", Kind::Near, 0, 10, Some("asylum~1")),
        ("\"a b c d e f g h i\"~2", Kind::Near, 0, 21, Some("\"a b c d e f g h i\"")),
        ("=asyl*", Kind::Exact, 0, 1, Some("asyl*")),
        ("=\"a b\"~2", Kind::Exact, 0, 8, Some("=\"a b\"")),
        ("=(a b)", Kind::Exact, 0, 1, Some("(a b)")),
        ("asylum^0", Kind::Weight, 6, 2, Some("asylum^0.01")),
        ("asylum^2,5", Kind::Weight, 6, 4, Some("asylum^2.5")),
        ("asylum^20000 law", Kind::Weight, 6, 6, Some("asylum^10000 law")),
        ("asylum^1.256", Kind::Weight, 6, 6, Some("asylum^1.26")),
        ("asylum^2^3", Kind::Weight, 8, 2, Some("asylum^2")),
        ("(asylum^2)^3", Kind::Weight, 10, 2, Some("(asylum^2)")),
        ("a (-b)^2", Kind::Weight, 6, 2, Some("a (-b)")),
        ("+asylum law", Kind::Plus, 0, 7, Some("asylum law")),
        ("titel:asylum", Kind::Field, 0, 6, Some("title:asylum")),
        ("pages:12", Kind::Field, 0, 6, Some("page:12")),
        ("fecha:2020", Kind::Field, 0, 6, Some("year:2020")),
        ("notes:asylum", Kind::Field, 0, 6, Some("in:notes asylum")),
        ("en:notas asilo", Kind::Field, 0, 3, Some("in:notas asilo")),
        ("year:soon", Kind::FieldValue, 0, 9, Some("soon")),
        ("year:2019-2021 law", Kind::FieldValue, 0, 14, Some("year:2019..2021 law")),
        ("year:>2019", Kind::FieldValue, 0, 10, Some("year:2019..")),
        ("lang:klingon", Kind::FieldValue, 0, 12, Some("klingon")),
        ("in:Mexico", Kind::FieldValue, 0, 9, Some("Mexico")),
        ("page:12-14", Kind::FieldValue, 0, 10, Some("page:12")),
        ("title:asyl*", Kind::FieldValue, 0, 11, Some("title:asyl")),
        ("ley Título:(asilo político)", Kind::FieldGroup, 4, 23, Some("ley title:\"asilo político\"")),
        ("title:(asylum OR law)", Kind::FieldGroup, 0, 6, Some("(asylum OR law)")),
        ("asyl~9 (", Kind::Fuzzy, 0, 6, Some("asyl~2")),
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

#[test]
fn every_example_is_understood_and_the_same_in_its_printed_form() {
    for example in EXAMPLES {
        let query = Query::parse(example.query).unwrap_or_else(|error| panic!("{}: {error:?}", example.query));
        assert_eq!(Query::parse(&query.to_string()).unwrap().root(), query.root(), "{}", example.query);
        assert!(example.english.ends_with('.') && example.spanish.ends_with('.'), "{}", example.query);
    }
}

#[test]
fn words_side_by_side_need_no_bound_but_length() {
    let words = "asylum ".repeat(MAX_LENGTH / 7);
    assert!(Query::parse(&words).is_ok());
    let bound = format!("{words} AND x");
    assert_eq!(Query::parse(&bound[words.len() - 7 * 70..]).unwrap_err().kind, Kind::TooMany);
}

/// Text made of what the query language knows and of what it does not.
fn written() -> impl Strategy<Value = String> {
    let sampled = |texts: &[&'static str]| prop::sample::select(texts.to_vec()).prop_map(str::to_owned);
    let lexeme = prop_oneof![
        4 => "[a-zñÁ]{1,6}",
        1 => "[0-9.,]{1,6}",
        1 => sampled(&["AND", "OR", "NOT", "Y", "O", "NO", "Y.", "U.S.", "EE.UU.", "EE. UU.", "EE.", "UU.", "Mexico's", "http://", "www.", "½", "İ"]),
        2 => sampled(&["\"", "“", "”", "«", "»", "‹", "›", "(", ")", "-", "−", " -", "(-", "=", " =", "\"a b\"", "(a b)"]),
        2 => sampled(&["*", "?", "~", "~1", "~2", "~9", "\"~5", "^", "^2", "^.5", "^0", ")^3", "\"^2", "+", "..", "/", "_"]),
        1 => sampled(&["title:", "Título:", "year:", "year:2019..", "lang:es", "in:", "in:notes", "page:", "titel:", "foo:", ":"]),
        1 => sampled(&["'", "’s", "…", "\u{301}", "\u{ad}", "—", "n.º"]),
    ];
    let parted = (lexeme, prop::sample::select(vec!["", " ", " ", " "]));
    prop::collection::vec(parted, 0..20).prop_map(|parts| parts.into_iter().map(|(text, space)| text + space).collect())
}

fn leaf() -> impl Strategy<Value = Node> {
    let word = || "[a-zñé]{2,6}";
    let several = |most| prop::collection::vec(word(), 2..most).prop_map(|words| words.join(" "));
    let said = prop::sample::select(vec![
        (Field::Title, "two words"),
        (Field::Author, "O'Brien"),
        (Field::Publisher, "U.S"),
        (Field::Type, "informe"),
        (Field::Year, "2019.."),
        (Field::Language, "es"),
        (Field::Part, "notes"),
        (Field::Page, "A-3"),
    ]);
    prop_oneof![
        4 => prop_oneof![4 => word(), 1 => "[a-z]{2}-[a-z]{2}|[0-9]{1,4}|foo:bar|http://a\\.org/b"].prop_map(Node::Word),
        1 => several(4).prop_map(|words| Node::Phrase(words, Exactness::WrittenAccents)),
        1 => word().prop_map(|word| Node::Phrase(word, Exactness::EveryAccent)),
        1 => (several(6), 0..=50u32).prop_map(|(words, between)| Node::Near(words, between)),
        1 => prop_oneof!["[a-zñ]{3,5}\\*[a-z]{0,3}", "[a-z]\\?[a-z]{1,4}", "[0-9]{3}\\*"].prop_map(Node::Pattern),
        1 => (word(), 1..=2u8).prop_map(|(word, distance)| Node::Fuzzy(word, distance)),
        1 => said.prop_map(|(field, value)| Node::Said(field, value.to_owned())),
    ]
}

/// Trees in which each part looks for something but where it is excluded. Not yet in normal form.
fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let with_excluded = |make: fn(Vec<Node>) -> Node| {
            let wanted = (several(), prop::option::of(inner.clone()));
            wanted.prop_map(move |(mut parts, excluded)| {
                parts.extend(excluded.map(|part| Node::Not(Box::new(part))));
                make(parts)
            })
        };
        prop_oneof![
            with_excluded(Node::Sequence),
            with_excluded(Node::All),
            several().prop_map(Node::Any),
            (inner.clone(), 1..=1_000_000u32).prop_map(|(part, hundredths)| match part {
                Node::Weighted(..) => part,
                part => Node::Weighted(Box::new(part), Weight(hundredths)),
            }),
        ]
    })
}

/// Groups that are no groups of their own opened: words among words, `AND` in `AND`, `OR` in `OR`.
fn normal(node: Node) -> Node {
    let joined = |parts: Vec<Node>, open: fn(Node) -> Result<Vec<Node>, Node>| -> Vec<Node> {
        parts.into_iter().map(normal).flat_map(|part| open(part).unwrap_or_else(|part| vec![part])).collect()
    };
    match node {
        Node::Sequence(parts) => Node::Sequence(joined(parts, |part| match part {
            Node::Sequence(inner) if inner.iter().all(is_weighed) => Ok(inner),
            other => Err(other),
        })),
        Node::All(parts) => Node::All(joined(parts, |part| match part {
            Node::All(inner) => Ok(inner),
            other => Err(other),
        })),
        Node::Any(parts) => Node::Any(joined(parts, |part| match part {
            Node::Any(inner) => Ok(inner),
            other => Err(other),
        })),
        Node::Not(part) => Node::Not(Box::new(normal(*part))),
        Node::Weighted(part, weight) => Node::Weighted(Box::new(normal(*part)), weight),
        leaf => leaf,
    }
}

fn patterns(node: &Node) -> usize {
    match node {
        Node::Pattern(_) | Node::Fuzzy(..) => 1,
        Node::Weighted(part, _) | Node::Not(part) => patterns(part),
        Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => parts.iter().map(patterns).sum(),
        _ => 0,
    }
}

/// How many steps a character may cost: each is read once, each part is looked through at most four times a level of
/// nesting (20), and what is refused is mended and read again at most 10 times.
const STEPS_OF_A_CHARACTER: usize = 10 * (1 + 5 * 21);

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same_query(written in written()) {
        if let Ok(query) = Query::parse(&written) {
            let printed = query.to_string();
            let again = Query::parse(&printed);
            prop_assert_eq!(again.as_ref().map(Query::root), Ok(query.root()), "{} as {}", written, printed);
            prop_assert_eq!(again.unwrap().to_string(), printed);
        }
    }

    #[test]
    fn a_tree_is_read_as_it_was_printed(tree in tree()) {
        prop_assume!(patterns(&tree) <= 8);
        let normal = normal(tree.clone());
        for tree in [&tree, &normal] {
            let read = Query::parse(&tree.to_string());
            prop_assert_eq!(read.as_ref().map(Query::root), Ok(&normal), "{}", tree);
        }
    }

    #[test]
    fn an_error_stands_inside_the_query_and_its_suggestion_is_understood(written in written()) {
        if let Err(error) = Query::parse(&written) {
            prop_assert!(error.position + error.length <= written.chars().count());
            if let Some(suggestion) = error.suggestion {
                prop_assert!(Query::parse(&suggestion).is_ok(), "{} for {}", suggestion, written);
            } else {
                let alone = [Kind::Empty, Kind::OnlyPunctuation, Kind::TooLong].contains(&error.kind);
                let operator = |word: &str| ["AND", "OR", "NOT", "Y", "O", "NO"].contains(&word);
                let words = written.split(|c: char| !c.is_alphanumeric()).any(|word| word.contains(char::is_alphabetic) && !operator(word));
                prop_assert!(alone || !words, "{:?} for {}", error.kind, written);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused_in_steps_that_its_length_bounds(written in any::<String>(), lexemes in written()) {
        for text in [written, lexemes] {
            let (_, steps) = Query::parse_counting(&text);
            prop_assert!(steps <= STEPS_OF_A_CHARACTER * (text.len() + 1), "{steps} for {text}");
        }
    }

    #[test]
    fn repeating_a_query_costs_no_more_than_its_length(written in written(), nested in 0..20usize) {
        let once = format!("{}a{}", "(b OR ".repeat(nested), ")".repeat(nested));
        for text in [&written, &once] {
            let times = (MAX_LENGTH / (text.chars().count() + 1)).max(1);
            let (_, steps) = Query::parse_counting(&format!("{text} ").repeat(times));
            if text.len() > 5 { eprintln!("RATIO {}", steps / ((text.len() + 1) * times)); }
            prop_assert!(steps <= STEPS_OF_A_CHARACTER * (text.len() + 1) * times, "{steps} for {times} times {text}");
        }
    }
}
