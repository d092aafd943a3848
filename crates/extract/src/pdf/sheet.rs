//! A page as lines in reading order: its text in the direction in which most of it runs, and what stands across that.
//!
//! Tables are often set across a page, with its head and foot upright; a chart has labels across, and a margin has stamps.

use apostille_corpus::{Block, Page};

use super::blocks::{self, Sizes, place};
use super::drawing::{Content, Drawing};
use super::glyphs::{Extent, Glyph, Turn};
use super::lines::{self, Line};
use super::scan::Layer;
use super::{accents, columns, margins, rows, words};

/// A foot has at most one in so many of a page's letters.
const FOOT: usize = 50;

/// A page as lines in reading order.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its regions in reading order.
    pub regions: Vec<Region>,
    /// How many pictures it shows.
    pub images: usize,
    /// What its letters are.
    pub layer: Layer,
    /// How many letters and digits it has.
    pub letters: usize,
    /// How many of its characters the file does not tell.
    pub unknown: usize,
    /// Whether what it draws could be read.
    pub content: Content,
    extent: Extent,
}

/// Lines that are read one after the other: a column, a title over columns, the labels of a chart.
#[derive(Debug)]
pub(super) struct Region {
    /// Its lines from the top down.
    pub lines: Vec<Line>,
    /// Which way they run on the page as it is read.
    turn: Turn,
}

impl Sheet {
    /// What a page draws, in reading order.
    pub fn of(drawing: Drawing) -> Sheet {
        let glyphs = accents::mend(&drawing.glyphs);
        let letters = glyphs.iter().filter(|glyph| glyph.c.is_alphanumeric()).count();
        let unknown = glyphs.iter().filter(|glyph| glyph.c == '\u{fffd}').count();
        let layer = Layer::of(&drawing, letters);
        let regions = in_all_directions(&glyphs, drawing.page);
        let Drawing { page: extent, images, content, .. } = drawing;
        Sheet { regions, images, layer, letters, unknown, content, extent }
    }

    /// The page with this number, from 1.
    pub fn page(&self, number: u32, sizes: &Sizes) -> Page {
        let blocks = self.regions.iter().flat_map(|region| {
            let blocks = blocks::of_lines(&region.lines, sizes).into_iter();
            blocks
                .map(|block| Block { place: block.place.map(|place| region.turn.on_page(place, self.extent)), ..block })
        });
        Page { number: Some(number), label: None, height: self.extent.height, blocks: blocks.collect() }
    }
}

/// The regions of a page. What runs across most of the text is read behind it; a head over a turned table before it.
fn in_all_directions(glyphs: &[Glyph], page: Extent) -> Vec<Region> {
    let main = main_direction(glyphs);
    let text = in_direction(glyphs, main);
    if main != Turn::Upright {
        let is_head = |line: &Line| line.base < 0.5 * page.height;
        let heads = only(in_direction(glyphs, Turn::Upright), is_head);
        let others = only(in_direction(glyphs, Turn::Upright), |line| !is_head(line));
        // The page is read as most of its text runs.
        let text = text.into_iter().map(|region| Region { turn: Turn::Upright, ..region });
        return heads.into_iter().chain(text).chain(others).collect();
    }
    let (left, right) = sides(&text);
    let others = [Turn::Up, Turn::Down].into_iter().flat_map(|turn| {
        let is_within = |line: &Line| {
            let place = turn.on_page(place(std::slice::from_ref(line)), page);
            left < place.left && place.right < right
        };
        only(in_direction(glyphs, turn), is_within)
    });
    let others: Vec<Region> = others.collect();
    text.into_iter().chain(others).collect()
}

/// The regions with only those of their lines that are wanted.
fn only(regions: Vec<Region>, wanted: impl Fn(&Line) -> bool) -> Vec<Region> {
    let some = |region: Region| {
        let lines: Vec<Line> = region.lines.into_iter().filter(&wanted).collect();
        (!lines.is_empty()).then_some(Region { lines, ..region })
    };
    regions.into_iter().filter_map(some).collect()
}

/// The direction in which most letters run.
fn main_direction(glyphs: &[Glyph]) -> Turn {
    let mut counts = Turn::STRAIGHT.map(|turn| (turn, 0));
    for glyph in glyphs.iter().filter(|glyph| glyph.c.is_alphanumeric()) {
        counts.iter_mut().filter(|(turn, _)| *turn == glyph.turn).for_each(|(_, count)| *count += 1);
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts.into_iter().find(|(_, count)| Some(*count) == most).map_or(Turn::Upright, |(turn, _)| turn)
}

/// The regions of the text that runs this way, in reading order.
fn in_direction(glyphs: &[Glyph], turn: Turn) -> Vec<Region> {
    let words = words::of_glyphs(glyphs, turn);
    if words.is_empty() {
        return Vec::new();
    }
    let (text, beside) = margins::parted(rows::segments(words));
    let regions = columns::regions(text).into_iter().chain(beside.map(|number| vec![number]));
    let regions = regions.map(lines::of_region).filter(|lines| !lines.is_empty());
    regions.map(|lines| Region { lines, turn }).collect()
}

/// The left and the right edge of the text and of the page numbers beside it, where running heads may stand. A foot of few
/// letters may reach further into the margins, where stamps stand.
fn sides(regions: &[Region]) -> (f32, f32) {
    let lines: Vec<(&Line, usize)> =
        regions.iter().flat_map(|region| &region.lines).map(|line| (line, alphabetic(line))).collect();
    let few = lines.iter().map(|(_, letters)| letters).sum::<usize>() / FOOT;
    let edge = |of: fn(&Line) -> f32| {
        let mut edges: Vec<(f32, usize)> = lines.iter().map(|(line, letters)| (of(line), *letters)).collect();
        edges.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut passed = 0;
        let reached = |(_, letters): &&(f32, usize)| {
            passed += letters;
            passed > few || *letters == 0
        };
        edges.iter().find(reached).map(|(edge, _)| *edge)
    };
    (edge(|line| line.left).unwrap_or(f32::MAX), edge(|line| -line.right).map_or(f32::MIN, |right| -right))
}

fn alphabetic(line: &Line) -> usize {
    line.words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic()).count()
}
