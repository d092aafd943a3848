//! Folding: lower case, without accents, compatibility forms (ligatures, full-width letters) taken apart. `ñ` stays: it is a
//! letter of its own, not an `n` with an accent (`año` is a year, `ano` is not).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A tilde that follows its letter.
const TILDE: char = '\u{303}';

/// A text in lower case and without accents, the tilde of `ñ` excepted: `Migración` is `migracion`, `Año` is `año`. Folding
/// twice is folding once.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    fold_latin(text).map_or_else(|| Cow::Owned(fold_any(text)), Cow::Owned)
}

/// The folded form of ASCII and of the letters of Latin-1 after it; none of other texts.
fn fold_latin(text: &str) -> Option<String> {
    /// What the letters from `à` to `ÿ` are folded to.
    const LETTERS: [&str; 32] = [
        "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "ñ", "o", "o", "o", "o",
        "o", "÷", "o", "u", "u", "u", "u", "y", "th", "y",
    ];
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{0}'..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            'ß' => folded.push_str("ss"),
            '×' => folded.push(c),
            'À'..='Þ' => folded.push_str(LETTERS[c as usize - 'À' as usize]),
            'à'..='ÿ' => folded.push_str(LETTERS[c as usize - 'à' as usize]),
            _ => return None,
        }
    }
    Some(folded)
}

fn fold_any(text: &str) -> String {
    let decomposed = text.nfkd().filter(|c| !is_ignorable(*c));
    let mut folded = String::with_capacity(text.len());
    for lower in decomposed.flat_map(char::to_lowercase) {
        match lower {
            // Letters whose stroke or ligature Unicode does not decompose.
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '⁄' => folded.push('/'),
            TILDE if folded.ends_with('n') => {
                folded.pop();
                folded.push('ñ');
            }
            mark if is_combining_mark(mark) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// A text in lower case with its accents, each letter in one character, compatibility forms taken apart.
pub fn exact(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    // The letters of Latin-1 are one character each in every form.
    if text.chars().all(|c| c.is_ascii() || ('À'..='ÿ').contains(&c)) {
        return Cow::Owned(text.chars().flat_map(char::to_lowercase).collect());
    }
    Cow::Owned(text.nfkc().filter(|c| !is_ignorable(*c)).flat_map(char::to_lowercase).nfc().collect())
}

fn fold_ascii(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Characters inside a word that are no part of it: the soft hyphen and what joins or parts without width.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_ligatures_and_soft_hyphens_are_folded_away() {
        for (text, folded) in [
            ("Migración", "migracion"),
            ("migracio\u{301}n", "migracion"),
            ("AÑO", "año"),
            ("an\u{303}o", "año"),
            ("São", "sao"),
            ("pingüino", "pinguino"),
            ("o\u{fb03}ce", "office"),
            ("mi\u{ad}gra\u{ad}tion", "migration"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("plain", "plain"),
            ("MPI", "mpi"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(&fold(text)), folded);
            assert_eq!(fold(&exact(text)), folded);
        }
    }

    #[test]
    fn the_letters_of_latin_1_are_folded_as_any_others() {
        for letter in ('\u{0}'..='\u{ff}').map(|c| c.to_string()) {
            assert_eq!(fold(&letter), fold_any(&letter), "{letter:?}");
            assert_eq!(exact(&letter), exact(&format!("{letter}\u{200b}")), "{letter:?}");
        }
    }
}
