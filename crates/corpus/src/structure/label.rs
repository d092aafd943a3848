//! What is the label of a note, and where is one written? `11`, `iv`, `*`, alone, in brackets, or before a note's body.
//!
//! Only spelling: whether a label belongs to a note is for `notes` and `link`.

use super::blocks::Mark;
use crate::anchor::{self, Anchor};
use crate::numerals;

/// How a note's body begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `¹ Text`.
    Raised,
    /// `[1] Text`.
    Bracketed,
    /// `1. Text`, `1) Text`, `(1) Text`, `iv. Text`.
    Dotted,
    /// `1 Text`, which only stands for a note in a list of notes.
    Bare,
    /// `* Text`.
    Symbol,
}

/// The longest number that labels a note. 452 notes stand in one document of the corpus; years must not be labels.
const MOST_NOTES: u32 = 1499;

/// The labels in raised text: `1`, `iv`, `*`, `a`, `1,2`, `3–5`. Empty if it is none (`th`, `er`, `nd`).
pub(crate) fn raised(text: &str) -> Vec<String> {
    let trimmed = text.trim().trim_matches(|c| matches!(c, '(' | ')' | '[' | ']'));
    if trimmed.chars().count() == 1
        && trimmed.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§') || c.is_ascii_lowercase())
    {
        return vec![trimmed.to_owned()];
    }
    list(trimmed).unwrap_or_default()
}

/// The labels of a bracket that a text begins with, and the bracket's length in bytes: `[1]`, `[1, 2]`, `(3–5)`.
pub(crate) fn bracketed(text: &str) -> Option<(Vec<String>, usize)> {
    let inside = text.strip_prefix(['[', '('])?;
    let closing = if text.starts_with('[') { ']' } else { ')' };
    let close = inside.char_indices().take(24).find(|(_, c)| *c == closing)?.0;
    let content = inside[..close].trim();
    let labels = list(content).or_else(|| {
        let symbol = content.chars().count() == 1 && content.chars().all(|c| matches!(c, '*' | '†' | '‡'));
        symbol.then(|| vec![content.to_owned()])
    })?;
    Some((labels, close + 2))
}

/// Numbers and ranges of numbers, or one roman number.
fn list(text: &str) -> Option<Vec<String>> {
    if roman(text).is_some() {
        return Some(vec![text.to_owned()]);
    }
    let mut labels = Vec::new();
    for part in text.split([',', ';']) {
        let mut ends = part.split(['–', '-', '−']).map(|end| number(end.trim()));
        match (ends.next().flatten(), ends.next(), ends.next()) {
            (Some(only), None, None) => labels.push(only.to_string()),
            (Some(first), Some(Some(last)), None) if first < last && last - first < 20 => {
                labels.extend((first..=last).map(|label| label.to_string()));
            }
            _ => return None,
        }
    }
    Some(labels)
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (1..=MOST_NOTES).contains(number))
}

/// The value of a lower-case roman number up to 99, as `xiv`: `mix` and `civil` are words before they are numbers.
pub(crate) fn roman(text: &str) -> Option<u32> {
    numerals::of_roman(text).filter(|value| *value <= 99)
}

/// The number that a label counts as, for labels that count.
pub(crate) fn value(label: &str) -> Option<u32> {
    number(label).or_else(|| roman(label))
}

/// The label at the start of a line that may begin a note: its style and the rest of the line.
pub(crate) fn at_start<'a>(line: &'a str, marks: &[Mark]) -> Option<(String, Style, &'a str)> {
    let line =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(anchor::anchor(c), Some(Anchor::Page(_))));
    let first = line.chars().next()?;
    if let Some(Anchor::Mark(mark)) = anchor::anchor(first) {
        let label = marks.get(mark)?.label.clone();
        let rest = line[first.len_utf8()..].trim_start_matches(['.', ')', ' ', '\u{a0}', '\t']);
        return Some((label, Style::Raised, rest));
    }
    if first == '[' {
        let (labels, length) = bracketed(line)?;
        let [label] = labels.as_slice() else { return None };
        return Some((
            label.clone(),
            Style::Bracketed,
            line[length..].trim_start_matches([':', '.', ' ', '\t', '\u{a0}']),
        ));
    }
    if matches!(first, '*' | '†' | '‡') {
        return Some((first.to_string(), Style::Symbol, line[first.len_utf8()..].trim_start()));
    }
    let open = line.strip_prefix('(');
    let line = open.unwrap_or(line);
    let end = line.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (label, after) = line.split_at(end);
    value(label)?;
    let closed = after.strip_prefix(['.', ')']).filter(|_| open.is_none() || after.starts_with(')'));
    match closed {
        Some(rest) if rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase()) => {
            Some((label.to_owned(), Style::Dotted, rest.trim_start()))
        }
        None if open.is_none() && number(label).is_some() && after.starts_with(char::is_whitespace) => {
            Some((label.to_owned(), Style::Bare, after.trim_start()))
        }
        _ => None,
    }
}

/// Digits as Unicode superscripts, other characters as they are: how raised text that is no label is shown (`km²`).
pub(crate) fn raise(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32(u32::from(c) - u32::from('4') + u32::from('⁴')).unwrap_or(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_other_raised_text() {
        let cases: &[(&str, &[&str])] = &[
            ("1", &["1"]),
            ("10", &["10"]),
            ("1,2", &["1", "2"]),
            ("3–5", &["3", "4", "5"]),
            ("xiv", &["xiv"]),
            ("*", &["*"]),
            ("a", &["a"]),
            ("th", &[]),
            ("er", &[]),
            ("2017", &[]),
            ("0", &[]),
            ("", &[]),
            ("−1", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(&raised(text), expected, "{text}");
        }
    }

    #[test]
    fn a_roman_label_is_a_small_number() {
        assert_eq!([roman("xvi"), roman("xcix"), roman("c"), roman("mix")], [Some(16), Some(99), None, None]);
    }

    #[test]
    fn a_note_begins_with_its_label() {
        let cases = [
            ("[3] Text", Some(("3", Style::Bracketed, "Text"))),
            ("3. Text", Some(("3", Style::Dotted, "Text"))),
            ("(3) Text", Some(("3", Style::Dotted, "Text"))),
            ("iv) Text", Some(("iv", Style::Dotted, "Text"))),
            ("3 Text", Some(("3", Style::Bare, "Text"))),
            ("* Text", Some(("*", Style::Symbol, "Text"))),
            ("3.5 million", None),
            ("2017. Text", None),
            ("[see 3] Text", None),
            ("Text", None),
        ];
        for (line, expected) in cases {
            let found = at_start(line, &[]);
            assert_eq!(found.as_ref().map(|(l, s, r)| (l.as_str(), *s, *r)), expected, "{line}");
        }
    }
}
