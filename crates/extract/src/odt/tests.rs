use apostille_corpus::Manuscript;

use crate::office::package::tests::zipped;
use crate::written::written;
use crate::{Reason, odt};

/// A package with this in the text, these automatic styles, and other parts.
fn package(body: &str, styles: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<o:document-content xmlns:o=\"o\"><o:automatic-styles>{styles}</o:automatic-styles>\
         <o:body><o:text>{body}</o:text></o:body></o:document-content>"
    );
    let mut parts = vec![("content.xml", content.as_str())];
    parts.extend(others);
    zipped(&parts)
}

fn manuscript(body: &str, styles: &str, others: &[(&str, &str)]) -> Manuscript {
    odt::read(&package(body, styles, others)).unwrap()
}

#[track_caller]
fn check(body: &str, styles: &str, wanted: &[&str]) {
    let manuscript = manuscript(body, styles, &[]);
    let blocks: Vec<String> = manuscript.pages[0].blocks.iter().map(written).collect();
    assert_eq!(blocks, wanted, "{body}");
    assert!(manuscript.warnings.is_empty(), "{:?}", manuscript.warnings);
}

#[test]
fn paragraphs_are_of_the_kind_that_they_or_their_styles_say() {
    let styles = "<s:style s:name=\"P1\" s:family=\"paragraph\" s:parent-style-name=\"Title\"/>\
        <s:style s:name=\"P2\" s:family=\"paragraph\" s:parent-style-name=\"P2\"/>";
    for (body, wanted) in [
        ("<t:p>a</t:p>", "a"),
        ("<t:p t:style-name=\"P1\">a</t:p>", "H1 a"),
        ("<t:p t:style-name=\"P2\">a</t:p>", "a"),
        ("<t:p t:style-name=\"Heading_20_3\">a</t:p>", "H3 a"),
        ("<t:p t:style-name=\"Quotations\">a</t:p>", "P a"),
        ("<t:h t:outline-level=\"2\">a</t:h>", "H2 a"),
        (
            "<t:table-of-content><t:table-of-content-source>x</t:table-of-content-source><t:index-body><t:p>a<t:tab/>3</t:p></t:index-body></t:table-of-content>",
            "R a\t3",
        ),
        ("<t:section t:display=\"none\"><t:p>no</t:p></t:section><t:p>a</t:p>", "a"),
    ] {
        check(body, styles, &[wanted]);
    }
}

#[test]
fn spans_are_raised_and_stressed_and_spaces_are_counted() {
    let style = |name: &str, property: &str| {
        format!("<s:style s:name=\"{name}\" s:family=\"text\"><s:text-properties {property}/></s:style>")
    };
    let styles = [
        style("I", "fo:font-style=\"italic\""),
        style("B", "fo:font-weight=\"700\""),
        style("U", "s:text-position=\"super 58%\""),
        style("L", "s:text-position=\"33% 58%\""),
        style("D", "s:text-position=\"-33% 58%\""),
        style("H", "t:display=\"none\""),
    ]
    .concat();
    let span = |style: &str, text: &str| format!("<t:span t:style-name=\"{style}\">{text}</t:span>");
    check(&format!("<t:p>a {} {} {}</t:p>", span("I", "b"), span("B", "c"), span("D", "d")), &styles, &["a *b* *c* d"]);
    check(&format!("<t:p>m{} km{}{}</t:p>", span("U", "2"), span("L", "3"), span("H", "x")), &styles, &["m^2^ km^3^"]);
    check("<t:p>a\n   b<t:s t:c=\"3\"/>c<t:s/>d<t:line-break/>e</t:p>", "", &["a b   c d\ne"]);
    check("<t:p>a<t:s t:c=\"4000000000\"/>b</t:p>", "", &[&format!("a{}b", " ".repeat(64))]);
}

#[test]
fn deleted_and_annotated_text_stays_out() {
    check(
        "<t:tracked-changes><t:changed-region><t:deletion><t:p>old</t:p></t:deletion></t:changed-region></t:tracked-changes>\
         <t:p>a<t:change-start/>b<t:change-end/><o:annotation><dc:creator>X</dc:creator><t:p>no</t:p></o:annotation>c\
         <t:ruby><t:ruby-base>d</t:ruby-base><t:ruby-text>no</t:ruby-text></t:ruby></t:p>",
        "",
        &["abcd"],
    );
}

fn note(class: &str, shown: &str, text: &str) -> String {
    format!(
        "<t:note t:note-class=\"{class}\"><t:note-citation>{shown}</t:note-citation>\
         <t:note-body><t:p>{text}</t:p></t:note-body></t:note>"
    )
}

#[test]
fn notes_have_the_labels_that_the_file_shows() {
    let (foot, end) = (note("footnote", "7", "Foot."), note("endnote", "ii", "End."));
    let (mark, silent) = (note("footnote", "*", "Mark."), note("footnote", "", "Silent."));
    let body =
        format!("<t:p>a{foot}b{end}c</t:p><t:list><t:list-item><t:p>d{mark}{silent}</t:p></t:list-item></t:list>");
    check(&body, "", &["a{7}b{ii}c", "I(-) d{*}{2}", "N(7) Foot.", "N(ii) End.", "N(*) Mark.", "N(2) Silent."]);
    let alike = "<t:notes-configuration t:note-class=\"endnote\" s:num-format=\"1\"/>";
    let body = format!("<t:p>a{}{}</t:p>", note("footnote", "1", "Foot."), note("endnote", "1", "End."));
    check(&body, alike, &["a{1}{i}", "N(1) Foot.", "N(i) End."]);
}

