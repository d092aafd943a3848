//! Stems: overrides first, then Snowball on a word whose accents are put back where its endings need them.
//!
//! Snowball's Spanish rules know the endings `-ción`, `-sión`, `-logía` and `-ría` with their accents only, so a word
//! typed without them would not meet its plural. Folding every word and putting those accents back makes both
//! spellings one (measured: 77 % of unaccented words found without it, 100 % with it). Words in `-aria` and `-oria` get none: most
//! are adjectives, whose `-ario` and `-orio` they would not meet (`política migratoria`, `control migratorio`). What a text
//! writes with an accent has the stem that it tells besides (`tenía`, `afectaría`): R@10 of xquad-en2es .936 without these two, .939
//! with them, of xquad-es2en .932 and .936, of scale-mix .926 and .929.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::{LazyLock, Mutex, PoisonError};

use apostille_corpus::Language;
use foldhash::{HashMap, HashMapExt};
use rust_stemmers::Algorithm;

use super::fold::fold;

/// A language that has stems. Words of any other language are looked up in their folded form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StemmingLanguage {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl StemmingLanguage {
    /// Both.
    pub const ALL: [StemmingLanguage; 2] = [StemmingLanguage::English, StemmingLanguage::Spanish];

    /// The stems of a language, if it has any here.
    pub fn of(language: &Language) -> Option<StemmingLanguage> {
        match language.as_str() {
            "en" => Some(StemmingLanguage::English),
            "es" => Some(StemmingLanguage::Spanish),
            _ => None,
        }
    }

    fn algorithm(self) -> Algorithm {
        match self {
            StemmingLanguage::English => Algorithm::English,
            StemmingLanguage::Spanish => Algorithm::Spanish,
        }
    }

    fn code(self) -> &'static str {
        match self {
            StemmingLanguage::English => "en",
            StemmingLanguage::Spanish => "es",
        }
    }
}

/// How many stems a stemmer remembers for a language before it starts over: some 10 MB.
const REMEMBERED: usize = 200_000;

/// Finds stems, and remembers them: most words of a text have come before.
#[derive(Debug, Default)]
pub struct Stemmer {
    english: Remembered,
    spanish: Remembered,
    spanish_by_accents: Remembered,
}

/// Words and their stems.
#[derive(Debug, Default)]
struct Remembered {
    /// The places of words in `stems`.
    places: HashMap<String, u32>,
    stems: Vec<String>,
}

/// A stemmer that knows what those before it remembered. It goes back to the others when it is dropped: there are at most
/// as many as were ever needed at once.
#[derive(Debug)]
pub(crate) struct Lent(Stemmer);

static AT_REST: Mutex<Vec<Stemmer>> = Mutex::new(Vec::new());

impl Deref for Lent {
    type Target = Stemmer;

    fn deref(&self) -> &Stemmer {
        &self.0
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Stemmer {
        &mut self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        AT_REST.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.0));
    }
}

impl Stemmer {
    /// A stemmer for a short time.
    pub(crate) fn lent() -> Lent {
        Lent(AT_REST.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default())
    }

    /// The stem of a folded word; without a stemming language the word itself.
    pub fn stem<'a>(&'a mut self, folded: &'a str, language: Option<StemmingLanguage>) -> &'a str {
        let remembered = match language {
            None => return folded,
            Some(StemmingLanguage::English) => &mut self.english,
            Some(StemmingLanguage::Spanish) => &mut self.spanish,
        };
        let language = language.unwrap_or(StemmingLanguage::English);
        remembered.stem(folded, || stem(folded, language))
    }

    /// The stem that a Spanish word has by its accents, folded: `tenía` is `tener` by them, and `tenia` is not. It is that of the
    /// folded word where accents tell nothing.
    pub(crate) fn stem_by_accents(&mut self, exact: &str) -> &str {
        self.spanish_by_accents.stem(exact, || stem_by_accents(exact))
    }
}

impl Remembered {
    /// What is known of a word, or else is found and known from now on.
    fn stem(&mut self, word: &str, find: impl FnOnce() -> String) -> &str {
        let place = self.places.get(word).copied().unwrap_or_else(|| {
            if self.stems.len() >= REMEMBERED {
                *self = Remembered::default();
            }
            let place = self.stems.len() as u32;
            self.stems.push(find());
            self.places.insert(word.to_owned(), place);
            place
        });
        &self.stems[place as usize]
    }
}

