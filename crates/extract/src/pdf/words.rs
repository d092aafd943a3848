//! Which glyphs make a word? Those that follow each other on one base line without a gap.

use super::glyphs::{Glyph, Turn};

/// A gap of this share of the font's size parts words. Spaces are .2 to .33 wide, kerning and tracking under .1.
const GAP: f32 = 0.14;

/// Letters without a gap, of one size and on one base line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// The letters.
    pub text: String,
    /// How many they are.
    pub letters: usize,
    /// Where it begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether the letters were superscript signs (`¹`), which stand here as ordinary digits.
    pub superscript: bool,
    /// Whether a space follows.
    pub space_after: bool,
}

/// The words of the glyphs that are turned this way, in drawing order.
pub(super) fn of_glyphs(glyphs: &[Glyph], turn: Turn) -> Vec<Word> {
    let mut words = Vec::new();
    let glyphs: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.turn == turn).collect();
    for strip in glyphs.chunk_by(|a, b| follows(a, b)) {
        split(strip, &mut words);
    }
    words
}

/// Whether a glyph follows another on one line, near or far.
fn follows(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size.max(b.size);
    let level = (a.base - b.base).abs() <= 0.06 * size && (a.size - b.size).abs() <= 0.05 * size;
    level && b.left > a.right - 0.4 * size && b.left < a.right + 20.0 * size && b.left + 0.1 * size > a.left
}

/// Splits a strip of glyphs at spaces and gaps.
fn split(strip: &[&Glyph], words: &mut Vec<Word>) {
    let tracking = tracking(strip);
    let mut open: Option<Word> = None;
    let mut last: Option<&Glyph> = None;
    for glyph in strip {
        if glyph.c.is_whitespace() || glyph.c == '\u{a0}' {
            if let Some(word) = open.take().or_else(|| words.pop()) {
                words.push(Word { space_after: true, ..word });
            }
            continue;
        }
        if is_nothing(glyph.c) || last.is_some_and(|last| is_again(last, glyph)) {
            continue;
        }
        let (c, superscript) = plain_digit(glyph.c);
        let gap = last.map_or(0.0, |last| glyph.left - last.right);
        if let Some(word) = open.take_if(|word| gap > (GAP * glyph.size) + tracking || word.superscript != superscript)
        {
            let space_after = gap > GAP * glyph.size + tracking;
            words.push(Word { space_after, ..word });
        }
        extend(&mut open, glyph, c, superscript);
        last = Some(glyph);
    }
    words.extend(open);
}

fn extend(open: &mut Option<Word>, glyph: &Glyph, c: char, superscript: bool) {
    let word = open.get_or_insert_with(|| Word {
        text: String::new(),
        letters: 0,
        left: glyph.left,
        right: glyph.right,
        base: glyph.base,
        size: glyph.size,
        bold: glyph.bold,
        superscript,
        space_after: false,
    });
    word.text.push(c);
    word.letters += 1;
    word.right = word.right.max(glyph.right);
}

/// The space that a strip sets between all its letters, as spaced headings have it.
fn tracking(strip: &[&Glyph]) -> f32 {
    if strip.len() < 8 {
        return 0.0;
    }
    let mut gaps: Vec<f32> = strip
        .windows(2)
        .filter(|pair| !pair[0].c.is_whitespace() && !pair[1].c.is_whitespace())
        .map(|pair| pair[1].left - pair[0].right)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).map_or(0.0, |gap| gap.max(0.0))
}

/// Whether a glyph is drawn a second time in nearly the same place, as some writers do to make it bold.
fn is_again(last: &Glyph, glyph: &Glyph) -> bool {
    last.c == glyph.c && (last.left - glyph.left).abs() < 0.12 * glyph.size.min(glyph.right - glyph.left + 1.0)
}

/// Characters that have no place in text.
fn is_nothing(c: char) -> bool {
    (c.is_control() && c != '\u{ad}') || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// A superscript digit as an ordinary one, and whether it was one.
fn plain_digit(c: char) -> (char, bool) {
    match c {
        '\u{b9}' => ('1', true),
        '\u{b2}' => ('2', true),
        '\u{b3}' => ('3', true),
        '\u{2070}' => ('0', true),
        '\u{2074}'..='\u{2079}' => (char::from_u32(u32::from(c) - 0x2074 + u32::from('4')).unwrap_or(c), true),
        other => (other, false),
    }
}
