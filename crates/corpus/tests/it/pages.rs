//! From a manuscript whose blocks have places to a document: notes at page feet, and what only looks like one.

use crate::placed::{notes, page, pages, read, text};

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
