//! What once broke a reader, and what is made to: each must end, as a document that is whole or with a reason.
//!
//! `regressions` holds what `cargo fuzz` found, a folder a kind of input (CONTRIBUTING.md says how a finding gets
//! there). What is too large to keep, or best said in words, is made here.

#[expect(dead_code, reason = "the fuzz targets use the rest")]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use apostille_corpus::{Manuscript, Page};
use apostille_extract::{Failure, Reason, read};
use fuzz::{Input, outcome};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/regressions");

#[test]
fn every_finding_of_the_fuzzer_ends() {
    let mut count = 0;
    for folder in fs::read_dir(FINDINGS).unwrap().map(|entry| entry.unwrap().path()) {
        let kind = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (_, input) = *Input::ALL.iter().find(|(name, _)| *name == kind).expect("a folder is named for its input");
        for finding in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            eprintln!("{}", finding.display());
            input.judge(&fs::read(&finding).unwrap());
            count += 1;
        }
    }
    assert!(count > 0, "there are findings in {FINDINGS}");
}

/// The outcome of reading a file with this ending, after its document was found to be whole.
fn outcome_of(ending: &str, bytes: &[u8]) -> Result<Manuscript, Failure> {
    let outcome = read(Path::new(&format!("a.{ending}")), bytes);
    outcome::judge(outcome.clone());
    outcome
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    archive(&[&[("word/document.xml", document.as_str())], more].concat())
}

fn epub(chapter: &str, name: &str) -> Vec<u8> {
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
        full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let package = format!(
        "<package version='3.0' xmlns='http://www.idpf.org/2007/opf'><metadata \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>A book</dc:title></metadata><manifest><item id='a' href='a.xhtml' \
         media-type='application/xhtml+xml'/><item id='b' href='{name}' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    );
    archive(&[
        ("META-INF/container.xml", container),
        ("OPS/book.opf", &package),
        ("OPS/a.xhtml", chapter),
        (name, "<html><body><p>outside</p></body></html>"),
    ])
}

const ENTITIES: &str =
    "<!DOCTYPE x [<!ENTITY a 'word'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";

#[test]
fn what_is_made_to_exhaust_a_reader_ends_with_a_reason() {
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(100_000), close.repeat(100_000));
    let bomb = format!("<?xml version='1.0'?>{ENTITIES}<html><body><p>&c;</p></body></html>");
    let part = format!("{ENTITIES}<w:document><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>");
    let spaces = " ".repeat(70 << 20);
    let cases: [(&str, Vec<u8>, Reason); 8] = [
        ("rtf", format!("{{\\rtf1 {}}}", deep("{", "}")).into_bytes(), Reason::Damaged),
        ("html", deep("<div>", "</div>").into_bytes(), Reason::Damaged),
        ("xml", deep("<p>", "</p>").into_bytes(), Reason::Damaged),
        ("docx", docx(&deep("<w:tbl>", "</w:tbl>"), &[]), Reason::Damaged),
        ("xml", bomb.clone().into_bytes(), Reason::Damaged),
        ("html", bomb.into_bytes(), Reason::Damaged),
        ("docx", archive(&[("word/document.xml", &part)]), Reason::Empty),
        ("docx", docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[("word/styles.xml", &spaces)]), Reason::TooLarge),
    ];
    for (number, (ending, bytes, reason)) in cases.into_iter().enumerate() {
        assert_eq!(
            outcome_of(ending, &bytes).map_err(|failure| failure.reason).err(),
            Some(reason),
            "{number} {ending}"
        );
    }
}

/// All text of a manuscript, and the labels of the notes that it cites.
fn text(manuscript: &Manuscript) -> String {
    let runs = manuscript.pages.iter().flat_map(|page: &Page| &page.blocks).flat_map(|block| &block.runs);
    runs.map(|run| run.cites.as_ref().map_or_else(|| run.text.clone(), |label| format!("[{label}]"))).collect()
}

