//! Is a word in a dictionary? Every word of every name that comes with the program, in both languages, by its stem.
//!
//! Not a spelling checker: it says of a whole text how many of its words nobody has written down before, which is more where
//! letters were misread.

use std::borrow::Cow;
use std::sync::LazyLock;

use apostille_corpus::{Document, Kind, Spelling, numerals};
use foldhash::{HashMap, HashSet};

use super::built_in;
use super::cognates;
use crate::analysis::{Stemmer, StemmingLanguage, StopWords, fold, words};

/// Shorter words are abbreviations and labels as often as words.
const SHORTEST: usize = 3;
/// The shortest word that may stand behind a prefix.
const SHORTEST_BASE: usize = 4;

/// What is put before words of both languages, folded; the longer of two that begin alike first.
const PREFIXES: &[&str] = &[
    "counter", "contra", "inter", "intra", "super", "ultra", "trans", "under", "multi", "macro", "micro", "socio",
    "extra", "hyper", "infra", "over", "anti", "auto", "semi", "fore", "post", "pre", "non", "sub", "out", "dis",
    "mis", "des", "un", "re", "in", "im", "ir", "il", "co", "bi",
];

/// The words of both languages that are known.
#[derive(Debug)]
pub struct Dictionary {
    english: HashSet<String>,
    spanish: HashSet<String>,
}

static BUILT_IN: LazyLock<Dictionary> = LazyLock::new(|| {
    let names = built_in::all();
    let lists = [
        include_str!("../../../../index/vocabulary/words-en.txt"),
        include_str!("../../../../index/vocabulary/words-es.txt"),
    ];
    let listed = |list: &'static str| list.lines().filter(|line| !line.starts_with('#')).flat_map(words);
    let [english, spanish] = StemmingLanguage::ALL.map(|language| {
        let mut stemmer = Stemmer::lent();
        let written = names.written(language).flat_map(words).chain(listed(lists[language as usize]));
        written.map(|word| stemmer.stem(&fold(&word.exact), Some(language)).to_owned()).collect()
    });
    Dictionary { english, spanish }
});

impl Dictionary {
    /// The words of the vocabulary that comes with the program.
    pub fn built_in() -> &'static Dictionary {
        &BUILT_IN
    }

    /// Looks up the words of a document's running text, where that is English or Spanish. Words with a capital inside a sentence
    /// are names, and are left out, as is what has other signs than letters in it.
    pub fn spelling(&self, document: &Document) -> Spelling {
        let mut stemmer = Stemmer::lent();
        let mut spelling = Spelling::default();
        // Most words of a document come again.
        let mut looked_up = StemmingLanguage::ALL.map(|_| HashMap::<String, bool>::default());
        for passage in document.passages.iter().filter(|passage| passage.kind == Kind::Body) {
            let Some(language) = StemmingLanguage::of(&passage.language) else { continue };
            let looked_up = &mut looked_up[language as usize];
            for word in ordinary(&passage.text) {
                let known = looked_up.get(&*word).copied().unwrap_or_else(|| {
                    let known = self.has(&word, language, &mut stemmer);
                    looked_up.insert(word.into_owned(), known);
                    known
                });
                spelling.looked_up += 1;
                spelling.unknown += u64::from(!known);
            }
        }
        spelling
    }

    /// Whether a word of a text in this language, in lower case, is known: itself, what a prefix stands before, as it would be
    /// spelt in the other language, or a numeral.
    fn has(&self, exact: &str, language: StemmingLanguage, stemmer: &mut Stemmer) -> bool {
        let folded = fold(exact);
        let mut has = |word: &str| StemmingLanguage::ALL.into_iter().any(|of| self.knows(word, of, stemmer));
        let bases = PREFIXES.iter().filter_map(|prefix| folded.strip_prefix(*prefix));
        has(&folded)
            || bases.filter(|base| base.len() >= SHORTEST_BASE).any(&mut has)
            || cognates::of(&folded, language).iter().any(|spelt| has(&fold(spelt)))
            || numerals::of_roman(&folded).is_some()
            // Some endings are told by their accents: `volverían`.
            || (folded != exact && self.spanish.contains(stemmer.stem_by_accents(exact)))
    }

    fn knows(&self, word: &str, language: StemmingLanguage, stemmer: &mut Stemmer) -> bool {
        let known = match language {
            StemmingLanguage::English => &self.english,
            StemmingLanguage::Spanish => &self.spanish,
        };
        StopWords::of(language).contains(word) || known.contains(stemmer.stem(word, Some(language)))
    }
}

/// The words of a text that are no names, codes, abbreviations or parts of addresses, in lower case.
fn ordinary(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    words(text).filter_map(|word| {
        let (before, written, after) = (&text[..word.range.start], &text[word.range.clone()], &text[word.range.end..]);
        let begins_small = written.starts_with(char::is_lowercase);
        let goes_on_small = written.chars().skip(1).all(char::is_lowercase);
        let is_long = written.chars().nth(SHORTEST - 1).is_some();
        let is_word = is_long && goes_on_small && written.starts_with(char::is_alphabetic);
        let is_ordinary = is_word && (begins_small || begins_sentence(before)) && !is_in_address(before, after);
        is_ordinary.then_some(word.exact)
    })
}

/// Whether a word hangs together with what is around it by the signs of addresses: `www.ins.gob.mx`, `//en/path`.
fn is_in_address(before: &str, after: &str) -> bool {
    let joins = |c: char| matches!(c, '@' | '/' | '_' | '=' | '&');
    let mut after = after.chars();
    let (next, then) = (after.next(), after.next());
    before.ends_with(|c: char| joins(c) || c == '.')
        || next.is_some_and(joins)
        || (matches!(next, Some('.' | ':')) && then.is_some_and(|c| c.is_alphanumeric() || c == '/'))
}

/// Whether what stands before a word ends a sentence.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '(', '[', '"', '“', '«', '‘', '\'', '¿', '¡']);
    before.chars().next_back().is_none_or(|last| matches!(last, '.' | '?' | '!' | ':' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(text: &str, language: StemmingLanguage) -> Vec<String> {
        let mut stemmer = Stemmer::lent();
        let has = |word: &str, stemmer: &mut Stemmer| Dictionary::built_in().has(word, language, stemmer);
        ordinary(text).filter(|word| !has(word, &mut stemmer)).map(Cow::into_owned).collect()
    }

    #[test]
    fn words_of_both_languages_in_any_form_are_known_and_misread_ones_are_not() {
        let english = "The applicants waited for unpublished decisions. Refugees' children were resettled, said Zyqwert Mbeki; \
                       the programme 'frontera' is well-known, and COMAR's 63rd reply came, as www.comar.gob.mx/qwrtz says in part viii.";
        assert_eq!(unknown(english, StemmingLanguage::English), Vec::<String>::new());
        let spanish =
            "Las niñas migrantes fueron deportadas inmediatamente. ¿Quiénes solicitaron asilo? Dijeron que volverían.";
        assert_eq!(unknown(spanish, StemmingLanguage::Spanish), Vec::<String>::new());
        let misread = "Tbe applicauts waitcd for tlie decisious of rnigration officers.";
        let found = unknown(misread, StemmingLanguage::English);
        assert_eq!(found, ["tbe", "applicauts", "waitcd", "tlie", "decisious", "rnigration"]);
    }
}
