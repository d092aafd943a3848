//! How are notes labelled? By the order of their references, footnotes and endnotes apart, in the document's numerals.

use std::collections::HashMap;

use apostille_corpus::Block;

use crate::office::element::{Element, Piece, Pieces};
use crate::office::numerals::Numerals;

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Footnote,
    Endnote,
}

/// A document's notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    footnotes: Series,
    endnotes: Series,
}

/// Where numbers begin again. A file does not say where its pages end, so those that begin again there count on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Restart {
    #[default]
    Never,
    EachSection,
}

/// The notes of one class.
#[derive(Debug, Default)]
struct Series {
    numerals: Option<Numerals>,
    start: Option<u32>,
    /// Where its numbers begin again.
    restart: Restart,
    /// How many were numbered since.
    count: u32,
    /// Blocks of notes that were not cited yet, by id.
    blocks: HashMap<String, Vec<Block>>,
    /// Labels of notes that were, by id.
    labels: HashMap<String, String>,
}

impl Notes {
    /// Notes without bodies yet, labelled as the sections of the main part say, or else the settings.
    pub(super) fn labelled_by(settings: &str, main: &str) -> Notes {
        let mut notes = Notes::default();
        for part in [main, settings] {
            notes.read_numerals(part);
        }
        let footnotes = notes.footnotes.numerals.unwrap_or(Numerals::Decimal);
        let endnotes = notes.endnotes.numerals.unwrap_or(Numerals::LowerRoman).apart_from(footnotes);
        (notes.footnotes.numerals, notes.endnotes.numerals) = (Some(footnotes), Some(endnotes));
        notes
    }

    /// A part that breaks off says what it said before.
    fn read_numerals(&mut self, part: &str) {
        let mut pieces = Pieces::of(part);
        while let Ok(Some(piece)) = pieces.next() {
            let Piece::Open(element) = piece else { continue };
            let series = match element.name() {
                "footnotePr" => &mut self.footnotes,
                "endnotePr" => &mut self.endnotes,
                _ => continue,
            };
            if pieces.each_inside(|element| series.note(element)).is_err() {
                return;
            }
        }
    }

    /// Keeps the blocks of a note until it is cited.
    pub(super) fn keep(&mut self, class: Class, id: String, blocks: Vec<Block>) {
        self.series(class).blocks.insert(id, blocks);
    }

    /// The label of the note with this id and, when it is cited first, its blocks. A mark that the author chose is its
    /// label and not counted, and is taken off its text, which begins with it.
    pub(super) fn cite(&mut self, class: Class, id: &str, mark: Option<&str>) -> (String, Vec<Block>) {
        let series = self.series(class);
        let mut blocks = series.blocks.remove(id).unwrap_or_default();
        if let (Some(mark), Some(first)) = (mark, blocks.first_mut().and_then(|block| block.runs.first_mut())) {
            first.text = first.text.strip_prefix(mark).unwrap_or(&first.text).trim_start().to_owned();
        }
        if let Some(label) = series.labels.get(id) {
            return (label.clone(), blocks);
        }
        let label = mark.map(str::to_owned).unwrap_or_else(|| series.next());
        series.labels.insert(id.to_owned(), label.clone());
        (label, blocks)
    }

    /// Ends a section of the document.
    pub(super) fn end_section(&mut self) {
        for series in [&mut self.footnotes, &mut self.endnotes] {
            if series.restart == Restart::EachSection {
                series.count = 0;
            }
        }
    }

    fn series(&mut self, class: Class) -> &mut Series {
        match class {
            Class::Footnote => &mut self.footnotes,
            Class::Endnote => &mut self.endnotes,
        }
    }
}

impl Series {
    fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "numFmt" => {
                self.numerals = self.numerals.or(element.attribute("val").map(|name| Numerals::of_word(&name)));
            }
            "numRestart" if element.attribute("val").as_deref() == Some("eachSect") => {
                self.restart = Restart::EachSection
            }
            "numStart" => self.start = self.start.or(element.number("val")),
            _ => {}
        }
    }

    fn next(&mut self) -> String {
        let number = self.start.unwrap_or(1).saturating_add(self.count);
        self.count += 1;
        self.numerals.unwrap_or_default().write(number)
    }
}