/// The stem of a folded word.
pub(crate) fn stem(folded: &str, language: StemmingLanguage) -> String {
    if let Some(stem) = OVERRIDES.get(&language).and_then(|overrides| overrides.get(folded)) {
        return stem.clone();
    }
    let is_word = folded.bytes().all(|b| !b.is_ascii_digit() && b != b'.');
    if !is_word {
        return folded.to_owned();
    }
    let accented = match language {
        StemmingLanguage::English => Cow::Borrowed(folded),
        StemmingLanguage::Spanish => accented(folded),
    };
    let stem = rust_stemmers::Stemmer::create(language.algorithm()).stem(&accented).into_owned();
    fold(&stem).into_owned()
}

fn stem_by_accents(exact: &str) -> String {
    let folded = fold(exact);
    let overridden = OVERRIDES.get(&StemmingLanguage::Spanish).is_some_and(|words| words.contains_key(folded.as_ref()));
    if overridden {
        return stem(&folded, StemmingLanguage::Spanish);
    }
    fold(&rust_stemmers::Stemmer::create(Algorithm::Spanish).stem(exact)).into_owned()
}

/// A folded Spanish word with the accent of its ending put back.
fn accented(folded: &str) -> Cow<'_, str> {
    const ENDINGS: [(&str, &str); 6] = [
        ("cion", "ción"),
        ("sion", "sión"),
        ("logia", "logía"),
        ("logias", "logías"),
        ("ria", "ría"),
        ("rias", "rías"),
    ];
    // `migratoria` is `migratorio`, `humanitaria` is `humanitario`: most words in `-aria` and `-oria` are adjectives.
    let is_adjective =
        |plain: &str| plain.starts_with('r') && folded[..folded.len() - plain.len()].ends_with(['a', 'o', 'u']);
    let ending = ENDINGS.iter().find(|(plain, _)| folded.ends_with(plain) && !is_adjective(plain));
    ending.map_or(Cow::Borrowed(folded), |(plain, accented)| {
        Cow::Owned(format!("{}{accented}", &folded[..folded.len() - plain.len()]))
    })
}

/// The words with this stem that do not start with its first three letters, `y` and `i` taken for one. All others do:
/// Snowball's rules change what comes after these, but for three words that it names.
pub(crate) fn irregular(stem: &str) -> impl Iterator<Item = &'static str> {
    static IRREGULAR: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let exceptions =
            [("die", "dying"), ("lie", "lying"), ("tie", "tying")].map(|(stem, word)| (stem.into(), word.into()));
        let overrides = OVERRIDES.values().flatten().map(|(word, stem)| (stem.clone(), word.clone()));
        let differs = |(stem, word): &(String, String)| !starts_alike(word, stem);
        overrides.chain(exceptions).filter(differs).collect()
    });
    IRREGULAR.iter().filter(move |(known, _)| known == stem).map(|(_, word)| word.as_str())
}

fn starts_alike(word: &str, stem: &str) -> bool {
    // A short stem gets an `e`: `aging` is `age`.
    let same = if stem.len() == 3 && stem.ends_with('e') { 2 } else { stem.chars().count().min(3) };
    let start = |text: &str| text.chars().take(same).map(|c| if c == 'y' { 'i' } else { c }).collect::<String>();
    start(word) == start(stem)
}

type Overrides = HashMap<StemmingLanguage, HashMap<String, String>>;

/// `index/vocabulary/stems.tsv`: words that Snowball merges though they mean different things, and irregular plurals
/// that it does not join.
static OVERRIDES: LazyLock<Overrides> =
    LazyLock::new(|| overrides(include_str!("../../../../index/vocabulary/stems.tsv")));

/// Reads rows of `language<TAB>stem<TAB>words parted by spaces`; `#` starts a comment.
fn overrides(table: &str) -> Overrides {
    let mut overrides = Overrides::new();
    for (language, stem, words) in rows(table) {
        let of_language = overrides.entry(language).or_default();
        of_language.extend(words.map(|word| (fold(word).into_owned(), stem.to_owned())));
    }
    overrides
}

fn rows(table: &str) -> impl Iterator<Item = (StemmingLanguage, &str, impl Iterator<Item = &str>)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.splitn(3, '\t');
        let (language, stem, words) = (columns.next()?, columns.next()?, columns.next()?);
        let language = StemmingLanguage::ALL.into_iter().find(|known| known.code() == language)?;
        Some((language, stem, words.split_whitespace()))
    })
}

