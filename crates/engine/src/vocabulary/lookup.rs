//! What a vocabulary adds to words of a query: candidates by weight, the best of them kept.

use apostille_corpus::Language;

use super::names::{Found, Names, is_acronym, stems};
use super::{Expansion, LONGEST_TERM, Source, Writing, cognates};
use crate::analysis::{Lent, Stemmer, StemmingLanguage, fold};

/// What the lexicon's first translation counts beside the user's own word.
const TRANSLATION: f32 = 0.9;
/// What the second, third, ... name of a thing counts beside the one before it.
const NEXT: f32 = 0.85;
/// What another language's name of a concept, acronym or country counts: less than a word's first translation, since it
/// is the word's narrower meaning.
const OTHER_LANGUAGE: f32 = 0.6;
/// What another name in the same language counts, and an acronym that is also a word.
const SYNONYM: f32 = 0.3;
/// What an acronym counts for its name in the same language, and the name for it: they are never anything else.
const ABBREVIATION: f32 = 0.6;
/// So many letters two words have in common that are made of the same.
const ROOT: usize = 4;
/// What a word that was spelt by rule counts.
const COGNATE: f32 = 0.6;

/// Looks words up, and keeps what is found until it is asked.
pub(super) struct Lookup<'a> {
    names: [&'a Names; 3],
    stemmer: Lent,
    found: Vec<Candidate>,
    spelt: Vec<Expansion>,
}

