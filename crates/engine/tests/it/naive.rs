//! The index against a scan: on small random collections what is found, counted and marked is what a reader would find.

use std::collections::BTreeSet;

use crate::common::tree::is_weighed;
use crate::common::{joined, note, passage};
use apostille_corpus::{Date, DocumentId, Kind, Language, Note, Passage, Record};
use apostille_engine::analysis::{Stemmer, StemmingLanguage, StopWords, fold, words};
use apostille_engine::query::{Exactness, Field, Node};
use apostille_engine::{Answer, Facets, Grouping, Index, Part, Query, QueryErrorKind, Search, Segment, Years};
use proptest::prelude::*;

/// Words that are their own stems in both languages and stop words in none, but for accents, so that the scan needs no
/// analysis.
const WORDS: [&str; 9] = ["zug", "mur", "múr", "pol", "polk", "kant", "kand", "bon", "fil"];
const LANGUAGES: [Language; 3] = [Language::EN, Language::ES, Language::UND];
const TITLES: [&str; 4] = ["", "zug mur", "Pol", "kant bon zug"];
const AUTHORS: [&str; 3] = ["", "Kant", "Bon Fil"];

/// A passage or note of the collection.
#[derive(Debug, Clone)]
struct Row {
    document: u64,
    number: u32,
    language: Language,
    kind: Kind,
    words: Vec<&'static str>,
}

fn title(document: u64) -> &'static str {
    TITLES[document as usize % TITLES.len()]
}

fn author(document: u64) -> &'static str {
    AUTHORS[document as usize % AUTHORS.len()]
}

fn year(document: u64) -> Option<u16> {
    [None, Some(2019), Some(2020), Some(2021)][document as usize % 4]
}

fn record(document: u64) -> Record {
    let date = year(document).map(|year| Date { year, month: None, day: None });
    Record { title: title(document).to_owned(), authors: vec![author(document).to_owned()], date, ..Record::default() }
}

impl Row {
    fn id(&self) -> String {
        let letter = if self.kind == Kind::Note { 'n' } else { 'p' };
        format!("{}-{letter}{}", self.document, self.number)
    }

    fn page(&self) -> u32 {
        self.number % 3
    }

    fn passage(&self) -> Passage {
        let (text, page) = (self.words.join(" "), Some(self.page()));
        let passage = passage(1, self.language.clone(), &text);
        Passage { id: self.id(), number: self.number, kind: self.kind, page, ..passage }
    }

    fn note(&self) -> Note {
        let text = self.words.join(" ");
        let note = note(1, &[(self.language.clone(), &text)]);
        Note { id: self.id(), number: self.number, page: Some(self.page()), ..note }
    }

    fn add(&self, writer: &mut apostille_engine::Writer) {
        let (passages, notes) = match self.kind {
            Kind::Note => (vec![], vec![self.note()]),
            _ => (vec![self.passage()], vec![]),
        };
        writer.append(DocumentId::from_u64(self.document), &record(self.document), &passages, &notes).unwrap();
    }

