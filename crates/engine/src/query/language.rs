//! Which language is a query in? A vote of its stop words, letters and endings.
//!
//! Not the tagger of `apostille_corpus`: that judges sentences, and a query is often two nouns, of which a wrong guess
//! costs more than none. Without a guess both languages count alike.

use apostille_corpus::Language;

use crate::analysis::{StemmingLanguage, StopWords, words};

/// Endings that folded words of one language have and words of the other seldom.
const ENGLISH_ENDINGS: [&str; 6] = ["tion", "sion", "ing", "ship", "ness", "ght"];
const SPANISH_ENDINGS: [&str; 8] = ["cion", "ciones", "dad", "dades", "mente", "ismo", "miento", "anza"];

/// The language that more of a query speaks for; `und` where as much speaks for the other.
pub(super) fn guess(query: &str) -> Language {
    let votes: i32 = words(query).map(|word| vote(&word.folded(), &query[word.range.clone()])).sum();
    let marks = if query.contains(['¿', '¡']) { -2 } else { 0 };
    match votes + marks {
        1.. => Language::EN,
        0 => Language::UND,
        _ => Language::ES,
    }
}

/// What one word says: above 0 for English, below for Spanish.
fn vote(folded: &str, written: &str) -> i32 {
    let stop = |language| i32::from(StopWords::of(language).contains(folded));
    let ends = |endings: &[&str]| i32::from(endings.iter().any(|ending| folded.ends_with(ending)));
    let accented = i32::from(written.chars().any(|c| "ñáéíóúÑÁÉÍÓÚ".contains(c)));
    2 * (stop(StemmingLanguage::English) - stop(StemmingLanguage::Spanish)) + ends(&ENGLISH_ENDINGS)
        - ends(&SPANISH_ENDINGS)
        - accented
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_shows_its_language_and_two_names_do_not() {
        for (query, language) in [
            ("What is the right of asylum?", "en"),
            ("migration policy", "en"),
            ("¿Qué es el derecho de asilo?", "es"),
            ("que derecho tienen los migrantes", "es"),
            ("Quédate en México", "es"),
            ("Quedate en Mexico", "es"),
            ("deportacion de menores", "es"),
            ("Guadalajara Tijuana", "und"),
            ("Super Bowl 50", "und"),
        ] {
            assert_eq!(guess(query).as_str(), language, "{query}");
        }
    }
}
