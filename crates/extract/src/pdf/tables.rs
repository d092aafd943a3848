//! Which lines are rows of a table, whose cells are kept apart? By the places where their cells begin, end and are centred.

use super::lines::{CELL, Line};

/// Cells of one column begin, end or are centred within so many points.
const ALIKE: f32 = 4.0;
/// Among rows of three cells and more, a gap of this many sizes parts two cells: hardly a line of them is justified.
const NARROW: f32 = 0.6;
/// But the gap is so many times that between words, which is as wide in the type of a typewriter.
const OF_SPACE: f32 = 1.6;
/// A cell's lines are at most this many sizes apart.
const LEADING: f32 = 1.6;

/// What a line is to a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tabular {
    /// No row.
    Text,
    /// A row, whose cells a gap of so many sizes parts.
    Row(f32),
    /// A further line of the last cell of the row above: a standard error, the rest of a name.
    Cell,
}

/// The rest of a cell is at most so many times as wide as its first line.
const WIDER: f32 = 2.0;

/// A cell's left and right edge.
type Edges = (f32, f32);

/// What each of these lines is.
pub(super) fn rows(lines: &[Line]) -> Vec<Tabular> {
    let cells: Vec<Vec<Edges>> = lines.iter().map(|line| line.cells(CELL)).collect();
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let under = |at: usize| {
        let pair = lines.get(at + 1).map(|below| (&lines[at], below));
        pair.is_some_and(|(line, below)| {
            line.right < right - 2.0 * line.size && is_under(line, &cells[at], below, &cells[at + 1])
        })
    };
    let labelled = |at: usize| is_labelled(&lines[at], &cells[at]);
    let beside = |at: usize, other: Option<usize>| {
        other.and_then(|other| cells.get(other)).is_some_and(|other| {
            // The head of a column of names may be empty.
            let own = if cells[at].len() >= 3 { &cells[at][..] } else { &cells[at][1..] };
            other.len() >= 2 && own.iter().any(|cell| other[1..].iter().any(|o| alike(cell, o)))
        })
    };
    let aligned = |at: usize| under(at) || beside(at, at.checked_sub(1)) || beside(at, Some(at + 1));
    let mut rows: Vec<bool> = (0..lines.len()).map(|at| cells[at].len() >= 2 && !labelled(at) && aligned(at)).collect();
    let near = |rows: &[bool], at: usize| (at > 0 && rows[at - 1]) || rows.get(at + 1).is_some_and(|row| *row);
    for at in (0..lines.len()).chain((0..lines.len()).rev()) {
        // Between rows, a dash is an empty cell.
        let empty = labelled(at) && matches!(lines[at].words[0].text.as_str(), "—" | "–" | "-");
        rows[at] = rows[at] || (empty && aligned(at) && near(&rows, at));
    }
    let rows: Vec<bool> =
        (0..lines.len()).map(|at| rows[at] && (near(&rows, at) || under(at) || !is_justified(lines, at))).collect();
    let narrow = NARROW.max(OF_SPACE * space(lines.iter().zip(&rows).filter(|(_, row)| **row).map(|(line, _)| line)));
    let gap = |at: usize| {
        let beside = at.saturating_sub(1)..(at + 2).min(lines.len());
        let many = beside.filter(|other| rows[*other]).any(|other| cells[other].len() >= 3);
        if many { narrow.min(CELL) } else { CELL }
    };
    let kind = |at: usize| match () {
        () if rows[at] => Tabular::Row(gap(at)),
        () if at > 0 && rows[at - 1] && under(at - 1) => match goes_on(&cells[at - 1], &lines[at]) {
            true => Tabular::Cell,
            false => Tabular::Row(gap(at)),
        },
        () => Tabular::Text,
    };
    (0..lines.len()).map(kind).collect()
}

fn alike(a: &Edges, b: &Edges) -> bool {
    let middle = |cell: &Edges| (cell.0 + cell.1) / 2.0;
    [a.0 - b.0, a.1 - b.1, middle(a) - middle(b)].iter().any(|off| off.abs() < ALIKE)
}

/// Whether a line begins with a label behind which text hangs: no word, and no name of figures.
fn is_labelled(line: &Line, cells: &[Edges]) -> bool {
    let [first, second, ..] = line.words.as_slice() else { return false };
    let label = first.text.chars().count() <= 6 && cells.len() == 2 && second.left == cells[1].0;
    let numeral = first.text.chars().all(|c| "ivxlcIVXLC".contains(c));
    let word = first.text.chars().count() >= 4 && first.text.chars().all(char::is_alphabetic) && !numeral;
    let text = line.words[1..].iter().any(|word| word.text.contains(char::is_alphabetic));
    label && text && !word
}

/// Whether a line under the last cell of a row is the rest of it: figures, words, or both where they begin where it begins.
fn goes_on(above: &[Edges], line: &Line) -> bool {
    let has = |kind: fn(char) -> bool| line.words.iter().any(|word| word.text.contains(kind));
    let one_kind = !has(char::is_alphabetic) || !has(|c| c.is_ascii_digit());
    one_kind || above.last().is_some_and(|cell| (cell.0 - line.left).abs() < ALIKE)
}

/// The gap between words, in sizes: a quarter of those that are too narrow to part cells are at most as wide.
fn space<'a>(rows: impl Iterator<Item = &'a Line>) -> f32 {
    let gaps = |line: &'a Line| line.words.windows(2).map(|pair| (pair[1].left - pair[0].right) / line.size);
    let mut gaps: Vec<f32> = rows.flat_map(gaps).filter(|gap| (0.1..CELL).contains(gap)).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or(0.0)
}

/// Whether a line stands under the last cell of the row above it, and no other.
fn is_under(line: &Line, cells: &[Edges], below: &Line, cells_below: &[Edges]) -> bool {
    let ([.., before, last], [cell]) = (cells, cells_below) else { return false };
    let close = below.base - line.base <= LEADING * line.size.max(below.size);
    let narrow = cell.1 - cell.0 <= WIDER * (last.1 - last.0).max(below.size);
    close && narrow && cell.0 > before.1 && alike(last, cell)
}

/// Whether a line of words ends where one beside it ends: a wide gap in it parts no cells.
fn is_justified(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let level = |other: Option<&Line>| other.is_some_and(|other| (other.right - line.right).abs() < 2.0);
    let figures = line.words.last().is_some_and(|word| word.text.contains(|c: char| c.is_ascii_digit()));
    line.cells(CELL).len() == 2
        && !figures
        && (level(lines.get(at + 1)) || at.checked_sub(1).is_some_and(|at| level(lines.get(at))))
}
