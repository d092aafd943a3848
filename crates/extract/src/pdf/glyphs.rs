//! A letter and its place on the page, and which way its line runs.
//!
//! Where the letters come from is `drawing`; what they make together is `words`.

use std::ops::RangeInclusive;

use apostille_corpus::Place;
use hayro_interpret::kurbo::Affine;

/// A letter and its place, in points from the page's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The letter; U+FFFD where the file does not tell.
    pub c: char,
    /// Where it begins on its line.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// Whether its font is bold, as far as the font says.
    pub bold: bool,
    /// Which way up it is.
    pub turn: Turn,
}

/// How far from a page's corner letters are kept, in points: a page of PDF 1.x has at most 14,400 (ISO 32000-1, Annex C).
const FARTHEST: f32 = 1e6;
/// Which sizes letters have that somebody reads, in points.
const READABLE: RangeInclusive<f32> = 0.2..=1e4;

impl Glyph {
    /// Whether this letter stands anywhere: a file may give any number as a place, and such as are none.
    pub fn is_placed(&self) -> bool {
        [self.left, self.right, self.base].iter().all(|place| place.abs() <= FARTHEST) && READABLE.contains(&self.size)
    }
}

/// Which way a line of text runs on the page.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Left to right.
    #[default]
    Upright,
    /// Top to bottom.
    Down,
    /// Bottom to top.
    Up,
    /// Upside down.
    Over,
    /// Any other way: stamps and watermarks.
    Slanted,
}

/// The width and height of a page in points, as it is shown.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// From left to right.
    pub width: f32,
    /// From the top down.
    pub height: f32,
}

/// Where a glyph stands, along and across its own line: as if the page were turned so that the line runs left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// Which way its line runs.
    pub turn: Turn,
}

impl Placed {
    /// The place of a glyph that `transform` takes from thousandths of its size to a page of this extent.
    pub fn new(transform: Affine, advance: f32, page: Extent) -> Placed {
        let [a, b, c, d, x, y] = transform.as_coeffs().map(|value| value as f32);
        let width = a.hypot(b) * advance;
        let size = c.hypot(d) * 1000.0;
        let turn = turn(a, b);
        let (along, across) = match turn {
            Turn::Upright | Turn::Slanted => (x, y),
            Turn::Down => (y, page.width - x),
            Turn::Up => (page.height - y, x),
            Turn::Over => (page.width - x, page.height - y),
        };
        Placed { left: along, right: along + width, base: across, size, turn }
    }
}

impl Turn {
    /// The ways in which text is read.
    pub const STRAIGHT: [Turn; 4] = [Turn::Upright, Turn::Down, Turn::Up, Turn::Over];

    /// The extent of a page that is turned so that lines which run this way run left to right.
    pub fn extent(self, page: Extent) -> Extent {
        match self {
            Turn::Down | Turn::Up => Extent { width: page.height, height: page.width },
            Turn::Upright | Turn::Over | Turn::Slanted => page,
        }
    }

    /// The place on a page of what stands at `place` when the page is turned so that lines which run this way run left
    /// to right.
    pub fn on_page(self, place: Place, page: Extent) -> Place {
        let Place { left, top, right, bottom } = place;
        let (width, height) = (page.width, page.height);
        match self {
            Turn::Upright | Turn::Slanted => place,
            Turn::Down => Place { left: width - bottom, top: left, right: width - top, bottom: right },
            Turn::Up => Place { left: top, top: height - right, right: bottom, bottom: height - left },
            Turn::Over => {
                Place { left: width - right, top: height - bottom, right: width - left, bottom: height - top }
            }
        }
    }
}

/// Which way the direction (a, b) goes; up to six degrees off is straight, as in scans.
fn turn(a: f32, b: f32) -> Turn {
    let slant = 0.105 * a.hypot(b);
    match (a, b) {
        _ if b.abs() <= slant && a > 0.0 => Turn::Upright,
        _ if b.abs() <= slant => Turn::Over,
        _ if a.abs() <= slant && b > 0.0 => Turn::Down,
        _ if a.abs() <= slant => Turn::Up,
        _ => Turn::Slanted,
    }
}
