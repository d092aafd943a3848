//! How are notes labelled? As the file shows them; by their order where it shows nothing.

use super::styles::Styles;
use crate::office::numerals::Numerals;

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Footnote,
    Endnote,
}

/// The labels of the notes so far.
#[derive(Debug)]
pub(super) struct Labels {
    footnotes: Numerals,
    endnotes: Numerals,
    /// Whether endnotes show the numerals of footnotes, so that what they show does not tell which is meant.
    are_alike: bool,
    counts: [u32; 2],
}

impl Labels {
    /// The labels of a document with these styles.
    pub(super) fn of(styles: &Styles) -> Labels {
        let footnotes = styles.footnotes.unwrap_or(Numerals::Decimal);
        let shown = styles.endnotes.unwrap_or(Numerals::LowerRoman);
        let endnotes = shown.apart_from(footnotes);
        Labels { footnotes, endnotes, are_alike: shown == footnotes, counts: [0; 2] }
    }

    /// The label of the next note of a class, which shows this.
    pub(super) fn next(&mut self, class: Class, shown: &str) -> String {
        let shown = shown.trim().trim_matches(['(', ')', '[', ']']);
        let (count, numerals) = match class {
            Class::Footnote => (&mut self.counts[0], self.footnotes),
            Class::Endnote => (&mut self.counts[1], self.endnotes),
        };
        let is_own_mark = !shown.is_empty() && !shown.contains(char::is_alphanumeric);
        *count += u32::from(!is_own_mark);
        let is_told = !shown.is_empty() && (class == Class::Footnote || !self.are_alike);
        if is_told || is_own_mark { shown.to_owned() } else { numerals.write(*count) }
    }
}
