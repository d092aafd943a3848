//! Which lines make a paragraph, a heading, a row of a table? By spacing, indent, size and what their text begins with.

use apostille_corpus::{Block, BlockKind, Place, Run};

use super::lines::Line;
use super::tables::{self, Tabular};
use crate::normalize;

/// Sizes of type in a document, by which headings are told from text.
#[derive(Debug, Default, Clone)]
pub(super) struct Sizes {
    /// The size of most letters.
    pub body: f32,
    /// Larger sizes, the largest first.
    pub larger: Vec<f32>,
}

impl Sizes {
    /// The sizes of type in these lines.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Sizes {
        let mut letters: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        for line in lines {
            let count: usize = line.words.iter().map(|word| word.letters).sum();
            *letters.entry((line.size * 2.0).round() as u32).or_default() += count;
        }
        let body = letters.iter().max_by_key(|(_, count)| **count).map_or(0, |(size, _)| *size);
        let larger = letters.keys().rev().filter(|size| **size as f32 >= body as f32 * 1.12);
        Sizes { body: body as f32 / 2.0, larger: larger.map(|size| *size as f32 / 2.0).take(6).collect() }
    }

    /// The level of a heading in this size; none for the size of the text.
    fn level(&self, size: f32) -> Option<u8> {
        let rank = self.larger.iter().position(|larger| size >= larger - 0.3)?;
        u8::try_from(rank + 1).ok()
    }
}

/// The blocks of a region's lines.
pub(super) fn of_lines(lines: &[Line], sizes: &Sizes) -> Vec<Block> {
    let column = Column::of(lines);
    let tabular = tables::rows(lines);
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        let goes_on = |at: usize| match tabular[at] {
            Tabular::Text => tabular[at - 1] == Tabular::Text && !column.parts(lines, from, at),
            Tabular::Row(_) => false,
            Tabular::Cell => true,
        };
        if at < lines.len() && goes_on(at) {
            continue;
        }
        blocks.push(block(&lines[from..at], tabular[from], sizes));
        from = at;
    }
    blocks
}

/// What the lines of a column have in common.
struct Column {
    left: f32,
    right: f32,
    leadings: Vec<(f32, f32)>,
}

impl Column {
    fn of(lines: &[Line]) -> Column {
        let mut lefts: Vec<f32> = lines.iter().map(|line| line.left).collect();
        lefts.sort_by(f32::total_cmp);
        let left = lefts.get(lefts.len() / 10).copied().unwrap_or(0.0);
        let mut rights: Vec<f32> = lines.iter().map(|line| line.right).collect();
        rights.sort_by(f32::total_cmp);
        let right = rights.get(rights.len() * 9 / 10).copied().unwrap_or(0.0);
        Column { left, right, leadings: leadings(lines) }
    }

    /// The usual distance of lines of a size.
    fn leading(&self, size: f32) -> f32 {
        let off = |known: f32| (known - size).abs();
        let nearest = self.leadings.iter().min_by(|a, b| off(a.0).total_cmp(&off(b.0)));
        nearest.map_or(1.25 * size, |(known, leading)| leading * size / known)
    }

    /// Whether a block ends between two lines; it began at `from`.
    fn parts(&self, lines: &[Line], from: usize, at: usize) -> bool {
        let (a, b) = (&lines[at - 1], &lines[at]);
        let step = b.base - a.base;
        let leading = self.leading(b.size);
        let spaced = step > 1.28 * leading.max(0.9 * b.size) || step < 0.3 * b.size;
        let other_type = (a.size - b.size).abs() > 0.07 * a.size.max(b.size) || a.bold != b.bold;
        let other_place = self.indented(lines, from, at) || self.ends_short(a, b) || self.ends_centred(a, b);
        spaced || other_type || begins_item(b) || other_place
    }

    /// Whether a line is set in the middle of the column and the next is not, as the text under a heading.
    fn ends_centred(&self, a: &Line, b: &Line) -> bool {
        let (before, after) = (a.left - self.left, self.right - a.right);
        let centred = before > 2.0 * a.size && (before - after).abs() < a.size;
        centred && b.left - self.left < 0.5 * b.size
    }

    /// Whether a line is the indented first line of a paragraph.
    fn indented(&self, lines: &[Line], from: usize, at: usize) -> bool {
        let (a, b) = (&lines[at - 1], &lines[at]);
        let indent = b.left - a.left > 0.8 * b.size && b.left - a.left < 0.4 * (self.right - self.left).max(1.0);
        let middle = |line: &Line| (line.left + line.right) / 2.0;
        let centred = (middle(a) - middle(b)).abs() < 0.5 * b.size;
        let returns = lines.get(at + 1).is_none_or(|c| b.left - c.left > 0.8 * b.size || ends_sentence(a));
        let hanging = at == from + 1 && !ends_sentence(a);
        indent && !centred && returns && !hanging
    }

    /// Whether a line ends early although the next line's first word would have fitted.
    fn ends_short(&self, a: &Line, b: &Line) -> bool {
        let Some(first) = b.words.first() else { return false };
        let room = self.right - a.right - (first.right - first.left) - 0.5 * a.size;
        let begins = first.text.chars().next().is_some_and(|c| !c.is_lowercase());
        let enough = if ends_sentence(a) { 0.5 * a.size } else { 0.25 * (self.right - self.left) };
        begins && room > enough
    }
}

