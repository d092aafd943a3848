//! From a manuscript to a document, as the indexer calls it: notes, joined paragraphs, title page, sections, passages.

use apostille_corpus::language::Tagger;
use apostille_corpus::{Block, BlockKind, Document, DocumentId, FrontMatter, Kind, Manuscript, Page, Run, structure};

/// A manuscript of plain blocks: a text is cut at empty lines, `^1^` is raised, `\f` parts pages.
fn manuscript(text: &str) -> Manuscript {
    let numbered = text.contains('\u{c}');
    let page = |(index, page): (usize, &str)| Page {
        number: numbered.then_some(index as u32 + 1),
        label: None,
        height: 0.0,
        blocks: page.split("\n\n").filter(|block| !block.trim().is_empty()).map(block).collect(),
    };
    let pages = text.split('\u{c}').enumerate().map(page).collect();
    Manuscript { format: "text".to_owned(), pages, ..Manuscript::default() }
}

fn block(text: &str) -> Block {
    let text = text.trim_matches('\n');
    if let Some((label, body)) = text.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
        return Block::new(BlockKind::NoteBody(label.to_owned()), runs(body));
    }
    Block::new(BlockKind::Plain, runs(text))
}

fn runs(text: &str) -> Vec<Run> {
    let raise = |(index, text): (usize, &str)| Run { text: text.to_owned(), raised: index % 2 == 1, ..Run::default() };
    text.split('^').enumerate().map(raise).filter(|run| !run.text.is_empty()).collect()
}

fn read(text: &str) -> Document {
    structure::document(DocumentId::from_u64(7), manuscript(text), "file-name", &Tagger::new())
}

/// Label, text and citing sentences of each note.
fn notes(document: &Document) -> Vec<(&str, &str, Vec<&str>)> {
    let notes = document.notes.iter();
    notes
        .map(|n| (n.label.as_str(), n.text.as_str(), n.cited_by.iter().map(|c| c.sentence.as_str()).collect()))
        .collect()
}

