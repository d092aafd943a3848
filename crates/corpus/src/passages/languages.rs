//! Which languages does a document speak, and which each of its passages and notes? The tagger's answers, weighed together.

use std::collections::HashMap;

use crate::Language;
use crate::document::{Kind, Passage};
use crate::language::Tagger;
use crate::note::Note;

/// A language is a document's if one in so many of its letters is in it: the names of cases in an English guidance of 81
/// pages look German in one of 190, and the Spanish notes of the sample paper are one in 43 of its letters.
const LEAST_SHARE: usize = 100;
/// A passage of fewer bytes says too little to be tagged without the document's language.
const SHORT: usize = 200;

/// The languages of a document's passages and notes, that with the most text first. Names make no language: tables and headings do not
/// count where there is other text, nor does what is hardly there.
pub(crate) fn of(passages: &[Passage], notes: &[Note]) -> Vec<Language> {
    let of_notes = notes.iter().flat_map(|note| &note.languages).map(|run| (&run.language, run.text.len()));
    let running = passages.iter().filter(|p| !matches!(p.kind, Kind::Heading | Kind::Table));
    let running = most(running.map(|p| (&p.language, p.text.len())).chain(of_notes));
    if running.is_empty() { most(passages.iter().map(|p| (&p.language, p.text.len()))) } else { running }
}

fn most<'a>(texts: impl Iterator<Item = (&'a Language, usize)>) -> Vec<Language> {
    let mut letters: HashMap<&Language, usize> = HashMap::new();
    for (language, length) in texts {
        *letters.entry(language).or_default() += length;
    }
    let all: usize = letters.values().sum();
    let spoken = |language: &Language, length: usize| *language != Language::UND && LEAST_SHARE * length >= all;
    let mut languages: Vec<_> = letters.into_iter().filter(|(language, length)| spoken(language, *length)).collect();
    languages.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    languages.into_iter().map(|(language, _)| language.clone()).collect()
}

/// Tags passages and notes: first without a prior but what the file says, to know the document's language; then what was
/// in doubt with that. The names in headings and tables may look like any language: they speak one that the text speaks.
pub(super) fn tag(tagger: &Tagger, prior: Option<&Language>, passages: &mut [Passage], notes: &mut [Note]) {
    for passage in passages.iter_mut().filter(|p| p.kind != Kind::Heading) {
        passage.language = tagger.tag(&passage.text, prior).language;
    }
    let main = of(passages, &[]).into_iter().next().or_else(|| prior.cloned());
    for passage in passages.iter_mut().filter(|p| p.kind == Kind::Heading || p.text.len() < SHORT) {
        passage.language = tagger.tag(&passage.text, main.as_ref()).language;
    }
    let spoken = of(passages, &[]);
    let names = passages.iter_mut().filter(|p| matches!(p.kind, Kind::Heading | Kind::Table));
    for passage in names.filter(|p| p.language != Language::UND && !spoken.contains(&p.language)) {
        passage.language = main.clone().unwrap_or(Language::UND);
    }
    for note in notes {
        note.languages = tagger.runs(&note.text, main.as_ref());
    }
}
