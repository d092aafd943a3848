//! What stands beside the text in no line of it? Page numbers in the outer margin, and the numbers of lines.
//!
//! A row goes across the whole page, so that a number in the margin would end the line beside it.

use std::collections::HashSet;

use super::rows::Segment;

/// A segment of at least this many letters is text, whose width is the column's.
const FEWEST_LETTERS: usize = 14;
/// Fewer numbers below each other are not the numbers of lines.
const FEWEST_LINES: usize = 5;

/// The segments of the text, and a page number beside it. Line numbers are dropped: they cite nothing and say nothing.
pub(super) fn parted(segments: Vec<Segment>) -> (Vec<Segment>, Option<Segment>) {
    let text = segments.iter().filter(|segment| segment.letters >= FEWEST_LETTERS);
    let (left, right) = text.fold((f32::MAX, f32::MIN), |(left, right), s| (left.min(s.left), right.max(s.right)));
    let outside = |s: &Segment| left < right && (s.right + s.size < left || s.left - s.size > right);
    let free = |segment: &Segment| outside(segment) && value(segment).is_some();
    let beside: Vec<bool> = segments.iter().map(free).collect();
    let numbers = segments.iter().zip(&beside).filter(|(_, beside)| **beside);
    let numbers: Vec<&Segment> = numbers.map(|(segment, _)| segment).collect();
    let lines = number_lines(&numbers, &segments);
    if !lines && numbers.len() != 1 {
        return (segments, None);
    }
    let (beside, text): (Vec<_>, Vec<_>) = segments.into_iter().zip(beside).partition(|(_, beside)| *beside);
    let number = beside.into_iter().next().map(|(segment, _)| segment).filter(|_| !lines);
    (text.into_iter().map(|(segment, _)| segment).collect(), number)
}

/// Whether numbers count the lines of text beside them, each or every fifth. Rows of a table have more than one cell.
fn number_lines(numbers: &[&Segment], segments: &[Segment]) -> bool {
    let values: Vec<u32> = numbers.iter().filter_map(|number| value(number)).collect();
    let step = values.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).min().unwrap_or(0);
    let counts = (step == 1 || step == 5) && values.windows(2).all(|pair| pair[1] == pair[0] + step);
    let rows: HashSet<usize> = numbers.iter().map(|number| number.row).collect();
    let others = segments.iter().filter(|segment| rows.contains(&segment.row)).count() - numbers.len();
    values.len() >= FEWEST_LINES && counts && 5 * others <= 6 * numbers.len()
}

/// The number that a segment is, if it is nothing else.
fn value(segment: &Segment) -> Option<u32> {
    let [word] = segment.words.as_slice() else { return None };
    let digits = word.text.len() <= 4 && word.text.bytes().all(|b| b.is_ascii_digit());
    word.text.parse().ok().filter(|_| digits)
}
