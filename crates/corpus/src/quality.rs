//! Which of several texts of one work is the best to read and to search? A score, stated here.

use crate::{Document, Kind};

/// How good a text is, to be compared with other texts of the same work: the number of its words, less
///
/// - half of them if they were read by OCR,
/// - ten times the share of doubtful letters (U+FFFD, private use, control characters), at most half,
/// - two in a hundred for each warning, at most a fifth,
/// - a tenth times the share of notes that no sentence cites,
///
/// and two in a hundred more where pages are known, by which a text is cited. So a whole text stands before a part of it, a text
/// that was written before one that was recognised, and one whose notes are linked before one whose notes are not.
pub fn quality(document: &Document) -> f64 {
    let texts = document.passages.iter().filter(|passage| matches!(passage.kind, Kind::Body | Kind::Table));
    let texts = texts.map(|passage| passage.text.as_str()).chain(document.notes.iter().map(|note| note.text.as_str()));
    let (mut words, mut letters, mut doubtful) = (0_usize, 0_usize, 0_usize);
    for text in texts {
        words += text.split_whitespace().count();
        letters += text.chars().count();
        doubtful += text.chars().filter(|c| is_doubtful(*c)).count();
    }
    let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    let is_ocr = document.warnings.iter().any(|warning| warning.code == "ocr");
    let unlinked = document.notes.iter().filter(|note| note.cited_by.is_empty()).count();
    let ocr = if is_ocr { 0.5 } else { 1.0 };
    let doubt = 1.0 - (10.0 * share(doubtful, letters)).min(0.5);
    let warned = 1.0 - (0.02 * document.warnings.len() as f64).min(0.2);
    let linked = 1.0 - 0.1 * share(unlinked, document.notes.len());
    let paged = if document.pages.is_some() { 1.02 } else { 1.0 };
    words as f64 * ocr * doubt * warned * linked * paged
}

fn is_doubtful(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    c == '\u{fffd}' || is_private || (c.is_control() && !matches!(c, '\n' | '\t'))
}
