//! Which bare lines are headings? In a file whose format marks none, a short line of its own between paragraphs.

use super::anchor;
use super::blocks::Paragraph;
use super::names::named;
use crate::manuscript::BlockKind;

/// A longer line is a sentence. The longest heading in the sample laws and papers has 116.
const LONGEST: usize = 140;
/// A longer line in words is a sentence.
const MOST_WORDS: usize = 18;

/// Whether the format marks headings beyond one title: then bare lines are no headings.
pub(crate) fn are_marked(paragraphs: &[Paragraph]) -> bool {
    paragraphs.iter().filter(|p| matches!(p.kind, BlockKind::Heading(_))).take(2).count() > 1
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
