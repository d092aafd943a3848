//! What holds for any office document at all: it is read, or refused with a reason and a remedy, and never a panic.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use apostille_extract::read;
use proptest::prelude::*;
use proptest::sample::Index;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMES: [&str; 3] = ["a.docx", "a.odt", "a.rtf"];

/// What documents are made of, whole and broken.
const XML: [&str; 40] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "text ",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:tc>",
    "</w:tr>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/>",
    "</w:numPr></w:pPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:trPr><w:del/></w:trPr>",
    "<w:del>",
    "</w:del>",
    "<w:footnote w:id=\"1\">",
    "</w:footnote>",
    "<text:p>",
    "</text:p>",
    "<text:h text:outline-level=\"200\">",
    "</text:h>",
    "<text:note>",
    "<text:note-citation>1</text:note-citation>",
    "<text:note-body>",
    "</text:note-body>",
    "</text:note>",
    "<text:list>",
    "<text:list-item>",
    "</text:list-item>",
    "</text:list>",
    "<table:table-row>",
    "<table:table-cell>",
    "&amp;",
    "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>",
];

const RTF: [&str; 40] = [
    "{",
    "}",
    "{",
    "}",
    "text ",
    "\\par ",
    "\\cell ",
    "\\row ",
    "\\intbl ",
    "\\pard ",
    "\\footnote ",
    "\\ftnalt",
    "\\chftn ",
    "\\super ",
    "\\u243 ",
    "\\u-10179?",
    "\\'f3",
    "\\'",
    "\\uc9 ",
    "\\uc-1 ",
    "\\bin7 ",
    "\\bin-7",
    "\\*",
    "\\stylesheet ",
    "\\s1 ",
    "\\fonttbl ",
    "\\fcharset128 ",
    "\\f1 ",
    "\\info ",
    "\\title ",
    "\\creatim ",
    "\\yr99999999999 ",
    "\\outlinelevel300 ",
    "\\shptxt ",
    "\\listtext ",
    "\\trowd ",
    "\\nestcell ",
    "\\ftnstart-5",
    "\\plain ",
    "\\",
];

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads bytes under a name: a refusal says what to do.
fn try_read(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Err(failure) = read(Path::new(name), bytes) {
        prop_assert!(failure.message.contains(": "), "{} has no remedy", failure);
    }
    Ok(())
}

/// The sample documents in these formats, or none, said in one line, where they are absent.
fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/formats"));
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("passed over: {} is not here", folder.display());
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("the corpus can be listed").path());
    let wanted =
        paths.filter(|path| path.extension().is_some_and(|e| ["docx", "odt", "rtf"].iter().any(|known| e == *known)));
    let sample =
        |path: PathBuf| (path.to_string_lossy().into_owned(), fs::read(&path).expect("the corpus can be read"));
    wanted.map(sample).collect()
}

/// The parts of a package, unpacked; none of what is no package.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let count = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).expect("the corpus can be read");
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).expect("the corpus can be read");
        (name, bytes)
    };
    (0..count).map(part).collect()
}

/// Damage to a file.
#[derive(Debug, Clone)]
struct Damage {
    /// Bytes that are changed, and to what.
    changes: Vec<(Index, u8)>,
    /// Where its end is cut off.
    cut: Option<Index>,
}

fn damage() -> impl Strategy<Value = Damage> {
    let changes = proptest::collection::vec((any::<Index>(), any::<u8>()), 0..12);
    (changes, any::<Option<Index>>()).prop_map(|(changes, cut)| Damage { changes, cut })
}

fn damaged(bytes: &[u8], damage: &Damage) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    damage.changes.iter().for_each(|(at, byte)| *at.get_mut(&mut bytes) = *byte);
    if let Some(cut) = damage.cut {
        bytes.truncate(cut.index(bytes.len()));
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in NAMES {
            try_read(name, &bytes)?;
            try_read(name, &[b"PK\x03\x04", bytes.as_slice()].concat())?;
            try_read(name, &[b"{\\rtf1", bytes.as_slice()].concat())?;
        }
    }

    #[test]
    fn any_elements_are_read_or_refused(pieces in proptest::collection::vec(prop::sample::select(&XML[..]), 0..60)) {
        let xml = pieces.concat();
        let bytes = xml.as_bytes();
        let names = ["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/numbering.xml", "content.xml", "styles.xml"];
        let package = zipped(&names.map(|name| (name, bytes)));
        try_read("a.docx", &package)?;
        try_read("a.odt", &package)?;
    }

    #[test]
    fn any_control_words_are_read_or_refused(pieces in proptest::collection::vec(prop::sample::select(&RTF[..]), 0..80)) {
        try_read("a.rtf", format!("{{\\rtf1 {}", pieces.concat()).as_bytes())?;
    }

    #[test]
    fn a_damaged_sample_is_read_or_refused(damage in damage()) {
        for (name, bytes) in samples() {
            try_read(&name, &damaged(&bytes, &damage))?;
        }
    }

    #[test]
    fn a_sample_with_damaged_parts_is_read_or_refused(damage in damage(), which in any::<Index>()) {
        for (name, bytes) in samples() {
            let mut parts = parts(&bytes);
            if parts.is_empty() {
                continue;
            }
            let (_, part) = which.get_mut(&mut parts);
            *part = damaged(part, &damage);
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
            try_read(&name, &zipped(&parts))?;
        }
    }
}