#[test]
fn items_and_headings_have_the_labels_that_are_shown() {
    let level = |at: u32, rest: &str| format!("<t:list-level-style-number t:level=\"{at}\" {rest}/>");
    let styles = format!(
        "<t:list-style s:name=\"L\">{}{}</t:list-style><t:list-style s:name=\"M\">\
         <t:list-level-style-bullet t:level=\"1\" t:bullet-char=\"x\"/></t:list-style><t:outline-style>\
         <t:outline-level-style t:level=\"1\" s:num-format=\"I\" s:num-suffix=\".\"/></t:outline-style>",
        level(1, "s:num-format=\"1\" s:num-suffix=\".\""),
        level(2, "s:num-format=\"a\" s:num-suffix=\")\" t:display-levels=\"2\"")
    );
    let list = |attributes: &str, items: &str| format!("<t:list {attributes}>{items}</t:list>");
    let item = |inside: &str| format!("<t:list-item>{inside}</t:list-item>");
    let inner = list("", &(item("<t:p>b</t:p>") + &item("<t:p>c</t:p>")));
    let first = item(&format!("<t:p>a</t:p>{inner}")) + &item("<t:p>d</t:p><t:p>more</t:p>");
    let body = [
        list("t:style-name=\"L\"", &first),
        list("t:style-name=\"L\" t:continue-numbering=\"true\"", &item("<t:p>e</t:p>")),
        list("t:style-name=\"L\"", &item("<t:p>anew</t:p>")),
        list("t:style-name=\"M\"", &item("<t:p>bullet</t:p>")),
        "<t:h t:outline-level=\"1\">One</t:h><t:h t:outline-level=\"1\" t:is-list-header=\"true\">Bare</t:h>"
            .to_owned(),
        "<t:h t:outline-level=\"1\">Two</t:h>".to_owned(),
    ];
    check(
        &body.concat(),
        &styles,
        &[
            "I(1.) a",
            "I(1.a)) b",
            "I(1.b)) c",
            "I(2.) d",
            "P more",
            "I(3.) e",
            "I(1.) anew",
            "I(•) bullet",
            "H1 I. One",
            "H1 Bare",
            "H1 II. Two",
        ],
    );
}

#[test]
fn tables_and_frames_are_read_in_their_places() {
    check(
        "<b:table><b:table-row><b:table-cell b:number-columns-spanned=\"2\"><t:p>Table 1</t:p></b:table-cell>\
         <b:covered-table-cell/></b:table-row><b:table-row><b:table-cell><t:p>a</t:p><t:p>b</t:p></b:table-cell>\
         <b:table-cell b:number-columns-repeated=\"900000000\"><t:p>c</t:p></b:table-cell></b:table-row></b:table>",
        "",
        &["R Table 1", "R a b\tc"],
    );
    check(
        "<t:p>Before <d:frame><d:text-box><t:p>boxed</t:p></d:text-box><svg:title>no</svg:title></d:frame>after</t:p>",
        "",
        &["Before after", "P boxed"],
    );
}

#[test]
fn a_formula_is_read_from_its_part() {
    let formula = "<math><mrow><mi>p</mi>\n<mo>&lt;</mo><mn>0</mn></mrow><annotation>p less 0</annotation></math>";
    let body = "<t:p>(<d:frame><d:object x:href=\"./Formula-0/\"/></d:frame>)<d:object x:href=\"../../etc/\"/></t:p>";
    let manuscript = manuscript(body, "", &[("Formula-0/content.xml", formula)]);
    assert_eq!(written(&manuscript.pages[0].blocks[0]), "(p<0)");
}

#[test]
fn the_file_s_own_properties_are_read() {
    let meta = "<o:meta><dc:title>T</dc:title><m:initial-creator>Ana Ruiz</m:initial-creator><dc:creator>Eva</dc:creator>\
        <m:creation-date>2019-02-03T04:05:06</m:creation-date><dc:date>2021-01-01</dc:date><dc:language>es</dc:language>\
        <m:user-defined m:name=\"ISBN\">978-3</m:user-defined></o:meta>";
    let front = manuscript("<t:p>the fees of 2019 were paid by those who could pay</t:p>", "", &[("meta.xml", meta)])
        .front_matter;
    assert_eq!((front.title.as_deref(), front.language.as_deref()), (Some("T"), Some("es")));
    assert_eq!((front.authors, front.date.as_deref()), (vec!["Ana Ruiz".to_owned()], Some("2019-02-03T04:05:06")));
    assert_eq!(front.identifiers[0].scheme, "isbn");
}

#[test]
fn other_and_encrypted_packages_are_refused() {
    let spreadsheet = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let encrypted = ("META-INF/manifest.xml", "<m><e><manifest:encryption-data/></e></m>");
    for (part, reason) in [(spreadsheet, Reason::NotText), (encrypted, Reason::Password)] {
        assert_eq!(odt::read(&package("<t:p>a</t:p>", "", &[part])).unwrap_err().reason, reason);
    }
    let cut = zipped(&[("content.xml", "<o:body><t:p>Text</t:p><t:p>cut")]);
    assert_eq!(odt::read(&cut).unwrap().warnings[0].code, "damaged");
    let broken = zipped(&[("content.xml", "<o:body></t:p>")]);
    assert_eq!(odt::read(&broken).unwrap_err().reason, Reason::Damaged);
}
