//! From a manuscript whose blocks have places to a document: notes at page feet, what only looks like one, page labels.

use apostille_corpus::language::Tagger;
use apostille_corpus::{Block, BlockKind, Document, DocumentId, Kind, Manuscript, Page, Place, Run, structure};

const HEIGHT: f32 = 800.0;
const WORDS: &str = "the programme was designed for seasonal workers and its first years showed how much a small office can do \
                     when two ministries share one register and answer employers within a week of their request which many \
                     of them had not thought possible before that agreement was signed in spring";

/// Prose of nine lines that no other page has, without a stop at its end: enough words for a passage.
fn prose(page: u32) -> String {
    let mut words: Vec<&str> = WORDS.split(' ').collect();
    let count = words.len();
    words.rotate_left(page as usize * 10 % count);
    let words = words.repeat(2);
    let lines: Vec<String> = words.chunks(count.div_ceil(4)).map(|line| line.join(" ")).collect();
    format!("Here {}", lines.join("\n"))
}

/// A page: blocks are parted by empty lines, `^1^` is raised. `head| ` stands at the upper edge, `edge| ` at the lower one,
/// `note| ` is small type above that, `side| ` stands in the margin; the others are the text from above. `~` is
/// prose.
fn page(number: u32, text: &str) -> Page {
    let text = text.replace('~', &prose(number));
    let texts: Vec<&str> = text.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
    let notes: usize = texts.iter().filter(|text| text.starts_with("note| ")).map(|text| text.lines().count()).sum();
    let (mut body_top, mut note_top) = (90.0, HEIGHT - 70.0 - 10.0 * notes as f32);
    let mut blocks = Vec::new();
    for text in texts {
        let (kind, text) = text.split_once("| ").unwrap_or(("text", text));
        let (left, right) = if kind == "side" { (20.0, 30.0) } else { (60.0, 540.0) };
        let (size, step) = if kind == "note" { (8.0, 10.0) } else { (10.0, 14.0) };
        let height = step * text.lines().count() as f32;
        let top = match kind {
            "head" => 30.0,
            "edge" => HEIGHT - 30.0,
            "side" => 420.0,
            "note" => note_top,
            _ => body_top,
        };
        match kind {
            "note" => note_top += height,
            "text" => body_top += height + 6.0,
            _ => {}
        }
        let place = Some(Place { left, top, right, bottom: top + height });
        blocks.push(Block { kind: BlockKind::Plain, runs: runs(text, size), place });
    }
    Page { number: Some(number), label: None, height: HEIGHT, blocks }
}

fn runs(text: &str, size: f32) -> Vec<Run> {
    let run = |(index, text): (usize, &str)| {
        let raised = index % 2 == 1;
        Run { text: text.to_owned(), raised, size: if raised { 0.6 * size } else { size }, ..Run::default() }
    };
    text.split('^').enumerate().map(run).filter(|run| !run.text.is_empty()).collect()
}

fn read(pages: Vec<Page>) -> Document {
    let manuscript = Manuscript { format: "pdf".to_owned(), pages, ..Manuscript::default() };
    structure::document(DocumentId::from_u64(7), manuscript, "file-name", &Tagger::new())
}

/// Pages of these texts, behind a first page that has none of what they show.
fn pages(texts: &[impl AsRef<str>]) -> Document {
    let first = page(1, "~.");
    read(std::iter::once(first).chain((2..).zip(texts).map(|(number, text)| page(number, text.as_ref()))).collect())
}

/// Each note: its page, its label, its text, and what stands between the last comma and its first marker.
fn notes(document: &Document) -> Vec<String> {
    let before = |id: &str| {
        let marked = document.passages.iter().find_map(|p| Some((p, p.markers.iter().find(|m| m.note == id)?)));
        let (passage, marker) = marked?;
        let text: String = passage.text.chars().take(marker.at).collect();
        Some(text.rsplit(',').next().unwrap_or("").trim().to_owned())
    };
    let line = |note: &apostille_corpus::Note| {
        let page = note.page.unwrap_or(0);
        format!("{page} {} {} <- {}", note.label, note.text, before(&note.id).unwrap_or_default())
    };
    document.notes.iter().map(line).collect()
}

