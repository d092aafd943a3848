//! What is shown of a passage, and which words in it are marked.
//!
//! One pass over the stored text with the analysis that indexed it: what found a passage is what is marked in it.
//! Segments instead of offsets, so that nobody counts them; no HTML.

mod fragment;
mod marks;

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
}

/// What stands between two fragments.
const BETWEEN: &str = " … ";

/// The best one or two fragments of a text, with their marks.
pub(crate) fn excerpt(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for fragment in fragment::fragments(text, marks) {
        if !segments.is_empty() {
            segments.push(Segment { text: BETWEEN.to_owned(), mark: false });
        }
        cut(text, fragment, marks, &mut segments);
    }
    segments
}

/// A whole text, with its marks.
pub(crate) fn whole(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let mut segments = Vec::new();
    cut(text, 0..text.len(), marks, &mut segments);
    segments
}

/// Cuts a stretch of a text where its marks start and end.
fn cut(text: &str, stretch: Range<usize>, marks: &[Mark], segments: &mut Vec<Segment>) {
    let mut at = stretch.start;
    let mut push = |range: Range<usize>, mark| {
        if !range.is_empty() {
            segments.push(Segment { text: text[range].to_owned(), mark });
        }
    };
    for mark in marks.iter().filter(|mark| stretch.start <= mark.range.start && mark.range.end <= stretch.end) {
        push(at..mark.range.start, false);
        push(mark.range.clone(), true);
        at = mark.range.end;
    }
    push(at..stretch.end, false);
}
