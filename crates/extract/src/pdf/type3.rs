//! How large is type whose letters are little drawings? A Type 3 font may count in any unit, and sizes with it.
//!
//! TeX's bitmap fonts may be "1 point" large and drawn in pixels. The file does not say how large an em is, but letters are
//! about as wide in every font, so that their widths tell.

use std::ops::Range;

use super::glyphs::Glyph;

/// Widths of `a` to `z` in thousandths of the size in Times (Adobe's Core 14 font metrics, Times-Roman).
const LETTERS: [f32; 26] = [
    444.0, 500.0, 444.0, 500.0, 444.0, 333.0, 500.0, 500.0, 278.0, 278.0, 500.0, 278.0, 778.0, 500.0, 500.0, 500.0,
    500.0, 333.0, 389.0, 278.0, 500.0, 722.0, 722.0, 500.0, 500.0, 444.0,
];
/// The fonts of a page that are told apart. A page has a dozen; one that has more of them may be made to.
const MOST_FONTS: usize = 64;
/// The width of a digit there.
const DIGIT: f32 = 500.0;
/// Widths that are off by no more than this are those of a narrow or a wide font, whose size is as it says.
const USUAL: Range<f32> = 0.6..1.6;

/// The Type 3 fonts of a page.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    list: Vec<Font>,
}

/// Letters that are as wide as each other wherever they come.
#[derive(Debug, Default)]
struct Font {
    /// How wide each letter is, as a share of the size that the font says.
    widths: Vec<(char, f32)>,
    /// Where its glyphs stand among those of the page.
    runs: Vec<Range<usize>>,
}

impl Fonts {
    /// Notes a run of one font, the glyphs from `from` on.
    ///
    /// A glyph does not say which font it is of; a run whose letters are as wide as those of a font is of that font.
    pub fn add(&mut self, glyphs: &[Glyph], from: usize) {
        let run = &glyphs[from..];
        let known = self.list.iter().position(|font| font.has(run));
        if known.is_none() && self.list.len() < MOST_FONTS {
            self.list.push(Font::default());
        }
        let at = known.unwrap_or(self.list.len() - 1);
        self.list[at].add(run, from);
    }

    /// Gives glyphs the size that their widths tell, where the font's own is none.
    pub fn set_sizes(self, glyphs: &mut [Glyph]) {
        for font in self.list {
            let Some(factor) = font.factor().filter(|factor| !USUAL.contains(factor)) else { continue };
            for run in font.runs {
                glyphs[run].iter_mut().for_each(|glyph| glyph.size *= factor);
            }
        }
    }
}

impl Font {
    /// Whether the letters of a run are as wide as here, and one of them is known.
    fn has(&self, run: &[Glyph]) -> bool {
        let known = |glyph: &Glyph| self.widths.iter().find(|(c, _)| *c == glyph.c).map(|(_, width)| *width);
        let mut same =
            run.iter().filter_map(|glyph| Some((known(glyph)?, width(glyph)))).map(|(a, b)| (a - b).abs() < 0.01 * a);
        same.next().is_some_and(|first| first && same.all(|same| same))
    }

    fn add(&mut self, run: &[Glyph], from: usize) {
        for glyph in run {
            if self.widths.iter().all(|(c, _)| *c != glyph.c) {
                self.widths.push((glyph.c, width(glyph)));
            }
        }
        self.runs.push(from..from + run.len());
    }

    /// How many times as wide as in Times its letters are; the median.
    fn factor(&self) -> Option<f32> {
        let mut factors: Vec<f32> = self.widths.iter().filter_map(|(c, width)| Some(width / expected(*c)?)).collect();
        factors.sort_by(f32::total_cmp);
        factors.get(factors.len() / 2).copied().filter(|factor| *factor > 0.0)
    }
}

fn width(glyph: &Glyph) -> f32 {
    (glyph.right - glyph.left) / glyph.size
}

/// How wide a letter is in Times, as a share of its size.
fn expected(c: char) -> Option<f32> {
    match c {
        'a'..='z' => Some(LETTERS[usize::from(c as u8 - b'a')] / 1000.0),
        '0'..='9' => Some(DIGIT / 1000.0),
        _ => None,
    }
}
