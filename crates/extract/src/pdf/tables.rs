//! Which lines are rows of a table, whose cells are kept apart? By the places where their cells begin and end.

use super::lines::Line;

/// Which lines are rows of a table: two cells or more, of which one begins or ends where one of a neighbour does.
pub(super) fn rows(lines: &[Line]) -> Vec<bool> {
    let cells: Vec<Vec<(f32, f32)>> = lines.iter().map(Line::cells).collect();
    let labelled = |at: usize| {
        let first: String = lines[at].words.first().map(|word| word.text.clone()).unwrap_or_default();
        first.chars().count() <= 6
            && cells[at].len() == 2
            && lines[at].words.get(1).is_some_and(|w| w.left == cells[at][1].0)
    };
    let alike = |a: &(f32, f32), b: &(f32, f32)| (a.0 - b.0).abs() < 4.0 || (a.1 - b.1).abs() < 4.0;
    let beside = |at: usize, other: Option<usize>| {
        other.and_then(|other| cells.get(other)).is_some_and(|other| {
            other.len() >= 2 && cells[at][1..].iter().any(|cell| other[1..].iter().any(|o| alike(cell, o)))
        })
    };
    let aligned = |at: usize| beside(at, at.checked_sub(1)) || beside(at, Some(at + 1));
    let mut rows: Vec<bool> = (0..lines.len()).map(|at| cells[at].len() >= 2 && !labelled(at) && aligned(at)).collect();
    let near = |rows: &[bool], at: usize| (at > 0 && rows[at - 1]) || rows.get(at + 1).is_some_and(|row| *row);
    for at in (0..lines.len()).chain((0..lines.len()).rev()) {
        // Between rows, a dash is an empty cell.
        let empty = labelled(at) && matches!(lines[at].words[0].text.as_str(), "—" | "–" | "-");
        rows[at] = rows[at] || (empty && aligned(at) && near(&rows, at));
    }
    (0..lines.len()).map(|at| rows[at] && (near(&rows, at) || !is_justified(lines, at))).collect()
}

/// Whether a line of words ends where one beside it ends: a wide gap in it parts no cells.
fn is_justified(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let level = |other: Option<&Line>| other.is_some_and(|other| (other.right - line.right).abs() < 2.0);
    let figures = line.words.last().is_some_and(|word| word.text.contains(|c: char| c.is_ascii_digit()));
    line.cells().len() == 2
        && !figures
        && (level(lines.get(at + 1)) || at.checked_sub(1).is_some_and(|at| level(lines.get(at))))
}
