use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const PROMISED: &str = "a Word (DOCX) document";

/// A package of these parts.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refusal(bytes: &[u8]) -> Failure {
    match Package::open(bytes, PROMISED) {
        Ok(mut package) => package.needed("word/document.xml").unwrap_err(),
        Err(failure) => failure,
    }
}

#[test]
fn a_part_is_found_by_its_name_in_any_case_and_no_other_is_read() {
    let bytes = zipped(&[("../../word/document.xml", "outside"), ("Word/Document.xml", "inside")]);
    let mut package = Package::open(&bytes, PROMISED).unwrap();
    assert_eq!(package.needed("word/document.xml").unwrap(), "inside");
    assert_eq!(package.part("word/footnotes.xml").unwrap(), None);
}

#[test]
fn a_file_that_is_no_such_package_is_called_what_it_is() {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(Vec<u8>, Reason, &str)> = vec![
        ([OLE, encrypted.as_slice()].concat(), Reason::Password, "password"),
        ([OLE, b"other"].concat(), Reason::NotText, "old Office"),
        (b"{\\rtf1 words}".to_vec(), Reason::NotText, "RTF"),
        (b"words".to_vec(), Reason::NotText, "something else"),
        (b"PK\x03\x04 cut off".to_vec(), Reason::Damaged, "damaged"),
        (zipped(&[("xl/workbook.xml", "")]), Reason::NotText, "spreadsheet"),
        (zipped(&[("a.txt", "")]), Reason::Damaged, "word/document.xml"),
    ];
    for (bytes, reason, named) in cases {
        let failure = refusal(&bytes);
        assert_eq!(failure.reason, reason, "{failure}");
        assert!(failure.message.contains(named) && failure.message.contains(": "), "{failure}");
    }
}

#[test]
fn a_bomb_is_refused_whatever_its_header_says() {
    let zeros = "0".repeat(LARGEST_PART as usize / 8);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    (0..9).for_each(|_| writer.write_all(zeros.as_bytes()).unwrap());
    let mut bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    let failure = refusal(&bytes);
    assert_eq!(failure.reason, Reason::TooLarge);
    assert!(failure.message.contains("too large when unpacked"), "{failure}");
    understate_size(&mut bytes);
    assert_eq!(refusal(&bytes).reason, Reason::Damaged);
}

/// Lets the central directory say that its only entry unpacks to ten bytes (APPNOTE 4.3.12: the size is at byte 24).
fn understate_size(bytes: &mut [u8]) {
    let entry = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
}
