use std::io::{Cursor, Write};

use apostille_corpus::Identifier;
use zip::write::SimpleFileOptions;

use super::*;
use crate::written::lines;

/// An e-book of these chapters, with more files and what stands in the package's metadata.
fn book(chapters: &[(&str, &str)], more: &[(&str, &str)], metadata: &str) -> Vec<u8> {
    let names = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:opf='http://www.idpf.org/2007/opf'";
    packed(chapters, more, &format!("<metadata {names}>{metadata}</metadata>"))
}

/// An e-book of these chapters, with more files and what its package begins with.
fn packed(chapters: &[(&str, &str)], more: &[(&str, &str)], metadata: &str) -> Vec<u8> {
    let items: String = chapters
        .iter()
        .enumerate()
        .map(|(at, (name, _))| format!("<item id='c{at}' href='{name}' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = (0..chapters.len()).map(|at| format!("<itemref idref='c{at}'/>")).collect();
    let package = format!(
        "<package version='3.0' xmlns='http://www.idpf.org/2007/opf' unique-identifier='i'>{metadata}\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
        full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add("META-INF/container.xml", container);
    add("OPS/book.opf", &package);
    for (name, text) in chapters {
        let text = format!(
            "<?xml version='1.0'?><html xmlns:epub='http://www.idpf.org/2007/ops'><head><title/></head><body>{text}</body></html>"
        );
        add(&format!("OPS/{name}"), &text);
    }
    more.iter().for_each(|(name, text)| add(name, text));
    zip.finish().unwrap().into_inner()
}

fn blocks(chapters: &[(&str, &str)]) -> Vec<String> {
    lines(&read(&book(chapters, &[], "")).unwrap().pages)
}

#[test]
fn chapters_are_read_in_the_order_of_the_spine_and_notes_across_them() {
    let found = blocks(&[
        ("b.xhtml", "<h1>Two</h1><p>A<a epub:type='noteref' href='notes.xhtml#n1'>1</a>.</p>"),
        (
            "a.xhtml",
            "<h1>One</h1><p>B<a epub:type='noteref' href='./notes.xhtml#n2'>2</a> <a id='x'/>c.</p><script/><p>d</p>",
        ),
        ("notes.xhtml", "<h1>Notes</h1><p id='n1'><a href='b.xhtml#r'>1</a>. First.</p><p id='n2'>2. Second.</p>"),
    ]);
    assert_eq!(found, ["H1 Two", "A{1}.", "H1 One", "B{2} c.", "d", "N(1) First.", "N(2) Second."]);
}

#[test]
fn labels_of_printed_pages_are_kept() {
    let text = "<p>Front.</p><span epub:type='pagebreak' id='p1' title='1'/><p>One. <span epub:type='pagebreak' aria-label='Page 2'/>Two.</p>\
        <div role='doc-pagebreak' id='page_3'/><p>Three</p>";
    let pages = read(&book(&[("a.xhtml", text)], &[], "")).unwrap().pages;
    let found: Vec<_> = pages
        .iter()
        .map(|page| (page.number, page.label.as_deref(), lines(std::slice::from_ref(page)).concat()))
        .collect();
    let wanted = [(1, None, "Front."), (2, Some("1"), "One."), (3, Some("2"), "Two."), (4, Some("3"), "Three")];
    let wanted: Vec<_> =
        wanted.iter().map(|(number, label, text)| (Some(*number), *label, (*text).to_owned())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn the_package_says_what_the_book_is() {
    let metadata = "<dc:title>On asylum</dc:title><dc:creator id='a'>Ruiz, Ana</dc:creator><dc:date>2020-05</dc:date>\
        <dc:language>es</dc:language><dc:publisher>Institute</dc:publisher><dc:identifier id='i'>urn:isbn:9789211012345</dc:identifier>\
        <dc:identifier>urn:uuid:55424149-a037-46be-a9a4-2b35516cae78</dc:identifier>";
    let front = read(&book(&[("a.xhtml", "<p>x</p>")], &[], metadata)).unwrap().front_matter;
    assert_eq!((front.title.as_deref(), front.date.as_deref()), (Some("On asylum"), Some("2020-05")));
    assert_eq!((front.authors, front.publisher.as_deref()), (vec!["Ana Ruiz".to_owned()], Some("Institute")));
    for (text, date) in [("<p>x</p>", None), ("<p>In 2020.</p>", Some("2020-05-01T10:00:00Z"))] {
        let stamp = "<dc:title>On asylum</dc:title><dc:date>2020-05-01T10:00:00Z</dc:date>";
        let stamped = read(&book(&[("a.xhtml", text)], &[], stamp)).unwrap().front_matter;
        assert_eq!(stamped.date.as_deref(), date, "a time of day is when the file was made");
    }
    assert_eq!(front.identifiers, [Identifier { scheme: "isbn".to_owned(), value: "9789211012345".to_owned() }]);
}

#[test]
fn a_book_of_which_the_package_says_nothing_is_read() {
    for metadata in ["<metadata/>", "<metadata></metadata>", ""] {
        let book = packed(&[("a.xhtml", "<h1>On asylum</h1><p>x</p>")], &[], metadata);
        assert_eq!(lines(&read(&book).unwrap().pages), ["H1 On asylum", "x"], "{metadata:?}");
    }
}

#[test]
fn what_is_protected_too_large_or_broken_ends_with_a_reason() {
    let page = &[("a.xhtml", "<p>x</p>")][..];
    let encrypted = |method: &str| {
        format!("<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/></EncryptedData></encryption>")
    };
    let hidden = encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    let fonts = encrypted("http://www.idpf.org/2008/embedding");
    let bomb = " ".repeat(40 * 1024 * 1024);
    let reason = |more: &[(&str, &str)]| read(&book(page, more, "")).map(|_| ()).map_err(|failure| failure.reason);
    assert_eq!(reason(&[("META-INF/encryption.xml", &hidden)]), Err(Reason::Password));
    assert_eq!(reason(&[("META-INF/encryption.xml", &fonts)]), Ok(()));
    assert_eq!(reason(&[("META-INF/rights.xml", "<a/>")]), Err(Reason::Password));
    assert_eq!(reason(&[("OPS/b.xhtml", &bomb)]), Err(Reason::TooLarge));
    assert_eq!(reason(&[("../../../tmp/outside.xhtml", "x")]), Ok(()));
    let whole = book(page, &[], "");
    for bytes in [&whole[..whole.len() / 2], b"PK\x03\x04", b"text"] {
        assert_eq!(read(bytes).unwrap_err().reason, Reason::Damaged);
    }
    assert_eq!(read(&book(&[], &[], "")).unwrap_err().reason, Reason::Damaged);
}

#[test]
fn a_chapter_that_is_missing_is_said_and_the_others_are_read() {
    let mut chapters = vec![("a.xhtml", "<p>x</p>")];
    let deep = format!("{}{}", "<div>".repeat(2000), "</div>".repeat(2000));
    chapters.push(("deep.xhtml", &deep));
    let manuscript = read(&book(&chapters, &[], "")).unwrap();
    assert_eq!(lines(&manuscript.pages), ["x"]);
    assert_eq!(manuscript.warnings[0].code, "lost-part");
}
