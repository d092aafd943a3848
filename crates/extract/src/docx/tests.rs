use apostille_corpus::Manuscript;

use crate::office::package::tests::zipped;
use crate::written::written;
use crate::{Reason, docx};

mod labels;

/// A package with this in the body, and these other parts.
fn package(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", main.as_str())];
    parts.extend(others);
    zipped(&parts)
}

fn manuscript(body: &str, others: &[(&str, &str)]) -> Manuscript {
    docx::read(&package(body, others)).unwrap()
}

#[track_caller]
fn check(body: &str, others: &[(&str, &str)], wanted: &[&str]) {
    let manuscript = manuscript(body, others);
    let blocks: Vec<String> = manuscript.pages[0].blocks.iter().map(written).collect();
    assert_eq!(blocks, wanted, "{body}");
    assert!(manuscript.warnings.is_empty(), "{:?}", manuscript.warnings);
}

/// A paragraph with these properties and a run with this text.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

const STYLES: (&str, &str) = (
    "word/styles.xml",
    r#"<w:styles xmlns:w="w">
    <w:style w:styleId="Ttulo"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="Ttulo2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:styleId="Apartado"><w:name w:val="Apartado"/><w:basedOn w:val="Ttulo2"/></w:style>
    <w:style w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>
    <w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:styleId="Quote"><w:name w:val="Quote"/></w:style>
    <w:style w:styleId="Numbered"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="Ref" w:type="character"><w:name w:val="r"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
    </w:styles>"#,
);

#[test]
fn styles_and_outline_levels_say_what_a_paragraph_is() {
    for (properties, wanted) in [
        (String::new(), "text"),
        (style("Ttulo"), "H1 text"),
        (style("Ttulo2"), "H2 text"),
        (style("Apartado"), "H2 text"),
        (style("Apartado") + "<w:outlineLvl w:val=\"9\"/>", "text"),
        ("<w:outlineLvl w:val=\"0\"/>".to_owned(), "H1 text"),
        (style("Circle"), "text"),
        (style("Absent"), "text"),
        (style("TOC1"), "R text"),
        (style("Quote"), "P text"),
    ] {
        check(&p(&properties, "text"), &[STYLES], &[wanted]);
    }
}

#[test]
fn runs_are_raised_and_stressed_and_hidden_as_they_say() {
    for (properties, wanted) in [
        ("", "a"),
        ("<w:i/>", "*a*"),
        ("<w:b w:val=\"1\"/>", "*a*"),
        ("<w:i w:val=\"0\"/>", "a"),
        ("<w:vertAlign w:val=\"superscript\"/>", "^a^"),
        ("<w:rStyle w:val=\"Ref\"/>", "^a^"),
        ("<w:rStyle w:val=\"Ref\"/><w:vertAlign w:val=\"baseline\"/>", "a"),
        ("<w:position w:val=\"6\"/>", "^a^"),
        ("<w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange>", "a"),
    ] {
        check(&format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>a</w:t></w:r></w:p>"), &[STYLES], &[wanted]);
    }
    check("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>", &[], &["b"]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>";
    let inserted = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>";
    check(&format!("<w:p>{deleted}{inserted}</w:p>"), &[], &["new"]);
    check(
        "<w:p><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo></w:p>",
        &[],
        &["b"],
    );
    check(&(p("<w:rPr><w:del/></w:rPr>", "One ") + &p("", "paragraph")), &[], &["One paragraph"]);
    let row = |properties: &str, text: &str| format!("<w:tr>{properties}<w:tc>{}</w:tc><w:tc/></w:tr>", p("", text));
    check(&(row("<w:trPr><w:del/></w:trPr>", "old") + &row("", "new")), &[], &["R new\t"]);
}

#[test]
fn what_is_not_text_stays_out() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r><w:r><w:t>code</w:t></w:r>";
    let text = "<w:r><w:t>link</w:t></w:r>";
    let body = format!("<w:p>{}{code}{}{text}{}</w:p>", field("begin"), field("separate"), field("end"));
    check(&body, &[], &["link"]);
    check(
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        &[("word/comments.xml", "<w:comments><w:comment><w:p><w:r><w:t>no</w:t></w:r></w:p></w:comment></w:comments>")],
        &["a"],
    );
    let sdt = |property: &str| {
        format!("<w:sdt><w:sdtPr>{property}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", p("", "Click here"))
    };
    check(&(sdt("<w:showingPlcHdr/>") + &sdt("") + &p("", "a")), &[], &["Click here", "a"]);
}

#[test]
fn a_text_box_is_read_once_and_a_drop_cap_belongs_to_its_word() {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
    let both = format!(
        "<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>",
        inner("boxed"),
        inner("boxed")
    );
    check(&both, &[], &["Before after", "P boxed"]);
    check(&(p("<w:framePr w:dropCap=\"drop\"/>", "T") + &p("", "he North")), &[], &["The North"]);
}

#[test]
fn characters_that_are_elements_are_characters() {
    check(
        "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d&amp;&#233;&unknown;</w:t>\
         <w:softHyphen/><w:t>e</w:t><w:sym w:font=\"Symbol\" w:char=\"F02A\"/></w:r></w:p>",
        &[],
        &["a-b\tc\nd&ée*"],
    );
    check("<w:p><m:r><m:t>R</m:t></m:r><m:sup><m:r><m:t>2</m:t></m:r></m:sup></w:p>", &[], &["R^2^"]);
}

#[test]
fn rows_of_tables_have_their_cells_parted_and_boxes_are_paragraphs() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = [
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "Table 1")]),
        row(&[cell("", "País"), cell("", "2019")]),
        row(&[cell("", ""), cell("", "7")]),
    ];
    check(&format!("<w:tbl>{}</w:tbl>", table.concat()), &[], &["R Table 1", "R País\t2019", "R \t7"]);
    check(&format!("<w:tbl>{}</w:tbl>", row(&[cell("", "Box 1")])), &[], &["P Box 1"]);
}

