//! In which order are the segments of a page read? Column gutters first, then from the top down.
//!
//! A gutter is the left edge of a column: many segments begin there, and over a run of rows none goes across it. What
//! goes across (titles, wide tables) parts the page into bands; within a band the left column is read before the right.

use super::rows::Segment;

/// A column has at least this many rows.
const FEWEST_ROWS: usize = 4;
/// The segments of a column of text have at least this many letters on average; cells of a table have fewer, or digits.
const FEWEST_LETTERS: usize = 14;
/// The lines of a narrow column have at least this many, if they stand at other heights than those beside them: the rows
/// of a table do not.
const FEWEST_BESIDE_TEXT: usize = 5;
/// The row of a table that goes across columns of text has at least this many cells.
const FEWEST_CELLS: usize = 3;
/// Rows further from each other than this many sizes of their type may part the page into one of other columns.
const WHITE: f32 = 3.0;
/// How often that is tried on a page.
const MOST_PARTS: usize = 4;
/// How often regions may be cut within each other.
const DEEPEST: usize = 6;
/// How far in points a letter may reach over the edge of its column.
const OVER: f32 = 2.0;

/// The regions of a page in reading order, each a column's segments from the top down.
pub(super) fn regions(mut segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    segments.sort_by(|a, b| (a.row, a.left).partial_cmp(&(b.row, b.left)).unwrap_or(std::cmp::Ordering::Equal));
    let mut regions = Vec::new();
    let below = other_columns(&segments).map(|at| segments.split_off(at));
    arrange(segments, DEEPEST, &mut regions);
    arrange(below.unwrap_or_default(), DEEPEST, &mut regions);
    regions
}

/// Where other columns begin below white space, as those of the text do below the summary of a paper.
fn other_columns(segments: &[Segment]) -> Option<usize> {
    best_gutter(segments)?;
    let parted = |at: &usize| {
        let (above, below) = (&segments[at - 1], &segments[*at]);
        below.base - above.base > WHITE * above.size.max(below.size)
    };
    (1..segments.len()).filter(parted).take(MOST_PARTS).find(|at| {
        let (above, below) = segments.split_at(*at);
        best_gutter(above).zip(best_gutter(below)).is_some_and(|(a, b)| {
            // The labels of hanging paragraphs may be too few in one part to show where the columns begin in both.
            let as_good = |part, other, own| 10 * score(part, other) >= 9 * score(part, own);
            (a - b).abs() > 2.0 * below[0].size && !as_good(above, b, a) && !as_good(below, a, b)
        })
    })
}

fn arrange(segments: Vec<Segment>, depth: usize, regions: &mut Vec<Vec<Segment>>) {
    let gutter = if depth == 0 { None } else { best_gutter(&segments) };
    let Some(gutter) = gutter else {
        regions.extend((!segments.is_empty()).then_some(segments));
        return;
    };
    // What has no columns here may have others: it is looked at as a whole again.
    let mut rest = Vec::new();
    for band in bands(segments, gutter) {
        if !is_columnar(&band, gutter) {
            rest.extend(band);
            continue;
        }
        let (left, right): (Vec<Segment>, Vec<Segment>) = band.into_iter().partition(|s| s.left < gutter - OVER);
        for part in [std::mem::take(&mut rest), left, right] {
            arrange(part, depth - 1, regions);
        }
    }
    arrange(rest, depth - 1, regions);
}

/// The left edge at which most letters stand in columns.
fn best_gutter(segments: &[Segment]) -> Option<f32> {
    let scored = edges(segments).into_iter().map(|edge| (score(segments, edge), edge));
    scored.filter(|(score, _)| *score > 0).max_by_key(|(score, _)| *score).map(|(_, edge)| edge)
}

/// How many letters stand in columns on both sides of a gutter.
fn score(segments: &[Segment], gutter: f32) -> usize {
    let columnar = band_ranges(segments, gutter).into_iter().map(|range| &segments[range]);
    columnar.filter(|band| is_columnar(band, gutter)).flatten().map(|segment| segment.alphabetic).sum()
}

