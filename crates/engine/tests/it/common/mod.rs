//! Collections for the tests, in a folder that goes away with them.

pub mod tree;

use apostille_corpus::{Date, DocumentId, Kind, Language, LanguageRun, Note, Passage, Record};
use apostille_engine::{Answer, Grouping, Index, Query, Search, Segment};
use tempfile::TempDir;

/// An index in a folder of its own.
pub struct Collection {
    pub folder: TempDir,
    pub index: Index,
}

impl Collection {
    pub fn empty() -> Collection {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::create(folder.path()).unwrap();
        Collection { folder, index }
    }

    /// One document a text, in English, numbered from 1.
    pub fn of_texts(texts: &[&str]) -> Collection {
        let collection = Collection::empty();
        let mut writer = collection.index.writer(15_000_000).unwrap();
        for (number, text) in (1..).zip(texts) {
            let passage = passage(number, Language::EN, text);
            writer.append(DocumentId::from_u64(number), &Record::default(), &[passage], &[]).unwrap();
        }
        writer.commit(1).unwrap();
        collection
    }

    pub fn answer(&self, search: &Search) -> Answer {
        self.index.searcher().unwrap().search(search).unwrap()
    }

    /// The ids of the passages that a query finds, the best first.
    pub fn ids(&self, query: &str) -> Vec<String> {
        let answer = self.answer(&Search { limit: 1_000, grouping: Grouping::None, ..search(query) });
        answer.hits.into_iter().map(|hit| hit.passage.id).collect()
    }

    /// What a query marks in its best hit's excerpt.
    pub fn marked(&self, query: &str) -> Vec<String> {
        let answer = self.answer(&search(query));
        marked(&answer.hits.first().unwrap_or_else(|| panic!("{query} finds nothing")).excerpt)
    }
}

pub fn search(query: &str) -> Search {
    Search::new(Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}")))
}

/// A record of which only the year is known.
pub fn dated(year: u16) -> Record {
    Record { date: Some(Date { year, month: None, day: None }), ..Record::default() }
}

pub fn passage(document: u64, language: Language, text: &str) -> Passage {
    Passage {
        id: format!("{document}-p1"),
        number: 1,
        kind: Kind::Body,
        language,
        page: None,
        page_label: None,
        section: None,
        text: text.to_owned(),
        continues: false,
        markers: Vec::new(),
    }
}

/// A note of these runs: languages and texts.
pub fn note(document: u64, runs: &[(Language, &str)]) -> Note {
    Note {
        id: format!("{document}-n1"),
        number: 1,
        label: "1".to_owned(),
        text: runs.iter().map(|(_, text)| *text).collect(),
        languages: runs
            .iter()
            .map(|(language, text)| LanguageRun { language: language.clone(), text: (*text).to_owned() })
            .collect(),
        page: None,
        page_label: None,
        cited_by: Vec::new(),
    }
}

pub fn joined(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.text.as_str()).collect()
}

pub fn marked(segments: &[Segment]) -> Vec<String> {
    segments.iter().filter(|segment| segment.mark).map(|segment| segment.text.clone()).collect()
}
