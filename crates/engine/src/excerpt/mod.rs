//! What is shown of a passage, and which words in it are marked.
//!
//! One pass over the stored text with the analysis that indexed it: what found a passage is what is marked in it.
//! Segments instead of offsets, so that nobody counts them; no HTML.

mod fragment;
mod marks;
mod several;
mod starts;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub(crate) use marks::{Mark, Marker};

/// A stretch of text that is marked or not. Segments joined are the exact text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The text, unescaped.
    pub text: String,
    /// Whether it is marked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mark: bool,
    /// Whether only the vocabulary found it, not the query's own words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
}

impl Segment {
    /// Text that is not marked.
    pub fn plain(text: impl Into<String>) -> Segment {
        Segment { text: text.into(), mark: false, added: false }
    }

    /// Other text, marked as this is.
    pub fn with_text(&self, text: impl Into<String>) -> Segment {
        Segment { text: text.into(), ..*self }
    }
}

/// What is shown of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// Its best one or two fragments.
    pub(crate) segments: Vec<Segment>,
    /// How many marks of the passage are not in them.
    pub(crate) further_marks: usize,
}

/// What stands between two fragments.
const BETWEEN: &str = " … ";

/// The best one or two fragments of a text, with their marks.
pub(crate) fn excerpt(text: &str, marks: &[Mark]) -> Excerpt {
    let mut segments: Vec<Segment> = Vec::new();
    let mut shown = 0;
    for fragment in fragment::fragments(text, marks) {
        if !segments.is_empty() {
            segments.push(Segment::plain(BETWEEN));
        }
        shown += cut(text, fragment, marks, &mut segments);
    }
    Excerpt { segments, further_marks: marks.len() - shown }
}

/// A whole text, with its marks.
pub(crate) fn whole(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let mut segments = Vec::new();
    cut(text, 0..text.len(), marks, &mut segments);
    segments
}

/// Cuts a stretch of a text where its marks start and end; says how many there are.
fn cut(text: &str, stretch: Range<usize>, marks: &[Mark], segments: &mut Vec<Segment>) -> usize {
    let mut at = stretch.start;
    let mut push = |range: Range<usize>, mark, added| {
        if !range.is_empty() {
            segments.push(Segment { text: text[range].to_owned(), mark, added });
        }
    };
    let mut count = 0;
    for mark in marks.iter().filter(|mark| stretch.start <= mark.range.start && mark.range.end <= stretch.end) {
        push(at..mark.range.start, false, false);
        push(mark.range.clone(), true, mark.added);
        at = mark.range.end;
        count += 1;
    }
    push(at..stretch.end, false, false);
    count
}
