//! Which paragraphs did a page break cut in two? They are put together; a paragraph that really ends is left alone.

use super::anchor;
use super::blocks::Paragraph;
use super::lines::{self, Words};
use crate::manuscript::BlockKind;

/// Below this many characters a text without a closing mark may be a heading or a line of a list: it is not joined to a
/// following text that begins like one of its own.
const PROSE: usize = 120;

/// Words that no paragraph ends with.
const BINDING: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "and", "or", "for", "with", "by", "from", "on", "at", "as", "that", "which",
    "who", "is", "are", "was", "were", "be", "has", "have", "had", "would", "will", "its", "their", "el", "la", "los",
    "las", "un", "una", "de", "del", "al", "y", "o", "u", "e", "en", "con", "por", "para", "que", "se", "su", "sus",
    "como", "más", "sin", "sobre", "entre", "es", "son", "fue", "ha", "han",
];

/// Joins the paragraphs that a page break cut.
pub(crate) fn cut_paragraphs(
    paragraphs: Vec<Paragraph>,
    is_heading: impl Fn(&[Paragraph], usize) -> bool,
    words: &Words,
) -> Vec<Paragraph> {
    let headings: Vec<bool> = (0..paragraphs.len()).map(|index| is_heading(&paragraphs, index)).collect();
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut last_is_heading = false;
    for (paragraph, heading) in paragraphs.into_iter().zip(headings) {
        match joined.last_mut().filter(|last| !heading && !last_is_heading && is_cut(last, &paragraph)) {
            Some(last) => lines::append(&mut last.text, &paragraph.text, words),
            None => joined.push(paragraph),
        }
        last_is_heading = heading;
    }
    joined
}

/// Whether a paragraph goes on in the next.
fn is_cut(paragraph: &Paragraph, next: &Paragraph) -> bool {
    let may_continue = matches!(paragraph.kind, BlockKind::Plain | BlockKind::Item(_)) && next.kind == BlockKind::Plain;
    if !may_continue {
        return false;
    }
    let (before, after) = (anchor::bare(&paragraph.text), anchor::bare(&next.text));
    let (before, after) = (before.trim_end(), after.trim_start());
    if ends(before) {
        return false;
    }
    let lower = after.starts_with(char::is_lowercase) && !is_label(after);
    let binding = before.rsplit(' ').next().is_some_and(|word| BINDING.contains(&word.to_lowercase().as_str()));
    let split_word = before.ends_with('-') || before.ends_with(',');
    let long = before.chars().count() >= PROSE;
    let prose_follows = after.chars().count() >= PROSE / 2;
    (long && lower)
        || (long && prose_follows && (binding || split_word || opens_bracket(before) || begins_word(after)))
        || (lower && binding)
}

/// Whether a text closes: with a mark that ends a sentence, or a colon before a list.
fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    let closing = bare.ends_with(['.', '?', '!', '…', ':', ';']);
    closing && !ends_in_abbreviation(bare)
}

/// An abbreviation that stands before a name or number cannot end a paragraph.
fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(
        last.as_str(),
        "no." | "núm." | "art." | "p." | "pp." | "pág." | "vol." | "dr." | "sr." | "sra." | "mr." | "mrs." | "vs."
    )
}

/// Whether a bracket is open at the end of a text.
fn opens_bracket(text: &str) -> bool {
    let depth = |open: char, close: char| text.matches(open).count() > text.matches(close).count();
    depth('(', ')') || depth('[', ']') || depth('“', '”') || depth('«', '»')
}

/// `a)`, `iv.`: a list, not the rest of a sentence.
fn is_label(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    first.ends_with([')', '.']) && first.chars().count() <= 5 && !first.starts_with('(')
}

/// Whether a text begins with a word or a figure, and not with a bullet or a label.
fn begins_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !is_label(text)
}
