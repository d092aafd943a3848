//! Words joined by hyphens or strokes, as the one word that others write: `co-manage` is also `comanage`, `A/RES/73/195`
//! also `ares73195`, `H-2A` also `h2a`.
//!
//! The parts stay words of their own; the joined form stands at the place of the first.

use super::words::{UNITED_STATES, Word};

/// The most parts that are joined.
const MOST_PARTS: usize = 6;
/// The longest joined form, in bytes.
const LONGEST: usize = 60;

/// Words joined by hyphens or strokes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compound {
    /// Their exact forms, joined.
    pub(crate) joined: String,
    /// How many words they are.
    pub(crate) parts: usize,
}

/// The compound of the words that start here, if hyphens or strokes alone join them and the word before is not one of
/// them. Figures alone (`2019-2021`) are a span and not a word.
pub(crate) fn compound(text: &str, words: &[Word<'_>], at: usize) -> Option<Compound> {
    if at > 0 && is_joined(text, &words[at - 1], &words[at]) {
        return None;
    }
    let rest = words[at..].windows(2).take_while(|pair| is_joined(text, &pair[0], &pair[1]));
    let parts = &words[at..at + 1 + rest.count()];
    let figures = parts.iter().all(|part| part.exact.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    if parts.len() < 2 || parts.len() > MOST_PARTS || figures {
        return None;
    }
    let joined: String = parts.iter().map(|part| part.exact.as_ref()).collect();
    let joined = joined.replace(UNITED_STATES, "us");
    (joined.len() <= LONGEST).then_some(Compound { joined, parts: parts.len() })
}

fn is_joined(text: &str, before: &Word<'_>, word: &Word<'_>) -> bool {
    matches!(&text[before.range.end..word.range.start], "-" | "‐" | "‑" | "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words;

    #[test]
    fn words_joined_by_hyphens_and_strokes_are_one_word_too() {
        for (text, expected) in [
            ("They co-manage it", vec!["comanage"]),
            ("A/RES/73/195 and COVID-19", vec!["ares73195", "covid19"]),
            ("the H-2A visa", vec!["h2a"]),
            ("the U.S.-Mexico border", vec!["usmexico"]),
            ("in 2019-2021, 10/10/2020", vec![]),
            ("one - two, three", vec![]),
            ("https://www.gob.mx/inm/a-b/c-d/e-f/g", vec![]),
        ] {
            let found: Vec<Word<'_>> = words(text).collect();
            let compounds: Vec<String> =
                (0..found.len()).filter_map(|at| Some(compound(text, &found, at)?.joined)).collect();
            assert_eq!(compounds, expected, "{text}");
        }
    }
}
