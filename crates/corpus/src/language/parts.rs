//! Which parts of a note are in which language?
//!
//! A note that cites several works may change its language from one to the next. It is cut between works, at `;` outside
//! brackets and quotation marks, and between sentences; each part is judged by itself.

use std::ops::Range;

use super::{Language, Tagger, words};
use crate::{LanguageRun, sentences};

/// Parts with fewer letters join their neighbour.
const FEWEST_LETTERS: usize = 12;
/// Parts that are less sure join their neighbour. Against the document's language 0.8 is the most that can be reached.
const DECIDED: f64 = 0.7;

const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('“', '”'), ('«', '»')];

impl Tagger {
    /// The parts of a note by language, in order; joined they are exactly the note, and neighbours differ in language.
    /// `prior` is the language of the note's document. A note without text has no runs.
    pub fn runs(&self, note: &str, prior: Option<&Language>) -> Vec<LanguageRun> {
        let parts = parts(note);
        let judged: Vec<Option<Language>> = parts.iter().map(|part| self.decided(&note[part.clone()], prior)).collect();
        let Some(first) = judged.iter().flatten().next().cloned() else {
            return whole(note, self.tag(note, prior).language);
        };
        // An undecided part goes with the one before it; undecided parts at the start with the first decided one.
        let mut language = first;
        let mut runs: Vec<LanguageRun> = Vec::new();
        for (part, own) in parts.into_iter().zip(judged) {
            language = own.unwrap_or(language);
            match runs.last_mut().filter(|run| run.language == language) {
                Some(run) => run.text.push_str(&note[part]),
                None => runs.push(LanguageRun { language: language.clone(), text: note[part].to_owned() }),
            }
        }
        runs
    }

    /// The language of a part, if it can be decided.
    fn decided(&self, part: &str, prior: Option<&Language>) -> Option<Language> {
        if words::letters(&words::telling(part)) < FEWEST_LETTERS {
            return None;
        }
        let tagged = self.tag(part, prior);
        (tagged.confidence >= DECIDED).then_some(tagged.language)
    }
}

fn whole(note: &str, language: Language) -> Vec<LanguageRun> {
    if note.is_empty() { Vec::new() } else { vec![LanguageRun { language, text: note.to_owned() }] }
}

/// The parts of a note as byte ranges that follow on each other without a gap.
fn parts(note: &str) -> Vec<Range<usize>> {
    let inside = merged(enclosed(note));
    let is_outside = |at: &usize| {
        let before = inside.partition_point(|range| range.start <= *at);
        before == 0 || !inside[before - 1].contains(at)
    };
    let works = note.match_indices(';').map(|(at, sign)| at + sign.len()).filter(|at| is_outside(&(at - 1)));
    let ends = sentences::split(note).into_iter().map(|sentence| sentence.end).filter(is_outside);
    let mut cuts: Vec<usize> = works.chain(ends).chain([note.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let starts = std::iter::once(0).chain(cuts.clone());
    starts.zip(cuts).map(|(start, end)| start..end).filter(|part| !part.is_empty()).collect()
}

/// The same ranges in order, those that overlap as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// What stands in brackets or quotation marks. A mark that is never closed opens nothing.
fn enclosed(note: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (open, close) in BRACKETS {
        let mut starts = Vec::new();
        for (at, c) in note.char_indices() {
            if c == *open {
                starts.push(at);
            } else if c == *close
                && let Some(start) = starts.pop()
            {
                ranges.push(start..at);
            }
        }
    }
    let straight: Vec<usize> = note.match_indices('"').map(|(at, _)| at).collect();
    ranges.extend(straight.chunks_exact(2).map(|pair| pair[0]..pair[1]));
    ranges
}
