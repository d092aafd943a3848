//! Which lines are headings by their number? `1`, `1.1`, `1.2`, `2`: a run in which each number follows from the one before.
//!
//! Numbered paragraphs ("148. The Committee notes ...") are sentences, and the items of a list stand one under the other:
//! neither is such a run.

use super::blocks::Paragraph;
use crate::anchor;
use crate::manuscript::BlockKind;

/// A longer line is a sentence.
const LONGEST: usize = 140;
/// So many headings make a numbering; fewer may be figures that happen to begin lines.
const FEWEST: usize = 3;
/// A numbering may leave out so many numbers: a heading whose line was not found.
const MOST_SKIPPED: u32 = 1;

/// Makes headings of the paragraphs whose numbers are a numbering, with the level that their number has.
pub(crate) fn number_headings(paragraphs: &mut [Paragraph]) {
    let numbered: Vec<(usize, Vec<u32>)> =
        (0..paragraphs.len()).filter_map(|at| Some((at, candidate(paragraphs, at)?))).collect();
    let run = run(&numbered);
    if run.len() < FEWEST {
        return;
    }
    let of_depth_one = run.iter().filter(|(_, number)| number.len() == 1).map(|(at, _)| &paragraphs[*at].kind);
    let marked = of_depth_one.filter_map(|kind| if let BlockKind::Heading(level) = kind { Some(*level) } else { None });
    let top = marked.min().unwrap_or(1);
    for (at, number) in run {
        let level = usize::from(top) + number.len() - 1;
        paragraphs[at].kind = BlockKind::Heading(u8::try_from(level).unwrap_or(6).min(6));
    }
}

/// The longest run that begins with the first number of a top level: each number follows the last accepted one.
fn run(numbered: &[(usize, Vec<u32>)]) -> Vec<(usize, Vec<u32>)> {
    let mut run: Vec<(usize, Vec<u32>)> = Vec::new();
    for (at, number) in numbered {
        let follows = run.last().map_or(number == &[1], |(_, last)| follows(last, number));
        if follows {
            run.push((*at, number.clone()));
        }
    }
    run
}

/// Whether a number may be the next after another: `2.1` and `3` after `2`, `3` after `2.4.1`.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let common = last.iter().zip(next).take_while(|(a, b)| a == b).count();
    let deeper = common == last.len() && next.len() == last.len() + 1 && next[common] <= 1 + MOST_SKIPPED;
    let step = next.len() == common + 1 && common < last.len();
    deeper || (step && (last[common] + 1..=last[common] + 1 + MOST_SKIPPED).contains(&next[common]))
}

/// The number of a paragraph that may be a heading.
fn candidate(paragraphs: &[Paragraph], at: usize) -> Option<Vec<u32>> {
    let number = number_of(&paragraphs[at])?;
    let next = paragraphs.get(at + 1)?;
    let heads = match number_of(next) {
        Some(deeper) => deeper.len() > number.len(),
        None => next.kind != BlockKind::Row,
    };
    heads.then_some(number)
}

/// The number that a line begins with, if the rest may be the words of a heading.
fn number_of(paragraph: &Paragraph) -> Option<Vec<u32>> {
    if !matches!(paragraph.kind, BlockKind::Plain | BlockKind::Heading(_)) {
        return None;
    }
    let text = anchor::bare(&paragraph.text);
    let text = text.trim();
    let (number, words) = text.split_once(' ')?;
    let words = words.trim();
    let lines = text.matches('\n').count();
    let begins = words.starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '‘' | '“' | '«'));
    let closed = words.ends_with(['.', ',', ';', ':', '-']) || words.contains(". ");
    let is_heading = begins && !closed && lines <= 1 && text.chars().count() <= LONGEST;
    let parts: Option<Vec<u32>> = number
        .trim_end_matches('.')
        .split('.')
        .map(|part| part.parse().ok().filter(|n| (1..100).contains(n)))
        .collect();
    parts.filter(|parts| is_heading && parts.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::super::bodies::Reach;
    use super::*;

    const TEXT: &str = "Family members may join the worker where they show that they depend on him or her.";

    fn headings(texts: &[&str]) -> Vec<(u8, String)> {
        let plain = |text: &&str| Paragraph {
            kind: BlockKind::Plain,
            text: (*text).to_owned(),
            reach: Reach::Document,
            size: 10.0,
        };
        let mut paragraphs: Vec<Paragraph> = texts.iter().map(plain).collect();
        number_headings(&mut paragraphs);
        let level =
            |p: &Paragraph| if let BlockKind::Heading(level) = p.kind { Some((level, p.text.clone())) } else { None };
        paragraphs.iter().filter_map(level).collect()
    }

    #[test]
    fn a_consistent_numbering_makes_headings_of_its_levels() {
        let found = headings(&[
            "1 Scope",
            TEXT,
            "1.1 Persons",
            TEXT,
            "1.2. Family members",
            TEXT,
            "2 Rights",
            "2.1 Entry",
            TEXT,
            "4 Not next",
            TEXT,
        ]);
        let levels: Vec<(u8, &str)> = found.iter().map(|(level, text)| (*level, text.as_str())).collect();
        let wanted = [
            (1, "1 Scope"),
            (2, "1.1 Persons"),
            (2, "1.2. Family members"),
            (1, "2 Rights"),
            (2, "2.1 Entry"),
            (1, "4 Not next"),
        ];
        assert_eq!(levels, wanted);
    }

    #[test]
    fn numbered_paragraphs_lists_and_lone_figures_are_no_headings() {
        let cases: &[&[&str]] = &[
            &["1. The Committee notes the report.", "2. It thanks the State.", "3. It regrets the delay."],
            &["1. Permits", "2. Visas", "3. Cards", TEXT],
            &["1 January", TEXT, "7 Cases", TEXT, "2019 Data", TEXT],
            &["1 Scope", TEXT],
        ];
        for texts in cases {
            assert_eq!(headings(texts), [], "{texts:?}");
        }
    }
}
