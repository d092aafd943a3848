//! The sample papers say the same in every office format as in Markdown: notes, sentences, sections and text.

use std::fs;
use std::path::Path;

use apostille_corpus::{Document, DocumentId, Kind, Tagger, structure};
use apostille_extract::{Reason, read};

use crate::shared::corpus;

fn document(path: &Path) -> Document {
    let bytes = fs::read(path).expect("the corpus can be read");
    let manuscript = read(path, &bytes).unwrap_or_else(|failure| panic!("{}: {failure}", path.display()));
    let id = DocumentId::from_sha256(&[7; 32]);
    structure::document(id, manuscript, "file", &Tagger::new())
}

/// Text without what a writer of a format may choose: curled quotes, the marks of a formula in TeX and the spaces of a
/// fixed width in one.
fn plain(text: &str) -> String {
    let same = |c: char| match c {
        '“' | '”' => Some('"'),
        '‘' | '’' => Some('\''),
        '$' | '{' | '}' | '\u{2000}'..='\u{200a}' => None,
        other => Some(other),
    };
    let text: String = text.chars().filter_map(same).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For each note its label, its text and the sentences that cite it.
fn notes(document: &Document) -> Vec<(String, String, Vec<String>)> {
    let note = |note: &apostille_corpus::Note| {
        let sentences = note.cited_by.iter().map(|citation| plain(&citation.sentence)).collect();
        (note.label.clone(), plain(&note.text), sentences)
    };
    document.notes.iter().map(note).collect()
}

fn sections(document: &Document) -> Vec<(String, u8)> {
    document.sections.iter().map(|section| (plain(&section.title), section.level)).collect()
}

/// The passages of the body, but for a line of these authors, which some formats have in the text and some beside it.
fn body(document: &Document, authors: &[String]) -> Vec<String> {
    let body = document.passages.iter().filter(|passage| passage.kind == Kind::Body);
    body.map(|passage| plain(&passage.text)).filter(|text| !authors.contains(text)).collect()
}

/// Says the first that differs, and not all of them.
#[track_caller]
fn assert_same<T: PartialEq + std::fmt::Debug>(found: &[T], wanted: &[T], name: &str) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted, "{name}");
    }
    assert_eq!(found.len(), wanted.len(), "{name}");
}

fn roman(label: &str) -> String {
    const SIGNS: [&str; 16] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"];
    SIGNS[label.parse::<usize>().unwrap() - 1].to_owned()
}

#[test]
fn the_sample_papers_are_the_same_in_every_format() {
    let Some(formats) = corpus("formats") else { return };
    let papers = [
        (
            "made-en-footnotes.md",
            16,
            ["made-en-footnotes.docx", "made-en-footnotes.odt", "made-en-footnotes.rtf"].as_slice(),
        ),
        ("made-en-footnotes.md", 16, &["made-en-endnotes.docx", "made-en-endnotes.odt"]),
        ("made-es-footnotes.md", 12, &["made-es-footnotes.docx", "made-es-footnotes.odt", "made-es-footnotes.rtf"]),
    ];
    for (markdown, count, others) in papers {
        let wanted = document(&formats.join(markdown));
        assert_eq!(wanted.notes.len(), count, "{markdown}");
        for name in others {
            let found = document(&formats.join(name));
            let mut wanted_notes = notes(&wanted);
            if *name == "made-en-endnotes.docx" {
                wanted_notes.iter_mut().for_each(|(label, ..)| *label = roman(label));
            }
            assert_same(&notes(&found), &wanted_notes, name);
            assert_same(&sections(&found), &sections(&wanted), name);
            let authors = &wanted.record.authors;
            assert_same(&body(&found, authors), &body(&wanted, authors), name);
            assert_eq!(found.record.title, wanted.record.title, "{name}");
            // This one has no properties, and its authors are not named as persons are.
            let unknown = *name == "made-es-footnotes.rtf" && found.record.authors.is_empty();
            assert!(unknown || found.record.authors == *authors, "{name}: {:?}", found.record.authors);
            assert_eq!(found.record.languages, wanted.record.languages, "{name}");
            assert!(found.warnings.is_empty(), "{name}: {:?}", found.warnings);
        }
    }
}

#[test]
fn a_zip_bomb_is_too_large_when_unpacked() {
    let Some(hostile) = corpus("hostile") else { return };
    let path = hostile.join("mal-zip-bomb.docx");
    let failure = read(&path, &fs::read(&path).unwrap()).unwrap_err();
    assert_eq!(failure.reason, Reason::TooLarge);
    assert!(failure.message.contains("too large when unpacked"), "{failure}");
}