    fn matches(&self, node: &Node) -> bool {
        match node {
            Node::Said(field, value) => self.is_said(*field, value),
            Node::All(parts) => parts.iter().all(|part| self.matches(part)),
            Node::Any(parts) => parts.iter().any(|part| self.matches(part)),
            Node::Not(part) => !self.matches(part),
            Node::Weighted(part, _) => self.matches(part),
            Node::Sequence(parts) => {
                let (words, binding): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_weighed(part));
                let weighed = words.is_empty()
                    || words.iter().any(|word| self.matches(word))
                    || binding.iter().any(|part| is_in_the_text(part));
                weighed && binding.iter().all(|part| self.matches(part))
            }
            leaf => !self.occurrences(leaf).is_empty(),
        }
    }

    /// The words, by their places, of each occurrence of a leaf.
    fn occurrences(&self, leaf: &Node) -> Vec<BTreeSet<usize>> {
        let each = |is: &dyn Fn(&str) -> bool| -> Vec<BTreeSet<usize>> {
            (0..self.words.len()).filter(|at| is(self.words[*at])).map(|at| BTreeSet::from([at])).collect()
        };
        match leaf {
            Node::Word(word) => each(&|other| fold(other) == fold(word)),
            Node::Pattern(pattern) => each(&|other| is_like(&letters(pattern), &letters(other))),
            Node::Fuzzy(word, distance) => each(&|other| {
                let (word, other) = (letters(&fold(word)), letters(&fold(other)));
                word[0] == other[0] && edits(&word, &other) <= usize::from(*distance)
            }),
            Node::Phrase(phrase, exactness) => {
                let phrase: Vec<Vec<char>> = phrase.split(' ').map(letters).collect();
                let is = |wanted: &Vec<char>, word: &&str| match exactness {
                    Exactness::EveryAccent => *wanted == letters(word),
                    Exactness::WrittenAccents => is_like(wanted, &letters(word)),
                };
                let stands = |start: &usize| {
                    let here = &self.words[*start..*start + phrase.len()];
                    phrase.iter().zip(here).all(|(wanted, word)| is(wanted, word))
                };
                let starts = 0..(self.words.len() + 1).saturating_sub(phrase.len());
                starts.filter(stands).map(|start| (start..start + phrase.len()).collect()).collect()
            }
            Node::Near(near, between) => {
                let near: Vec<&str> = near.split(' ').collect();
                let longest = near.len() + *between as usize;
                let mut found = vec![BTreeSet::new()];
                for wanted in &near {
                    let here = (0..self.words.len()).filter(|at| fold(self.words[*at]) == fold(wanted));
                    let here: Vec<usize> = here.collect();
                    let with = |taken: &BTreeSet<usize>| {
                        let free = here.iter().filter(|at| !taken.contains(at));
                        free.map(|at| taken.iter().copied().chain([*at]).collect()).collect::<Vec<BTreeSet<usize>>>()
                    };
                    found = found.iter().flat_map(with).collect();
                }
                found.retain(|taken| taken.last().unwrap() - taken.first().unwrap() < longest);
                found
            }
            _ => Vec::new(),
        }
    }

    fn is_said(&self, field: Field, value: &str) -> bool {
        let has = |text: &str| {
            let text = fold(text).into_owned();
            value.split(' ').all(|wanted| text.split(' ').any(|word| word == fold(wanted)))
        };
        match field {
            Field::Title => has(title(self.document)),
            Field::Author => has(author(self.document)),
            Field::Year => year(self.document).is_some_and(|year| value.parse::<Years>().unwrap().holds(year)),
            Field::Language => self.language.as_str() == value,
            Field::Part => value.parse::<Part>().unwrap().holds(self.kind),
            Field::Page => value == self.page().to_string(),
            Field::Publisher | Field::Type => false,
        }
    }

    /// Notes which words a query's leaves stand in: what must be marked, and what may be.
    fn marks(&self, node: &Node, must: &mut BTreeSet<usize>, may: &mut BTreeSet<usize>) {
        match node {
            Node::Not(_) | Node::Said(..) => {}
            Node::Weighted(part, _) => self.marks(part, must, may),
            Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => {
                parts.iter().for_each(|part| self.marks(part, must, may));
            }
            // Of near words that come more often than they are wanted, it is enough to mark some.
            Node::Near(..) => may.extend(self.occurrences(node).into_iter().flatten()),
            leaf => {
                let found: BTreeSet<usize> = self.occurrences(leaf).into_iter().flatten().collect();
                must.extend(found.iter().copied());
                may.extend(found);
            }
        }
    }
}

