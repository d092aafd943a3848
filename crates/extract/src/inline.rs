//! The light Markdown inside a block of plain text: escapes, emphasis, references to notes, addresses in brackets.
//!
//! Not CommonMark: in plain text an indented line is no code, `1.` no list and `_` no emphasis, and a star stands for
//! itself unless it plainly opens or closes words.

use std::collections::HashSet;

use apostille_corpus::Run;

use crate::runs::{Look, Runs};

/// Labels of the notes that a text defines.
pub(crate) type Labels<'a> = HashSet<&'a str>;

/// A piece of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece<'a> {
    /// Text that stands for itself.
    Text(&'a str),
    /// Stars, which may open or close emphasis.
    Stars { text: &'a str, before: Option<char>, after: Option<char> },
    /// A reference to the note with this label.
    Cite(&'a str),
}

/// What stars turned out to be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stars {
    Literal,
    Open,
    Close,
}

/// The runs of a block. `[^label]` cites only notes among `labels`; any other stays as it is written.
pub(crate) fn runs(block: &str, labels: &Labels<'_>) -> Vec<Run> {
    let pieces = pieces(block, labels);
    let stars = pair(&pieces);
    let mut runs = Runs::default();
    let mut depth = 0_usize;
    for (piece, stars) in pieces.iter().zip(stars) {
        let look = Look { emphasis: depth > 0, raised: false };
        match (piece, stars) {
            (Piece::Text(text), _) => runs.push(text, look),
            (Piece::Cite(label), _) => runs.cite(label),
            (Piece::Stars { text, .. }, Stars::Literal) => runs.push(text, look),
            (Piece::Stars { .. }, Stars::Open) => depth += 1,
            (Piece::Stars { .. }, Stars::Close) => depth -= 1,
        }
    }
    runs.take()
}

fn pieces<'a>(block: &'a str, labels: &Labels<'_>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    let mut before = None;
    while let Some(character) = block[at..].chars().next() {
        let Some((piece, length)) = piece(block, at, before, labels) else {
            at += character.len_utf8();
            before = Some(character);
            continue;
        };
        pieces.push(Piece::Text(&block[plain..at]));
        pieces.push(piece);
        at += length;
        plain = at;
        before = block[..at].chars().next_back();
    }
    pieces.push(Piece::Text(&block[plain..]));
    pieces
}

/// The piece that begins at `at` and is not plain text, and how many bytes of the block it takes.
fn piece<'a>(block: &'a str, at: usize, before: Option<char>, labels: &Labels<'_>) -> Option<(Piece<'a>, usize)> {
    let rest = &block[at..];
    match rest.as_bytes()[0] {
        b'\\' => escape(rest),
        b'*' => {
            let text = &rest[..rest.len() - rest.trim_start_matches('*').len()];
            let after = rest[text.len()..].chars().next();
            Some((Piece::Stars { text, before, after }, text.len()))
        }
        b'[' => {
            let label = note_label(rest).filter(|label| labels.contains(label))?;
            Some((Piece::Cite(label), label.len() + "[^]".len()))
        }
        b'h' | b'w' if before.is_none_or(|c| !c.is_alphanumeric()) => {
            let length = address_length(rest, before == Some('<'))?;
            Some((Piece::Text(&rest[..length]), length))
        }
        _ => None,
    }
}

/// A backslash before ASCII punctuation hides itself, and a backslash before a line end only forces the line's end.
fn escape(rest: &str) -> Option<(Piece<'_>, usize)> {
    match rest.as_bytes().get(1) {
        Some(next) if next.is_ascii_punctuation() => Some((Piece::Text(&rest[1..2]), 2)),
        Some(b'\n') => Some((Piece::Text(&rest[1..2]), 2)),
        _ => None,
    }
}

/// The label in a `[^label]` at the start of the text.
pub(crate) fn note_label(text: &str) -> Option<&str> {
    let text = text.strip_prefix("[^")?;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^'))?;
    (end > 0 && text[end..].starts_with(']')).then_some(&text[..end])
}

/// The length of an address at the start of the text: nothing in it is a mark. Without angle brackets a star ends it.
fn address_length(text: &str, is_bracketed: bool) -> Option<usize> {
    let begins = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '<') || (c == '*' && !is_bracketed);
    begins.then(|| text.find(ends).unwrap_or(text.len()))
}

/// Which stars open and close emphasis: a run of stars closes the nearest open run of the same length.
fn pair(pieces: &[Piece<'_>]) -> Vec<Stars> {
    let mut stars = vec![Stars::Literal; pieces.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Stars { text, before, after } = piece else { continue };
        let opener = open.iter().rposition(|(_, length)| *length == text.len());
        match opener {
            Some(opener) if can_close(*before, *after) => {
                stars[open[opener].0] = Stars::Open;
                stars[index] = Stars::Close;
                open.truncate(opener);
            }
            _ if can_open(*before, *after) => open.push((index, text.len())),
            _ => {}
        }
    }
    stars
}

fn can_open(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace())
}

fn can_close(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(block: &str) -> String {
        let labels = Labels::from(["1", "nota-a"]);
        let show = |run: &Run| match (&run.cites, run.emphasis, run.raised) {
            (Some(label), _, _) => format!("{{{label}}}"),
            (None, true, _) => format!("<{}>", run.text),
            (None, false, true) => format!("^{}^", run.text),
            (None, false, false) => run.text.clone(),
        };
        runs(block, &labels).iter().map(show).collect()
    }

    #[test]
    fn light_markdown_is_read_and_not_shown() {
        for (given, wanted) in [
            (r"were \$9,863, \$46,194", "were $9,863, $46,194"),
            ("in *North America 2.0: A\nFuture*.", "in <North America 2.0: A\nFuture>."),
            ("**Wilson\nCenter**", "<Wilson\nCenter>"),
            ("***both*** and **a *b* c**", "<both> and <a b c>"),
            ("cited.[^1] And [^nota-a]", "cited.{1} And {nota-a}"),
            ("see [^2] and [1]", "see [^2] and [1]"),
            ("2017.¹ *Title*.² Then", "2017.^1^ <Title>.^2^ Then"),
            ("one\\\ntwo", "one\ntwo"),
        ] {
            assert_eq!(written(given), wanted);
        }
    }

    #[test]
    fn what_only_resembles_a_mark_stays_as_it_is() {
        for text in [
            "Working Paper*",
            "Working Paper*\nA B*",
            "5*3*2 and 2 * 3 * 4",
            "a * b",
            "*never closed",
            "snake_case and _under_",
            r"C:\Users\Ana",
            "an end \\",
            "<https://www.example.org/a_b*c?d=e\\_f>",
            "<https://example.org/one-year-us-mexico->\nagreement",
            "[^ 1] [^] [^1",
        ] {
            assert_eq!(written(text), text);
        }
    }
}
