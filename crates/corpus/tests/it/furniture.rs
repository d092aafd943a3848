//! Which lines of a page are its running head and foot, and which label is printed in them? What is neither stays text.

use apostille_corpus::{Kind, Page};

use crate::placed::{page, read, text};

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
fn a_heading_at_the_head_of_a_page_is_no_running_head() {
    let cases: [(&str, &[(u32, &str)]); 3] = [
        ("articles", &[(4, "Article 4"), (5, "Article 7"), (7, "Article 11"), (8, "Article 14")]),
        ("captions that go up with the pages", &[(6, "Table 1"), (7, "Table 2")]),
        (
            "the same under titles",
            &[(2, "Water\n\nIntroduction"), (5, "Land\n\nIntroduction"), (6, "Fish\n\nIntroduction")],
        ),
    ];
    for (what, headings) in cases {
        let sheet = |n: u32| {
            let heading = headings.iter().find(|(page, _)| *page == n).map(|(_, heading)| format!("{heading}\n\n"));
            page(n, &format!("head| Labour Review\n\n{}~.\n\nedge| {} of 12", heading.unwrap_or_default(), n + 30))
        };
        let text = text(&read((1..=12).map(sheet).collect()));
        for heading in headings.iter().flat_map(|(_, heading)| heading.split("\n\n")) {
            let wanted = headings.iter().filter(|(_, other)| other.contains(heading)).count();
            assert_eq!(text.matches(heading).count(), wanted, "{what}: {heading} in {text}");
        }
        assert!(!text.contains("of 12") && !text.contains("Review"), "{what}: {text}");
    }
}

#[test]
fn a_running_head_in_two_parts_is_taken_off_whole() {
    let sheet = |n: u32| {
        let head = if n == 3 || n == 4 {
            "head| Chamber of Deputies\n\nhead| Last Reform 16-07-2025"
        } else {
            "head| Chamber of Deputies Last Reform 16-07-2025"
        };
        page(n, &format!("{head}\n\n~.\n\nedge| {n}"))
    };
    let text = text(&read((1..=12).map(sheet).collect()));
    assert!(!text.contains("Chamber") && !text.contains("Reform"), "{text}");
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