fn text(document: &Document) -> String {
    document.passages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn numbering_that_begins_again_on_each_page_is_linked_page_by_page() {
    let document = pages(&[
        "~, a^1^ and so on, b^2^ too.\n\nnote| ^1^ Ruiz, Report, 12.\n\nnote| ^2^ Cole, Letter, 3.",
        "~, in 1951^(1)^ at last.\n\nnote| (1) Vega, Memoria, 4.",
        "~, c^1^ and again, d^1^ too.\n\nnote| ^1^ Headline added.",
    ]);
    let expected = [
        "2 1 Ruiz, Report, 12. <- a",
        "2 2 Cole, Letter, 3. <- b",
        "3 1 Vega, Memoria, 4. <- in 1951",
        "4 1 Headline added. <- c",
    ];
    assert_eq!(notes(&document), expected);
    assert_eq!(document.notes[3].cited_by.len(), 1, "both markers stand in one sentence");
}

#[test]
fn a_note_that_runs_on_to_the_next_page_is_one_note() {
    let document = pages(&[
        "~, a^1^ it\n\nnote| ^1^ Ruiz, Report, 12, where the register is\ndescribed, and its first",
        "went on. ~.\n\nnote| years, by both ministries.",
        "~, b^2^ too.\n\nnote| ^2^ Cole, Letter, 3.",
    ]);
    let whole = "Ruiz, Report, 12, where the register is described, and its first years, by both ministries.";
    assert_eq!(notes(&document), [format!("2 1 {whole} <- a"), "4 2 Cole, Letter, 3. <- b".to_owned()]);
    assert!(
        text(&document).contains("a it went on."),
        "the paragraph that the note parted is one: {}",
        text(&document)
    );
}

#[test]
fn letters_and_symbols_label_notes_too() {
    let document = pages(&[
        "~, a^*^ and so, b^†^ or\n\nnote| ^*^ Ruiz, Report, 12.\n\nnote| ^†^ Cole, Letter, 3.",
        "~, c^‡^ at last.\n\nnote| ^‡^ Vega, Memoria, 4.",
    ]);
    let found: Vec<(&str, bool)> = document.notes.iter().map(|n| (n.label.as_str(), !n.cited_by.is_empty())).collect();
    assert_eq!(found, [("*", true), ("†", true), ("‡", true)]);
}

#[test]
fn endnotes_without_a_heading_are_found_in_figures_and_in_roman_numbers() {
    let lists = [["1", "2", "3"], ["i", "ii", "iii"]];
    for [a, b, c] in lists {
        let document = pages(&[
            format!("~, a^{a}^ and, b^{b}^ or, c^{c}^ too."),
            format!("{a} Ruiz, Report, 12.\n{b} Cole, Letter, 3, with\nan annex.\n{c} Vega, Memoria, 4."),
        ]);
        let expected = [
            format!("3 {a} Ruiz, Report, 12. <- a"),
            format!("3 {b} Cole, Letter, 3, with an annex. <- b"),
            format!("3 {c} Vega, Memoria, 4. <- c"),
        ];
        assert_eq!(notes(&document), expected);
        assert!(document.notes.iter().all(|note| note.cited_by.len() == 1));
    }
}

#[test]
fn what_only_looks_like_a_marker_stays_text() {
    let cases = [
        ("exponents", "~, 10 km^2^, R^2^ of .7 and 10^6^ people^7^.", "10 km², R² of .7 and 10⁶ people."),
        ("numbered paragraphs", "~^7^.\n\n148.100. Ratify it;\n\n148.101. Accede to it;", "148.100. Ratify it;"),
        ("ordinals", "~, the 18^th^ meeting^7^.", "the 18th meeting."),
        ("a note of a table", "~^7^.\n\n^a^ Figures of 2019.\n\n~.", "Figures of 2019."),
    ];
    for (what, page, kept) in cases {
        let document = pages(&[format!("{page}\n\nnote| ^7^ Ruiz, Report, 12.")]);
        assert_eq!(document.notes.len(), 1, "{what}: {:?}", document.notes);
        assert_eq!(document.notes[0].cited_by.len(), 1, "{what}");
        assert!(text(&document).contains(kept), "{what}: {}", text(&document));
    }
}

#[test]
fn affiliations_are_no_notes_and_are_not_missed() {
    let authors = "On Registers\n\nAna Ruiz^1^, John Cole^1,2^\n\n^1^ College of the North\n\n^2^ Institute of Labour";
    let document = read(vec![page(1, &format!("{authors}\n\n~.")), page(2, "~.")]);
    assert!(document.notes.is_empty(), "{:?}", document.notes);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    assert!(text(&document).contains("College of the North"), "{}", text(&document));
}

#[test]
fn a_list_of_references_is_no_list_of_notes() {
    let list: Vec<String> =
        (1..=8).map(|number| format!("{number}. Ruiz A (2019) Report {number}. North Press, Lima")).collect();
    let document = pages(&[format!("~, a [1], b [2] and c [3–5] too.\n\nReferences\n\n{}", list.join("\n"))]);
    assert!(document.notes.is_empty(), "{:?}", document.notes);
    assert!(text(&document).contains("a [1], b [2] and c [3–5] too."), "{}", text(&document));
}

#[test]
fn the_printed_number_is_the_label_wherever_it_stands() {
    let place =
        ["head| Policy Paper 31 # of 40", "edge| #", "edge| L 180/#", "head| Court v. Office\n\nedge| #", "side| #"];
    for place in place {
        let sheet = |n: u32| page(n, &format!("~.\n\n{}", place.replace('#', &(n + 30).to_string())));
        let document = read((1..=6).map(sheet).collect());
        let found: Vec<_> =
            document.passages.iter().filter(|p| p.kind == Kind::Body).map(|p| (p.page, p.page_label.clone())).collect();
        assert!(!found.is_empty());
        for (page, label) in found {
            assert_eq!(label, page.map(|page| (page + 30).to_string()), "{place}");
        }
        assert!(!text(&document).contains("33"), "{place}: {}", text(&document));
    }
}

#[test]
fn a_head_that_names_each_chapter_is_known_by_its_number() {
    let heads = [
        "Summary\tV",
        "Contents\tVI",
        "Tables\tVII",
        "8\tMigration",
        "Migration\t9",
        "10\tMigration",
        "Migration\t11",
        "Findings\t12",
    ];
    let sheet = |(n, head): (u32, &&str)| page(n, &format!("head| {head}\n\n~."));
    let cover = page(4, "~.");
    let document = read(std::iter::once(cover).chain((5..).zip(&heads).map(sheet)).collect());
    let labels: Vec<String> = document.passages.iter().filter_map(|p| p.page_label.clone()).collect();
    assert_eq!(labels, ["V", "VI", "VII", "8", "9", "10", "11", "12"], "{}", text(&document));
}

#[test]
fn labels_that_the_file_gives_hold_only_if_the_printed_ones_agree() {
    let sheets = |first: u32, printed: u32| {
        let sheet = move |n: u32| {
            let foot = if n == 1 { String::new() } else { format!("\n\nedge| {}", n + printed) };
            Page { label: Some((n + first).to_string()), ..page(n, &format!("~.{foot}")) }
        };
        let document = read((1..=5).map(sheet).collect());
        document.passages.iter().find(|p| p.page == Some(1)).and_then(|p| p.page_label.clone())
    };
    assert_eq!(sheets(17, 17), Some("18".to_owned()), "the cover has the label that goes before the printed ones");
    assert_eq!(sheets(0, 17), None, "what a program counted is no label where other numbers are printed");
}

#[test]
fn a_court_stamp_is_neither_a_note_nor_a_label() {
    let sheet = |n: u32| {
        let stamp = format!("head| Case 21-1233, Document 111, 01/26/2023, 3459231, Page{n} of 40");
        let foot = if n > 2 { format!("\n\nedge| {}", n - 2) } else { String::new() };
        page(n, &format!("{stamp}\n\n~, a^{n}^ too.\n\nnote| ^{n}^ Ruiz, Report, 12.{foot}"))
    };
    let document = read((1..=8).map(sheet).collect());
    assert_eq!(document.notes.len(), 8);
    assert!(document.notes.iter().all(|note| note.text == "Ruiz, Report, 12."), "{:?}", document.notes);
    assert!(!text(&document).contains("Case 21"), "{}", text(&document));
    let label = |page| document.passages.iter().find(|p| p.page == Some(page)).and_then(|p| p.page_label.clone());
    assert_eq!((label(3), label(8)), (Some("1".to_owned()), Some("6".to_owned())));
}
