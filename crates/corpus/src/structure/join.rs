//! Which paragraphs did a page break cut in two? They are put together; a paragraph that really ends is left alone.

use super::blocks::Paragraph;
use super::lines::{self, Words};
use crate::anchor::{self, Anchor};
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

/// What captions begin with, before a number.
const CAPTIONED: &[&str] =
    &["Table", "Figure", "Box", "Map", "Chart", "Cuadro", "Tabla", "Figura", "Recuadro", "Mapa", "Gráfico", "Gráfica"];

/// Type of another size by more than this share is another text: a caption, an imprint, a heading.
const OTHER_SIZE: f32 = 0.06;
/// So many captions, imprints and rows may stand between the halves of a paragraph.
const MOST_BETWEEN: usize = 12;
/// A heading's first lines have at most this many characters.
const LONGEST_HEADING: usize = 140;

/// A line of so many characters is full: what follows it goes on.
const LONG_LINE: usize = 70;

/// Joins the paragraphs that a page break, a caption or a table cut, and the lines of a heading that are apart.
pub(crate) fn cut_paragraphs(
    paragraphs: Vec<Paragraph>,
    is_heading: impl Fn(&[Paragraph], usize) -> bool,
    words: &Words,
) -> Vec<Paragraph> {
    let headings: Vec<bool> = (0..paragraphs.len()).map(|index| is_heading(&paragraphs, index)).collect();
    let mut joined: Vec<(Paragraph, bool)> = Vec::with_capacity(paragraphs.len());
    for (paragraph, heading) in paragraphs.into_iter().zip(headings) {
        let last = joined.len().wrapping_sub(1);
        if heading && joined.last().is_some_and(|(last, before)| heading_goes_on(last, *before, &paragraph)) {
            lines::append(&mut joined[last].0.text, &paragraph.text, words);
            (joined[last].0.kind, joined[last].1) = (paragraph.kind, true);
            continue;
        }
        match begun(&joined, &paragraph).filter(|_| !heading) {
            Some(at) => {
                lines::append(&mut joined[at].0.text, &paragraph.text, words);
                let from = headed(&joined, at);
                let moved = (at + 1 - from, joined.len() - from);
                joined[from..].rotate_left(moved.0);
                let (before, behind) = joined[from..].split_at_mut(moved.1 - moved.0);
                if let (Some((between, _)), Some((first, _))) = (before.first_mut(), behind.first_mut()) {
                    move_page(first, between);
                }
            }
            None => joined.push((paragraph, heading)),
        }
    }
    joined.into_iter().map(|(paragraph, _)| paragraph).collect()
}

/// Which paragraph goes on in the next: the last one, or one before it if only smaller type and rows stand between.
fn begun(joined: &[(Paragraph, bool)], next: &Paragraph) -> Option<usize> {
    let between = |at: &usize| {
        let (paragraph, heading) = &joined[*at];
        let small = paragraph.size > 0.0 && paragraph.size < (1.0 - OTHER_SIZE) * next.size;
        !heading && (small || is_caption(&paragraph.text) || (paragraph.kind == BlockKind::Row && next.size > 0.0))
    };
    let mut backwards = (0..joined.len()).rev().take(MOST_BETWEEN);
    let at = backwards.find(|at| !between(at))?;
    let (paragraph, heading) = &joined[at];
    (!heading && is_cut(paragraph, next)).then_some(at)
}

/// From where paragraphs move behind what stands between the halves of one: from its heading on if that is small print,
/// which would else stand under a heading that is not its own.
fn headed(joined: &[(Paragraph, bool)], at: usize) -> usize {
    let whole = &joined[at].0;
    let small = |between: &Paragraph| between.size > 0.0 && between.size < (1.0 - OTHER_SIZE) * whole.size;
    let print = |between: &Paragraph| between.kind != BlockKind::Row && small(between) && !is_caption(&between.text);
    let between = &joined[at + 1..];
    let headings = joined[..at].iter().rev().take_while(|(_, heading)| *heading).count();
    if !between.is_empty() && between.iter().all(|(between, _)| print(between)) { at - headings } else { at }
}

/// The page that began with a paragraph begins with the one that stands before it now.
fn move_page(from: &mut Paragraph, to: &mut Paragraph) {
    let Some(page) = from.text.chars().next().filter(|c| matches!(anchor::anchor(*c), Some(Anchor::Page(_)))) else {
        return;
    };
    let begins = to.text.chars().next().and_then(anchor::anchor);
    if !matches!(begins, Some(Anchor::Page(_))) {
        from.text.remove(0);
        to.text.insert(0, page);
    }
}

