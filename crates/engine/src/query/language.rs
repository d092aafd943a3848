//! Which language is a query in? A vote of its stop words, letters and endings.
//!
//! Not the tagger of `apostille_corpus`: that judges sentences, and a query is often two nouns, of which a wrong guess
//! costs more than none. Without a guess both languages count alike.

use apostille_corpus::Language;

use super::Node;
use crate::analysis::{StemmingLanguage, StopWords, words};

/// Endings that folded words of one language have and words of the other seldom.
const ENGLISH_ENDINGS: [&str; 6] = ["tion", "sion", "ing", "ship", "ness", "ght"];
const SPANISH_ENDINGS: [&str; 8] = ["cion", "ciones", "dad", "dades", "mente", "ismo", "miento", "anza"];

/// The language that more of a query speaks for; `und` where as much speaks for the other. Operators and what is said of
/// documents are in no language: `OR` is written in Spanish queries too.
pub(super) fn guess(root: &Node) -> Language {
    let mut votes = 0;
    root.each_text(&mut |text| {
        votes += words(text).map(|word| vote(&word.folded(), &text[word.range.clone()])).sum::<i32>()
    });
    match votes {
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
    use crate::Query;

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
            ("Guadalajara OR Tijuana", "und"),
            ("asilo OR deportación", "es"),
            ("in:notes lang:es \"migration policy\"", "en"),
        ] {
            assert_eq!(Query::parse(query).unwrap().language().as_str(), language, "{query}");
        }
    }
}
