//! PDF documents of the shared corpus, read from bytes to a document: counts of notes, links, labels and outcomes.

#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};

use apostille_corpus::{Document, DocumentId, Tagger, structure};
use apostille_extract::{Failure, Reason, read};

use crate::shared::corpus;

fn document(path: &Path) -> Result<Document, Failure> {
    let bytes = std::fs::read(path).expect("the corpus can be read");
    let manuscript = read(path, &bytes)?;
    Ok(structure::document(DocumentId::from_u64(1), manuscript, "stem", &Tagger::new()))
}

/// The PDF files of the truth table that are named without a pattern, with the number of notes where it is known.
fn known(corpus: &Path) -> Vec<(PathBuf, usize)> {
    let table = std::fs::read_to_string(corpus.join("truth/documents.tsv")).expect("the truth table can be read");
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let notes = fields.get(2)?.parse().ok()?;
        (fields[0].ends_with(".pdf") && !fields[0].contains('*')).then(|| (corpus.join(fields[0]), notes))
    };
    table.lines().skip(1).filter_map(row).collect()
}

#[test]
fn notes_are_found_and_linked_as_the_truth_table_counts_them() {
    let Some(corpus) = corpus("") else { return };
    let known = known(&corpus);
    assert!(known.len() >= 10, "the truth table names too few files");
    for (path, notes) in known {
        let document = document(&path).expect("it can be read");
        let linked = document.notes.iter().filter(|note| !note.cited_by.is_empty()).count();
        let off = document.notes.len().abs_diff(notes);
        assert!(off <= notes.div_ceil(50), "{}: {} notes, {notes} true", path.display(), document.notes.len());
        assert!(linked * 50 >= notes * 49 && linked <= notes, "{}: {linked} linked of {notes}", path.display());
    }
}

#[test]
fn the_sample_paper_has_its_notes_and_sentences_from_each_writer() {
    let Some(corpus) = corpus("") else { return };
    let table = std::fs::read_to_string(corpus.join("truth/selee-heredia-2021.tsv")).expect("the truth can be read");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for name in ["made-en-latex-footnotes", "made-en-libreoffice-footnotes", "made-en-libreoffice-endnotes"] {
        let document = document(&corpus.join(format!("pdf/{name}.pdf"))).expect("it can be read");
        assert_eq!(document.record.authors, ["Andrew Selee", "Carlos Heredia"], "{name}");
        for (note, row) in document.notes.iter().zip(table.lines().skip(1)) {
            let tail = row.split('\t').nth(3).expect("the truth has four fields");
            let cited = note.cited_by.iter().any(|c| letters(&c.sentence).ends_with(&letters(tail)));
            assert!(cited, "{name}: note {} is not linked to its sentence: {:?}", note.label, note.cited_by);
        }
    }
}

#[test]
fn printed_labels_are_read_in_heads_and_feet() {
    let Some(corpus) = corpus("") else { return };
    let cases = [
        ("pdf/en-dublin-oj-2col.pdf", 1, "31"),
        ("pdf/en-dublin-oj-2col.pdf", 29, "59"),
        ("pdf/en-eu-free-movement-guidance.pdf", 49, "49"),
        ("pdf/es-produccion-campesinos.pdf", 11, "48"),
        ("pdf/en-pmt-colombia.pdf", 14, "13"),
        ("pdf/made-en-latex-footnotes.pdf", 5, "5"),
        ("laws/lmigra.pdf", 72, "72"),
    ];
    for (name, number, label) in cases {
        let document = document(&corpus.join(name)).expect("it can be read");
        let page = document.passages.iter().filter(|passage| passage.page == Some(number));
        let labels: Vec<Option<&str>> = page.map(|passage| passage.page_label.as_deref()).collect();
        assert!(!labels.is_empty() && labels.iter().all(|found| *found == Some(label)), "{name} {number}: {labels:?}");
    }
}

#[test]
fn hostile_files_end_as_the_truth_table_says() {
    let Some(corpus) = corpus("") else { return };
    let failing = [
        ("enc-user-pw-aes256", Reason::Password),
        ("bad-empty", Reason::Empty),
        ("bad-not-a-pdf", Reason::NotPdf),
        ("mal-deep-nesting", Reason::Empty),
        ("mal-huge-coords", Reason::Empty),
    ];
    for (name, reason) in failing {
        let failure = document(&corpus.join(format!("hostile/{name}.pdf"))).expect_err(name);
        assert_eq!(failure.reason, reason, "{name}");
    }
    let scan = document(&corpus.join("pdf/scan-es-2col-200dpi.pdf")).expect_err("a picture");
    assert!(scan.reason == Reason::Scanned && scan.message.starts_with("no text (scanned)"), "{scan}");
    for name in ["enc-empty-user-aes128", "enc-empty-user-rc4-40", "bad-startxref"] {
        let document = document(&corpus.join(format!("hostile/{name}.pdf"))).expect(name);
        assert!(document.warnings.is_empty() && !document.passages.is_empty(), "{name}: {:?}", document.warnings);
    }
    for name in ["bad-truncated-60pct", "bad-truncated-80pct-bello", "bad-truncated-80pct-economia"] {
        let document = document(&corpus.join(format!("hostile/{name}.pdf"))).expect(name);
        assert!(document.warnings.iter().any(|warning| warning.code == "truncated"), "{name}");
    }
}
