//! Which lines are a printed table of contents? Entries with dot leaders become rows: the entry, and its page.
//!
//! Leaders are no text, and lines of contents are no headings: what they name stands later in the document.

use std::collections::HashSet;

use super::blocks::Paragraph;
use crate::anchor;
use crate::manuscript::BlockKind;

/// So many points in a row are a leader; an ellipsis has three.
const LEADER: usize = 4;

/// What a table of contents is called, in lower case.
const NAMES: &[&str] = &[
    "contents",
    "table of contents",
    "list of tables",
    "list of figures",
    "contenido",
    "contenidos",
    "tabla de contenido",
    "tabla de contenidos",
    "índice",
    "indice",
    "índice general",
    "sumario",
    "lista de tablas",
    "lista de figuras",
];

/// Whether a heading is that of a table of contents.
pub(crate) fn is_named(heading: &str) -> bool {
    heading.len() <= 40 && NAMES.contains(&heading.trim().trim_end_matches([':', '.']).to_lowercase().as_str())
}

/// Paragraphs with their entries of contents as rows.
pub(crate) fn as_rows(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut rows = begun_above(paragraphs.into_iter().flat_map(entries).collect());
    let leads = |at: usize| rows.get(at).is_some_and(is_entry);
    let opens = |at: usize| rows.get(at).is_some_and(|row| is_named(&anchor::bare(&row.text)));
    let heading = |at: &usize| matches!(rows[*at].kind, BlockKind::Heading(_)) && !opens(*at);
    let within: Vec<usize> =
        (1..rows.len()).filter(heading).filter(|at| leads(at + 1) && (leads(at - 1) || opens(at - 1))).collect();
    for at in within {
        rows[at].kind = BlockKind::Row;
        rows[at].text = rows[at].text.replace('\n', " ");
    }
    rows
}

/// Which paragraphs are a printed table of contents: what stands under a heading of that name, as far as its last entry.
pub(crate) fn listed(paragraphs: &[Paragraph], headings: &[bool]) -> HashSet<usize> {
    let named = |at: &usize| headings[*at] && is_named(&anchor::bare(&paragraphs[*at].text));
    let under = |heading: usize| {
        let below = heading + 1..paragraphs.len();
        let last = below.take_while(|at| !headings[*at]).filter(|at| is_entry(&paragraphs[*at])).last();
        heading + 1..last.map_or(heading + 1, |last| last + 1)
    };
    (0..paragraphs.len()).filter(named).flat_map(under).collect()
}

/// Entries whose first line stands in a paragraph of its own are put together.
fn begun_above(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for mut paragraph in paragraphs {
        let goes_on = is_entry(&paragraph) && anchor::bare(&paragraph.text).starts_with(char::is_lowercase);
        let listed = joined.len() >= 2 && is_entry(&joined[joined.len() - 2]);
        let above = joined.last().is_some_and(|last| last.kind == BlockKind::Plain && !last.text.contains('\n'));
        if goes_on
            && listed
            && above
            && let Some(first) = joined.pop()
        {
            paragraph.text = format!("{} {}", first.text, paragraph.text);
        }
        joined.push(paragraph);
    }
    joined
}

/// Whether a paragraph is an entry of contents: a row whose last cell is a page.
fn is_entry(paragraph: &Paragraph) -> bool {
    let page = paragraph.text.rsplit_once('\t').map(|(_, page)| page);
    paragraph.kind == BlockKind::Row && page.is_some_and(is_page)
}

/// A paragraph's entries, if its lines have leaders; else the paragraph as it is.
fn entries(paragraph: Paragraph) -> Vec<Paragraph> {
    let may_list =
        matches!(paragraph.kind, BlockKind::Plain | BlockKind::Heading(_) | BlockKind::Item(_) | BlockKind::Row);
    if !may_list || !paragraph.text.split('\n').any(|line| leader(line).is_some()) {
        return vec![paragraph];
    }
    let part = |kind: BlockKind, text: String| Paragraph { kind, text, ..paragraph.clone() };
    let mut list = Vec::new();
    let mut open = String::new();
    for line in paragraph.text.split('\n') {
        let mut rest = line;
        while let Some((entry, page, after)) = leader(rest) {
            let entry = format!("{open} {}", entry.trim());
            list.push(part(BlockKind::Row, format!("{}\t{}", entry.trim(), page)));
            open.clear();
            rest = after;
        }
        open.push(' ');
        open.push_str(rest.trim());
    }
    if !open.trim().is_empty() {
        list.push(part(BlockKind::Plain, open.trim().to_owned()));
    }
    list
}

