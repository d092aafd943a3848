//! Which of several texts of one work is the best to read and to search? A score, stated here.

use crate::Measures;

/// How good a text is, to be compared with other texts of the same work: the number of its words, less
///
/// - half of them if they were read by OCR,
/// - ten times the share of doubtful letters (U+FFFD, private use, control characters), at most half,
/// - two in a hundred for each warning, at most a fifth,
/// - a tenth times the share of notes that no sentence cites,
///
/// and two in a hundred more where pages are known, by which a text is cited. So a whole text stands before a part of it, a text
/// that was written before one that was recognised, and one whose notes are linked before one whose notes are not.
pub fn quality(measures: &Measures) -> f64 {
    let ocr = if measures.is_scanned { 0.5 } else { 1.0 };
    let doubt = 1.0 - (10.0 * measures.doubtful_share()).min(0.5);
    let warned = 1.0 - (0.02 * measures.warnings as f64).min(0.2);
    let linked = 1.0 - 0.1 * measures.unlinked_share();
    let paged = if measures.pages.is_some() { 1.02 } else { 1.0 };
    measures.words as f64 * ocr * doubt * warned * linked * paged
}
