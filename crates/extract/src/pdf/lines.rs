//! What does a line say, and which of its words are raised? Segments of one row become a line, words become runs.

use apostille_corpus::Run;

use super::rows::{Segment, main_size};
use super::words::Word;

/// A gap of this many sizes parts two cells of a table.
pub(super) const CELL: f32 = 1.5;

/// A line of a column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its words from left to right.
    pub words: Vec<Word>,
    /// Its base line.
    pub base: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Whether all its words are bold.
    pub bold: bool,
}

/// The lines of a region.
pub(super) fn of_region(segments: Vec<Segment>) -> Vec<Line> {
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for segment in segments {
        match lines.last_mut().filter(|(row, _)| *row == segment.row) {
            Some((_, line)) => line.words.extend(segment.words),
            None => lines.push((segment.row, Line::new(segment.words))),
        }
    }
    lines.into_iter().map(|(_, line)| Line::new(line.words)).collect()
}

impl Line {
    fn new(words: Vec<Word>) -> Line {
        let (size, base) = main_size(&words);
        let left = words.iter().map(|word| word.left).fold(f32::MAX, f32::min);
        let right = words.iter().map(|word| word.right).fold(f32::MIN, f32::max);
        let bold = words.iter().all(|word| word.bold);
        Line { words, base, size, left, right, bold }
    }

    /// Whether a word of this line stands above it.
    pub fn is_raised(&self, word: &Word) -> bool {
        let raise = self.base - word.base;
        word.superscript || (word.size < 0.88 * self.size && raise > 0.1 * self.size && raise < 0.8 * self.size)
    }

    /// Where its cells begin and end, if it were the row of a table whose cells a gap of so many sizes parts.
    pub fn cells(&self, gap: f32) -> Vec<(f32, f32)> {
        let mut cells: Vec<(f32, f32)> = Vec::new();
        for word in &self.words {
            match cells.last_mut().filter(|(_, right)| word.left - *right <= gap * self.size) {
                Some((_, right)) => *right = word.right,
                None => cells.push((word.left, word.right)),
            }
        }
        cells
    }

    /// The runs of the line; in a row, a tab parts cells that are so many sizes apart.
    pub fn runs(&self, cells: Option<f32>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut last: Option<&Word> = None;
        for word in &self.words {
            let space = last.map_or("", |last| self.space(last, word, cells));
            let raised = self.is_raised(word);
            let size = if raised { word.size } else { self.size };
            let own = Run { text: word.text.clone(), raised, size, ..Run::default() };
            match runs.last_mut() {
                Some(run) if run.raised == raised && (!raised || space.is_empty()) => {
                    run.text.push_str(space);
                    run.text.push_str(&own.text);
                }
                Some(run) if !run.raised => {
                    run.text.push_str(space);
                    runs.push(own);
                }
                Some(_) if raised => runs.extend([Run { size: self.size, ..Run::plain(space) }, own]),
                Some(_) => runs.push(Run { text: format!("{space}{}", own.text), ..own }),
                None => runs.push(own),
            }
            last = Some(word);
        }
        bracketed(runs)
    }

    /// What parts two neighbouring words: a tab between cells, a space, or nothing.
    fn space(&self, last: &Word, word: &Word, cells: Option<f32>) -> &'static str {
        let gap = word.left - last.right;
        match () {
            () if cells.is_some_and(|wide| gap > wide * self.size) => "\t",
            () if last.space_after || gap > 0.16 * word.size.min(self.size) => " ",
            () => "",
        }
    }
}

/// Brackets around a raised label belong to it: `(¹)` is one raised run.
fn bracketed(mut runs: Vec<Run>) -> Vec<Run> {
    for at in 1..runs.len() {
        if !runs[at].raised || runs[at - 1].raised {
            continue;
        }
        let before = runs[at - 1].text.trim_end().to_owned();
        let close = match before.chars().next_back() {
            Some('(') => ')',
            Some('[') => ']',
            _ => continue,
        };
        let after = runs.get(at + 1).and_then(|run| run.text.trim_start().strip_prefix(close)).map(str::to_owned);
        let Some(after) = after else { continue };
        let open = &before[before.len() - 1..];
        runs[at].text = format!("{open}{}{close}", runs[at].text);
        runs[at - 1].text = before[..before.len() - 1].to_owned();
        runs[at + 1].text = after;
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}