#[test]
fn notes_that_cite_each_other_or_themselves_are_read_once() {
    let cite = |id: u32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let note = |id: u32, cited: u32| {
        format!("<w:footnote w:id='{id}'><w:p><w:r><w:t>note{id}</w:t></w:r>{}</w:p></w:footnote>", cite(cited))
    };
    let notes = format!("<w:footnotes xmlns:w='w'>{}{}{}</w:footnotes>", note(1, 2), note(2, 1), note(3, 3));
    let body = format!("<w:p><w:r><w:t>Text.</w:t></w:r>{}{}</w:p>", cite(1), cite(3));
    let cases: [(&str, Vec<u8>); 4] = [
        ("docx", docx(&body, &[("word/footnotes.xml", &notes)])),
        ("md", b"Text.[^1][^3]\n\n[^1]: note1 [^2]\n\n[^2]: note2 [^1]\n\n[^3]: note3 [^3]\n".to_vec()),
        (
            "html",
            b"<p>Text.<sup><a href='#fn1'>1</a></sup><sup><a href='#fn3'>3</a></sup></p><ol>\
              <li id='fn1'>note1<sup><a href='#fn2'>2</a></sup></li><li id='fn2'>note2<sup><a href='#fn1'>1</a></sup></li>\
              <li id='fn3'>note3<sup><a href='#fn3'>3</a></sup></li></ol>"
                .to_vec(),
        ),
        (
            "rtf",
            b"{\\rtf1 Text.\\chftn{\\footnote note1\\chftn{\\footnote note2\\chftn{\\footnote note3}}}\\par}".to_vec(),
        ),
    ];
    for (ending, bytes) in cases {
        let text = text(&outcome_of(ending, &bytes).unwrap());
        for note in ["note1", "note3"] {
            assert_eq!(text.matches(note).count(), 1, "{ending}: {text}");
        }
        assert!(text.matches("note2").count() <= 1, "{ending}: {text}");
    }
}

#[test]
fn names_that_climb_out_of_an_archive_lead_nowhere() {
    let climbing = "../../../../etc/passwd";
    let relations = format!(
        "<Relationships><Relationship Type='http://x/footnotes' Target='{climbing}'/><Relationship \
         Type='http://x/styles' Target='/../{climbing}'/></Relationships>"
    );
    let body = "<w:p><w:r><w:t>inside</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let outside =
        "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>outside</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let parts = [("word/_rels/document.xml.rels", relations.as_str()), (climbing, outside)];
    let cases = [("docx", docx(body, &parts)), ("epub", epub("<html><body><p>inside</p></body></html>", climbing))];
    for (ending, bytes) in cases {
        let text = text(&outcome_of(ending, &bytes).unwrap());
        assert!(text.contains("inside") && !text.contains("root:"), "{ending}: {text}");
    }
}

#[test]
fn sizes_that_an_archive_claims_are_not_believed() {
    let text = "word ".repeat(1000);
    let honest = docx(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"), &[]);
    let claims = |name: &[u8], at: usize, size: u32| {
        let mut bytes = honest.clone();
        let headers: Vec<usize> = (0..bytes.len() - 4).filter(|start| bytes[*start..].starts_with(name)).collect();
        assert_eq!(headers.len(), 1, "the archive has one part");
        bytes[headers[0] + at..headers[0] + at + 4].copy_from_slice(&size.to_le_bytes());
        bytes
    };
    for size in [0, 1, u32::MAX - 1] {
        // Uncompressed sizes in the local and the central header (PKWARE APPNOTE, 4.3.7 and 4.3.12).
        for bytes in [claims(b"PK\x03\x04", 22, size), claims(b"PK\x01\x02", 24, size)] {
            match outcome_of("docx", &bytes) {
                Ok(manuscript) => assert!(self::text(&manuscript).starts_with("word"), "{size}"),
                Err(failure) => assert_eq!(failure.reason, Reason::Damaged, "{size}"),
            }
        }
    }
}
