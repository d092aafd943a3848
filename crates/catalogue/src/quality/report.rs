//! What is told of how documents were read: one by one, as a table, and added up.

use apostille_corpus::{DocumentId, Measures, Warning};
use serde::{Deserialize, Serialize};

/// A document in the table of quality.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QualityRow {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Where it was found first; none for one that has lost its paths.
    pub path: Option<String>,
    /// How far a reader can trust the text: 0 to 1, as [`Measures::soundness`] states it.
    pub soundness: f64,
    /// What was counted.
    #[serde(flatten)]
    pub measures: Measures,
}

/// All that is to be said of how one document was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QualityReport {
    /// What stands in the table.
    #[serde(flatten)]
    pub row: QualityRow,
    /// Its warnings, which `warnings` counts.
    pub warned: Vec<Warning>,
    /// Its notes that no sentence cites, in order.
    pub unlinked: Vec<UnlinkedNote>,
}

/// A note that no sentence cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnlinkedNote {
    /// Its id.
    pub id: String,
    /// Its label as printed.
    pub label: String,
    /// The physical page, from 1, where known.
    pub page: Option<u32>,
}

/// How well the collection was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CollectionQuality {
    /// Live documents that were measured: all that have an original.
    pub documents: u64,
    /// How many of them are how sound: ten ranges of equal width, the worst first. Each holds its lower bound; the last, its upper
    /// bound too.
    pub distribution: [u64; 10],
    /// Everything added up; `languages` is left out.
    pub totals: Totals,
}

/// The sums of what was counted in all live documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Pages of documents that have pages.
    pub pages: u64,
    /// Those with text.
    pub pages_read: u64,
    /// Gaps in labels.
    pub label_gaps: u64,
    /// Letters.
    pub letters: u64,
    /// Those that nobody could read.
    pub doubtful_letters: u64,
    /// Words.
    pub words: u64,
    /// Those that look like none.
    pub garbled_words: u64,
    /// Words that were looked up in dictionaries.
    pub dictionary_words: u64,
    /// Those that no dictionary has.
    pub unknown_words: u64,
    /// Notes.
    pub notes: u64,
    /// Those that no sentence cites.
    pub unlinked_notes: u64,
    /// Documents that were scanned.
    pub scanned: u64,
    /// Documents with warnings.
    pub warned: u64,
}

/// By what the table is sorted, the worst first; equals by soundness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QualityOrder {
    /// By soundness.
    #[default]
    Soundness,
    /// By the share of doubtful letters.
    DoubtfulLetters,
    /// By the share of garbled words.
    GarbledWords,
    /// By the share of words that no dictionary has.
    UnknownWords,
    /// By the number of notes that no sentence cites.
    UnlinkedNotes,
    /// By the number of pages without text.
    UnreadPages,
    /// By the number of gaps in the labels.
    LabelGaps,
    /// By the number of warnings.
    Warnings,
}

impl QualityOrder {
    /// Every order, with its word.
    pub const ALL: [(QualityOrder, &'static str); 8] = [
        (QualityOrder::Soundness, "soundness"),
        (QualityOrder::DoubtfulLetters, "doubtful-letters"),
        (QualityOrder::GarbledWords, "garbled-words"),
        (QualityOrder::UnknownWords, "unknown-words"),
        (QualityOrder::UnlinkedNotes, "unlinked-notes"),
        (QualityOrder::UnreadPages, "unread-pages"),
        (QualityOrder::LabelGaps, "label-gaps"),
        (QualityOrder::Warnings, "warnings"),
    ];

    /// What the rows of `measures` are ordered by.
    pub(super) fn sql(self) -> &'static str {
        match self {
            QualityOrder::Soundness => "soundness",
            QualityOrder::DoubtfulLetters => "1.0 * doubtful_letters / max(letters, 1) DESC, soundness",
            QualityOrder::GarbledWords => "1.0 * garbled_words / max(words, 1) DESC, soundness",
            QualityOrder::UnknownWords => "1.0 * unknown_words / max(dictionary_words, 1) DESC, soundness",
            QualityOrder::UnlinkedNotes => "unlinked_notes DESC, soundness",
            QualityOrder::UnreadPages => "max(coalesce(m.pages, 0) - pages_read, 0) DESC, soundness",
            QualityOrder::LabelGaps => "label_gaps DESC, soundness",
            QualityOrder::Warnings => "m.warnings DESC, soundness",
        }
    }
}
