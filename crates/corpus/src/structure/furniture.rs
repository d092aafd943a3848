//! Which lines of a page are its running head and foot? They are taken off, and the page's printed label is read in them.
//!
//! Only for formats whose blocks have places. A line is furniture if lines of its shape (digits as `#`) recur at its
//! height, in buckets of 6 points, among the outermost lines of 15 % of the pages, odd and even apart, or of pages that
//! follow each other; and a bare number that counts with the pages is, wherever it stands there. A line that recurs
//! nowhere is furniture too if it holds the page's label where other pages have theirs.

use std::collections::HashMap;

use super::label;
use super::page_labels;
use super::sheet::{self, Line, Opening};
use crate::manuscript::{Manuscript, Page};

/// Lines of a shape recur if this share of the pages has them.
const SHARE: f32 = 0.15;
/// Lines of a shape recur if this many pages of a run of eight have them.
const IN_A_RUN: usize = 3;
/// Height in points within which two lines stand at the same height.
const BUCKET: f32 = 6.0;
/// What stands in a margin, turned heads and numbers, is at most this wide in points.
const NARROW: f32 = 40.0;
/// How many lines of an edge may be furniture.
const OUTERMOST: usize = 4;

/// Takes running heads and feet off a manuscript's pages and gives the pages their printed labels.
pub(crate) fn take_off(manuscript: &mut Manuscript) {
    let edges: Vec<Vec<Line>> = manuscript.pages.iter().map(candidates).collect();
    if edges.iter().all(Vec::is_empty) {
        return;
    }
    let recurring = Recurring::of(&edges);
    let mut taken: Vec<Vec<&Line>> = Vec::with_capacity(edges.len());
    for (index, lines) in edges.iter().enumerate() {
        taken.push(lines.iter().filter(|line| recurring.has(line, index)).collect());
    }
    let mut labels = page_labels::of(&taken);
    let missed: Vec<_> =
        edges.iter().enumerate().map(|(index, lines)| page_labels::missed(lines, index, &labels)).collect();
    for (index, (line, label)) in missed.into_iter().enumerate().filter_map(|(index, found)| Some((index, found?))) {
        if labels[index].is_none() {
            labels[index] = Some(label);
            taken[index].push(line);
        }
    }
    let given = manuscript.pages.iter_mut().map(|page| page.label.take()).collect();
    let labels = page_labels::settled(given, labels);
    for ((page, lines), label) in manuscript.pages.iter_mut().zip(&taken).zip(labels) {
        sheet::remove(page, lines);
        page.label = label;
    }
}

/// The lines of a page that may be furniture: the outermost ones of its two edges, and those beside the text.
fn candidates(page: &Page) -> Vec<Line> {
    if page.height <= 0.0 {
        return Vec::new();
    }
    let lines = sheet::lines(page);
    let text = extent(page);
    let last = lines.len().saturating_sub(OUTERMOST);
    let is_outermost = |number: usize, line: &Line| {
        (number < OUTERMOST && line.top < 0.25 * page.height) || (number >= last && line.top > 0.7 * page.height)
    };
    let lines = lines.into_iter().enumerate();
    let lines = lines.filter(|(number, line)| is_outermost(*number, line) || is_beside(page, line, text));
    lines.map(|(_, line)| line).collect()
}

/// The left and the right edge of a page's text: of what is wider than a head in the margin.
fn extent(page: &Page) -> (f32, f32) {
    let wide = page.blocks.iter().filter_map(|block| block.place).filter(|place| place.right - place.left > NARROW);
    wide.fold((f32::MAX, f32::MIN), |(left, right), place| (left.min(place.left), right.max(place.right)))
}

/// Whether a line stands in the margin, left or right of the text.
fn is_beside(page: &Page, line: &Line, (left, right): (f32, f32)) -> bool {
    let place = page.blocks[line.block].place;
    place.is_some_and(|place| left < right && (place.right < left || place.left > right))
}

fn is_bare_number(shape: &str) -> bool {
    shape.trim_matches(['-', '–', '—', '.', '|']) == "#"
}

/// A line's shape: its text with runs of digits, and roman numbers that stand alone, as `#`.
fn shape(text: &str) -> String {
    let alone = label::roman(text.trim().to_lowercase().as_str()).is_some();
    if alone {
        return "#".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            other => shape.push(other),
        }
    }
    shape
}

/// Shapes that recur, with the pages that have them.
struct Recurring {
    pages: HashMap<(i32, String), Vec<usize>>,
    count: usize,
}

impl Recurring {
    fn of(edges: &[Vec<Line>]) -> Recurring {
        let mut pages: HashMap<(i32, String), Vec<usize>> = HashMap::new();
        for (index, lines) in edges.iter().enumerate() {
            for line in lines {
                let with = pages.entry((bucket(line.top), shape(&line.text))).or_default();
                if with.last() != Some(&index) {
                    with.push(index);
                }
            }
        }
        Recurring { pages, count: edges.len() }
    }

    /// Whether lines of this line's shape and height recur around this page.
    fn has(&self, line: &Line, page: usize) -> bool {
        let shape = shape(&line.text);
        let letters = shape.chars().filter(|c| c.is_alphabetic()).count();
        if shape.is_empty() || letters > 160 || line.opening == Opening::Label {
            return false;
        }
        let mut with: Vec<usize> = (-1..=1)
            .filter_map(|off| self.pages.get(&(bucket(line.top) + off, shape.clone())))
            .flatten()
            .copied()
            .collect();
        with.sort_unstable();
        with.dedup();
        let of_parity = with.iter().filter(|other| *other % 2 == page % 2).count();
        let enough = |found: usize, all: usize| found >= 2 && found as f32 >= SHARE * all as f32;
        let near = with.iter().filter(|other| other.abs_diff(page) <= 4).count();
        let bare_number = is_bare_number(&shape) && (with.len() >= 2 || self.count <= 2);
        let often = enough(with.len(), self.count.max(4)) || enough(of_parity, self.count.div_ceil(2).max(4));
        often || near >= IN_A_RUN || (bare_number && is_number_of(line, page))
    }
}

/// Whether a bare number at a page's edge is that page's own.
fn is_number_of(line: &Line, page: usize) -> bool {
    let number = line.text.trim().trim_matches(['-', '–', '—', '.', '|', ' ']);
    label::value(&number.to_lowercase()).is_some_and(|value| value as usize >= page.saturating_sub(20).max(1))
}

fn bucket(top: f32) -> i32 {
    (top / BUCKET).round() as i32
}
