//! Does a string look like a word at all? What OCR and broken fonts leave does not.
//!
//! After the rules of Taghva, Nartker, Condit and Borsack 2001, without those that take addresses, codes and acronyms for garbage.

/// Longer strings of letters are no words of English or Spanish (`anticonstitucionalidad` has 22).
const LONGEST: usize = 30;
/// So many letters in a row without a vowel are no word in small letters.
const WITHOUT_VOWEL: usize = 5;

/// Whether a string between white space is garbled.
pub(super) fn is_garbled(word: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric() && !is_unreadable(c);
    let word = word.trim_matches(is_mark);
    let is_address = word.contains("://") || word.contains('@') || word.contains('_') || word.starts_with("www.");
    if word.is_empty() || is_address {
        return false;
    }
    // Compounds, figures with units, initials and paths are looked at in their parts.
    word.split(is_mark).filter(|part| !part.is_empty()).any(is_garbled_part)
}

fn is_garbled_part(part: &str) -> bool {
    let letters: Vec<char> = part.chars().collect();
    letters.iter().any(|c| is_unreadable(*c))
        || letters.windows(4).any(|four| four[0].is_alphabetic() && four.iter().all(|c| *c == four[0]))
        || has_digit_after_small_letter(&letters)
        || has_capital_inside(&letters)
        || is_without_vowel(&letters)
        || (letters.len() > LONGEST && letters.iter().all(|c| c.is_alphabetic()))
}

fn is_unreadable(c: char) -> bool {
    super::is_doubtful(c)
}

/// `wi11`, `l0ng`; `19th` and `H1N1` are words.
fn has_digit_after_small_letter(letters: &[char]) -> bool {
    letters.windows(2).any(|two| two[0].is_lowercase() && two[1].is_ascii_digit())
}

/// `tHe`, `miGración`; names such as `McDonald` and `iPhone` have one capital after at most two letters.
fn has_capital_inside(letters: &[char]) -> bool {
    let inside = letters.iter().skip(1).filter(|c| c.is_uppercase()).count();
    let ends_small = letters.last().is_some_and(|c| c.is_lowercase());
    let begins_small = letters.first().is_some_and(|c| c.is_lowercase());
    letters.len() > 2 && inside > 0 && begins_small && ends_small && letters[1].is_lowercase()
}

fn is_without_vowel(letters: &[char]) -> bool {
    let is_vowel = |c: &char| "aeiouyáéíóúüàèìòùâêîôûäëïöãõ".contains(*c);
    letters.len() >= WITHOUT_VOWEL
        && letters.iter().all(|c| c.is_lowercase() && c.is_ascii_alphabetic() && !is_vowel(c))
}

#[cfg(test)]
mod tests {
    use super::is_garbled;

    #[test]
    fn words_figures_codes_and_addresses_are_not_garbled() {
        for word in [
            "asylum",
            "(«migración»)",
            "19th",
            "3.ª",
            "A/RES/73/195",
            "H1N1",
            "McDonald",
            "https://example.org/a1b2",
            "EE.UU.",
            "co-operation",
            "UNHCR",
            "iPhone",
            "1,345",
            "—",
            "rhythm",
            "O'Brien",
            "a@b.org",
            "nº",
            "DDHH",
        ] {
            assert!(!is_garbled(word), "{word}");
        }
    }

    #[test]
    fn what_broken_fonts_and_ocr_leave_is_garbled() {
        for word in ["wi11", "migraci\u{fffd}n", "tlnnnnh", "bcdfgh,", "miGración", "c0urt", "\u{e001}\u{e002}"] {
            assert!(is_garbled(word), "{word}");
        }
    }
}
