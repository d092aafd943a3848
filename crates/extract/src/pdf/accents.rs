//! Which accents were drawn as glyphs of their own? They are put over their letters: `´` and `a` in one place are `á`.
//!
//! TeX's OT1 fonts have no accented letters; TeX draws the accent first, moves back and draws the letter.

use unicode_normalization::char::compose;

use super::glyphs::Glyph;

/// Puts accents over the letters that they were drawn on, and expands the ligatures that Unicode has signs for.
pub(super) fn mend(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut mended: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        match mended.last_mut().and_then(|last| Some((accented(last, glyph)?, last))) {
            Some((c, last)) => {
                let (left, right) = (last.left.min(glyph.left), last.right.max(glyph.right));
                let letter = if is_accent(last.c) { *glyph } else { *last };
                *last = Glyph { c, left, right, ..letter };
            }
            None => expand(*glyph, &mut mended),
        }
    }
    mended
}

/// The letter that two glyphs in one place make.
fn accented(first: &Glyph, second: &Glyph) -> Option<char> {
    let (accent, letter) = match (combining(first.c), combining(second.c)) {
        (Some(accent), None) => (accent, second),
        (None, Some(accent)) => (accent, first),
        _ => return None,
    };
    let base = match letter.c {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let middle = |glyph: &Glyph| (glyph.left + glyph.right) / 2.0;
    let over = (middle(first) - middle(second)).abs() < 0.3 * letter.size
        && first.left < second.right - 0.1 * letter.size
        && second.left < first.right - 0.1 * letter.size
        && (first.base - second.base).abs() < 0.6 * letter.size;
    let composed = compose(base, accent)?;
    (over && first.turn == second.turn).then_some(composed)
}

fn is_accent(c: char) -> bool {
    combining(c).is_some()
}

/// The combining mark that a spacing accent stands for.
fn combining(c: char) -> Option<char> {
    Some(match c {
        '\u{b4}' | '\u{2ca}' | '\u{301}' => '\u{301}',
        '\u{60}' | '\u{2cb}' | '\u{300}' => '\u{300}',
        '\u{a8}' | '\u{308}' => '\u{308}',
        '\u{2c6}' | '^' | '\u{302}' => '\u{302}',
        '\u{2dc}' | '~' | '\u{303}' => '\u{303}',
        '\u{b8}' | '\u{327}' => '\u{327}',
        '\u{2da}' | '\u{b0}' | '\u{30a}' => '\u{30a}',
        '\u{2c7}' | '\u{30c}' => '\u{30c}',
        '\u{2d8}' | '\u{306}' => '\u{306}',
        '\u{af}' | '\u{304}' => '\u{304}',
        '\u{2dd}' | '\u{30b}' => '\u{30b}',
        '\u{2d9}' | '\u{307}' => '\u{307}',
        '\u{2db}' | '\u{328}' => '\u{328}',
        _ => return None,
    })
}

/// Pushes a glyph; a ligature as its letters, each with its part of the width.
fn expand(glyph: Glyph, out: &mut Vec<Glyph>) {
    let letters = match glyph.c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        // Bullets of the Symbol and Wingdings fonts, which have no sign of their own.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' => "•",
        '\u{f02d}' => "-",
        '\u{f020}' => " ",
        _ => return out.push(glyph),
    };
    let part = (glyph.right - glyph.left) / letters.chars().count().max(1) as f32;
    for (index, c) in letters.chars().enumerate() {
        let left = glyph.left + part * index as f32;
        out.push(Glyph { c, left, right: left + part, ..glyph });
    }
}
