use super::*;
use crate::written::{lines, written};

fn blocks(text: &str) -> Vec<String> {
    lines(&pages(text))
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (given, wanted) in cases {
        assert_eq!(blocks(given), *wanted, "{given}");
    }
}

#[test]
fn blocks_are_of_the_kind_that_markdown_says() {
    check(&[
        ("# A *b*\n\nText\nmore.\n\nNext", &["H1 A *b*", "Text\nmore.", "Next"]),
        ("Setext\n===\n\n---\n\nb", &["H1 Setext", "b"]),
        ("1. one\n2) two", &["I(1.) one", "I(2)) two"]),
        ("* one\n\n  more\n    * inner\n* two", &["I(*) one", "P more", "I(*) inner", "I(*) two"]),
        ("- one\n  ```\n  code\n  ```\n  <p>html</p>", &["I(-) one", "P code", "P html"]),
        ("> quoted\n\nplain", &["P quoted", "plain"]),
        ("> ## 3 Heading in a quote", &["H2 3 Heading in a quote"]),
        ("```\ncode *x*\n```", &["P code *x*"]),
        ("| a | b |\n|---|---|\n| 1 | *2* |", &["R a\tb", "R 1\t*2*"]),
    ]);
}

#[test]
fn inline_marks_are_read_and_not_shown() {
    check(&[
        (r"\$9,863 and \*", &["$9,863 and *"]),
        ("**UNO: “cruz”**La *esperanza*", &["UNO: “cruz”La *esperanza*"]),
        ("[text](https://example.org) here", &["text here"]),
        ("<https://example.org/a_b*c> and <a@example.org>", &["<https://example.org/a_b*c> and <a@example.org>"]),
        ("https://example.org/a_b_c", &["https://example.org/a_b_c"]),
        ("policy.[1] And [2].", &["policy.[1] And [2]."]),
        ("~~old~~ new &amp; `code`", &["old new & code"]),
        ("2017.¹ 5 m²", &["2017.^1^ 5 m^2^"]),
    ]);
}

#[test]
fn notes_are_cited_and_defined_by_label() {
    check(&[
        (
            "A.[^1] B[^b].\n\n[^1]: First\nline.\n[^b]: Two.\n\n    Paragraphs.\n",
            &["A.{1} B{b}.", "N(1) First\nline.", "N(b) Two.", "N(b) Paragraphs."],
        ),
        ("No[^2] definition.", &["No[^2] definition."]),
        ("Text.\n\n[^9]: Never cited.", &["Text.", "N(9) Never cited."]),
        ("A<sup>1</sup> and [2](#fn2).", &["A^1^ and ^2^."]),
        (
            "A[1], B[2] and A[1].\n\n[1]: https://example.org/a \"Title\"\n[2]: <https://example.org/b>",
            &["A{1}, B{2} and A{1}.", "N(1) Title, <https://example.org/a>", "N(2) <https://example.org/b>"],
        ),
        ("A[^1]\n\n[^1]: - item\n", &["A{1}", "N(1) item"]),
    ]);
}

#[test]
fn html_goes_and_its_text_stays() {
    check(&[
        (
            "<p style=\"a: b > c\">\n  <strong>Ana*</strong>\n</p>\n\n<p>b&nbsp;&amp;<br />c</p>",
            &["P *Ana**", "P b\u{a0}&\nc"],
        ),
        ("a <!-- hidden --> b<br>c", &["a  b\nc"]),
        ("<!-- hidden\n\nstill -->\n\na", &["a"]),
        ("<script>var a = '<p>x</p>';</script>\n\nb", &["b"]),
        ("<span /><span>Text</span></span></p>\n", &["Text"]),
        ("<div>\n\n*text*\n\n</div>", &["*text*"]),
        ("<div>\n  <h2>Title</h2>\n  <ul><li>one</li><li>two</li></ul></div>", &["H2 Title", "I(-) one", "I(-) two"]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", &["R a\tb"]),
        ("a\n\n        <div class=\"x\">deep</div>\n", &["a", "deep"]),
    ]);
}

#[test]
fn a_picture_that_begins_a_paragraph_does_not_run_into_it() {
    check(&[
        ("![Foto: Ana](a.jpg)Roma. Text", &["P Foto: Ana", "Roma. Text"]),
        ("![](a.jpg)\nRoma.", &["Roma."]),
        ("text ![icon](a.png) text", &["text icon text"]),
        ("<img src=\"a.jpg\" alt=\"Foto: Ana\" />Roma.", &["P Foto: Ana", "Roma."]),
        ("*<img src=\"a.jpg\" alt=\"Foto\" />Roma.* Text", &["P *Foto*", "*Roma.* Text"]),
    ]);
}

#[test]
fn form_feeds_part_pages_and_notes_are_still_found_across_them() {
    let pages = pages("One.[^1]\n\u{c}Two\nlines.\n\n\u{c}\n[^1]: Note.\n\u{c}");
    let numbers: Vec<_> = pages.iter().map(|page| page.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
    let all: Vec<Vec<String>> = pages.iter().map(|page| page.blocks.iter().map(written).collect()).collect();
    assert_eq!(all, [vec!["One.{1}"], vec!["Two\nlines."], vec!["N(1) Note."]]);
}
