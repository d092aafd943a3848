//! Which lines of a page may be furniture at all? Those nearest to its upper and lower edge, and those beside the text.

use super::super::sheet::{self, Line};
use crate::manuscript::Page;

/// What stands in a margin, turned heads and numbers, is at most this wide in points.
const NARROW: f32 = 40.0;
/// How many lines of an edge may be furniture.
const OUTERMOST: usize = 6;
/// Lines within so many points stand side by side.
const LEVEL: f32 = 3.0;
/// Type this much larger than most of the document's is a title's, which two papers of a volume may share in part.
const TITLE: f32 = 2.0;

/// The lines at the edges of a page.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// From the upper edge down.
    head: Vec<Line>,
    /// From the lower edge up.
    foot: Vec<Line>,
    /// Left and right of the text.
    beside: Vec<Line>,
}

impl Edges {
    /// The edges of a page; empty where the format has no places. `text_size` is that of most of the document's letters.
    pub fn of(page: &Page, text_size: f32) -> Edges {
        let mut edges = Edges::default();
        if page.height <= 0.0 {
            return edges;
        }
        let lines = sheet::lines(page);
        let text = extent(page);
        let last = lines.len().saturating_sub(OUTERMOST);
        let is_title = |line: &Line| sheet::size(&page.blocks[line.block].runs) >= TITLE * text_size;
        for (number, line) in lines.into_iter().enumerate().filter(|(_, line)| text_size == 0.0 || !is_title(line)) {
            if is_beside(page, &line, text) {
                edges.beside.push(line);
            } else if number < OUTERMOST && line.top < 0.25 * page.height {
                edges.head.push(line);
            } else if number >= last && line.top > 0.7 * page.height {
                edges.foot.insert(0, line);
            }
        }
        edges
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.head.iter().chain(&self.foot).chain(&self.beside)
    }

    /// The lines that are furniture: of a head or foot, those that only furniture parts from the edge of the page, and
    /// numbers, which take no words with them.
    pub fn furniture(&self, is_furniture: impl Fn(&Line) -> bool) -> Vec<&Line> {
        let mut found: Vec<&Line> = Vec::new();
        for edge in [&self.head, &self.foot] {
            let text = edge.iter().find(|line| !is_furniture(line)).map(|line| line.top);
            let level = |line: &Line| text.is_some_and(|text| (line.top - text).abs() <= LEVEL);
            let number = |line: &Line| !line.text.contains(char::is_alphabetic);
            let outer = edge.iter().take_while(|line| is_furniture(line));
            let others = edge.iter().skip_while(|line| is_furniture(line)).filter(|line| level(line) || number(line));
            found.extend(outer.chain(others.filter(|line| is_furniture(line))));
        }
        found.extend(self.beside.iter().filter(|line| is_furniture(line)));
        found
    }
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
