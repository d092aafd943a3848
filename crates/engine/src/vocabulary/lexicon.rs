//! The lexicon of English and Spanish: `index/vocabulary/lexicon/*.tsv`, rows of `english<TAB>spanish; spanish; ...`, the
//! commonest translation first.

use std::collections::HashMap;

use apostille_corpus::Language;

use super::{Expansion, Source};
use crate::analysis::{Stemmer, StemmingLanguage, words};

/// What the second, third, ... translation counts beside the one before it.
const NEXT_TRANSLATION: f32 = 0.8;
/// The most translations of one word.
const MOST_TRANSLATIONS: usize = 6;
/// What a translation counts beside the user's own word.
const TRANSLATION: f32 = 0.7;

const TABLES: [&str; 4] = [
    include_str!("../../../../index/vocabulary/lexicon/common.tsv"),
    include_str!("../../../../index/vocabulary/lexicon/general.tsv"),
    include_str!("../../../../index/vocabulary/lexicon/rare.tsv"),
    include_str!("../../../../index/vocabulary/lexicon/spanish.tsv"),
];

/// Translations by stems.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    english: HashMap<String, Vec<Translation>>,
    spanish: HashMap<String, Vec<Translation>>,
}

/// A translation into the other language.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Translation {
    text: String,
    language: StemmingLanguage,
    weight: f32,
}

impl Translation {
    pub(super) fn expansion(&self, of: &str) -> Expansion {
        Expansion {
            of: of.to_owned(),
            text: self.text.clone(),
            language: language(self.language),
            weight: TRANSLATION * self.weight,
            source: Source::Lexicon,
        }
    }
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub(super) fn built_in() -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut stemmer = Stemmer::default();
        TABLES.iter().for_each(|table| lexicon.read(table, &mut stemmer));
        lexicon.finish();
        lexicon
    }

    /// The translations of stems parted by spaces, the commonest first.
    pub(super) fn translations(&self, from: StemmingLanguage, stems: &str) -> &[Translation] {
        let of_language = match from {
            StemmingLanguage::English => &self.english,
            StemmingLanguage::Spanish => &self.spanish,
        };
        of_language.get(stems).map_or(&[], Vec::as_slice)
    }

    fn read(&mut self, table: &str, stemmer: &mut Stemmer) {
        let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        for (english, spanish) in rows {
            let mut weight = 1.0;
            let key = stems(english, StemmingLanguage::English, stemmer);
            for spanish in spanish.split(';').map(str::trim).filter(|spanish| !spanish.is_empty()) {
                let back = stems(spanish, StemmingLanguage::Spanish, stemmer);
                let add = |to: &mut HashMap<String, Vec<Translation>>, key: &str, text: &str, language| {
                    let known = to.entry(key.to_owned()).or_default();
                    if known.iter().all(|known| known.text != text) {
                        known.push(Translation { text: text.to_owned(), language, weight });
                    }
                };
                add(&mut self.english, &key, spanish, StemmingLanguage::Spanish);
                add(&mut self.spanish, &back, english, StemmingLanguage::English);
                weight *= NEXT_TRANSLATION;
            }
        }
    }

    fn finish(&mut self) {
        for translations in self.english.values_mut().chain(self.spanish.values_mut()) {
            translations.sort_by(|one, other| other.weight.total_cmp(&one.weight));
            translations.truncate(MOST_TRANSLATIONS);
        }
    }
}

fn stems(text: &str, language: StemmingLanguage, stemmer: &mut Stemmer) -> String {
    let stems: Vec<String> = words(text).map(|word| stemmer.stem(&word.folded(), Some(language)).to_owned()).collect();
    stems.join(" ")
}

fn language(language: StemmingLanguage) -> Language {
    match language {
        StemmingLanguage::English => Language::EN,
        StemmingLanguage::Spanish => Language::ES,
    }
}