/// Left edges that several segments share, the most common first, a dozen at most.
fn edges(segments: &[Segment]) -> Vec<f32> {
    let mut lefts: Vec<f32> = segments.iter().map(|segment| segment.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut shared: Vec<(usize, f32)> = lefts
        .chunk_by(|a, b| b - a < 1.5)
        .filter(|group| group.len() >= FEWEST_ROWS)
        .map(|group| (group.len(), group[0]))
        .collect();
    shared.sort_by_key(|group| std::cmp::Reverse(group.0));
    shared.into_iter().take(12).map(|(_, left)| left).collect()
}

/// The bands into which the rows that go across a gutter, and the rows of tables, part a region.
fn bands(segments: Vec<Segment>, gutter: f32) -> Vec<Vec<Segment>> {
    let ranges = band_ranges(&segments, gutter);
    let mut rest = segments.into_iter();
    ranges.into_iter().map(|range| rest.by_ref().take(range.len()).collect()).collect()
}

fn band_ranges(segments: &[Segment], gutter: f32) -> Vec<std::ops::Range<usize>> {
    let crosses = |row: &[Segment]| row.iter().any(|s| s.left < gutter - OVER && s.right > gutter + OVER);
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    let (mut at, mut last) = (0, None);
    let mut cells = false;
    let mut rows = segments.chunk_by(|a, b| a.row == b.row).peekable();
    while let Some(row) = rows.next() {
        let above = std::mem::replace(&mut cells, has_cells(row));
        let in_table = cells && (above || rows.peek().is_some_and(|below| has_cells(below)));
        let across = in_table || crosses(row);
        match ranges.last_mut().filter(|_| last == Some(across)) {
            Some(range) => range.end += row.len(),
            None => ranges.push(at..at + row.len()),
        }
        at += row.len();
        last = Some(across);
    }
    ranges
}

/// Whether most of a row are cells without a letter, as in tables of numbers.
fn has_cells(row: &[Segment]) -> bool {
    row.len() >= FEWEST_CELLS && 2 * row.iter().filter(|cell| cell.alphabetic == 0).count() > row.len()
}

/// Whether a band is text in columns on both sides of a gutter.
fn is_columnar(band: &[Segment], gutter: f32) -> bool {
    let (left, right): (Vec<&Segment>, Vec<&Segment>) = band.iter().partition(|s| s.left < gutter - OVER);
    if left.iter().any(|s| s.right > gutter + OVER) || rows(&left) < FEWEST_ROWS || rows(&right) < FEWEST_ROWS {
        return false;
    }
    let fewest = if is_level(&left, &right) { FEWEST_LETTERS } else { FEWEST_BESIDE_TEXT };
    if [&left, &right].into_iter().any(|side| letters(side) < fewest * side.len()) {
        return false;
    }
    let (left_top, left_end) = extent(&left);
    let (right_top, right_end) = extent(&right);
    let overlap = left_end.min(right_end) - left_top.max(right_top);
    let shorter = (left_end - left_top).min(right_end - right_top);
    let mut ends: Vec<f32> = left.iter().map(|s| s.right).collect();
    ends.sort_by(f32::total_cmp);
    let edge = ends[(ends.len() * 19 / 20).min(ends.len() - 1)];
    overlap > 0.5 * shorter && gutter - edge > 0.4 * left[0].size
}

fn rows(side: &[&Segment]) -> usize {
    side.chunk_by(|a, b| a.row == b.row).count()
}

fn letters(side: &[&Segment]) -> usize {
    side.iter().map(|segment| segment.alphabetic).sum()
}

/// Whether most rows of the shorter side go on across the gutter.
fn is_level(left: &[&Segment], right: &[&Segment]) -> bool {
    let shared =
        left.chunk_by(|a, b| a.row == b.row).filter(|row| right.binary_search_by_key(&row[0].row, |s| s.row).is_ok());
    2 * shared.count() > rows(left).min(rows(right))
}

fn extent(side: &[&Segment]) -> (f32, f32) {
    side.iter().fold((f32::MAX, f32::MIN), |(top, end), s| (top.min(s.base), end.max(s.base)))
}
