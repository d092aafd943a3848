//! The index against a scan: on small random collections what is found, counted and marked is what a reader would find.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use apostille_corpus::{DocumentId, Kind, Language, Note, Passage};
use apostille_engine::query::Node;
use apostille_engine::{Answer, Facets, Grouping, Index, Part, Query, Search, Years};
use common::{joined, marked, note, passage};
use proptest::prelude::*;

/// Words that are their own stems in both languages and stop words in none, so that the scan needs no analysis.
const WORDS: [&str; 6] = ["zug", "mur", "pol", "kant", "bon", "fil"];
const LANGUAGES: [Language; 3] = [Language::EN, Language::ES, Language::UND];

/// A passage or note of the collection.
#[derive(Debug, Clone)]
struct Row {
    document: u64,
    number: u32,
    language: Language,
    kind: Kind,
    words: Vec<&'static str>,
}

fn year(document: u64) -> Option<u16> {
    [None, Some(2019), Some(2020), Some(2021)][document as usize % 4]
}

impl Row {
    fn id(&self) -> String {
        let letter = if self.kind == Kind::Note { 'n' } else { 'p' };
        format!("{}-{letter}{}", self.document, self.number)
    }

    fn passage(&self) -> Passage {
        let text = self.words.join(" ");
        Passage { id: self.id(), number: self.number, kind: self.kind, ..passage(1, self.language.clone(), &text) }
    }

    fn note(&self) -> Note {
        let text = self.words.join(" ");
        Note { id: self.id(), number: self.number, ..note(1, &[(self.language.clone(), &text)]) }
    }

    fn add(&self, writer: &mut apostille_engine::Writer) {
        let (passages, notes) = match self.kind {
            Kind::Note => (vec![], vec![self.note()]),
            _ => (vec![self.passage()], vec![]),
        };
        writer.append(DocumentId::from_u64(self.document), "", year(self.document), &passages, &notes).unwrap();
    }

    fn matches(&self, node: &Node) -> bool {
        match node {
            Node::Word(word) => self.words.contains(&word.as_str()),
            Node::Phrase(phrase) => {
                let phrase: Vec<&str> = phrase.split(' ').collect();
                self.words.windows(phrase.len()).any(|window| window == phrase)
            }
            Node::All(parts) => parts.iter().all(|part| self.matches(part)),
            Node::Any(parts) => parts.iter().any(|part| self.matches(part)),
            Node::Not(part) => !self.matches(part),
            Node::Sequence(parts) => {
                let (words, binding): (Vec<_>, Vec<_>) = parts.iter().partition(|part| matches!(part, Node::Word(_)));
                let weighed =
                    words.iter().any(|word| self.matches(word)) || binding.iter().any(|part| part.is_positive());
                weighed && binding.iter().all(|part| self.matches(part))
            }
        }
    }
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
    let phrase = prop::collection::vec(word(), 1..3).prop_map(|words| format!("\"{}\"", words.join(" ")));
    let leaf = prop_oneof![3 => word(), 1 => phrase];
    let tree = leaf.prop_recursive(3, 8, 3, |inner| {
        let joined = |by: &'static str| move |parts: Vec<String>| format!("({})", parts.join(by));
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(joined(" ")),
            prop::collection::vec(inner.clone(), 2..3).prop_map(joined(" AND ")),
            prop::collection::vec(inner.clone(), 2..3).prop_map(joined(" OR ")),
            (inner.clone(), inner).prop_map(|(wanted, excluded)| format!("({wanted} -{excluded})")),
        ]
    });
    tree.prop_map(|text| Query::parse(&text).unwrap_or_else(|error| panic!("{text}: {error:?}")))
}

fn search() -> impl Strategy<Value = Search> {
    let part = prop::sample::select(vec![Part::All, Part::All, Part::Body, Part::Notes]);
    let languages = prop::sample::subsequence(LANGUAGES.to_vec(), 0..3);
    let years = prop::sample::select(vec![None, None, Some("2020.."), Some("..2019"), Some("2020")]);
    let grouping = prop::sample::select(vec![Grouping::Document, Grouping::None]);
    (query(), part, languages, years, grouping).prop_map(|(query, part, languages, years, grouping)| {
        let years = years.map(|years| years.parse().unwrap());
        Search { part, languages, years, grouping, limit: 100, explain: true, ..Search::new(query) }
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

fn answer(index: &Index, search: &Search) -> Answer {
    index.searcher().unwrap().search(search).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

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
                prop_assert!(!marked(&hit.excerpt).is_empty(), "{} marks nothing in {}", search.query, hit.passage.text);
                prop_assert_eq!(joined(&hit.excerpt), hit.passage.text.as_str());
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
}
