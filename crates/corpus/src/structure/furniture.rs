//! Which lines of a page are its running head and foot? They are taken off, and the page's printed label is read in them.
//!
//! Only for formats whose blocks have places. A line is furniture if lines of its shape (digits as `#`) recur at its
//! height, in buckets of 6 points, among the outermost lines of 15 % of the pages, odd and even apart, or of pages that
//! follow each other; and a bare number that counts with the pages is, wherever it stands there.

use std::collections::HashMap;

use super::label;
use super::sheet::{self, Edge, Line, Opening};
use crate::manuscript::{Manuscript, Page};

/// Lines of a shape recur if this share of the pages has them.
const SHARE: f32 = 0.15;
/// Lines of a shape recur if this many pages of a run of eight have them.
const IN_A_RUN: usize = 3;
/// Height in points within which two lines stand at the same height.
const BUCKET: f32 = 6.0;
/// How many lines of an edge may be furniture.
const OUTERMOST: usize = 4;

/// Takes running heads and feet off a manuscript's pages and gives the pages their printed labels.
pub(crate) fn take_off(manuscript: &mut Manuscript) {
    let edges: Vec<Vec<Line>> = manuscript.pages.iter().map(outermost).collect();
    if edges.iter().all(Vec::is_empty) {
        return;
    }
    let recurring = Recurring::of(&edges);
    let mut taken: Vec<Vec<&Line>> = Vec::with_capacity(edges.len());
    for (index, lines) in edges.iter().enumerate() {
        taken.push(lines.iter().filter(|line| recurring.has(line, index)).collect());
    }
    let labels = labels(&taken);
    for ((page, lines), label) in manuscript.pages.iter_mut().zip(&taken).zip(labels) {
        sheet::remove(page, lines);
        let given = page.label.take();
        page.label = label.or(given);
    }
}

/// The outermost lines of a page's two edges.
fn outermost(page: &Page) -> Vec<Line> {
    if page.height <= 0.0 {
        return Vec::new();
    }
    let lines = sheet::lines(page);
    let upper = lines.iter().take(OUTERMOST).filter(|line| line.top < 0.25 * page.height).cloned();
    let lower = lines.iter().rev().take(OUTERMOST).filter(|line| line.top > 0.7 * page.height).cloned();
    let lower = lower.map(|line| Line { edge: Edge::Foot, ..line });
    upper.map(|line| Line { edge: Edge::Head, ..line }).chain(lower).collect()
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
    pages: HashMap<(Edge, i32, String), Vec<usize>>,
    count: usize,
}

impl Recurring {
    fn of(edges: &[Vec<Line>]) -> Recurring {
        let mut pages: HashMap<(Edge, i32, String), Vec<usize>> = HashMap::new();
        for (index, lines) in edges.iter().enumerate() {
            for line in lines {
                let with = pages.entry((line.edge, bucket(line.top), shape(&line.text))).or_default();
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
            .filter_map(|off| self.pages.get(&(line.edge, bucket(line.top) + off, shape.clone())))
            .flatten()
            .copied()
            .collect();
        with.sort_unstable();
        with.dedup();
        let of_parity = with.iter().filter(|other| *other % 2 == page % 2).count();
        let enough = |found: usize, all: usize| found >= 2 && found as f32 >= SHARE * all as f32;
        let near = with.iter().filter(|other| other.abs_diff(page) <= 4).count();
        let bare_number = shape.trim_matches(['-', '–', '—', '.', '|']) == "#" && (with.len() >= 2 || self.count <= 2);
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

/// The printed label of each page: the numbers in its furniture that count with the pages.
fn labels(taken: &[Vec<&Line>]) -> Vec<Option<String>> {
    let numbers: Vec<Vec<(i64, String)>> = taken.iter().map(|lines| numbers(lines)).collect();
    let mut labels: Vec<Option<String>> = vec![None; taken.len()];
    loop {
        let Some((offset, count)) = best_offset(&numbers, &labels) else { return labels };
        if count < 3.min(taken.len()) {
            return labels;
        }
        for (index, found) in numbers.iter().enumerate() {
            let label = found.iter().find(|(value, _)| value - index as i64 == offset);
            if labels[index].is_none() {
                labels[index] = label.map(|(_, written)| written.clone());
            }
        }
    }
}

/// The difference of number and page that most pages without a label share.
fn best_offset(numbers: &[Vec<(i64, String)>], labels: &[Option<String>]) -> Option<(i64, usize)> {
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (index, found) in numbers.iter().enumerate().filter(|(index, _)| labels[*index].is_none()) {
        let mut of_page: Vec<i64> = found.iter().map(|(value, _)| value - index as i64).collect();
        of_page.sort_unstable();
        of_page.dedup();
        for offset in of_page {
            *offsets.entry(offset).or_default() += 1;
        }
    }
    offsets.into_iter().max_by_key(|(offset, count)| (*count, -offset.abs()))
}

/// The numbers in a page's furniture, arabic and roman, as they are written. A number that is part of a longer token
/// (a date, an address) is none.
fn numbers(lines: &[&Line]) -> Vec<(i64, String)> {
    let tokens = lines.iter().flat_map(|line| line.text.split_whitespace());
    let parts = tokens.flat_map(|token| {
        let cut = if token.contains("://") || token.matches(['.', '-']).count() > 1 { "" } else { token };
        cut.split(|c: char| !c.is_alphanumeric())
    });
    parts
        .filter_map(|part| {
            let arabic = part.parse::<i64>().ok().filter(|_| part.len() <= 5);
            let roman = || label::roman(&part.to_lowercase()).map(i64::from);
            arabic.or_else(roman).map(|value| (value, part.to_owned()))
        })
        .collect()
}
