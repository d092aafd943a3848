//! Which words stand on one line of the page? Full-size words first; raised and lowered ones join the word they stand at.
//!
//! A row goes across the whole page; it is cut into segments at wide gaps, and `columns` puts those in reading order.

use std::collections::BTreeMap;

use super::initials;
use super::words::Word;

/// A gap of this many sizes may part two columns or two cells.
const WIDE: f32 = 0.9;
/// Smaller than this share of the letters beside it, a word may be raised or lowered.
const SMALL: f32 = 0.88;
/// A row with more words than this is no line of text; those beyond it begin another.
const MOST_WORDS: usize = 400;

/// A small word is tried beside this many rows.
const MOST_HOSTS: usize = 12;

/// Words of one row with no wide gap between them.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The number of its row.
    pub row: usize,
    /// Its words from left to right.
    pub words: Vec<Word>,
    /// The base line of its row.
    pub base: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// How many letters, digits and signs it has.
    pub letters: usize,
    /// How many letters.
    pub alphabetic: usize,
}

/// A row in the making.
#[derive(Debug)]
struct Row {
    base: f32,
    size: f32,
    words: Vec<Word>,
}

/// The rows of a page.
#[derive(Debug, Default)]
struct Rows {
    list: Vec<Row>,
    by_base: BTreeMap<i32, Vec<usize>>,
}

/// The segments of these words.
pub(super) fn segments(mut words: Vec<Word>) -> Vec<Segment> {
    initials::join(&mut words);
    words.sort_by(|a, b| b.size.total_cmp(&a.size));
    let mut rows = Rows::default();
    for word in words {
        rows.add(word);
    }
    let mut list = rows.list;
    list.sort_by(|a, b| a.base.total_cmp(&b.base));
    list.into_iter().enumerate().flat_map(|(number, row)| cut(number, row)).collect()
}

impl Rows {
    fn add(&mut self, word: Word) {
        let at = self.beside(&word).or_else(|| self.level(&word)).unwrap_or_else(|| self.open(&word));
        let row = &mut self.list[at];
        if !row.words.iter().any(|other| is_again(other, &word)) {
            row.words.push(word);
        }
    }

    fn open(&mut self, word: &Word) -> usize {
        let at = self.list.len();
        self.list.push(Row { base: word.base, size: word.size, words: Vec::new() });
        self.by_base.entry(key(word.base)).or_default().push(at);
        at
    }

    /// The row with the word's base line.
    fn level(&self, word: &Word) -> Option<usize> {
        let off = |at: &usize| (self.list[*at].base - word.base).abs();
        self.near(word.base - 3.0, word.base + 3.0)
            .filter(|at| off(at) <= 0.15 * word.size && self.list[*at].words.len() < MOST_WORDS)
            .min_by(|a, b| off(a).total_cmp(&off(b)))
    }

    /// The row of larger words beside which a small word stands raised or lowered.
    fn beside(&self, word: &Word) -> Option<usize> {
        let reach = 1.2 * word.size + 3.0;
        let hosts = self.near(word.base - 0.5 * reach, word.base + reach);
        hosts.filter(|at| self.list[*at].size * SMALL > word.size).take(MOST_HOSTS).find(|at| {
            let row = &self.list[*at];
            let raise = row.base - word.base;
            let off = (-0.4 * row.size..0.75 * row.size).contains(&raise);
            let touches = |other: &Word| {
                other.size * SMALL > word.size
                    && word.left < other.right + 0.4 * other.size
                    && other.left < word.right + 0.6 * other.size
            };
            off && row.words.len() < MOST_WORDS && row.words.iter().any(touches)
        })
    }

    fn near(&self, from: f32, to: f32) -> impl Iterator<Item = usize> + '_ {
        self.by_base.range(key(from)..=key(to)).flat_map(|(_, rows)| rows.iter().copied())
    }
}

/// Whether a word is drawn a second time in nearly the same place: for a shadow, to make it bold, or without end.
fn is_again(word: &Word, again: &Word) -> bool {
    (word.left - again.left).abs() < 0.12 * word.size
        && (word.base - again.base).abs() < 0.12 * word.size
        && (word.size - again.size).abs() < 0.05 * word.size
        && word.text == again.text
}

fn key(base: f32) -> i32 {
    (base / 2.0).floor() as i32
}

/// Cuts a row at its wide gaps.
fn cut(number: usize, mut row: Row) -> Vec<Segment> {
    row.words.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut segments: Vec<Segment> = Vec::new();
    for word in row.words {
        let letters = word.letters;
        let alphabetic = word.text.chars().filter(|c| c.is_alphabetic()).count();
        match segments.last_mut().filter(|last| word.left - last.right < WIDE * row.size.min(word.size * 1.3)) {
            Some(last) => {
                last.right = last.right.max(word.right);
                last.letters += letters;
                last.alphabetic += alphabetic;
                last.words.push(word);
            }
            None => segments.push(Segment {
                row: number,
                base: row.base,
                size: row.size,
                left: word.left,
                right: word.right,
                letters,
                alphabetic,
                words: vec![word],
            }),
        }
    }
    for segment in &mut segments {
        (segment.size, segment.base) = main_size(&segment.words);
    }
    segments
}

/// The largest size that a good part of the letters has, and its base line: in small capitals the most letters are small.
pub(super) fn main_size(words: &[Word]) -> (f32, f32) {
    let all: usize = words.iter().map(|word| word.letters).sum();
    let letters = |size: f32| -> usize {
        words.iter().filter(|word| (word.size - size).abs() < 0.05 * size).map(|word| word.letters).sum()
    };
    let common = words.iter().take(64).filter(|word| 7 * letters(word.size) >= all);
    let main = common.max_by(|a, b| a.size.total_cmp(&b.size)).or(words.first());
    main.map_or((0.0, 0.0), |word| (word.size, word.base))
}
