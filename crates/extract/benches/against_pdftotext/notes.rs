//! Are notes found, with their label, and linked? Counted against `documents.tsv`.

use apostille_corpus::{Document, Note, Tagger};

use super::truth::Truth;
use super::{document, name};

/// Prints a line for each file whose notes were counted, and the shares over all.
pub fn print(truth: &Truth, tagger: &Tagger) {
    println!("\nNotes                                      true   found  linked   right   false");
    let (mut all, mut right, mut found) = (0, 0, 0);
    let mut wrong = 0;
    for row in &truth.rows {
        let Some(notes) = row.notes else { continue };
        let document = document(&row.path, tagger);
        let linked = document.notes.iter().filter(|note| !note.cited_by.is_empty()).count();
        // More than there are cannot all be right.
        let good = in_series(&document).min(notes);
        let surplus = document.notes.len() - good.min(document.notes.len());
        println!("{:<40}{notes:>7}{:>8}{linked:>8}{good:>8}{surplus:>8}", name(&row.path), document.notes.len());
        (all, right, found, wrong) = (all + notes, right + good, found + document.notes.len(), wrong + surplus);
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole as f64;
    println!("{:<40}{all:>7}{found:>8}{:>8}{right:>8}{wrong:>8}", "all", "");
    println!(
        "right: linked, and the label goes on with the numbering, at most as many as are true; false: found, not right"
    );
    println!(
        "linked with the right label {:.1} % (floor 98), false {:.1} % (at most 1)",
        share(right, all),
        share(wrong, found)
    );
}

/// How many notes are linked and have a label that goes on with the numbering before it or begins it anew.
fn in_series(document: &Document) -> usize {
    let mut right = 0;
    let mut last: Option<u32> = None;
    for note in &document.notes {
        let number = number(&note.label);
        let goes_on = number.is_none() || number == Some(1) || number == last.map(|last| last + 1);
        right += usize::from(goes_on && is_linked(note));
        last = number.or(last);
    }
    right
}

fn is_linked(note: &Note) -> bool {
    note.cited_by.iter().any(|citation| !citation.sentence.is_empty())
}

/// The number that a label is, arabic or roman; none for signs and letters.
fn number(label: &str) -> Option<u32> {
    let value = |c: char| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let roman = || {
        let values: Vec<u32> = label.chars().map(value).collect::<Option<_>>()?;
        let signed = |(at, value): (usize, &u32)| {
            let less = values.get(at + 1).is_some_and(|next| next > value);
            if less { -(*value as i64) } else { i64::from(*value) }
        };
        u32::try_from(values.iter().enumerate().map(signed).sum::<i64>()).ok().filter(|sum| *sum > 0)
    };
    label.parse().ok().or_else(roman)
}