/// The most common distance of neighbouring lines, for each size of type.
fn leadings(lines: &[Line]) -> Vec<(f32, f32)> {
    let mut steps: Vec<(u32, u32)> = lines
        .windows(2)
        .filter(|pair| (pair[0].size - pair[1].size).abs() < 0.05 * pair[0].size)
        .map(|pair| (pair[1].size, pair[1].base - pair[0].base))
        .filter(|(size, step)| (0.8 * size..3.0 * size).contains(step))
        .map(|(size, step)| ((size * 2.0).round() as u32, (step * 2.0).round() as u32))
        .collect();
    steps.sort_unstable();
    let same_size = steps.chunk_by(|a, b| a.0 == b.0);
    same_size
        .filter_map(|group| {
            let common =
                group.chunk_by(|a, b| a.1 == b.1).max_by_key(|same| (same.len(), std::cmp::Reverse(same[0].1)))?;
            Some((common[0].0 as f32 / 2.0, common[0].1 as f32 / 2.0))
        })
        .collect()
}

/// Whether a line begins with a bullet or a raised label, as items and notes do.
fn begins_item(line: &Line) -> bool {
    let Some(first) = line.words.first() else { return false };
    let bullet = first.text.chars().next().is_some_and(|c| matches!(c, '•' | '▪' | '■' | '◦' | '●' | '‣' | '►' | '➢'));
    let dash = matches!(first.text.as_str(), "–" | "-" | "—") && line.words.len() > 2 && first.space_after;
    let label = (line.is_raised(first) || bracketed_label(line)) && first.letters <= 5;
    bullet || dash || label
}

/// Whether a line begins with a raised label in brackets: `(¹)`.
fn bracketed_label(line: &Line) -> bool {
    let [first, second, ..] = line.words.as_slice() else { return false };
    matches!(first.text.as_str(), "(" | "[") && line.is_raised(second)
}

fn ends_sentence(line: &Line) -> bool {
    let last = line.words.iter().rev().find(|word| !line.is_raised(word));
    let text = last.map_or("", |word| word.text.as_str()).trim_end_matches(['"', '”', '’', '»', ')', ']']);
    text.ends_with(['.', ':', ';', '?', '!'])
}

/// The block of some lines.
fn block(lines: &[Line], tabular: Tabular, sizes: &Sizes) -> Block {
    // The lines of a cell are one.
    let (cells, line_end) = match tabular {
        Tabular::Row(gap) => (Some(gap), " "),
        Tabular::Text | Tabular::Cell => (None, "\n"),
    };
    let mut runs: Vec<Run> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut of_line = line.runs(cells);
        if index > 0 {
            match (runs.last_mut(), of_line.first_mut()) {
                (_, Some(first)) if !first.raised => first.text.insert_str(0, line_end),
                (Some(last), _) if !last.raised => last.text.push_str(line_end),
                _ => runs.push(Run { size: line.size, ..Run::plain(line_end) }),
            }
        }
        merge(&mut runs, of_line);
    }
    let kind = if cells.is_some() { BlockKind::Row } else { kind(lines, &runs, sizes) };
    Block { kind, runs: normalized(runs), place: Some(place(lines)) }
}

/// Adds runs to runs; those of one look are one.
fn merge(runs: &mut Vec<Run>, more: Vec<Run>) {
    for run in more {
        match runs.last_mut().filter(|last| !last.raised && !run.raised && (last.size - run.size).abs() < 0.3) {
            Some(last) => last.text.push_str(&run.text),
            None => runs.push(run),
        }
    }
}

/// Text in one way of writing; lines that a soft hyphen ends are joined.
fn normalized(mut runs: Vec<Run>) -> Vec<Run> {
    for run in &mut runs {
        run.text = normalize::text(&run.text);
    }
    runs
}

/// Where these lines stand.
pub(super) fn place(lines: &[Line]) -> Place {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let top = lines.first().map_or(0.0, |line| line.base - line.size);
    let bottom = lines.last().map_or(0.0, |line| line.base + 0.25 * line.size);
    Place { left, top, right, bottom }
}

/// What kind of block these lines are: a heading if they are few and larger than the text, or bold.
fn kind(lines: &[Line], runs: &[Run], sizes: &Sizes) -> BlockKind {
    let text: String = runs.iter().filter(|run| !run.raised).map(|run| run.text.as_str()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let closed = text.trim_end().ends_with(['.', ';', ',', ':']) && text.split_whitespace().count() > 8;
    let few = lines.len() <= 4 && text.chars().count() <= 220 && letters >= 3 && 2 * letters > text.chars().count();
    if !few || closed {
        return BlockKind::Plain;
    }
    let bold = lines.iter().all(|line| line.bold) && lines[0].size >= sizes.body * 0.95;
    let by_size = sizes.level(lines[0].size);
    let lowest = u8::try_from(sizes.larger.len() + 1).unwrap_or(u8::MAX).min(6);
    match by_size.or(bold.then_some(lowest)) {
        Some(level) => BlockKind::Heading(level.min(6)),
        None => BlockKind::Plain,
    }
}