#[test]
fn the_file_s_own_properties_are_read() {
    let core = (
        "docProps/core.xml",
        "<c:p xmlns:c=\"c\"><dc:title>A &amp; B</dc:title><dc:creator>Ana Ruiz; Eva Rey</dc:creator>\
        <dc:language>es-MX</dc:language><dcterms:created>2020-05-01T00:00:00Z</dcterms:created></c:p>",
    );
    let custom = ("docProps/custom.xml", "<P><property name=\"DOI\"><vt:lpwstr>10.1/2</vt:lpwstr></property></P>");
    let front = manuscript(&p("", "the fees of 2020 were paid by those who could pay"), &[core, custom]).front_matter;
    assert_eq!(front.title.as_deref(), Some("A & B"));
    assert_eq!(front.authors, ["Ana Ruiz", "Eva Rey"]);
    assert_eq!(front.date.as_deref(), Some("2020-05-01T00:00:00Z"));
    assert_eq!(front.language.as_deref(), Some("es-MX"));
    assert_eq!(front.identifiers[0].value, "10.1/2");
    let titled = manuscript(&p(&style("Ttulo"), "Another title"), &[core, STYLES]).front_matter;
    assert_eq!(titled.title, None);
}

#[test]
fn the_main_part_is_where_the_relationships_say() {
    let parts = [
        ("_rels/.rels", "<R><Relationship Type=\"a/officeDocument\" Target=\"/word/document2.xml\"/></R>"),
        ("word/document2.xml", "<w:body><w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:body>"),
        ("word/_rels/document2.xml.rels", "<R><Relationship Type=\"a/footnotes\" Target=\"notes7.xml\"/></R>"),
        (
            "word/notes7.xml",
            "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ];
    let manuscript = docx::read(&zipped(&parts)).unwrap();
    assert_eq!(manuscript.pages[0].blocks.iter().map(written).collect::<Vec<_>>(), ["a{1}", "N(1) n"]);
}

#[test]
fn damage_is_a_warning_after_text_and_a_failure_before_it() {
    let broken = |main: &str| docx::read(&zipped(&[("word/document.xml", main)]));
    let read = broken("<w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p><w:p></w:q>").unwrap();
    assert_eq!((read.pages[0].blocks.len(), read.warnings[0].code.as_str()), (1, "damaged"));
    let deep = "<w:p>".repeat(100_000);
    for main in ["<w:body></w:p>", "<w:body>", deep.as_str()] {
        assert_eq!(broken(main).unwrap_err().reason, Reason::Damaged);
    }
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:p><w:r><w:t>t&b;</w:t></w:r></w:p>";
    assert_eq!(written(&broken(bomb).unwrap().pages[0].blocks[0]), "t");
}
