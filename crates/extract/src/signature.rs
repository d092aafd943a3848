//! What do a file's first bytes show it to be? Only signatures that no text begins with, or that mark another format.
//!
//! A general table of magic numbers is not used: it holds two-letter ones (`BM` for a bitmap), which begin real texts.

/// Signatures at the first byte, and what they show. Sources: the formats' own specifications.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are such)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"{\\rtf", "a Rich Text (RTF) document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (DOC, XLS, PPT)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"AT&TFORM", "a DjVu document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1F\x8B\x08", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"OggS\0", "a sound recording"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
];

/// Beginnings of marked-up text, in lower case, after white space.
const MARKUP: &[(&str, &str)] =
    &[("<!doctype html", "an HTML page"), ("<html", "an HTML page"), ("<?xml", "an XML document")];

/// What UTF-8 may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes of white space may stand before marked-up text.
const LEAD: usize = 64;

/// What the bytes are, where their beginning shows it beyond doubt.
pub(crate) fn of(bytes: &[u8]) -> Option<&'static str> {
    of_unmarked(bytes).or_else(|| markup(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)))
}

/// What the bytes are, where their beginning shows beyond doubt that they are no marked-up text.
pub(crate) fn of_unmarked(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, what)| *what)
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let lead = bytes.iter().take(LEAD).take_while(|byte| byte.is_ascii_whitespace()).count();
    let head = &bytes[lead..];
    let begins = |start: &str| head.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()));
    MARKUP.iter().find(|(start, _)| begins(start)).map(|(_, what)| *what)
}
