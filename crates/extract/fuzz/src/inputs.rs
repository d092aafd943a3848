//! From a fuzzer's bytes to a file: stretches written out many times, parts packed into an archive.
//!
//! A fuzzer's inputs are short, and what takes time by the square of an input's length shows in long ones only; and a
//! changed archive hardly ever has the right checksums. Both are mended here, with bytes that no UTF-8 text has.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Stands before and behind a stretch that is to be written out again and again.
pub const REPEATED: u8 = 0xFF;
/// Parts the parts of an archive.
pub const PART: u8 = 0xFE;
/// A repeated stretch is written out to this many bytes. What takes the square of it takes minutes.
const LONG: usize = 1 << 17;

/// The bytes with the first stretch between two [`REPEATED`] written out.
pub fn written_out(bytes: &[u8]) -> Vec<u8> {
    let stretches: Vec<&[u8]> = bytes.splitn(3, |byte| *byte == REPEATED).collect();
    let [before, repeated, behind] = stretches[..] else { return bytes.to_vec() };
    let times = LONG / repeated.len().max(1);
    [before, &repeated.repeat(times), behind].concat()
}

/// An archive of the parts that a document of this format has, in order; parts that are not given are missing.
pub fn packed(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let (constant, names) = parts(ending);
    let given = bytes.split(|byte| *byte == PART).map(written_out);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &[u8]| {
        let added = archive.start_file(name, SimpleFileOptions::default()).map(|()| archive.write_all(text));
        assert!(matches!(added, Ok(Ok(()))), "an archive in memory takes any part");
    };
    constant.iter().for_each(|(name, text)| add(name, text.as_bytes()));
    names.iter().zip(given).for_each(|(name, text)| add(name, &text));
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Parts of a format that are always the same, and the names of those that are given.
fn parts(ending: &str) -> (&'static [(&'static str, &'static str)], &'static [&'static str]) {
    match ending {
        "docx" => (&[], DOCX),
        "odt" => (&[("mimetype", "application/vnd.oasis.opendocument.text")], ODT),
        "epub" => (&[("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER)], EPUB),
        _ => (&[], &[]),
    }
}

const DOCX: &[&str] = &[
    "word/document.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
];

const ODT: &[&str] = &["content.xml", "styles.xml", "meta.xml"];

const EPUB: &[&str] = &["OPS/a.xhtml", "OPS/b.xhtml", "OPS/book.opf"];

const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
    <rootfile full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
