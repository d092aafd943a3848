//! Is a text in neither English nor Spanish, and in which language then?
//!
//! Between English and Spanish a Portuguese title is Spanish with great confidence, so what was decided between the two
//! is checked wherever the text's small words leave a doubt.

use lingua::{LanguageDetector, LanguageDetectorBuilder};
use whatlang::{Info, Lang, Script};

use super::function_words::{Counts, KNOWN};
use super::words::letters;
use super::{Language, Tagged};

/// What one more word that speaks for a language counts, in natural log odds.
const SIGN: f64 = 0.7;
/// By how much another language must lead English and Spanish, in natural log odds.
const LEAD: f64 = 0.3;
/// By how much more in a short text: this, divided by its letters.
const SHORTNESS: f64 = 20.0;
/// The least probability that a model's answer is counted with: a few names can bring it down to nothing.
const LEAST: f64 = 1e-3;
/// How sure the wide model must be of a language outside [`KNOWN`] where the others deny English and Spanish.
const LIKELY: f64 = 0.4;
/// How sure where they do not.
const SURE: f64 = 0.9;

/// The check for other languages.
pub(super) struct Others {
    models: LanguageDetector,
}

impl Others {
    /// The check, with a model for each of [`KNOWN`].
    pub(super) fn new() -> Others {
        let known = lingua::Language::all().into_iter().filter(|language| place(*language).is_some());
        Others { models: LanguageDetectorBuilder::from_languages(&known.collect::<Vec<_>>()).build() }
    }

    /// The other language that these words are in; none if they are English or Spanish after all.
    pub(super) fn look(&self, words: &str, counts: &Counts) -> Option<Tagged> {
        if cfg!(fuzzing) {
            return None;
        }
        let scores = self.scores(words, counts);
        let (best, most) = scores.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let is_ours = |code: &str| code == "en" || code == "es";
        if is_ours(best) {
            return if counts.are_strange() { unknown(words, SURE) } else { None };
        }
        let ours = scores.iter().filter(|(code, _)| is_ours(code)).map(|(_, score)| *score).fold(f64::MIN, f64::max);
        let lead = most - ours;
        let leads = lead > LEAD + SHORTNESS / letters(words) as f64;
        let known = || leads.then(|| Tagged { language: Language::from_tag(best), confidence: probability(lead) });
        unknown(words, LIKELY).or_else(known)
    }

    /// How much speaks for each of [`KNOWN`], in natural logarithms.
    fn scores(&self, words: &str, counts: &Counts) -> Vec<(&'static str, f64)> {
        let values = self.models.compute_language_confidence_values(words);
        let places = values.into_iter().filter_map(|(language, probability)| Some((place(language)?, probability)));
        places
            .map(|(place, probability)| {
                (KNOWN[place], probability.max(LEAST).ln() + SIGN * f64::from(counts.of[place]))
            })
            .collect()
    }
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The place of a language in [`KNOWN`].
fn place(language: lingua::Language) -> Option<usize> {
    let code = language.iso_code_639_1().to_string();
    KNOWN.iter().position(|known| known.eq_ignore_ascii_case(&code))
}

/// A language outside [`KNOWN`], which only the wide model can tell; with at least this confidence.
fn unknown(words: &str, least: f64) -> Option<Tagged> {
    let found = whatlang::detect(words)?;
    (found.confidence() >= least && !KNOWN.contains(&tag(found.lang()))).then(|| tagged(&found))
}

/// The language of a text that is mostly in another script than the Latin one.
pub(super) fn of_script(words: &str) -> Option<Tagged> {
    if words.is_ascii() || whatlang::detect_script(words)? == Script::Latin {
        return None;
    }
    whatlang::detect(words).map(|found| tagged(&found))
}

fn tagged(found: &Info) -> Tagged {
    Tagged { language: Language::from_tag(tag(found.lang())), confidence: found.confidence() }
}

/// BCP 47 wants the shortest code. The rest of whatlang's languages it takes for one another too often.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Deu => "de",
        Lang::Cat => "ca",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Ell => "el",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        _ => "und",
    }
}