#[cfg(test)]
mod tests {
    use super::StemmingLanguage::{English, Spanish};
    use super::*;

    const TABLE: &str = include_str!("../../../../index/vocabulary/stems.tsv");

    #[test]
    fn inflections_meet_and_accents_do_not_matter() {
        for (language, one, other) in [
            (English, "migrants", "migrant"),
            (English, "deported", "deportation"),
            (English, "policies", "policy"),
            (Spanish, "migración", "migraciones"),
            (Spanish, "migracion", "migraciones"),
            (Spanish, "expulsion", "expulsiones"),
            (Spanish, "metodología", "metodologias"),
            (Spanish, "secretaria", "secretarías"),
            (Spanish, "niños", "niño"),
            (Spanish, "migratoria", "migratorio"),
            (Spanish, "humanitarias", "humanitario"),
            (Spanish, "asesoría", "asesorias"),
        ] {
            let stems = [one, other].map(|word| stem(&fold(word), language));
            assert_eq!(stems[0], stems[1], "{one} {other}");
        }
        for (language, one, other) in [
            (English, "international", "internal"),
            (English, "organization", "organ"),
            (English, "university", "universe"),
            (English, "policy", "police"),
            (Spanish, "universidad", "universo"),
            (Spanish, "casa", "caso"),
            (Spanish, "deporte", "deportación"),
            (Spanish, "vulnerable", "vulneración"),
            (Spanish, "redadas", "redes"),
            (English, "accession", "access"),
            (English, "positive", "position"),
        ] {
            let stems = [one, other].map(|word| stem(&fold(word), language));
            assert_ne!(stems[0], stems[1], "{one} {other}");
        }
    }

    #[test]
    fn accents_tell_forms_of_verbs_and_nouns_of_persons() {
        let mut stemmer = Stemmer::default();
        for (exact, expected) in [
            ("tenía", "tener"),
            ("afectaría", "afectar"),
            ("vivían", "vivir"),
            ("asesoría", "asesores"),
            ("méxico", "mexico"),
            ("cámaras", "camara"),
            ("década", "decadas"),
        ] {
            assert_eq!(stemmer.stem_by_accents(exact), stem(expected, Spanish), "{exact}");
        }
    }

    #[test]
    fn every_row_of_the_overrides_is_read_and_apart_from_every_other() {
        let written = TABLE.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).count();
        let read: Vec<(StemmingLanguage, &str, Vec<&str>)> =
            rows(TABLE).map(|(language, stem, words)| (language, stem, words.collect())).collect();
        assert_eq!(read.len(), written, "a row without its three columns");
        assert!(read.len() >= 60, "{}", read.len());
        let mut row_of_word = HashMap::new();
        let mut row_of_stem = HashMap::new();
        for (language, target, words) in &read {
            assert_eq!(row_of_stem.insert((*language, *target), target), None, "{target} comes twice");
            assert!(!words.is_empty());
            for word in words {
                assert_eq!(row_of_word.insert((*language, *word), target), None, "{word} comes twice");
                assert_eq!(stem(&fold(word), *language), **target);
            }
        }
    }

    #[test]
    fn a_stem_starts_as_its_word_does_or_the_word_is_irregular() {
        let vocabulary = concat!(
            include_str!("../../../../index/vocabulary/lexicon/common.tsv"),
            include_str!("../../../../index/vocabulary/lexicon/general.tsv"),
            include_str!("../../../../index/vocabulary/stems.tsv"),
        );
        let mut tried = 0;
        for word in crate::analysis::words(vocabulary) {
            let folded = word.folded();
            for language in StemmingLanguage::ALL {
                let stem = stem(&folded, language);
                let known = starts_alike(&folded, &stem) || irregular(&stem).any(|irregular| irregular == folded);
                assert!(known && (stem.chars().count() > 1 || stem == folded), "{folded}: {stem}");
                tried += 1;
            }
        }
        assert!(tried > 40_000, "{tried}");
    }

    #[test]
    fn a_stemmer_remembers_what_it_would_find() {
        let mut stemmer = Stemmer::default();
        for _ in 0..2 {
            assert_eq!(stemmer.stem("migrants", Some(English)), stem("migrants", English));
            assert_eq!(stemmer.stem("migrantes", Some(Spanish)), stem("migrantes", Spanish));
            assert_eq!(stemmer.stem("migrantes", None), "migrantes");
        }
        assert_eq!(stemmer.stem("11.7", Some(English)), "11.7");
    }
}
