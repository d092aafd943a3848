//! What does a line say, and which of its words are raised? Segments of one row become a line, words become runs.

use apostille_corpus::Run;

use super::rows::{Segment, main_size};
use super::words::Word;

/// A gap of this many sizes parts two cells of a table.
const CELL: f32 = 1.5;

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

    /// Where its cells begin, if it were the row of a table.
    pub fn cells(&self) -> Vec<f32> {
        let first = self.words.first().map(|word| word.left);
        let gaps = self.words.windows(2).filter(|pair| pair[1].left - pair[0].right > CELL * self.size);
        first.into_iter().chain(gaps.map(|pair| pair[1].left)).collect()
    }

    /// The runs of the line; cells are parted by tabs if they are asked for.
    pub fn runs(&self, cells: bool) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut last: Option<&Word> = None;
        for word in &self.words {
            let gap = last.map_or(0.0, |last| word.left - last.right);
            let space = match last {
                Some(_) if cells && gap > CELL * self.size => "\t",
                Some(last) if last.space_after || gap > 0.16 * word.size.min(self.size) => " ",
                _ => "",
            };
            let raised = self.is_raised(word);
            let text = word.text.clone();
            let size = if raised { word.size } else { self.size };
            match runs.last_mut() {
                Some(run) if run.raised == raised && (!raised || space.is_empty()) => {
                    run.text.push_str(space);
                    run.text.push_str(&text);
                }
                Some(run) if !run.raised => {
                    run.text.push_str(space);
                    runs.push(Run { text, raised, size, ..Run::default() });
                }
                Some(_) if raised => {
                    runs.push(Run { text: space.to_owned(), size: self.size, ..Run::default() });
                    runs.push(Run { text, raised, size, ..Run::default() });
                }
                Some(_) => runs.push(Run { text: format!("{space}{text}"), raised, size, ..Run::default() }),
                None => runs.push(Run { text, raised, size, ..Run::default() }),
            }
            last = Some(word);
        }
        bracketed(runs)
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