/// What may be added.
struct Candidate {
    expansion: Expansion,
    /// The stems of its words, each between spaces.
    stems: String,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(names: [&'a Names; 3]) -> Lookup<'a> {
        Lookup { names, stemmer: Stemmer::lent(), found: Vec::new(), spelt: Vec::new() }
    }

    /// Looks up one folded word of a language. An acronym is meant where it is written as one, or where the word means
    /// nothing else: `ICE` is the authority and never frozen water, `ice` is not.
    pub(super) fn word(&mut self, folded: &str, writing: Writing, from: StemmingLanguage) {
        let stem = self.stemmer.stem(folded, Some(from)).to_owned();
        let mut found = self.with_stems(from, &stem);
        let has_acronym = found.iter().any(|found| is_acronym(found.name()));
        let has_word = found.iter().any(|found| !is_acronym(found.name()) && is_form_of(found.name(), folded));
        if has_acronym {
            // `comar` shares its stem with `comer` and is no form of it.
            let meant = writing == Writing::Capitals || !has_word;
            found.retain(|found| is_acronym(found.name()) == meant);
        }
        if found.is_empty() && from == StemmingLanguage::Spanish {
            found = self.with_tilde(folded);
        }
        if found.is_empty() {
            self.spell(folded, from);
        }
        self.add(found, folded, &stem, from);
    }

    /// Looks up a word that is one of the other language's: as it would be spelt, unless it looks like a form of some name.
    pub(super) fn foreign_word(&mut self, folded: &str, from: StemmingLanguage) {
        let stem = self.stemmer.stem(folded, Some(from)).to_owned();
        if self.with_stems(from, &stem).is_empty() {
            self.spell(folded, from);
        }
    }

    /// What a Spanish word means that may have been typed without its tilde: `ninas`.
    fn with_tilde(&mut self, folded: &str) -> Vec<Found<'a>> {
        let written = folded.match_indices('n').map(|(at, n)| format!("{}ñ{}", &folded[..at], &folded[at + n.len()..]));
        let mut found = written.map(|word| {
            let stem = self.stemmer.stem(&word, Some(StemmingLanguage::Spanish)).to_owned();
            self.with_stems(StemmingLanguage::Spanish, &stem)
        });
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whether a folded word of a language is some name's.
    pub(super) fn knows(&mut self, folded: &str, from: StemmingLanguage) -> bool {
        let stem = self.stemmer.stem(folded, Some(from)).to_owned();
        self.with_stems(from, &stem).iter().any(|found| is_form_of(found.name(), folded))
    }

    /// Looks up runs of several folded words, an empty one being none, in these languages: what is known of each run.
    pub(super) fn together(&mut self, folded: &[&str], languages: &[StemmingLanguage], most: usize) -> Vec<Expansion> {
        let stems: Vec<Vec<String>> = languages.iter().map(|from| self.stems(folded, *from)).collect();
        let mut expansions = Vec::new();
        for start in 0..folded.len() {
            let longest = folded[start..].iter().take(LONGEST_TERM).take_while(|word| !word.is_empty()).count();
            let mut runs: Vec<String> = stems.iter().map(|stems| stems[start].clone()).collect();
            for end in start + 2..=start + longest {
                for (run, (from, stems)) in runs.iter_mut().zip(languages.iter().zip(&stems)) {
                    run.push(' ');
                    run.push_str(&stems[end - 1]);
                    let found = self.with_stems(*from, run);
                    if !found.is_empty() {
                        self.add(found, &folded[start..end].join(" "), run, *from);
                    }
                }
                expansions.extend(self.expansions(most));
            }
        }
        expansions
    }

    fn stems(&mut self, folded: &[&str], from: StemmingLanguage) -> Vec<String> {
        folded.iter().map(|word| self.stemmer.stem(word, Some(from)).to_owned()).collect()
    }

    /// What was found, the weightiest first and at most so many, and what was spelt by rule; forgets both.
    pub(super) fn expansions(&mut self, most: usize) -> Vec<Expansion> {
        self.found.sort_by(|one, other| other.expansion.weight.total_cmp(&one.expansion.weight));
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in self.found.drain(..) {
            if kept.len() < most && !kept.iter().any(|known| candidate.says(known)) {
                kept.push(candidate);
            }
        }
        kept.into_iter().map(|candidate| candidate.expansion).chain(self.spelt.drain(..)).collect()
    }

    fn with_stems(&self, from: StemmingLanguage, stems: &str) -> Vec<Found<'a>> {
        self.names.iter().flat_map(|names| names.with_stems(from, stems)).collect()
    }

    fn spell(&mut self, folded: &str, from: StemmingLanguage) {
        let language = language(other(from));
        self.spelt.extend(cognates::of(folded, from).into_iter().map(|text| Expansion {
            of: folded.to_owned(),
            text,
            language: language.clone(),
            weight: COGNATE,
            source: Source::Cognate,
            defined_in: None,
            place: None,
        }));
    }

    /// Adds what the names that were found mean. A name that has the word itself and not only its stem comes first:
    /// `immigrants` are `inmigrantes` rather than `inmigración`, and `fundado` is not what `fundir` is.
    fn add(&mut self, found: Vec<Found<'a>>, of: &str, own: &str, from: StemmingLanguage) {
        let roots = |found: &Found<'a>| found.others(other(from)).map(root).collect::<Vec<String>>();
        let exact: Vec<&Found<'a>> = found.iter().filter(|found| is_form_of(found.name(), of)).collect();
        let exact_roots: Vec<String> = exact.iter().flat_map(|found| roots(found)).collect();
        let has_exact = !exact.is_empty();
        for found in found {
            let stems_alone = has_exact && !is_form_of(found.name(), of);
            if stems_alone && !roots(&found).iter().any(|root| exact_roots.contains(root)) {
                continue;
            }
            let rank = found.rank() as i32 + i32::from(stems_alone);
            match found.source() {
                Source::Lexicon => self.others(found, other(from), |_| TRANSLATION * NEXT.powi(rank), of),
                _ if stems_alone => {}
                _ => {
                    let own = format!(" {own} ");
                    let known = self.found.len();
                    let abbreviates = |name: &str| is_acronym(name) != is_acronym(found.name());
                    self.others(found, from, |name| if abbreviates(name) { ABBREVIATION } else { SYNONYM }, of);
                    // What has the words themselves, or is part of them, finds nothing that they do not find.
                    let synonyms = self.found.split_off(known).into_iter();
                    self.found
                        .extend(synonyms.filter(|added| !added.stems.contains(&own) && !own.contains(&added.stems)));
                    self.others(found, other(from), |_| OTHER_LANGUAGE * NEXT.powi(rank.min(1)), of);
                }
            }
        }
    }

    /// Adds the other names of a thing in a language, the first of them with its whole weight.
    fn others(&mut self, found: Found<'a>, to: StemmingLanguage, weight: impl Fn(&str) -> f32, of: &str) {
        let mut read = String::new();
        let mut fade = 1.0;
        for name in found.others(to) {
            stems(name, to, &mut self.stemmer, &mut read);
            let is_word = is_acronym(name) && self.with_stems(to, &read).iter().any(|found| !is_acronym(found.name()));
            let weight = fade * if is_word { SYNONYM } else { weight(name) };
            let expansion = Expansion {
                of: of.to_owned(),
                text: name.to_owned(),
                language: language(to),
                weight,
                source: found.source(),
                defined_in: None,
                place: found.defined(),
            };
            self.found.push(Candidate { expansion, stems: format!(" {read} ") });
            fade *= NEXT;
        }
    }
}

impl Candidate {
    /// Whether it finds nothing that the other does not find.
    fn says(&self, other: &Candidate) -> bool {
        self.expansion.language == other.expansion.language && self.stems.contains(&other.stems)
    }
}

/// The letters with which the words begin that are made of the same.
fn root(name: &str) -> String {
    fold(name).chars().take(ROOT).collect()
}

/// Whether a name is some folded words or differs from them in the endings of plurals alone.
fn is_form_of(name: &str, of: &str) -> bool {
    fn singular(word: &str) -> &str {
        word.strip_suffix('s').map_or(word, |word| word.strip_suffix('e').unwrap_or(word)).trim_end_matches('e')
    }
    fold(name).split(' ').map(singular).eq(of.split(' ').map(singular))
}

fn other(language: StemmingLanguage) -> StemmingLanguage {
    match language {
        StemmingLanguage::English => StemmingLanguage::Spanish,
        StemmingLanguage::Spanish => StemmingLanguage::English,
    }
}

fn language(language: StemmingLanguage) -> Language {
    match language {
        StemmingLanguage::English => Language::EN,
        StemmingLanguage::Spanish => Language::ES,
    }
}
