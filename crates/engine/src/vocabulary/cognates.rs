//! Words that the two languages spell by rule: `migration` and `migración`, `authority` and `autoridad`.
//!
//! A word that no list has is spelt by the rules of `index/vocabulary/cognates.tsv`. What comes out are candidates: the
//! search keeps those that the index has. Rules were chosen by what they do for words outside the lexicon; with the lexicon
//! below 7,000 words they carried a third of what was found across languages, with 22,000 they are for names of sciences,
//! substances and the like.

use std::sync::LazyLock;

use crate::analysis::{StemmingLanguage, fold};

/// The shortest word that rules are tried on; and the shortest form that they may make is one letter less.
const SHORTEST: usize = 4;
/// How many of the endings that fit a word are tried: the longest ones come first.
const ENDINGS_OF_ENGLISH: usize = 2;
/// Spanish has one ending for several of English: `-ado` is `-ate` and `-ated`, `-ico` is `-ic` and `-ical`.
const ENDINGS_OF_SPANISH: usize = 6;

/// What answers one another in the two languages.
struct Pair {
    english: &'static str,
    /// With its accents, as it is written.
    spanish: &'static str,
    folded: String,
}

struct Rules {
    endings: Vec<Pair>,
    letters: Vec<Pair>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let table = include_str!("../../../../index/vocabulary/cognates.tsv");
    Rules { endings: pairs(table, "ending"), letters: pairs(table, "letters") }
});

fn pairs(table: &'static str, kind: &str) -> Vec<Pair> {
    let rows = table.lines().filter_map(|row| row.strip_prefix(kind)?.strip_prefix('\t')?.split_once('\t'));
    rows.map(|(english, spanish)| Pair { english, spanish, folded: fold(spanish).into_owned() }).collect()
}

/// How a folded word may be spelt in the other language, the likelier first.
pub(super) fn of(folded: &str, from: StemmingLanguage) -> Vec<String> {
    if folded.chars().count() < SHORTEST || !folded.chars().all(|c| c.is_ascii_lowercase() || c == 'ñ') {
        return Vec::new();
    }
    let forms = match from {
        StemmingLanguage::English => spanish(folded),
        StemmingLanguage::Spanish => english(folded),
    };
    let mut distinct: Vec<String> = Vec::new();
    for form in forms {
        let known = distinct.iter().any(|known| fold(known) == fold(&form));
        if !known && form != folded && form.chars().count() + 1 >= SHORTEST {
            distinct.push(form);
        }
    }
    distinct
}

/// Endings are exchanged, of the plural's singular too, or a vowel is put at the end; then letters.
fn spanish(english: &str) -> Vec<String> {
    let of_y = english.strip_suffix("ies").map(|rest| format!("{rest}y"));
    let singular = of_y.or_else(|| english.strip_suffix('s').filter(|rest| !rest.ends_with('s')).map(str::to_owned));
    let mut forms: Vec<String> = Vec::new();
    for word in std::iter::once(english).chain(singular.as_deref()) {
        let ends = RULES
            .endings
            .iter()
            .filter_map(|pair| Some(format!("{}{}", word.strip_suffix(pair.english)?, pair.spanish)));
        forms.extend(ends.take(ENDINGS_OF_ENGLISH));
        forms.extend([word.to_owned(), format!("{word}o"), format!("{word}a")]);
    }
    let spelt: Vec<String> = forms.iter().map(|form| spelt_in_spanish(form)).collect();
    forms.extend(spelt);
    forms
}

/// All letters are exchanged, and no word begins with an impure `s`: `structure`, `estructura`.
fn spelt_in_spanish(word: &str) -> String {
    let spelt = RULES.letters.iter().fold(word.to_owned(), |word, pair| word.replace(pair.english, pair.spanish));
    let impure = spelt.strip_prefix('s').is_some_and(|rest| rest.starts_with(['p', 't', 'c', 'l', 'm', 'n', 'f']));
    if impure { format!("e{spelt}") } else { spelt }
}

/// Endings are exchanged, of the singular and of the masculine too, or a vowel is taken off; then letters.
fn english(spanish: &str) -> Vec<String> {
    let singular = spanish.strip_suffix("es").or_else(|| spanish.strip_suffix('s'));
    let mut forms: Vec<String> = Vec::new();
    for word in std::iter::once(spanish).chain(singular) {
        let masculine = word.strip_suffix('a').map(|stem| format!("{stem}o"));
        for word in std::iter::once(word.to_owned()).chain(masculine) {
            let ends = RULES
                .endings
                .iter()
                .filter_map(|pair| Some(format!("{}{}", word.strip_suffix(&*pair.folded)?, pair.english)));
            forms.extend(ends.take(ENDINGS_OF_SPANISH));
            let bare = word.trim_end_matches(['o', 'a', 'e']);
            forms.extend([word.clone(), bare.to_owned(), format!("{bare}e")]);
        }
    }
    let spelt: Vec<String> = forms.iter().flat_map(|form| spelt_in_english(form)).collect();
    forms.extend(spelt);
    forms
}

/// English doubles letters and keeps Greek ones, but not everywhere: one exchange at a time.
fn spelt_in_english(word: &str) -> impl Iterator<Item = String> {
    let impure = word.strip_prefix("es").map(|rest| format!("s{rest}"));
    let exchanged = RULES.letters.iter().filter(|pair| word.contains(&*pair.folded));
    impure.into_iter().chain(exchanged.map(|pair| word.replacen(&*pair.folded, pair.english, 1)))
}

#[cfg(test)]
mod tests {
    use super::StemmingLanguage::{English, Spanish};
    use super::*;

    #[test]
    fn a_word_is_spelt_as_the_other_language_would() {
        for (from, word, spelt) in [
            (English, "fluoridation", "fluoridación"),
            (English, "immunities", "inmunidad"),
            (English, "photosynthesis", "fotosintesis"),
            (English, "stratigraphy", "estratigrafía"),
            (English, "oncologists", "oncólogo"),
            (Spanish, "fluoridacion", "fluoridation"),
            (Spanish, "oncologo", "oncologist"),
            (Spanish, "estratigrafia", "stratigraphy"),
            (Spanish, "trofica", "trophic"),
        ] {
            let forms = of(word, from);
            assert!(forms.iter().any(|form| form == spelt), "{word}: {forms:?} without {spelt}");
        }
    }

    #[test]
    fn short_words_numbers_and_other_letters_have_no_rules() {
        for word in ["ice", "u.s.", "2017", "straße", ""] {
            assert!(of(word, English).is_empty(), "{word}");
        }
    }

    #[test]
    fn every_row_of_the_rules_is_read() {
        let table = include_str!("../../../../index/vocabulary/cognates.tsv");
        let written = table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(RULES.endings.len() + RULES.letters.len(), written);
        assert!(
            RULES.endings.iter().chain(&RULES.letters).all(|pair| !pair.english.is_empty() && !pair.folded.is_empty())
        );
    }
}