/// Whether whatever matches has something in its text that does: what is said of documents is not in the text.
fn is_in_the_text(node: &Node) -> bool {
    match node {
        Node::Said(..) | Node::Not(_) => false,
        Node::Weighted(part, _) => is_in_the_text(part),
        Node::Any(parts) => parts.iter().all(is_in_the_text),
        Node::Sequence(parts) | Node::All(parts) => parts.iter().any(is_in_the_text),
        _ => true,
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Whether a word is one of a pattern's; an accent that was written counts.
fn is_like(pattern: &[char], word: &[char]) -> bool {
    match (pattern, word) {
        ([], []) => true,
        (['*', rest @ ..], _) => is_like(rest, word) || (!word.is_empty() && is_like(pattern, &word[1..])),
        (['?', rest @ ..], [_, others @ ..]) => is_like(rest, others),
        ([wanted, rest @ ..], [letter, others @ ..]) => {
            (wanted == letter || *wanted == fold(&letter.to_string()).chars().next().unwrap()) && is_like(rest, others)
        }
        _ => false,
    }
}

/// How many letters are to be changed, added or left out to make one word of another.
fn edits(one: &[char], other: &[char]) -> usize {
    match (one, other) {
        ([], rest) | (rest, []) => rest.len(),
        ([a, one @ ..], [b, other @ ..]) if a == b => edits(one, other),
        ([_, shorter_one @ ..], [_, shorter_other @ ..]) => {
            1 + edits(shorter_one, other).min(edits(one, shorter_other)).min(edits(shorter_one, shorter_other))
        }
    }
}

/// The words of a text of words with single spaces between that are marked, by their places.
fn marked_words(segments: &[Segment]) -> BTreeSet<usize> {
    let mut at = 0;
    let mut marked = BTreeSet::new();
    for segment in segments {
        let before = at;
        at += segment.text.matches(' ').count();
        if segment.mark {
            marked.extend(before..=at);
        }
    }
    marked
}

/// The units of rows that pass: documents, or the rows themselves.
fn units<'a>(rows: impl Iterator<Item = &'a Row>, grouping: Grouping) -> BTreeSet<String> {
    rows.map(|row| if grouping == Grouping::Document { row.document.to_string() } else { row.id() }).collect()
}

fn passes(row: &Row, search: &Search, part: Part, languages: &[Language], years: Option<Years>) -> bool {
    row.matches(search.query.root())
        && part.holds(row.kind)
        && (languages.is_empty() || languages.contains(&row.language))
        && years.is_none_or(|years| year(row.document).is_some_and(|year| years.holds(year)))
}

fn scanned_facets(rows: &[Row], search: &Search) -> Facets {
    let count = |part, languages: &[Language], years| {
        let found = rows.iter().filter(|row| passes(row, search, part, languages, years));
        units(found, search.grouping).len() as u64
    };
    let mut languages: Vec<(Language, u64)> = LANGUAGES
        .iter()
        .map(|language| (language.clone(), count(search.part, std::slice::from_ref(language), search.years)))
        .collect();
    languages.retain(|(_, count)| *count > 0);
    languages.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let of_year = |year| count(search.part, &search.languages, Some(Years { from: Some(year), to: Some(year) }));
    let mut years: Vec<(u16, u64)> = [2021, 2020, 2019].map(|year| (year, of_year(year))).to_vec();
    years.retain(|(_, count)| *count > 0);
    let of_part = |part| (part, count(part, &search.languages, search.years));
    Facets { parts: [Part::Body, Part::Notes].map(of_part).to_vec(), languages, years }
}

fn row() -> impl Strategy<Value = Row> {
    let kinds = prop::sample::select(vec![Kind::Body, Kind::Body, Kind::Heading, Kind::Table, Kind::Note]);
    let words = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..7);
    (1..6u64, prop::sample::select(LANGUAGES.to_vec()), kinds, words)
        .prop_map(|(document, language, kind, words)| Row { document, number: 0, language, kind, words })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..25).prop_map(|mut rows| {
        rows.iter_mut().zip(1..).for_each(|(row, number)| row.number = number);
        rows
    })
}

fn query() -> impl Strategy<Value = Query> {
    let word = || prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned);
    let sampled = |texts: &[&'static str]| prop::sample::select(texts.to_vec()).prop_map(str::to_owned);
    let phrase = || prop::collection::vec(word(), 1..3).prop_map(|words| format!("\"{}\"", words.join(" ")));
    let near =
        (prop::collection::vec(word(), 2..4), 0..3).prop_map(|(words, by)| format!("\"{}\"~{by}", words.join(" ")));
    let leaf = prop_oneof![
        6 => word(),
        2 => phrase(),
        1 => phrase().prop_map(|phrase| format!("={phrase}")),
        2 => near,
        1 => sampled(&["kan*", "mur*", "múr*", "m?r", "k?nt*", "zug*", "pol?", "b?n", "fil*g"]),
        1 => sampled(&["polk~1", "mur~", "kant~2", "bun~1", "xant~1"]),
        2 => sampled(&[
            "title:zug", "title:\"zug bon\"", "author:kant", "author:\"fil bon\"", "year:2020", "year:2019..2020", "year:..2019",
            "lang:es", "lang:und", "in:notes", "in:body", "page:1",
        ]),
    ];
    let weight = move || sampled(&["", "", "", "^2", "^0.25"]);
    let weighed = (leaf, weight()).prop_map(|(leaf, weight)| leaf + &weight);
    let tree = weighed.prop_recursive(3, 8, 3, move |inner| {
        let joined = |by: &'static str| move |parts: Vec<String>| format!("({})", parts.join(by));
        let group = prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(joined(" ")),
            prop::collection::vec(inner.clone(), 2..3).prop_map(joined(" AND ")),
            prop::collection::vec(inner.clone(), 2..3).prop_map(joined(" OR ")),
            (inner.clone(), inner).prop_map(|(wanted, excluded)| format!("({wanted} -{excluded})")),
        ];
        (group, weight()).prop_map(|(group, weight)| group + &weight)
    });
    tree.prop_filter_map("at most eight patterns", |text| match Query::parse(&text) {
        Ok(query) => Some(query),
        Err(error) if error.kind == QueryErrorKind::TooManyPatterns => None,
        Err(error) => panic!("{text}: {error:?}"),
    })
}