/// What stands before a leader in a line, the page that it leads to, and what stands after that.
fn leader(line: &str) -> Option<(&str, &str, &str)> {
    let mut from = None;
    let mut points = 0;
    for (at, c) in line.char_indices() {
        match c {
            '.' | '…' | '·' => {
                from = from.or(Some(at));
                points += if c == '…' { 3 } else { 1 };
            }
            ' ' | '\t' => {}
            _ if points >= LEADER => {
                let rest = &line[at..];
                let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
                let (page, after) = rest.split_at(end);
                return is_page(page).then(|| (&line[..from.unwrap_or(at)], page, after));
            }
            _ => (from, points) = (None, 0),
        }
    }
    None
}

/// Whether a text is the label of a page: a figure, or a roman number.
fn is_page(text: &str) -> bool {
    let text = anchor::bare(text);
    let text = text.trim();
    let roman = !text.is_empty() && text.chars().all(|c| "ivxlcIVXLC".contains(c));
    roman || (!text.is_empty() && text.len() <= 5 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/')))
}

#[cfg(test)]
mod tests {
    use super::super::bodies::Reach;
    use super::*;

    fn paragraph(kind: BlockKind, text: &str) -> Paragraph {
        Paragraph { kind, text: text.to_owned(), reach: Reach::Document, size: 10.0 }
    }

    #[test]
    fn leaders_become_cells_and_lines_that_run_on_are_one_entry() {
        let cases: &[(&str, &[&str])] = &[
            ("1 Scope .......... 4\n1.1 Who.....6", &["1 Scope\t4", "1.1 Who\t6"]),
            (
                "2 A right of residence for\nfamily members . . . . . . 12",
                &["2 A right of residence for family members\t12"],
            ),
            ("Preface………iv", &["Preface\tiv"]),
            ("1 Scope ..... 4 2 Rights ..... 9", &["1 Scope\t4", "2 Rights\t9"]),
            ("It went on... 4 years later", &["It went on... 4 years later"]),
            ("Name ........ date", &["Name ........ date"]),
        ];
        for (text, wanted) in cases {
            let rows = as_rows(vec![paragraph(BlockKind::Plain, text)]);
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), *wanted, "{text}");
        }
    }

    #[test]
    fn a_heading_among_entries_is_one_of_them() {
        let kinds =
            [BlockKind::Heading(1), BlockKind::Plain, BlockKind::Heading(2), BlockKind::Plain, BlockKind::Heading(1)];
        let texts = ["Contents", "One ..... 1", "TITLE II", "Two ..... 2", "One"];
        let rows = as_rows(kinds.into_iter().zip(texts).map(|(kind, text)| paragraph(kind, text)).collect());
        let headings: Vec<&str> =
            rows.iter().filter(|row| row.kind != BlockKind::Row).map(|row| row.text.as_str()).collect();
        assert_eq!(headings, ["Contents", "One"]);
    }

    #[test]
    fn a_list_of_contents_is_front_matter_and_a_table_of_counts_is_not() {
        let texts = ["Contents", "Annexes", "One\t1", "Two\t9", "It begins.", "Counts", "Lima\t9"];
        let kind = |text: &str| if text.contains('\t') { BlockKind::Row } else { BlockKind::Plain };
        let paragraphs = texts.map(|text| paragraph(kind(text), text));
        let headings = texts.map(|text| matches!(text, "Contents" | "Counts"));
        let mut found: Vec<usize> = listed(&paragraphs, &headings).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [1, 2, 3]);
    }

    #[test]
    fn an_entry_that_begins_in_a_paragraph_above_is_one() {
        let texts = ["One ..... 1", "Two of the same benefits as nationals in", "the host State ..... 9"];
        let rows = as_rows(texts.iter().map(|text| paragraph(BlockKind::Plain, text)).collect());
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, ["One\t1", "Two of the same benefits as nationals in the host State\t9"]);
    }
}