/// Whether a heading goes on in the next line, which looks like one of its own.
fn heading_goes_on(last: &Paragraph, is_heading: bool, next: &Paragraph) -> bool {
    let marked = |paragraph: &Paragraph| matches!(paragraph.kind, BlockKind::Heading(_));
    let (before, after) = (anchor::bare(&last.text), anchor::bare(&next.text));
    let (before, after) = (before.trim(), after.trim());
    let one_line = last.kind == BlockKind::Plain && !before.contains('\n');
    let short = before.chars().count() <= LONGEST_HEADING && (!ends(before) || (is_heading && before.ends_with(':')));
    let alike = last.size > 0.0 && (last.size - next.size).abs() <= OTHER_SIZE * next.size;
    let labelled = !is_heading && is_label(before) && before.chars().count() >= LONG_LINE;
    let goes_on = after.starts_with(char::is_lowercase) || ends_bound(before) || before.ends_with(':') || labelled;
    marked(next) && alike && short && goes_on && (if is_heading { marked(last) } else { one_line })
}

/// Whether a text ends with a word that none ends with.
pub(crate) fn ends_bound(text: &str) -> bool {
    text.rsplit([' ', '\n']).next().is_some_and(is_binding)
}

/// Whether a text begins with a word that none begins with that stands for itself.
pub(crate) fn begins_bound(text: &str) -> bool {
    let first = text.split([' ', '\n']).next().unwrap_or("").to_lowercase();
    matches!(
        first.as_str(),
        "of" | "and" | "or" | "for" | "de" | "del" | "y" | "para" | "en" | "con" | "sobre" | "entre"
    )
}

fn is_binding(word: &str) -> bool {
    BINDING.contains(&word.to_lowercase().as_str())
}

/// Whether a paragraph goes on in the next.
fn is_cut(paragraph: &Paragraph, next: &Paragraph) -> bool {
    let may_continue = matches!(paragraph.kind, BlockKind::Plain | BlockKind::Item(_)) && next.kind == BlockKind::Plain;
    if !may_continue || (paragraph.size - next.size).abs() > OTHER_SIZE * next.size {
        return false;
    }
    let (before, after) = (anchor::bare(lines::tail(&paragraph.text)), anchor::bare(&next.text));
    let (before, after) = (before.trim_end(), after.trim_start());
    if ends(before) || is_caption(after) || is_clause(after) {
        return false;
    }
    let lower = after.starts_with(char::is_lowercase) && !is_label(after);
    let binding = before.rsplit(' ').next().is_some_and(is_binding);
    let split_word = before.ends_with('-') || before.ends_with(',');
    let long = before.chars().count() >= PROSE;
    // A short text that closes is the end of a sentence; with a colon it is a source or a caption.
    let prose_follows = after.chars().count() >= PROSE / 2 || (ends(after) && !after.contains(':'));
    let cut = binding || split_word || opens_bracket(before) || begins_word(after);
    // The first lines of a paragraph at the foot of a column.
    let begun = before.chars().count() >= PROSE / 2 && paragraph.size > 0.0 && after.chars().count() >= PROSE;
    (lower && (binding || begun)) || (long && (lower || closes_dash(before, after) || (prose_follows && cut)))
}

/// `Table 1: ...`, `Cuadro 3. ...`; but not `Table 1 gives ...`.
fn is_caption(text: &str) -> bool {
    let opening: String = text.chars().filter(|c| !anchor::is_anchor(*c)).take(LONG_LINE).collect();
    let mut words = opening.split_whitespace();
    let (name, number) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let figures = number.strip_suffix([':', '.']).unwrap_or("");
    CAPTIONED.contains(&name) && figures.starts_with(|c: char| c.is_ascii_digit()) && words.next().is_some()
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

/// Whether a dash that a text opened stands at the beginning of the next: `— including families` and `— has been absent`.
fn closes_dash(before: &str, after: &str) -> bool {
    let sentence = before.rsplit(['.', '?', '!']).next().unwrap_or(before);
    ['—', '–'].into_iter().any(|dash| {
        let lower = after.strip_prefix(dash).is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
        lower && sentence.matches(dash).count() % 2 == 1
    })
}

/// Whether a bracket is open at the end of a text.
fn opens_bracket(text: &str) -> bool {
    let depth = |open: char, close: char| text.matches(open).count() > text.matches(close).count();
    depth('(', ')') || depth('[', ']') || depth('“', '”') || depth('«', '»')
}

/// `(d) "retreat" means`: a clause of a law, although the one before it ends with "and".
fn is_clause(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let label = first.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    label.is_some_and(|label| (1..=4).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric()))
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

#[cfg(test)]
mod tests;
