//! What in the words of a text speaks for English or for Spanish? Function words, words of references, endings, letters.
//!
//! The clues correct a statistical model where it is weak: texts of a few words, half of them names. Each is general to
//! the languages or to how laws and papers are cited; their weights are set by hand.

use super::function_words::{Counts, ENGLISH, FunctionWords, SPANISH, ending_of, letters_of};

/// Words by which English laws and papers are cited.
const ENGLISH_REFERENCES: &[&str] = &[
    "act",
    "acts",
    "amendment",
    "bill",
    "chapter",
    "code",
    "journal",
    "law",
    "order",
    "page",
    "pages",
    "press",
    "proceedings",
    "regulation",
    "regulations",
    "report",
    "review",
    "rules",
    "section",
    "see",
    "series",
    "studies",
    "transactions",
    "university",
];
/// Words by which Spanish laws and papers are cited.
const SPANISH_REFERENCES: &[&str] = &[
    "acuerdo",
    "anuario",
    "artículo",
    "artículos",
    "boletín",
    "capítulo",
    "código",
    "convenio",
    "cuadernos",
    "decreto",
    "diario",
    "ibíd",
    "informe",
    "inciso",
    "ley",
    "ministerio",
    "núm",
    "orden",
    "ordenanza",
    "pág",
    "págs",
    "párr",
    "párrs",
    "reglamento",
    "resolución",
    "resolucion",
    "revista",
    "secretaría",
    "tomo",
    "universidad",
    "véase",
];
const ENGLISH_ENDINGS: &[&str] = &[
    "tion", "tions", "sion", "sions", "ing", "ness", "ment", "ments", "ity", "ities", "ship", "ism", "ly", "ies", "ed",
    "ous", "ght",
];
const SPANISH_ENDINGS: &[&str] = &[
    "ción", "ciones", "cion", "sión", "siones", "dad", "dades", "miento", "mientos", "mente", "anza", "encia", "ancia",
    "ario", "arios", "aria", "arias", "ismo", "ado", "ados", "ada", "adas", "ico", "icos", "ica", "icas",
];

// The weights, in natural log odds; what they reach is measured in tests/it/language_measured.rs.
const FUNCTION_WORD: f64 = 1.0;
const REFERENCE: f64 = 2.0;
const ENDING: f64 = 0.5;
const INVERTED_MARK: f64 = 4.0;
const POSSESSIVE: f64 = 1.0;
const ACCENT: f64 = 0.7;
/// What a clue in a word with a capital letter counts: it may be a name, and names travel.
const CAPITALISED: f64 = 0.4;
/// The same for English function words, which stand in fewer names ("La Paz", "Los Angeles").
const ENGLISH_CAPITALISED: f64 = 0.8;

/// What the words of a text say.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Clues {
    /// Natural log odds of Spanish against English: positive for Spanish.
    pub(super) odds: f64,
    /// How many of them speak for each language.
    pub(super) counts: Counts,
}

impl Clues {
    /// The clues in the words of a text.
    pub(super) fn of(text: &str, function_words: &FunctionWords) -> Clues {
        let mut clues = Clues::default();
        let mut small = String::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && !is_initial(word)) {
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            // A text all in capitals has no names that stand out.
            let name = word.starts_with(char::is_uppercase) && !is_capitals(word);
            let languages = function_words.languages_of(&small);
            clues.counts.add(if languages == 0 { foreign(&small, name) } else { languages });
            if !name {
                clues.counts.add_letters(&small);
            }
            clues.odds += odds_of(&small, languages, if name { CAPITALISED } else { 1.0 });
        }
        clues.odds -= POSSESSIVE * f64::from(u8::from(has_possessive(text)));
        clues.odds += INVERTED_MARK * text.matches(['¿', '¡']).count().min(1) as f64;
        clues
    }
}

/// The languages that a word's looks speak for; a name's letters travel with it.
fn foreign(word: &str, name: bool) -> u8 {
    if name { ending_of(word) } else { ending_of(word) | letters_of(word) }
}

/// Whether a word ends in `'s`.
fn has_possessive(text: &str) -> bool {
    ["'s", "’s"]
        .iter()
        .any(|sign| text.match_indices(sign).any(|(at, _)| !text[at + sign.len()..].starts_with(char::is_alphanumeric)))
}

/// Whether this is one capital letter: the initial of a name, or a numeral.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Log odds of one word in small letters.
fn odds_of(word: &str, languages: u8, weight: f64) -> f64 {
    let english = languages >> ENGLISH & 1 == 1;
    let spanish = languages >> SPANISH & 1 == 1;
    match (english, spanish) {
        (true, true) => return 0.0,
        (true, false) => return -FUNCTION_WORD * weight.max(ENGLISH_CAPITALISED),
        (false, true) => return FUNCTION_WORD * weight,
        (false, false) => {}
    }
    if ENGLISH_REFERENCES.contains(&word) {
        return -REFERENCE;
    }
    if SPANISH_REFERENCES.contains(&word) {
        return REFERENCE;
    }
    of_ending(word) + weight * of_letters(word)
}

fn of_ending(word: &str) -> f64 {
    // Shorter words end so by chance.
    if word.len() < 6 {
        return 0.0;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    ENDING * (f64::from(u8::from(ends(SPANISH_ENDINGS))) - f64::from(u8::from(ends(ENGLISH_ENDINGS))))
}

fn of_letters(word: &str) -> f64 {
    if word.contains(['á', 'é', 'í', 'ó', 'ú', 'ñ']) { ACCENT } else { 0.0 }
}
