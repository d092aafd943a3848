//! Labels of items and notes, which the file does not say.

use super::{STYLES, check, p, style};

const NUMBERING: (&str, &str) = (
    "word/numbering.xml",
    r#"<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>
    <w:pStyle w:val="Numbered"/><w:lvlText w:val="Artículo %1."/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"#,
);

#[test]
fn items_of_lists_have_the_labels_that_are_shown() {
    let item = |list: u32, level: u32, text: &str| {
        p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
    };
    let body = [
        item(1, 0, "a"),
        item(1, 1, "b"),
        item(1, 1, "c"),
        item(1, 0, "d"),
        item(1, 1, "e"),
        item(4, 0, "anew"),
        item(3, 0, "bullet"),
        item(5, 0, "unknown"),
        item(0, 0, "none"),
        p(&style("Numbered"), "law"),
        p(&(style("Numbered") + "<w:outlineLvl w:val=\"2\"/>"), "heading"),
    ];
    check(
        &body.concat(),
        &[NUMBERING, STYLES],
        &[
            "I(1.) a",
            "I(1.a)) b",
            "I(1.b)) c",
            "I(2.) d",
            "I(2.a)) e",
            "I(1.) anew",
            "I(•) bullet",
            "I(-) unknown",
            "none",
            "I(Artículo 4.) law",
            "H3 Artículo 5. heading",
        ],
    );
}

fn notes(class: &str, texts: &[(&str, &str)]) -> String {
    let note = |(id, text): &(&str, &str)| format!("<w:{class} w:id=\"{id}\">{}</w:{class}>", p("", text));
    format!("<w:{class}s>{}</w:{class}s>", texts.iter().map(note).collect::<String>())
}

#[test]
fn notes_are_labelled_by_the_order_of_their_references() {
    let footnotes = notes("footnote", &[("2", "Second."), ("9", "First."), ("4", "* Own mark."), ("5", "Deleted.")]);
    let endnotes = notes("endnote", &[("2", "End.")]);
    let parts = [("word/footnotes.xml", footnotes.as_str()), ("word/endnotes.xml", endnotes.as_str())];
    let body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"9\"/></w:r>\
        <w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"4\"/><w:t>*</w:t></w:r>\
        <w:del><w:r><w:footnoteReference w:id=\"5\"/></w:r></w:del>\
        <w:r><w:t>b</w:t><w:endnoteReference w:id=\"2\"/><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    check(body, &parts, &["a{1}{*}b{i}{2}", "N(1) First.", "N(*) Own mark.", "N(i) End.", "N(2) Second."]);
    let decimal = "<w:sectPr><w:endnotePr><w:numFmt w:val=\"decimal\"/></w:endnotePr></w:sectPr>";
    let roman = "<w:settings><w:footnotePr><w:numFmt w:val=\"upperRoman\"/><w:numStart w:val=\"3\"/></w:footnotePr></w:settings>";
    let one = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"9\"/><w:endnoteReference w:id=\"2\"/></w:r></w:p>";
    check(&(one.to_owned() + decimal), &parts, &["a{1}{i}", "N(1) First.", "N(i) End."]);
    let parts = [parts[0], parts[1], ("word/settings.xml", roman)];
    check(&(one.to_owned() + decimal), &parts, &["a{III}{1}", "N(III) First.", "N(1) End."]);
}

#[test]
fn notes_whose_numbers_begin_again_in_each_section_stand_before_the_next() {
    let texts = [("2", "First."), ("3", "Second."), ("4", "Anew."), ("5", "At last.")];
    let footnotes = notes("footnote", &texts);
    let parts = [("word/footnotes.xml", footnotes.as_str())];
    let restart = "<w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr></w:sectPr>";
    let cites = |text: &str, ids: &[&str]| {
        let reference = |id: &&str| format!("<w:footnoteReference w:id=\"{id}\"/>");
        format!("<w:r><w:t>{text}</w:t>{}</w:r>", ids.iter().map(reference).collect::<String>())
    };
    let sections = [(cites("a", &["2", "3"]), restart), (cites("b", &[]), ""), (cites("c", &["4"]), restart)];
    let body: String = sections.iter().map(|(runs, end)| format!("<w:p><w:pPr>{end}</w:pPr>{runs}</w:p>")).collect();
    let last = format!("<w:p>{}</w:p>{restart}", cites("d", &["5"]));
    let read = ["a{1}{2}", "b", "N(1) First.", "N(2) Second.", "c{1}", "N(1) Anew.", "d{1}", "N(1) At last."];
    check(&(body.clone() + &last), &parts, &read);
    let counted_on = ["a{1}{2}", "b", "c{3}", "d{4}", "N(1) First.", "N(2) Second.", "N(3) Anew.", "N(4) At last."];
    check(&(body + &last).replace("eachSect", "eachPage"), &parts, &counted_on);
}
