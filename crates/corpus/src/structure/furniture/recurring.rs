//! Which lines recur at one height on several pages, and say the same there? What differs between them counts the pages.
//!
//! Lines of one shape may differ in their numbers: `Article 4` and `Article 11` at the heads of two columns are headings.
//! In a running head a number is the same on its pages (a year, a volume) or goes up with them.

use std::collections::{HashMap, HashSet};

use super::super::label;
use super::super::sheet::{Line, Opening};
use super::edges::Edges;

/// Lines recur if this share of the pages has them.
const SHARE: f32 = 0.15;
/// Lines recur if this many pages of a run of eight have them.
const IN_A_RUN: usize = 3;
/// So many lines of one height whose numbers go up with the pages, whatever else they say, are no chance: the tables 1 and
/// 2 of a paper stand on pages 6 and 7.
const COUNTING: usize = 3;
/// In a document of so many pages, two are enough.
const FEW_PAGES: usize = 6;
/// Height in points within which two lines stand at the same height.
const BUCKET: f32 = 6.0;
/// A longer line is text.
const LONGEST: usize = 160;
/// A part of a head has at least so many letters and digits.
const SHORTEST_PART: usize = 8;

/// The lines at the edges of a document's pages, by height and shape.
pub(super) struct Recurring {
    groups: HashMap<(i32, String), Group>,
    /// The shapes that recur, by height.
    heads: HashMap<i32, Vec<String>>,
    /// How many pages have a number at this height that is so much more than the page's.
    offsets: HashMap<(i32, i64), usize>,
    count: usize,
}

/// Lines of one shape at one height.
#[derive(Debug, Default)]
struct Group {
    /// Their pages, and the numbers in each.
    lines: Vec<(usize, Vec<i64>)>,
}

impl Recurring {
    /// The lines that may recur, page by page.
    pub fn of(edges: &[Edges]) -> Recurring {
        let mut groups: HashMap<(i32, String), Group> = HashMap::new();
        for (index, lines) in edges.iter().enumerate() {
            for line in lines.lines() {
                let group = groups.entry((bucket(line.top), shape(&line.text))).or_default();
                if group.lines.last().is_none_or(|(page, _)| *page != index) {
                    group.lines.push((index, numbers(&line.text)));
                }
            }
        }
        let offsets = offsets(&groups);
        let mut recurring = Recurring { groups, heads: HashMap::new(), offsets, count: edges.len() };
        for (index, line) in edges.iter().enumerate().flat_map(|(index, lines)| lines.lines().map(move |l| (index, l)))
        {
            let shape = shape(&line.text);
            let known = recurring.heads.get(&bucket(line.top)).is_some_and(|heads| heads.contains(&shape));
            if !known && recurring.recurs(line, &shape, index) {
                recurring.heads.entry(bucket(line.top)).or_default().push(shape);
            }
        }
        recurring
    }

    /// Whether this line recurs around this page, or is a part of one that does.
    pub fn has(&self, line: &Line, page: usize) -> bool {
        let shape = shape(&line.text);
        let letters = shape.chars().filter(|c| c.is_alphabetic()).count();
        let may = !shape.is_empty() && letters <= LONGEST && line.opening != Opening::Label;
        may && (self.recurs(line, &shape, page) || self.is_part(line, &shape))
    }

    fn recurs(&self, line: &Line, shape: &str, page: usize) -> bool {
        let mut all: Vec<&(usize, Vec<i64>)> = near(bucket(line.top))
            .filter_map(|bucket| self.groups.get(&(bucket, shape.to_owned())))
            .flat_map(|group| &group.lines)
            .collect();
        all.sort_unstable();
        all.dedup_by_key(|(page, _)| *page);
        let bare_number = is_bare_number(shape) && (all.len() >= 2 || self.count <= 2);
        let like = alike(&all, page, &numbers(&line.text));
        let few = like.counting.is_some_and(|offset| self.count_together(bucket(line.top), offset) < COUNTING);
        let chance = few && self.count > FEW_PAGES;
        (self.are_often(&like.pages, page) && !chance) || (bare_number && is_number_of(line, page))
    }

    /// How many pages have a number at this height that goes up with the pages by this offset.
    fn count_together(&self, bucket: i32, offset: i64) -> usize {
        near(bucket).filter_map(|bucket| self.offsets.get(&(bucket, offset))).sum()
    }