fn body(document: &Document) -> String {
    let body = document.passages.iter().filter(|p| p.kind == Kind::Body);
    body.map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

const LONG: &str = "The programme was designed for seasonal workers, and its first years showed how much a small office \
                    can do when the two ministries share one register and answer employers within a week of their request";

#[test]
fn notes_of_every_style_are_found_with_the_sentence_that_cites_them() {
    let first = "It grew until 2017.";
    let second = "Then it shrank by 63,623 permits.";
    let bodies = [
        format!("{LONG}. {first}^1^ {second}^2^ It ended.\n\n^1^ Ruiz, Report, 12.\n\n^2^ Cole, Letter, 3."),
        format!("{LONG}. {first}^1^ {second}^2^ It ended.\n\nNotes\n\n1. Ruiz, Report, 12.\n2. Cole, Letter, 3."),
        format!("{LONG}. {first}[1] {second} [2] It ended.\n\nNotas\n\n[1] Ruiz, Report, 12.\n\n[2] Cole, Letter, 3."),
        format!("{LONG}. {first}[1] {second}[2] It ended.\n\n[1] Ruiz, Report, 12.\n\n[2] Cole, Letter, 3."),
        format!(
            "{LONG}. {first}^1^ {second}^2^ It ended.\n\nNotas al pie\n\n1 Ruiz, Report, 12.\n\n2 Cole, Letter, 3."
        ),
        format!("{LONG}. {first}^1^ {second}^2^ It ended.\n\n[^1]: Ruiz, Report, 12.\n\n[^2]: Cole, Letter, 3."),
    ];
    for text in bodies {
        let document = read(&text);
        let expected = [("1", "Ruiz, Report, 12.", vec![first]), ("2", "Cole, Letter, 3.", vec![second])];
        assert_eq!(notes(&document), expected, "{text}");
        assert_eq!(body(&document), format!("{LONG}. {first} {second} It ended."), "{text}");
    }
}

#[test]
fn labels_that_come_again_cite_the_next_list_below() {
    let chapter = |name: &str, first: &str, second: &str, list: &str| {
        format!("{name}\n\n{LONG}. {first}^1^ {second}^2^ It ended.\n\n{list}\n\n")
    };
    let in_lists = chapter("The First Chapter", "A grew.", "B shrank.", "Notes\n\n1. Ruiz, 12.\n2. Cole, 3.")
        + &chapter("The Second Chapter", "C grew.", "D shrank.", "Notes\n\n1. Vega, 4.\n2. Ibid., 5.");
    let of_format = chapter("The First Chapter", "A grew.", "B shrank.", "[^1]: Ruiz, 12.\n\n[^2]: Cole, 3.")
        + &chapter("The Second Chapter", "C grew.", "D shrank.", "[^1]: Vega, 4.\n\n[^2]: Ibid., 5.");
    for text in [in_lists, of_format] {
        let document = read(&text);
        let expected = [
            ("1", "Ruiz, 12.", vec!["A grew."]),
            ("2", "Cole, 3.", vec!["B shrank."]),
            ("1", "Vega, 4.", vec!["C grew."]),
            ("2", "Ibid., 5.", vec!["D shrank."]),
        ];
        assert_eq!(notes(&document), expected, "{text}");
    }
}

#[test]
fn a_label_that_forgot_its_stop_is_still_of_its_list() {
    let text = format!(
        "{LONG}. It grew.^1^ It shrank.^2^ It ended.^3^\n\nNotas\n\n1. Ruiz, Report,\n2020 pages.\n2 Cole, Letter, 3.\n\
         3. Vega, Memoria,\n4 pages."
    );
    let document = read(&text);
    let found: Vec<(&str, &str)> = document.notes.iter().map(|n| (n.label.as_str(), n.text.as_str())).collect();
    let expected = [("1", "Ruiz, Report, 2020 pages."), ("2", "Cole, Letter, 3."), ("3", "Vega, Memoria, 4 pages.")];
    assert_eq!(found, expected);
}

#[test]
fn raised_figures_that_are_no_markers_stay_in_the_text() {
    let document =
        read(&format!("{LONG}. An area of 10 km^2^ with R^2^ of .7 and 10^6^ people.^1^\n\n^1^ Ruiz, Report, 12."));
    assert!(body(&document).contains("An area of 10 km² with R² of .7 and 10⁶ people."), "{}", body(&document));
    assert_eq!(document.notes.len(), 1);
}

#[test]
fn a_list_of_references_is_no_list_of_notes() {
    let document = read(&format!(
        "{LONG}.[1] It ended.\n\nReferences\n\n[1] Ruiz, A. Report. 2017.\n\n[2] Cole, J. Letter. 2018."
    ));
    assert_eq!(document.notes, []);
    assert!(document.passages.iter().any(|p| p.kind == Kind::Back && p.text.contains("Ruiz, A.")));
}

#[test]
fn a_paragraph_that_a_page_break_cut_is_one_again() {
    let cases = [
        (
            format!("{LONG}. The United States\n\nwas doubling down on it."),
            "The United States was doubling down on it.",
        ),
        (
            format!(
                "{LONG}. It is called DACA (Deferred\n\nAction on Childhood Arrivals), and it has been in the courts for years."
            ),
            "(Deferred Action on Childhood Arrivals)",
        ),
        (format!("{LONG}. The migra-\n\ntion of farm workers goes on."), "The migration of farm workers"),
        (
            format!("{LONG}. It grew.^1^ The ministry of\n\n^1^ Ruiz, Report, 12.\n\nlabour agreed."),
            "The ministry of labour agreed.",
        ),
    ];
    for (text, joined) in cases {
        assert!(body(&read(&text)).contains(joined), "{text}");
    }
    let apart = read(&format!("{LONG}.\n\nwas it so? Nobody knows, and the {LONG} for many years to come."));
    assert!(!body(&apart).contains(". was it so"), "a paragraph that ends is left alone");
}

#[test]
fn bare_lines_are_headings_and_passages_know_their_section() {
    let document = read(&format!("{LONG}.\n\nGrowing symmetries\n\n{LONG}.\n\nWhat remains\n\n{LONG}."));
    let sections: Vec<&str> = document.sections.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(sections, ["Growing symmetries", "What remains"]);
    let body = document.passages.iter().filter(|p| p.kind == Kind::Body);
    let of_body: Vec<_> = body.map(|p| p.section.as_deref()).collect();
    assert_eq!(of_body, [None, Some("Growing symmetries"), Some("What remains")]);
}

#[test]
fn biographies_are_neither_body_nor_notes() {
    let document = read(&format!(
        "A Title of Some Length\n\nBy Ana Ruiz and John Cole\n\nMay 2021\nWorking Paper*\n\n{LONG}. It grew.^1^\n\n{LONG}.\n\n\
         Ana B. Ruiz, PhD, is an economist at the institute.\n\nJohn Cole is a writer.\n\n^1^ Ruiz, Report, 12."
    ));
    let record = &document.record;
    assert_eq!((record.title.as_str(), record.authors.len()), ("A Title of Some Length", 2));
    assert_eq!(record.date.map(|d| d.to_string()).as_deref(), Some("2021-05"));
    assert_eq!(record.kind.as_deref(), Some("Working Paper"));
    let back: Vec<&str> = document.passages.iter().filter(|p| p.kind == Kind::Back).map(|p| p.text.as_str()).collect();
    assert_eq!(back, ["Ana B. Ruiz, PhD, is an economist at the institute.\nJohn Cole is a writer."]);
    assert_eq!(notes(&document), [("1", "Ruiz, Report, 12.", vec!["It grew."])]);
}

#[test]
fn passages_are_whole_sentences_and_not_too_long() {
    let sentence =
        |n: usize| format!("Sentence {n} says that the office of the U.S. border opened in no. {n} of the street.");
    let text: Vec<String> = (0..60).map(sentence).collect();
    let document = read(&format!("{LONG}.\n\n{}", text.join(" ")));
    let passages: Vec<_> = document.passages.iter().filter(|p| p.kind == Kind::Body).collect();
    assert!(passages.len() > 4);
    for passage in &passages {
        let words = passage.text.split_whitespace().count();
        assert!((60..=180).contains(&words) || passage.text == format!("{LONG}."), "{words} words");
        assert!(passage.text.ends_with('.') && passage.text.starts_with(['T', 'S']), "{}", passage.text);
    }
    let joined = passages.iter().map(|p| p.text.replace('\n', " ")).collect::<Vec<_>>().join(" ");
    assert_eq!(joined, format!("{LONG}. {}", text.join(" ")));
}

#[test]
fn a_passage_knows_its_page_even_when_a_note_parts_its_paragraph() {
    let text = format!(
        "{LONG}.\u{c}{LONG}. It grew.^1^ The office of\n\n^1^ Ruiz.\u{c}labour agreed.\n\nNew start\n\n{LONG}."
    );
    let document = read(&text);
    let pages: Vec<_> = document.passages.iter().filter(|p| p.kind == Kind::Body).map(|p| p.page).collect();
    assert_eq!(pages, [Some(1), Some(3)]);
    assert_eq!((document.notes[0].page, document.pages), (Some(2), Some(3)));
}

#[test]
fn front_matter_wins_over_the_first_page_and_its_title_can_be_found() {
    let mut manuscript = manuscript(&format!("{LONG}.\n\nWhat remains\n\n{LONG}."));
    manuscript.front_matter = FrontMatter {
        title: Some("Seasonal Work".to_owned()),
        authors: vec!["Ana Ruiz and John Cole".to_owned()],
        date: Some("2021-05-17T10:00:00".to_owned()),
        kind: None,
        language: Some("en".to_owned()),
        ..FrontMatter::default()
    };
    let document = structure::document(DocumentId::from_u64(7), manuscript, "file-name", &Tagger::new());
    assert_eq!((document.record.title.as_str(), document.record.authors.len()), ("Seasonal Work", 2));
    assert_eq!(document.record.date.map(|d| d.to_string()).as_deref(), Some("2021-05-17"));
    let front = &document.passages[0];
    assert_eq!((front.kind, front.text.as_str()), (Kind::Front, "Seasonal Work\nAna Ruiz, John Cole"));
}

#[test]
fn a_document_without_any_title_has_its_files_name() {
    assert_eq!(read(&format!("{LONG}.\n\n{LONG}.")).record.title, "file name");
}

proptest::proptest! {
    #[test]
    fn any_text_makes_a_document_that_keeps_its_words(
        text in "([a-z]{1,9}[ .,\n^\\[\\]*\u{2002}\u{a0}«”]{1,2}|https?://[a-z/-]{1,9}[> \n]|[0-9]{1,3}[ .)\n]|\n\n|Notes\n\n|\u{c}|[A-Z][a-zñ]{2,9} ){0,60}"
    ) {
        let document = read(&text);
        let passages = document.passages.iter().map(|p| p.text.as_str());
        let shown: String = passages.chain(document.notes.iter().map(|n| n.text.as_str())).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        // A heading of notes, raised labels and labels of notes may go; nothing else does.
        let labels: usize = text.split('^').map(|part| letters(part).min(4)).sum::<usize>() + 5 * text.matches("Notes").count();
        let lost = letters(&text).saturating_sub(letters(&shown));
        assert!(lost <= labels, "{lost} letters lost of {text:?}: {shown:?}");
        for passage in &document.passages {
            assert!(passage.markers.iter().all(|marker| marker.at <= passage.text.chars().count()));
            assert!(!passage.text.trim().is_empty());
        }
    }
}
