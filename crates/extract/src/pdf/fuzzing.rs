//! The layout without a PDF: letters with places in, a manuscript out. For fuzzing and its tests, not for programs.
//!
//! A fuzzer that has to write a PDF first spends its time in the parser of PDFs; the layout is ours.

use apostille_corpus::Manuscript;

use super::drawing::Drawing;
use super::glyphs::{Extent, Glyph, Turn};
use super::{Sheet, manuscript};

/// A letter and its place, in points from the page's upper left corner.
#[derive(Debug, Clone, Copy)]
pub struct Letter {
    /// The letter.
    pub c: char,
    /// Where it begins on its line.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// Whether its font is bold.
    pub bold: bool,
    /// Which way its line runs: 0 to 3 for rightwards, down, up and leftwards, more for any other.
    pub turn: usize,
}

/// The manuscript of pages, each its height in points and its letters in the order in which they are drawn.
pub fn laid_out(pages: &[(f32, Vec<Letter>)]) -> Manuscript {
    let sheets: Vec<Sheet> = pages.iter().map(|(height, letters)| Sheet::of(drawing(*height, letters))).collect();
    manuscript(b"%%EOF", None, &sheets)
}

fn drawing(height: f32, letters: &[Letter]) -> Drawing {
    let glyph = |letter: &Letter| {
        let Letter { c, left, right, base, size, bold, turn } = *letter;
        Glyph { c, left, right, base, size, bold, turn: *Turn::STRAIGHT.get(turn).unwrap_or(&Turn::Slanted) }
    };
    let page = Extent { width: height, height };
    Drawing::new(page, letters.iter().map(glyph).collect())
}