    /// Whether so many pages, this one among them, make a line a running one.
    fn are_often(&self, with: &[usize], page: usize) -> bool {
        let of_parity = with.iter().filter(|other| *other % 2 == page % 2).count();
        let enough = |found: usize, all: usize| found >= 2 && found as f32 >= SHARE * all as f32;
        let close = with.iter().filter(|other| other.abs_diff(page) <= 4).count();
        let often = enough(with.len(), self.count.max(4)) || enough(of_parity, self.count.div_ceil(2).max(4));
        often || close >= IN_A_RUN
    }

    /// Whether a line is the beginning or the end of one that recurs at its height: a page of two columns parts a long head.
    fn is_part(&self, line: &Line, shape: &str) -> bool {
        let long = shape.chars().filter(|c| c.is_alphanumeric() || *c == '#').count() >= SHORTEST_PART;
        let heads = near(bucket(line.top)).filter_map(|bucket| self.heads.get(&bucket)).flatten();
        long && heads.into_iter().any(|head| head.starts_with(shape) || head.ends_with(shape))
    }
}

/// The pages whose lines say the same.
#[derive(Debug)]
struct Alike {
    pages: Vec<usize>,
    /// How much more than the page's index the number is that goes up with the pages, if one does.
    counting: Option<i64>,
}

/// The pages of a group whose lines say what this one says: every number that is not the same goes up with the pages.
fn alike(group: &[&(usize, Vec<i64>)], page: usize, numbers: &[i64]) -> Alike {
    let counts: Vec<bool> = (0..numbers.len()).map(|place| counts_pages(group, place)).collect();
    let same = |(other, theirs): &&&(usize, Vec<i64>)| {
        let offset = *other as i64 - page as i64;
        let pairs = theirs.iter().zip(numbers).zip(&counts);
        pairs.into_iter().all(|((theirs, own), counts)| theirs - own == if *counts { offset } else { 0 })
    };
    let pages = group.iter().filter(same).map(|(page, _)| *page).collect();
    let counting = numbers.iter().zip(&counts).find(|(_, counts)| **counts).map(|(number, _)| number - page as i64);
    Alike { pages, counting }
}

/// How many pages have a number at a height that is so much more than the page's index.
fn offsets(groups: &HashMap<(i32, String), Group>) -> HashMap<(i32, i64), usize> {
    let mut pages: HashMap<(i32, i64), HashSet<usize>> = HashMap::new();
    for ((bucket, _), group) in groups {
        for (page, number) in group.lines.iter().flat_map(|(page, numbers)| numbers.iter().map(move |n| (*page, n))) {
            pages.entry((*bucket, number - page as i64)).or_default().insert(page);
        }
    }
    pages.into_iter().map(|(key, pages)| (key, pages.len())).collect()
}

/// Whether the number at this place of a group's lines goes up with the pages rather than stays.
fn counts_pages(group: &[&(usize, Vec<i64>)], place: usize) -> bool {
    let most = |value: &dyn Fn(usize, i64) -> i64| {
        let mut values: HashMap<i64, usize> = HashMap::new();
        for (page, numbers) in group {
            let Some(number) = numbers.get(place) else { continue };
            *values.entry(value(*page, *number)).or_default() += 1;
        }
        values.into_values().max().unwrap_or(0)
    };
    most(&|page, number| number - page as i64) > most(&|_, number| number)
}

/// A line's shape: its text with runs of digits, and roman numbers that stand alone, as `#`.
fn shape(text: &str) -> String {
    if label::roman(text.trim().to_lowercase().as_str()).is_some() {
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

/// The numbers that a shape has as `#`, in their order; longer ones than eighteen digits by their end.
fn numbers(text: &str) -> Vec<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.filter_map(|run| run[run.len().saturating_sub(18)..].parse().ok()).collect()
}

fn is_bare_number(shape: &str) -> bool {
    shape.trim_matches(['-', '–', '—', '.', '|']) == "#"
}

/// Whether a bare number at a page's edge is that page's own.
fn is_number_of(line: &Line, page: usize) -> bool {
    let number = line.text.trim().trim_matches(['-', '–', '—', '.', '|', ' ']);
    label::value(&number.to_lowercase()).is_some_and(|value| value as usize >= page.saturating_sub(20).max(1))
}

fn bucket(top: f32) -> i32 {
    (top / BUCKET).round() as i32
}

/// The heights at which a line of this one may be put.
fn near(bucket: i32) -> impl Iterator<Item = i32> {
    (-1..=1).map(move |off| bucket.saturating_add(off))
}
