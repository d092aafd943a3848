//! Web pages, e-books and publishing XML of the shared corpus, each compared with what is known of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use apostille_corpus::{Document, DocumentId, Kind, Tagger, structure};
use apostille_extract::{Reason, read};

use crate::shared::corpus;

fn document(path: &Path) -> Document {
    let bytes = fs::read(path).expect("the corpus can be read");
    let manuscript = read(path, &bytes).unwrap_or_else(|failure| panic!("{}: {failure}", path.display()));
    structure::document(DocumentId::from_sha256(&[0; 32]), manuscript, "stem", &Tagger::new())
}

/// Letters and digits only, so that quotes and line ends, which formats write differently, do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Each note: its label, its text, the sentences that cite it.
fn notes(document: &Document) -> BTreeMap<String, (String, Vec<String>)> {
    let note = |note: &apostille_corpus::Note| {
        let sentences = note.cited_by.iter().map(|citation| letters(&citation.sentence)).collect();
        (note.label.clone(), (letters(&note.text), sentences))
    };
    document.notes.iter().map(note).collect()
}

fn sections(document: &Document) -> Vec<(u8, String)> {
    document.sections.iter().map(|section| (section.level, letters(&section.title))).collect()
}

fn body(document: &Document) -> String {
    let passages = document.passages.iter().filter(|passage| passage.kind != Kind::Front);
    passages.map(|passage| letters(&passage.text)).collect()
}

#[test]
fn the_sample_papers_are_the_same_in_every_format() {
    let Some(corpus) = corpus("") else { return };
    for (name, count) in [("made-en-footnotes", 16), ("made-es-footnotes", 12)] {
        let markdown = document(&corpus.join(format!("formats/{name}.md")));
        assert_eq!(markdown.notes.len(), count);
        for format in ["html", "epub"] {
            let other = document(&corpus.join(format!("formats/{name}.{format}")));
            assert_eq!(notes(&other), notes(&markdown), "{name}.{format}");
            assert_eq!(sections(&other), sections(&markdown), "{name}.{format}");
            assert_eq!(body(&other), body(&markdown), "{name}.{format}");
            assert_eq!(other.record.title, markdown.record.title, "{name}.{format}");
            assert_eq!(other.record.authors, markdown.record.authors, "{name}.{format}");
            assert_eq!(other.record.languages, markdown.record.languages, "{name}.{format}");
            assert!(other.warnings.is_empty(), "{name}.{format}: {:?}", other.warnings);
        }
    }
}

#[test]
fn every_note_of_the_sample_paper_is_cited_where_its_truth_says() {
    let Some(corpus) = corpus("") else { return };
    let truth = fs::read_to_string(corpus.join("truth/selee-heredia-2021.tsv")).expect("the truth can be read");
    for format in ["html", "epub"] {
        let notes = notes(&document(&corpus.join(format!("formats/made-en-footnotes.{format}"))));
        for row in truth.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let (label, end) = (cells[0], letters(cells[3]));
            let cited = notes[label].1.iter().any(|sentence| sentence.ends_with(&end));
            assert!(cited, "{format}: note {label} is cited by {:?}", notes[label].1);
        }
    }
}

#[test]
fn laws_have_titles_sections_and_no_notes() {
    let Some(corpus) = corpus("") else { return };
    for (name, title, sections, date) in [
        ("mx-fed-lgp-v2", "LEY GENERAL DE POBLACIÓN", 222, "1974-01-07"),
        ("mx-fed-lgpsedmtp-v2", "LEY GENERAL PARA PREVENIR", 204, "2012-06-14"),
        ("mx-fed-lmigra-v2", "LEY DE MIGRACIÓN", 238, "2011-05-25"),
    ] {
        let law = document(&corpus.join(format!("laws/{name}.xml")));
        assert!(law.record.title.starts_with(title), "{name}: {}", law.record.title);
        assert_eq!(law.notes.len(), 0, "{name}");
        assert_eq!(law.sections.len(), sections, "{name}");
        assert_eq!(law.record.date.map(|date| date.to_string()).as_deref(), Some(date), "{name}");
        assert_eq!(law.record.languages[0].as_str(), "es", "{name}");
        assert_eq!(law.record.identifiers[0].scheme, "frbr", "{name}");
        let text: String = law.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert!(!text.contains("Secretaría de Servicios Parlamentarios"), "{name}: running heads are in the text");
    }
}

#[test]
fn an_entity_bomb_fails_with_a_reason() {
    let Some(corpus) = corpus("") else { return };
    let path = corpus.join("hostile/mal-entity-bomb.xml");
    let failure = read(&path, &fs::read(&path).expect("the corpus can be read")).unwrap_err();
    assert_eq!(failure.reason, Reason::Damaged);
    assert!(failure.message.contains("entities"), "{failure}");
}