fn search() -> impl Strategy<Value = Search> {
    let part = prop::sample::select(vec![Part::All, Part::All, Part::Body, Part::Notes]);
    let languages = prop::sample::subsequence(LANGUAGES.to_vec(), 0..3);
    let years = prop::sample::select(vec![None, None, Some("2020.."), Some("..2019"), Some("2020")]);
    let grouping = prop::sample::select(vec![Grouping::Document, Grouping::None]);
    (query(), part, languages, years, grouping).prop_map(|(query, part, languages, years, grouping)| {
        let years = years.map(|years| years.parse().unwrap());
        Search { part, languages, years, grouping, limit: 100, expand: false, explain: true, ..Search::new(query) }
    })
}

/// An index of these rows, in so many commits; what is in `removed` is added first and taken out later.
fn index(rows: &[Row], commits: usize, removed: &[Row]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path()).unwrap();
    let mut writer = index.writer(15_000_000).unwrap();
    removed.iter().for_each(|row| Row { document: row.document + 100, ..row.clone() }.add(&mut writer));
    writer.commit(0).unwrap();
    for part in rows.chunks(rows.len().div_ceil(commits)) {
        part.iter().for_each(|row| row.add(&mut writer));
        writer.commit(1).unwrap();
    }
    removed.iter().for_each(|row| writer.remove(DocumentId::from_u64(row.document + 100)).unwrap());
    writer.commit(2).unwrap();
    writer.close().unwrap();
    (folder, index)
}

fn is_stop_word(word: &str) -> bool {
    StemmingLanguage::ALL.iter().any(|language| StopWords::of(*language).contains(word))
}

fn answer(index: &Index, search: &Search) -> Answer {
    index.searcher().unwrap().search(search).unwrap()
}

