//! Is the sample paper the same from each of its forms? Notes, sentences and sections, beside the truth and its Markdown.

use apostille_corpus::{Document, Note, Tagger};

use super::truth::Truth;
use super::{document, name};

/// Prints a line a form.
pub fn print(truth: &Truth, tagger: &Tagger) {
    let sentences = truth.sample_sentences();
    let forms: Vec<_> = truth.sample_forms().into_iter().map(|path| (name(&path), document(&path, tagger))).collect();
    let like = forms.iter().find(|(name, _)| name.ends_with(".md")).map(|(_, document)| document).unwrap();
    println!("\nThe sample paper in {} forms     notes   sentences of the truth   notes' text   sections", forms.len());
    for (name, form) in &forms {
        let right = sentences.iter().zip(&form.notes).filter(|((_, end), note)| cites(note, end)).count();
        let same = form.notes.iter().zip(&like.notes).filter(|(a, b)| letters(&a.text) == letters(&b.text)).count();
        println!(
            "{name:<34}{:>4}{:>15} of {}{:>14} of {}{:>11}",
            form.notes.len(),
            right,
            sentences.len(),
            same,
            like.notes.len(),
            if sections(form) == sections(like) { "yes" } else { "no" },
        );
    }
}

fn cites(note: &Note, end: &str) -> bool {
    note.cited_by.iter().any(|citation| letters(&citation.sentence).ends_with(&letters(end)))
}

fn sections(document: &Document) -> Vec<String> {
    document.sections.iter().map(|section| letters(&section.title)).collect()
}

/// Letters and digits only: forms differ in quotes and in where lines end.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
