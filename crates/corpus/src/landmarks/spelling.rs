//! How a word is spelt in no language: the letters in which cognates of English and its Romance neighbours agree.
//!
//! Not here: what a word means. `actual` and `actual` are one here, and are outvoted by the other landmarks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fingerprint::mixed;
use crate::language::FunctionWords;

/// Words of fewer letters are alike by chance.
const SHORTEST: usize = 4;
/// So many letters of a word are compared: endings differ by language (`migrat-ion`, `migra-ción`). Measured on the parallel texts
/// of the shared corpus: with 6 a tenth of the pairs is lost, with 4 other texts on the matter come near.
const COMPARED: usize = 5;
/// Spellings that the languages have for one sound, in the order in which they are exchanged.
const SOUNDS: [(&str, &str); 10] = [
    ("ph", "f"),
    ("th", "t"),
    ("qu", "k"),
    ("ck", "k"),
    ("y", "i"),
    ("nm", "m"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("z", "s"),
];

/// Reads the landmarks of texts.
pub(super) struct Spelling {
    function_words: FunctionWords,
}

impl Spelling {
    pub(super) fn new() -> Spelling {
        Spelling { function_words: FunctionWords::new() }
    }

    /// The figures, names and longer words of a text: how many characters stand before each, and its hash.
    pub(super) fn landmarks(&mut self, text: &str) -> Vec<(usize, u32)> {
        words(text).into_iter().filter_map(|(at, word)| Some((at, self.hash(&word)?))).collect()
    }

    fn hash(&self, word: &str) -> Option<u32> {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        // `12th`, `12.ª` and `12` are one figure; `12A7` is a code.
        if !digits.is_empty() {
            let rest = word.len() - digits.len();
            return Some(hash_of(if rest <= 2 { &digits } else { word }));
        }
        let folded: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        let is_function_word = |word: &str| self.function_words.languages_of(word) != 0;
        let says_nothing =
            folded.chars().count() < SHORTEST || is_function_word(&folded) || is_function_word(&word.to_lowercase());
        (!says_nothing).then(|| hash_of(&sounds(&folded).chars().take(COMPARED).collect::<String>()))
    }
}

/// The upper half, by which samples are taken.
fn hash_of(spelt: &str) -> u32 {
    (mixed(spelt.bytes()) >> 32) as u32
}

/// The words of a text with how many characters stand before each. The digits of a figure stand together, however its thousands
/// are parted: `24,000`, `24.000` and `24 000`.
fn words(text: &str) -> Vec<(usize, String)> {
    let letters: Vec<char> = text.chars().collect();
    let (mut words, mut word, mut begun) = (Vec::new(), String::new(), 0);
    for (at, letter) in letters.iter().enumerate() {
        if letter.is_alphanumeric() || is_combining_mark(*letter) {
            if word.is_empty() {
                begun = at;
            }
            word.push(*letter);
        } else if !word.is_empty() && !parts_thousands(&letters, at) {
            words.push((begun, std::mem::take(&mut word)));
        }
    }
    if !word.is_empty() {
        words.push((begun, word));
    }
    words
}

/// Whether a mark stands between a digit and exactly three.
fn parts_thousands(letters: &[char], at: usize) -> bool {
    let is_mark = matches!(letters[at], ' ' | '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    is_mark && at > 0 && is_digit(at - 1) && (at + 1..at + 4).all(is_digit) && !is_digit(at + 4)
}

fn sounds(folded: &str) -> String {
    let mut spelt = SOUNDS.iter().fold(folded.to_owned(), |word, (from, to)| word.replace(from, to));
    let mut last = None;
    spelt.retain(|letter| last.replace(letter) != Some(letter));
    // No Spanish word begins with an impure s: `estructura`, `structure`.
    let impure = spelt.strip_prefix("es").is_some_and(|rest| rest.starts_with(['p', 't', 'k', 'l', 'm', 'n', 'f']));
    if impure { spelt.split_off(1) } else { spelt }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        Spelling::new().landmarks(text).into_iter().map(|(_, hash)| hash).collect()
    }

    #[test]
    fn cognates_names_and_figures_are_spelt_alike() {
        for (english, spanish) in [
            ("migration", "migración"),
            ("Philosophy", "filosofía"),
            ("immigrants", "inmigrantes"),
            ("structure", "estructura"),
            ("Colombian", "colombiana"),
            ("photographs", "fotografías"),
            ("24,000", "24.000"),
            ("1,345,596", "1 345 596"),
            ("12th", "12.ª"),
            ("A/RES/73/195", "A/RES/73/195"),
        ] {
            assert!(!hashes(english).is_empty());
            assert_eq!(hashes(english)[0], hashes(spanish)[0], "{english}, {spanish}");
        }
    }

    #[test]
    fn small_words_are_no_landmarks() {
        for text in ["the with from through", "para desde sobre también", "a la y", ""] {
            assert_eq!(hashes(text), [], "{text}");
        }
    }

    #[test]
    fn places_are_counted_in_characters() {
        let found = Spelling::new().landmarks("¿Más año? Medellín 2.019");
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [10, 19]);
    }
}
