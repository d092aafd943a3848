use super::*;
use crate::written::lines;

fn blocks(html: &str) -> Vec<String> {
    lines(&read(html.as_bytes()).unwrap().pages)
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (given, wanted) in cases {
        assert_eq!(blocks(given), *wanted, "{given}");
    }
}

#[test]
fn blocks_are_of_the_kind_that_the_elements_say() {
    check(&[
        ("<h2>A <i>b</i></h2><p>One\n  two<br>three<p>four", &["H2 A *b*", "One two\nthree", "four"]),
        ("text<div>in<span> a </span>div</div>after", &["text", "in a div", "after"]),
        ("<ul><li>one<ul><li><p>two</p><p>more</p></ul></ul>", &["I(-) one", "I(-) two", "P more"]),
        ("<ol start=3><li>c<li value=9>i<li>j</ol>", &["I(3.) c", "I(9.) i", "I(10.) j"]),
        ("<ol type=a><li>x</ol><ol type=I><li>y<li>z</ol>", &["I(a.) x", "I(I.) y", "I(II.) z"]),
        ("<table><tr><th>a<td><p>b</p><p>c</p></table>", &["R a\tb c"]),
        ("<table><tr><td><h2>Layout</h2><p>text</p><td>side</table>", &["H2 Layout", "text", "side"]),
        ("<blockquote><p>quoted</p></blockquote><pre>a\n b</pre>", &["P quoted", "P a\nb"]),
        ("<figure><img alt=x><figcaption>Map 1</figcaption></figure>", &["P Map 1"]),
        ("one<br><br>two", &["one", "two"]),
        ("<p>co\u{ad}oper\u{200b}ation &amp; 5&nbsp;km</p>", &["cooperation & 5\u{a0}km"]),
        ("<p>10 km<sup>2</sup> and <i>R</i><sup>2</sup></p>", &["10 km^2^ and *R*^2^"]),
    ]);
}

#[test]
fn what_is_not_read_by_people_is_not_read() {
    check(&[
        ("<script>x</script><style>y</style><noscript><p>z</noscript><p>text</p>", &["text"]),
        ("<nav>Home</nav><p>text</p><footer>Contact</footer>", &["text"]),
        ("<p>text<span hidden>no</span><span style='display: none'>no</span></p>", &["text"]),
        ("<p>a<del>old</del><ins>new</ins><button>Share</button></p>", &["anew"]),
        ("<h2>Part <a href=#part>¶</a></h2><p>text</p>", &["H2 Part", "text"]),
        ("<!-- no --><p>text<template><p>no</template></p>", &["text"]),
    ]);
}

#[test]
fn notes_are_found_as_each_writer_writes_them() {
    let pandoc = "<p>A.<a href=#fn1 class=footnote-ref role=doc-noteref><sup>1</sup></a> B</p><section role=doc-endnotes><hr>\
        <ol><li id=fn1><p>First.<a href=#fnref1 role=doc-backlink>↩︎</a></p><p>More.</p></ol></section>";
    let word = "<p>A<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a>.</p><div><hr><div id=ftn1><p>\
        <a href=\"#_ftnref1\" name=\"_ftn1\"><sup>[1]</sup></a> Word note.</p></div></div>";
    let libre_office = "<p>A<sup><a class=sdfootnoteanc name=sdfootnote1anc href=#sdfootnote1sym><sup>i</sup></a></sup>.</p>\
        <div id=sdfootnote1><p><a class=sdfootnotesym name=sdfootnote1sym href=#sdfootnote1anc>i</a> Sym.</p></div>";
    let wiki = "<p>A<sup id=cite_ref-1 class=reference><a href=#cite_note-1>[1]</a></sup>.</p><h2>References</h2><ol>\
        <li id=cite_note-1><span class=mw-cite-backlink>^ <a href=#cite_ref-1>a</a></span> <span>Wiki.</span></ol>";
    let bare = "<p>A<sup><a href=#a1 name=b1>1</a></sup>, B [<a href=#a2 name=b2>2</a>] and C<sup><a href=#a3>3</a></sup></p>\
        <p><a name=a1 href=#b1>1</a>. One.<br><a name=a2 href=#b2>2</a>. Two.<br><a name=a3></a>3. Three.</p>";
    let aside =
        "<p>A<a epub:type=noteref href=#n>*</a> b</p><aside epub:type=footnote id=n hidden><p>* Aside.</p></aside>";
    let table = "<p>A<sup><a href=#t1>1</a>,<a href=#t2>2</a></sup>.</p><table><tr id=t1><td>1<td>One.<tr id=t2><td>2<td>Two.</table>";
    check(&[
        (pandoc, &["A.{1} B", "N(1) First.", "N(1) More."]),
        (word, &["A{1}.", "N(1) Word note."]),
        (libre_office, &["A{i}.", "N(i) Sym."]),
        (wiki, &["A{1}.", "N(1) Wiki."]),
        (bare, &["A{1}, B {2} and C{3}", "N(1) One.", "N(2) Two.", "N(3) Three."]),
        (aside, &["A{*} b", "N(*) Aside."]),
        (table, &["A{1}{2}.", "N(1) One.", "N(2) Two."]),
    ]);
}

