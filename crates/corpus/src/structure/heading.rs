//! Which bare lines are headings? In a file whose format marks none, a short line of its own between paragraphs.

use std::collections::HashMap;

use super::blocks::Paragraph;
use super::names::{Named, named};
use crate::anchor;
use crate::dates;
use crate::manuscript::BlockKind;

/// A longer line is a sentence. The longest heading in the sample laws and papers has 116.
const LONGEST: usize = 140;
/// A longer line in words is a sentence.
const MOST_WORDS: usize = 18;

/// Whether the format marks headings beyond one title: then bare lines are no headings.
pub(crate) fn are_marked(paragraphs: &[Paragraph]) -> bool {
    paragraphs.iter().filter(|p| matches!(p.kind, BlockKind::Heading(_))).take(2).count() > 1
}

/// A label that comes so often heads nothing: `Example:`, `Párrafo reformado DOF 04-05-2021`.
const LABELS: usize = 3;

/// What the captions of tables and figures begin with, in lower case.
const CAPTIONS: &[&str] = &[
    "table", "tabla", "figure", "figura", "fig.", "chart", "gráfico", "gráfica", "cuadro", "box", "recuadro", "map",
    "mapa",
];

/// Makes paragraphs of the headings that are captions, and of those that are labels: they end in a colon or in a date in figures,
/// and come again and again.
pub(crate) fn demote_labels(paragraphs: &mut [Paragraph]) {
    let shape = |paragraph: &Paragraph| {
        let text = anchor::bare(&paragraph.text);
        let text = text.trim();
        let label = matches!(paragraph.kind, BlockKind::Heading(_)) && (text.ends_with(':') || ends_in_date(text));
        let plural = |text: &str| text.trim_end_matches(':').trim_end_matches('s').to_lowercase();
        label.then(|| plural(text).chars().filter(|c| !c.is_ascii_digit()).collect::<String>())
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in paragraphs.iter().filter_map(shape) {
        *counts.entry(label).or_default() += 1;
    }
    for at in 1..paragraphs.len() {
        if paragraphs[at].kind == BlockKind::Row && is_head_of_table(&paragraphs[at - 1]) {
            paragraphs[at - 1].kind = BlockKind::Row;
            paragraphs[at - 1].text = paragraphs[at - 1].text.replace('\n', " ");
        }
    }
    for paragraph in paragraphs {
        let again = shape(paragraph).is_some_and(|label| counts[&label] >= LABELS);
        if is_rest(paragraph) {
            paragraph.kind = BlockKind::Plain;
        } else if again || is_caption(paragraph) {
            paragraph.kind = BlockKind::Paragraph;
        }
    }
}

/// The last line of a bold paragraph: it begins as none does, and ends as a sentence does.
fn is_rest(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text);
    let text = text.trim();
    let marked = matches!(paragraph.kind, BlockKind::Heading(_));
    marked && text.starts_with(char::is_lowercase) && text.ends_with(['.', ':', ';', ','])
}

/// `Crop 1990 1997 Yearly growth`: what a heading over rows says of their columns.
fn is_head_of_table(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text);
    let figures = text.split_whitespace().skip(1).filter(|word| word.bytes().all(|b| b.is_ascii_digit()));
    matches!(paragraph.kind, BlockKind::Heading(_)) && figures.count() >= 2
}

/// `Table 3: Permits`, `Tabla No. 1`.
fn is_caption(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text).to_lowercase();
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let named = words.first().is_some_and(|first| CAPTIONS.contains(first));
    let numbered =
        words.get(1).is_some_and(|word| number(word) || (word.starts_with('n') && words.get(2).is_some_and(number)));
    matches!(paragraph.kind, BlockKind::Heading(_)) && named && numbered
}

/// Whether a text ends in a date in figures.
pub(crate) fn ends_in_date(text: &str) -> bool {
    text.trim_end().rsplit(' ').next().is_some_and(|last| dates::in_figures(last).is_some())
}

/// Whether a paragraph is a line of its own whose name makes it a heading, whatever its type: `Abstract`, `Bibliografía`.
pub(crate) fn is_named_line(paragraph: &Paragraph) -> bool {
    let line = anchor::bare(&paragraph.text);
    let line = line.trim();
    let known = matches!(named(line), Some(Named::Front | Named::References | Named::Back | Named::Section));
    paragraph.kind == BlockKind::Plain && known && line.ends_with(char::is_alphabetic)
}

/// Whether the paragraph at `index` is a bare line that heads what follows.
pub(crate) fn is_bare(paragraphs: &[Paragraph], index: usize) -> bool {
    let line = anchor::bare(&paragraphs[index].text);
    let line = line.trim();
    if paragraphs[index].kind != BlockKind::Plain || line.contains('\n') {
        return false;
    }
    if named(line).is_some() {
        return true;
    }
    let short = line.chars().count() <= LONGEST && line.split_whitespace().count() <= MOST_WORDS;
    let open_end = !line.ends_with(['.', ',', ';', ':', '-', '–', '…', '>', '"', '”', '»', '*']);
    let starts = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '¿');
    let has_letters = line.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let after_end = index == 0 || closes(&paragraphs[index - 1]);
    let heads = paragraphs.get(index + 1).is_some_and(heads_text);
    short && open_end && starts && has_letters && after_end && heads && !line.contains("http")
}

/// Whether a paragraph ends as a paragraph does, or is short enough to be a heading itself.
fn closes(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text);
    let text = text.trim_end().trim_end_matches(['"', '”', '»', '\'', '’', ')', ']']);
    text.ends_with(['.', '?', '!', ':', ';', '…'])
        || text.chars().count() <= LONGEST
        || paragraph.kind != BlockKind::Plain
}

/// Whether a paragraph can stand under a heading: it begins as a sentence does.
fn heads_text(paragraph: &Paragraph) -> bool {
    let text = anchor::bare(&paragraph.text);
    !text.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::bodies::Reach;
    use super::*;

    #[test]
    fn captions_and_labels_that_come_again_are_no_headings() {
        let texts = [
            "assistance benefit.",
            "Example:",
            "Findings:",
            "Examples:",
            "Tabla No. 1",
            "Table 3: Permits",
            "Example:",
            "Tables of fees",
            "Párrafo reformado DOF 04-05-2021",
            "Párrafo reformado DOF 15-01-2026",
            "Párrafo reformado DOF 30-10-2014",
        ];
        let heading = |text: &&str| Paragraph {
            kind: BlockKind::Heading(1),
            text: (*text).to_owned(),
            reach: Reach::Document,
            size: 10.0,
        };
        let mut paragraphs: Vec<Paragraph> = texts.iter().map(heading).collect();
        demote_labels(&mut paragraphs);
        let headings = paragraphs.iter().filter(|p| matches!(p.kind, BlockKind::Heading(_)));
        assert_eq!(headings.map(|p| p.text.as_str()).collect::<Vec<_>>(), ["Findings:", "Tables of fees"]);
    }
}
