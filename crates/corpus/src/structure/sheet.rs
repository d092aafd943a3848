//! What stands on a page, line by line? Lines of blocks with their height, for what is decided by place.

use std::collections::HashMap;

use crate::manuscript::{Block, BlockKind, Page, Run};

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Text.
    Text,
    /// A raised label, as the lines of notes do.
    Label,
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// The number of its block on the page.
    pub block: usize,
    /// Its number in the block.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// Its upper edge in points.
    pub top: f32,
    /// What it begins with.
    pub opening: Opening,
}

/// The lines of a page's placed blocks, from the top down.
pub(crate) fn lines(page: &Page) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, placed) in page.blocks.iter().enumerate() {
        let Some(place) = placed.place else { continue };
        let of_block = split(&placed.runs);
        let height = (place.bottom - place.top) / of_block.len().max(1) as f32;
        for (number, runs) in of_block.iter().enumerate() {
            let text = runs.iter().map(|run| run.text.as_str()).collect();
            let top = place.top + height * number as f32;
            let raised = runs.iter().find(|run| !run.text.trim().is_empty()).is_some_and(|run| run.raised);
            let opening = if raised { Opening::Label } else { Opening::Text };
            lines.push(Line { block, number, text, top, opening });
        }
    }
    lines.sort_by(|a, b| a.top.total_cmp(&b.top));
    lines
}

/// Takes lines off a page; what is left of a block stays a block.
pub(crate) fn remove(page: &mut Page, lines: &[&Line]) {
    for (index, block) in page.blocks.iter_mut().enumerate() {
        let gone: Vec<usize> = lines.iter().filter(|line| line.block == index).map(|line| line.number).collect();
        if gone.is_empty() {
            continue;
        }
        let kept = split(&block.runs).into_iter().enumerate().filter(|(number, _)| !gone.contains(number));
        block.runs = joined(kept.map(|(_, runs)| runs).collect());
    }
    page.blocks.retain(|block| !block.runs.is_empty());
}

/// The runs of each line.
pub(crate) fn split(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (index, text) in run.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            let line = lines.last_mut().filter(|_| !text.is_empty());
            if let Some(line) = line {
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// Lines as the runs of one block.
pub(crate) fn joined(lines: Vec<Vec<Run>>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in lines {
        let mut parted = !runs.is_empty();
        for run in line {
            if std::mem::take(&mut parted) {
                runs.push(Run { size: run.size, ..Run::plain("\n") });
            }
            runs.push(run);
        }
    }
    runs
}

/// The size of most of a block's letters; of equals, the one that comes last.
pub(crate) fn size<'a>(runs: impl IntoIterator<Item = &'a Run>) -> f32 {
    let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
    for (at, run) in runs.into_iter().enumerate() {
        let (count, last) = counts.entry(run.size.to_bits()).or_default();
        (*count, *last) = (*count + run.text.chars().count(), at);
    }
    let counts: Vec<(f32, (usize, usize))> =
        counts.into_iter().map(|(size, count)| (f32::from_bits(size), count)).collect();
    let letters = |size: f32| -> usize {
        counts.iter().filter(|(other, _)| (other - size).abs() < 0.1).map(|(_, (count, _))| count).sum()
    };
    counts.iter().max_by_key(|(size, (_, last))| (letters(*size), *last)).map_or(0.0, |(size, _)| *size)
}

/// Whether a block is running text, as far as its kind says.
pub(crate) fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Plain | BlockKind::Paragraph | BlockKind::Item(_))
}
