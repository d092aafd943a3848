//! Which words of a query in small letters are the United States?
//!
//! In texts the country has capitals (`US`, `USA`), which tell it from the pronoun and from the Spanish verb: `la ley usa otro
//! término`. A query is typed in small letters whatever it means. Not about abbreviations with points: those are the country
//! in any letters.

use apostille_corpus::Language;

use super::sought::is_stop_word;
use crate::analysis::UNITED_STATES;

/// What stands before a country in Spanish and never before a verb's present, folded.
const PREPOSITIONS: [&str; 11] = ["a", "con", "contra", "de", "desde", "en", "entre", "hacia", "hasta", "para", "por"];

/// Writes the country's one form for the words side by side that mean it. They are folded; what is no word is empty.
pub(super) fn in_sequence(words: &mut [&str], language: &Language) {
    let us = us_is_the_country(words, language);
    for at in 0..words.len() {
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let named = match words[at] {
            "us" => us,
            "usa" => *language != Language::ES || PREPOSITIONS.contains(&before),
            _ => false,
        };
        if named {
            words[at] = UNITED_STATES;
        }
    }
}

/// The words of a phrase as they are in texts if it means the country, where it may: `"us border"`.
pub(super) fn in_phrase(words: &[String]) -> Option<Vec<String>> {
    let read = |word: &String| may_be(word).map_or_else(|| word.clone(), str::to_owned);
    words.iter().any(|word| may_be(word).is_some()).then(|| words.iter().map(read).collect())
}

/// The country's form, if a word may be it that need not: `visas usa` in Spanish, `us AND mexico`.
pub(super) fn may_be(word: &str) -> Option<&'static str> {
    matches!(word, "us" | "usa").then_some(UNITED_STATES)
}

/// Whether `us` among other words may be the country: `us border policy`. A person who means `we` asks a question, which has
/// more stop words than that.
fn us_is_the_country(words: &[&str], language: &Language) -> bool {
    let others = words.iter().filter(|word| **word != "us");
    words.len() > 1 && words.contains(&"us") && others.filter(|word| is_stop_word(language, word)).count() <= 1
}