#[test]
fn a_number_that_leads_elsewhere_is_no_note() {
    check(&[
        (
            "<p>See <a href=#s2>2</a> and <sup><a href=#w1>1</a></sup></p><h2 id=s2>2 Part</h2><p>x</p>\
             <h2>References</h2><ol><li id=w1>Ruiz, 2020.</ol>",
            &["See 2 and ^1^", "H2 2 Part", "x", "H2 References", "I(1.) Ruiz, 2020."],
        ),
        ("<p>A<sup><a href=#gone>1</a></sup> <a href='#fn9'>note 9</a></p>", &["A^1^ note 9"]),
        ("<p id=top>A<sup><a href=https://example.org/#fn1>1</a></sup></p>", &["A^1^"]),
    ]);
}

#[test]
fn notes_outside_the_content_are_read_after_it() {
    let text = "A sentence, with commas, and a good many words that make it text to anybody who reads it. ".repeat(12);
    let page = format!(
        "<body><nav><a href=/>Home</a></nav><div class=sidebar><p>Related</p></div><article><h1>T</h1><p>{text}\
         <sup><a href=#fn1>1</a></sup></p><p>{text}</p></article><footer><div id=fn1>1. Kept.</div><p>Contact us</p></footer>"
    );
    let found = blocks(&page);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[1].ends_with("reads it. {1}"), "{found:?}");
    assert_eq!(found[3], "N(1) Kept.");
}

#[test]
fn a_page_says_who_wrote_it_and_what_it_is() {
    let html = "<html lang=es-MX><head><title>Asilo en México | Instituto</title><meta name=citation_author content='Ruiz, Ana'>\
        <meta name=citation_author content='Sáez, Iván'><meta name=citation_publication_date content=2021/05/17>\
        <meta name=citation_doi content=doi:10.1000/182><meta name=DC.publisher content='El Instituto'>\
        <link rel=canonical href=https://example.org/asilo></head><body><h1>Asilo en México</h1><p>Texto.</p>";
    let front = read(html.as_bytes()).unwrap().front_matter;
    assert_eq!(front.title.as_deref(), Some("Asilo en México"));
    assert_eq!(front.authors, ["Ana Ruiz", "Iván Sáez"]);
    assert_eq!(front.date.as_deref(), Some("2021-05-17"));
    assert_eq!(front.language.as_deref(), Some("es-MX"));
    assert_eq!(front.publisher.as_deref(), Some("El Instituto"));
    let identifiers: Vec<_> = front.identifiers.iter().map(|i| (i.scheme.as_str(), i.value.as_str())).collect();
    assert_eq!(identifiers, [("doi", "10.1000/182"), ("url", "https://example.org/asilo")]);
}

#[test]
fn json_ld_is_read_where_tags_are_silent() {
    let html = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"S"},
        {"@type":["Report"],"headline":"On asylum","author":[{"@type":"Person","name":"Ana Ruiz"},"Eva Rey"],
        "datePublished":"2020-01-02","publisher":{"name":"Institute"},"identifier":{"value":"10.1000/9"}}]}</script><p>Text.</p>"#;
    let front = read(html.as_bytes()).unwrap().front_matter;
    assert_eq!((front.title.as_deref(), front.publisher.as_deref()), (Some("On asylum"), Some("Institute")));
    assert_eq!(front.authors, ["Ana Ruiz", "Eva Rey"]);
    assert_eq!(front.identifiers[0].value, "10.1000/9");
}

#[test]
fn encodings_are_as_marked_declared_or_guessed() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("<p>año</p>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [
        b"<meta charset=iso-8859-1><p>a\xF1o</p>".to_vec(),
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>a\xF1o</p>".to_vec(),
        "<meta charset=iso-8859-1><p>año</p>".as_bytes().to_vec(),
        b"<meta charset=utf-8><p>a\xF1o de la migraci\xF3n</p>".to_vec(),
        utf16,
    ] {
        assert!(lines(&read(&bytes).unwrap().pages)[0].starts_with("año"), "{:?}", String::from_utf8_lossy(&bytes));
    }
    let cyrillic = b"<meta charset=windows-1251><p>\xEC\xE8\xF0</p>";
    assert_eq!(lines(&read(cyrillic).unwrap().pages), ["мир"]);
}

#[test]
fn what_is_no_page_is_refused_with_a_reason() {
    for (bytes, reason) in [
        (&b"%PDF-1.7 <p>x"[..], Reason::NotText),
        (b"<p>\0\0\0\x01", Reason::NotText),
        (b"   ", Reason::Empty),
        ("<div>".repeat(100_000).as_bytes(), Reason::Damaged),
        ("<b><i>x".repeat(100_000).as_bytes(), Reason::Damaged),
    ] {
        assert_eq!(read(bytes).unwrap_err().reason, reason);
    }
    assert!(read(b"<p></p>").unwrap().pages[0].blocks.is_empty());
}

#[test]
fn a_heading_over_notes_alone_is_dropped() {
    check(&[(
        "<h1>T</h1><p>A<sup><a href=#fn1>1</a></sup></p><h2>Notes</h2><h3>Chapter 1</h3><p id=fn1>1. One.</p><h2>After</h2><p>b</p>",
        &["H1 T", "A{1}", "N(1) One.", "H2 After", "b"],
    )]);
}
