//! The tagger: which language is a text in?
//!
//! English and Spanish are what it is made for; of another language it says so, and which one where it can. It does not
//! say which passages or notes there are: that is `structure`.

use lingua::{LanguageDetector, LanguageDetectorBuilder};
use whatlang::{Detector, Lang};

use super::clues::Clues;
use super::function_words::FunctionWords;
use super::others::{self, Others};
use super::{Language, titles, words};

/// A language, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// `en`, `es`, another, or `und`.
    pub language: Language,
    /// From 0 to 1, both included; 0.5 is a coin's toss. 0 for `und`.
    pub confidence: f64,
}

/// Tells languages. The models are static data of the program and are read in when first needed, so that it is cheap to
/// make and to share.
pub struct Tagger {
    /// Fast and good on longer texts.
    coarse: Detector,
    /// Slow and good on short ones.
    fine: LanguageDetector,
    others: Others,
    function_words: FunctionWords,
}

/// Above this length in characters the fast model may decide, and every text is checked for other languages (DESIGN.md:
/// "language of a text").
const SHORT: usize = 60;
/// How confident the fast model must be to decide (DESIGN.md, as above).
const CONFIDENT: f64 = 0.9;
/// The log odds that a model's answer counts at most; whatever it makes of names, enough clues overrule it.
const MODEL: f64 = 4.0;
/// What the frame of a citation counts beside its title.
const FRAME: f64 = 0.3;
/// The share of a document's language in the judgement of its parts. A stronger one erases the Spanish notes of English
/// papers (DESIGN.md, as above).
const PRIOR: f64 = 0.2;
/// How far the fine model leans to Spanish on the names in English titles, in log odds. It mends a few of the labelled
/// short texts and spoils none.
const LEAN: f64 = 0.3;
/// Fewer letters tell nothing.
const FEWEST_LETTERS: usize = 2;
/// A title of fewer letters is judged together with the journal or publisher after it when other languages are looked
/// for.
const TELLING_TITLE: usize = 25;

/// What of a text its language is told by, and what that says.
struct Judged {
    words: String,
    clues: Clues,
    /// Log odds of Spanish against English.
    odds: f64,
}

impl Tagger {
    /// A tagger.
    pub fn new() -> Tagger {
        let pair = [lingua::Language::English, lingua::Language::Spanish];
        Tagger {
            coarse: Detector::with_allowlist(vec![Lang::Eng, Lang::Spa]),
            fine: LanguageDetectorBuilder::from_languages(&pair).build(),
            others: Others::new(),
            function_words: FunctionWords::new(),
        }
    }

    /// The language of a text. `prior` is the language of the document that it stands in; it weighs 0.2, which decides
    /// where the text itself says little. A text without two letters outside its addresses and numbers is `und`.
    pub fn tag(&self, text: &str, prior: Option<&Language>) -> Tagged {
        let telling = words::telling(text);
        if words::letters(&telling) < FEWEST_LETTERS {
            return Tagged { language: Language::UND, confidence: 0.0 };
        }
        if let Some(tagged) = others::of_script(&telling) {
            return tagged;
        }
        let judged = self.judge(text, telling);
        let decided = with_prior(judged.odds, prior);
        let counts = &judged.clues.counts;
        let is_short = text.chars().nth(SHORT).is_none();
        let doubted = if is_short { counts.contradict(&decided.language) } else { !counts.settle(&decided.language) };
        let other = if doubted { self.others.look(&judged.words, counts) } else { None };
        other.unwrap_or(decided)
    }

    /// Judges the title of a citation, and the whole of any other text.
    fn judge(&self, text: &str, telling: String) -> Judged {
        let whole = Clues::of(&telling, &self.function_words);
        let title = titles::quoted(text).filter(|title| words::letters(&text[title.clone()]) >= FEWEST_LETTERS);
        let Some(title) = title else {
            let odds = self.odds(&telling, &whole);
            return Judged { words: telling, clues: whole, odds };
        };
        let from_title = words::telling(&text[title.start..]);
        let title = words::telling(&text[title]);
        let clues = Clues::of(&title, &self.function_words);
        let frame = (whole.odds - clues.odds).clamp(-MODEL, MODEL);
        let odds = self.odds(&title, &clues) + FRAME * frame;
        if words::letters(&title) < TELLING_TITLE {
            let clues = Clues::of(&from_title, &self.function_words);
            return Judged { words: from_title, clues, odds };
        }
        Judged { words: title, clues, odds }
    }

    /// Log odds of Spanish against English.
    fn odds(&self, words: &str, clues: &Clues) -> f64 {
        let plain = || clues.counts.plainly().map(|language| if language == Language::ES { MODEL } else { -MODEL });
        let coarse = || self.coarse_odds(words).filter(|odds| odds * clues.odds >= 0.0);
        plain().or_else(coarse).unwrap_or_else(|| self.fine_odds(words)) + clues.odds
    }

    /// What the fast model says, if the text is long enough for it and it is confident.
    fn coarse_odds(&self, words: &str) -> Option<f64> {
        words.chars().nth(SHORT)?;
        let found = self.coarse.detect(words).filter(|found| found.confidence() >= CONFIDENT)?;
        Some(if found.lang() == Lang::Spa { MODEL } else { -MODEL })
    }

    fn fine_odds(&self, words: &str) -> f64 {
        let words = words::without_scholarly(words);
        // A fuzzer looks for faults of ours; the models would take nine tenths of its time.
        if cfg!(fuzzing) || words::letters(&words) < FEWEST_LETTERS {
            return 0.0;
        }
        let spanish = self.fine.compute_language_confidence(words::names_folded(&words), lingua::Language::Spanish);
        ((spanish / (1.0 - spanish)).ln() - LEAN).clamp(-MODEL, MODEL)
    }
}

impl Default for Tagger {
    fn default() -> Tagger {
        Tagger::new()
    }
}

/// English or Spanish, from the log odds and the document's language. An even case is English.
fn with_prior(odds: f64, prior: Option<&Language>) -> Tagged {
    let alone = 1.0 / (1.0 + (-odds).exp());
    let spanish = match prior.map(Language::as_str) {
        Some("es") => (1.0 - PRIOR) * alone + PRIOR,
        Some("en") => (1.0 - PRIOR) * alone,
        _ => alone,
    };
    if spanish > 0.5 {
        Tagged { language: Language::ES, confidence: spanish }
    } else {
        Tagged { language: Language::EN, confidence: 1.0 - spanish }
    }
}
