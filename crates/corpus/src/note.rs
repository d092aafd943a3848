//! What is a note, and what cites it? A footnote or endnote with its label, its languages and the sentences that lead to it.
//!
//! Plain values; how notes are found and linked is `structure`.

use serde::{Deserialize, Serialize};

use crate::Language;

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Unique in the collection: `{document}-n{number}`, except where a collection was given its own ids.
    pub id: String,
    /// Place among the document's notes, from 1; `#n{number}` in the document's page.
    pub number: u32,
    /// The label as printed, without brackets: `11`, `iv`, `*`. Labels can come again (numbering by page or chapter).
    pub label: String,
    /// The whole text, without its label.
    pub text: String,
    /// The text cut where its language changes, in order.
    pub languages: Vec<LanguageRun>,
    /// Physical page, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The label printed on that page.
    pub page_label: Option<String>,
    /// The sentences that cite it; empty if none was found.
    pub cited_by: Vec<Citation>,
}

impl Note {
    /// The language that most of its characters are in; the first of equals; `und` for a note without text.
    pub fn language(&self) -> Language {
        let mut sums: Vec<(&Language, usize)> = Vec::new();
        for run in &self.languages {
            match sums.iter_mut().find(|(language, _)| *language == &run.language) {
                Some((_, sum)) => *sum += run.text.len(),
                None => sums.push((&run.language, run.text.len())),
            }
        }
        let most = sums.iter().map(|(_, sum)| *sum).max();
        sums.iter().find(|(_, sum)| Some(*sum) == most).map_or(Language::UND, |(language, _)| (*language).clone())
    }
}

/// A stretch of a note in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageRun {
    /// Its language.
    pub language: Language,
    /// Its text; the runs of a note, joined, are the note's text.
    pub text: String,
}

/// The place in a passage that cites a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Id of the note.
    pub note: String,
    /// How many characters (Unicode scalar values) of the passage's text stand before the marker.
    pub at: usize,
}

/// A sentence that cites a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Id of the passage that the sentence stands in.
    pub passage: String,
    /// The sentence up to its end, without markers.
    pub sentence: String,
}
