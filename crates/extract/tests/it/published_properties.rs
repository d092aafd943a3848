//! What holds for any web page, e-book or XML at all: it is read or refused with a remedy, and no words are lost.

use std::io::{Cursor, Write};
use std::path::Path;

use apostille_corpus::Manuscript;
use apostille_extract::read;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta name=author content='Ana Ruiz'><title>T</title></head><body><h1>T</h1>\
    <p>One<sup><a id=r1 href=#fn1>1</a></sup> and [<a href='#fn2'>2</a>].</p><table><tr><td>a<td><p>b</table><ol><li>x<ul><li>y</ul></ol>\
    <section role=doc-endnotes><h2>Notes</h2><ol><li id=fn1>First <a href=#r1>↩</a><li id=fn2><p>2. Second</ol></section></body></html>";

const LAW: &str = "<akomaNtoso><act><meta><FRBRWork><FRBRuri value='/a'/></FRBRWork></meta><body><chapter><num>I</num><heading>H</heading>\
    <article><num>1</num><paragraph><num>1.</num><content><p>Text<authorialNote marker='1'><p>Note</p></authorialNote></p></content>\
    </paragraph></article></chapter></body></act></akomaNtoso>";

const PAPER: &str = "<article><front><article-meta><title-group><article-title>T</article-title></title-group><abstract><p>A</p></abstract>\
    </article-meta></front><body><sec><label>1</label><title>S</title><p>x<xref ref-type='fn' rid='f'>1</xref><fn><p>in</p></fn></p>\
    <table-wrap><caption><p>c</p></caption><table><tr><td>1</td></tr></table></table-wrap></sec></body><back><fn-group><fn id='f'><p>n</p>\
    </fn></fn-group><ref-list><ref><mixed-citation>R</mixed-citation><label>1</label></ref></ref-list></back></article>";

fn book(chapter: &[u8], compressed: bool) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path='b.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let package = "<package version='3.0'><metadata/><manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='c'/><itemref idref='none'/></spine></package>";
    let method = if compressed { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in
        [("META-INF/container.xml", container.as_bytes()), ("b.opf", package.as_bytes()), ("c.xhtml", chapter)]
    {
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn letters(manuscript: &Manuscript) -> String {
    let blocks = manuscript.pages.iter().flat_map(|page| &page.blocks);
    blocks.flat_map(|block| &block.runs).flat_map(|run| run.text.chars()).filter(|c| c.is_alphabetic()).collect()
}

/// A change to bytes: cut here, put these there, say that again.
#[derive(Debug, Clone)]
enum Change {
    Cut(prop::sample::Index),
    Put(prop::sample::Index, Vec<u8>),
    Repeat(prop::sample::Index, prop::sample::Index),
    Drop(prop::sample::Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || any::<prop::sample::Index>();
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..5),
        "</?(a|p|li|ol|sup|table|tr|td|div|section|fn|num|sec|h2|aside)( (id|href|name)=('#?(fn1|fn2|r1|f)'))?/?>"
            .prop_map(String::into_bytes),
        "(&amp;|&#0;|&#x110000;|&nope;|<!--|-->|<!\\[CDATA\\[|<\\?|<!DOCTYPE|<script>|<svg><p>|<math><mi>)"
            .prop_map(String::into_bytes),
    ];
    prop_oneof![
        1 => at().prop_map(Change::Cut),
        6 => (at(), piece).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Repeat(from, to)),
        3 => (at(), 1_usize..20).prop_map(|(at, count)| Change::Drop(at, count)),
    ]
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let places = bytes.len() + 1;
        let place = |at: &prop::sample::Index| at.index(places);
        match change {
            Change::Cut(at) => bytes.truncate(place(at)),
            Change::Put(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Repeat(from, to) => {
                let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
                bytes.extend_from_within(from..to);
            }
            Change::Drop(at, count) => {
                let at = place(at);
                bytes.drain(at..(at + count).min(bytes.len()));
            }
        }
    }
    bytes
}

#[track_caller]
fn is_read_or_refused(name: &str, bytes: &[u8]) {
    if let Err(failure) = read(Path::new(name), bytes) {
        assert!(failure.message.contains(": "), "{name}: {failure} has no remedy");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in ["a.html", "a.xhtml", "a.xml", "a.epub"] {
            is_read_or_refused(name, &bytes);
        }
    }

    #[test]
    fn a_changed_page_is_read_or_refused(changes in proptest::collection::vec(change(), 1..12)) {
        let page = changed(PAGE.as_bytes(), &changes);
        is_read_or_refused("a.html", &page);
        is_read_or_refused("a.epub", &book(&page, true));
    }

    #[test]
    fn changed_xml_is_read_or_refused(changes in proptest::collection::vec(change(), 1..12)) {
        is_read_or_refused("a.xml", &changed(LAW.as_bytes(), &changes));
        is_read_or_refused("a.xml", &changed(PAPER.as_bytes(), &changes));
    }

    #[test]
    fn a_changed_archive_is_read_or_refused(changes in proptest::collection::vec(change(), 1..6), compressed in any::<bool>()) {
        is_read_or_refused("a.epub", &changed(&book(PAGE.as_bytes(), compressed), &changes));
    }

    #[test]
    fn no_word_of_a_page_is_lost_or_moved(
        pieces in proptest::collection::vec(("(p|div|li|h2|td|b|sup|blockquote|section|span)", "[a-záéñ]{1,9}"), 1..40),
    ) {
        let page: String = pieces.iter().map(|(name, word)| format!("<{name}>{word} </{name}>")).collect();
        let words: String = pieces.iter().map(|(_, word)| word.as_str()).collect();
        prop_assert_eq!(letters(&read(Path::new("a.html"), page.as_bytes()).unwrap()), words);
    }
}

#[test]
fn what_is_deep_or_endless_ends() {
    let many = |text: &str| text.repeat(100_000);
    let references = (0..5000).map(|n| format!("<p>x<sup><a href=#n{n}>{n}</a></sup></p>")).collect::<String>();
    let bodies = (0..5000).map(|n| format!("<p id=n{n}>{n}. y</p>")).collect::<String>();
    for (name, text) in [
        ("a.html", many("<div>")),
        ("a.html", many("<b>")),
        ("a.html", many("<a href=#x>")),
        ("a.html", many("<table><tr><td>")),
        ("a.html", many("<svg><g>")),
        ("a.html", many("<a name=x>y")),
        ("a.html", many("<p>x<br><br>")),
        ("a.html", many("<p>Words, and words, and words, and more of them.</p>")),
        ("a.html", format!("<ol>{}</ol>", many("<li>x"))),
        ("a.html", format!("<p id=fn1>{}</p>", many("<a href=#fn1>1</a>"))),
        ("a.html", references + &bodies),
        ("a.xml", many("<akomaNtoso>")),
        ("a.xml", format!("<akomaNtoso>{}</akomaNtoso>", many("<p>x</p>"))),
        ("a.xml", format!("<akomaNtoso>{}</akomaNtoso>", many("<section><num>1</num></section>"))),
        (
            "a.xml",
            format!(
                "<article><body><list list-type='order'>{}</list></body></article>",
                many("<list-item><p>x</p></list-item>")
            ),
        ),
        ("a.xml", format!("<article><body><p>{}</p></body></article>", many("<xref ref-type='fn' rid='a'>1</xref>,"))),
    ] {
        is_read_or_refused(name, text.as_bytes());
    }
}