#[test]
fn the_words_of_these_tests_need_no_analysis() {
    for (word, language) in WORDS.iter().flat_map(|word| StemmingLanguage::ALL.map(|language| (fold(word), language))) {
        assert_eq!(Stemmer::default().stem(&word, Some(language)), word);
        assert!(!is_stop_word(&word));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_index_finds_counts_and_marks_what_a_scan_finds(rows in rows(), searches in prop::collection::vec(search(), 8)) {
        let (_folder, index) = index(&rows, 1, &[]);
        for search in searches {
            let answer = answer(&index, &search);
            let found = rows.iter().filter(|row| passes(row, &search, search.part, &search.languages, search.years));
            let expected = units(found.clone(), search.grouping);
            prop_assert_eq!(answer.total, expected.len() as u64, "{}", search.query);
            prop_assert_eq!(answer.hits.len(), expected.len());
            let hits: BTreeSet<String> = answer.hits.iter().map(|hit| match search.grouping {
                Grouping::Document => hit.document.to_u64().to_string(),
                Grouping::None => hit.passage.id.clone(),
            }).collect();
            prop_assert_eq!(hits, expected, "{}", search.query);
            prop_assert_eq!(&answer.facets, &scanned_facets(&rows, &search), "{}", search.query);
            for hit in &answer.hits {
                let of_document = found.clone().filter(|row| row.document == hit.document.to_u64()).count() as u64;
                let more = if search.grouping == Grouping::Document { of_document - 1 } else { 0 };
                prop_assert_eq!(hit.more, more);
                prop_assert_eq!(joined(&hit.excerpt), hit.passage.text.as_str());
                let row = rows.iter().find(|row| row.id() == hit.passage.id).unwrap();
                let (mut must, mut may) = (BTreeSet::new(), BTreeSet::new());
                row.marks(search.query.root(), &mut must, &mut may);
                let marked = marked_words(&hit.excerpt);
                let what = format!("{} marks {:?} in {}", search.query, marked, hit.passage.text);
                prop_assert!(must.is_subset(&marked) && marked.is_subset(&may), "{}", what);
                prop_assert!(!marked.is_empty() || !is_in_the_text(search.query.root()), "{}", what);
                prop_assert_eq!(marked.is_empty(), may.is_empty(), "{}", what);
                prop_assert!(hit.score > 0.0 && hit.explanation.is_some());
            }
            prop_assert!(answer.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
    }

    #[test]
    fn an_answer_does_not_depend_on_how_the_index_came_about(
        rows in rows(), removed in rows(), commits in 2..5usize, search in search()
    ) {
        let (_one, once) = index(&rows, 1, &[]);
        let (_other, slowly) = index(&rows, commits, &removed);
        prop_assert_eq!(answer(&once, &search), answer(&slowly, &search));
    }

    #[test]
    fn pages_are_parts_of_one_list(rows in rows(), search in search(), limit in 1..4usize) {
        let (_folder, index) = index(&rows, 1, &[]);
        let all = answer(&index, &search).hits;
        let pages = (0..all.len()).step_by(limit);
        let paged: Vec<_> = pages.flat_map(|offset| answer(&index, &Search { offset, limit, ..search.clone() }).hits).collect();
        prop_assert_eq!(paged, all);
    }

    #[test]
    fn what_is_found_with_the_vocabulary_is_marked_and_every_mark_is_the_querys_or_an_expansions(
        texts in prop::collection::vec((0..3usize, prop::collection::vec(prop::sample::select(REAL.to_vec()), 1..12)), 1..10),
        queries in prop::collection::vec(prop::collection::vec(prop::sample::select(REAL.to_vec()), 1..4), 6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create(folder.path()).unwrap();
        let mut writer = index.writer(15_000_000).unwrap();
        for (number, (language, words)) in (1..).zip(&texts) {
            let (language, text) = (LANGUAGES[*language].clone(), words.join(" "));
            let id = DocumentId::from_u64(number);
            // Every other one is a note, half of it in the other language.
            let half = text.len() / 2;
            let half = (half..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let runs = [(Language::EN, &text[..half]), (language.clone(), &text[half..])];
            let (passages, notes) = if number % 2 == 0 { (vec![], vec![note(number, &runs)]) } else { (vec![passage(number, language, &text)], vec![]) };
            writer.append(id, &Record::default(), &passages, &notes).unwrap();
        }
        writer.commit(1).unwrap();
        for words in queries {
            let query = Query::parse(&words.join(" ")).unwrap();
            let answer = answer(&index, &Search { limit: 100, grouping: Grouping::None, ..Search::new(query) });
            let added: Vec<&str> = answer.expansions.iter().map(|expansion| expansion.text.as_str()).collect();
            for hit in &answer.hits {
                prop_assert_eq!(joined(&hit.excerpt), hit.passage.text.as_str());
                prop_assert!(hit.excerpt.iter().any(|segment| segment.mark), "{:?} in {}", words, hit.passage.text);
                for segment in hit.excerpt.iter().filter(|segment| segment.mark) {
                    // A stop word of the query does not part what stands on both sides of it.
                    let passed_over = words.iter().copied().filter(|word| is_stop_word(word));
                    let known = if segment.added { added.iter().copied().chain(passed_over).collect() } else { words.clone() };
                    let known = known.join(" ");
                    for word in segment.text.split_whitespace() {
                        // A broken word at a change of language has no whole stem.
                        let alike = stems(word).iter().any(|stem| stems(&known).contains(stem));
                        prop_assert!(alike || !REAL.contains(&word), "{} by {:?}, {:?}", segment.text, words, added);
                    }
                }
            }
        }
    }
}

/// Words of the vocabulary with their inflections and translations.
const REAL: [&str; 24] = [
    "asylum",
    "seeker",
    "seekers",
    "asilo",
    "solicitantes",
    "solicitante",
    "de",
    "migration",
    "migración",
    "migraciones",
    "policy",
    "políticas",
    "política",
    "border",
    "frontera",
    "fronteras",
    "detained",
    "detención",
    "detention",
    "children",
    "child",
    "niños",
    "ICE",
    "UNHCR",
];

/// The stems of a text's words in every language, and their folded forms.
fn stems(text: &str) -> BTreeSet<String> {
    let mut stemmer = Stemmer::default();
    let mut stems = BTreeSet::new();
    for word in words(text) {
        let folded = word.folded().into_owned();
        stems.extend(StemmingLanguage::ALL.map(|language| stemmer.stem(&folded, Some(language)).to_owned()));
        stems.insert(folded);
    }
    stems
}
