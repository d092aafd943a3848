//! How well was a document read? Counts that can be looked up and added up, and one number to sort by.
//!
//! Not here: which of several texts of one work is the best, which depends on how much each has: that is `quality`.

mod garbled;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Document, Kind, numerals};

/// The words of a document that were looked up in dictionaries. Who has dictionaries counts them: this crate has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// Words that were looked up: those of running text in a language that there is a dictionary of, but for names and codes.
    pub looked_up: u64,
    /// Those of them that no dictionary has.
    pub unknown: u64,
}

/// What was counted in a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measures {
    /// How many pages the source has; none where it has no pages.
    pub pages: Option<u32>,
    /// How many of them have text.
    pub pages_read: u32,
    /// Places where a page's printed label does not follow from the page before: a page is lost or stands twice, or a label was
    /// misread. A change from Roman to Arabic numbers is none.
    pub label_gaps: u32,
    /// Characters of running text, tables and notes.
    pub letters: u64,
    /// Those of them that stand for letters nobody could read: U+FFFD, private use, control characters.
    pub doubtful_letters: u64,
    /// Words of running text, tables and notes.
    pub words: u64,
    /// Those of them that look like no word of any language, by the rules of Taghva, Nartker, Condit and Borsack 2001 ("Automatic
    /// removal of garbage strings in OCR text"): no dictionary was asked.
    pub garbled_words: u64,
    /// Words that were looked up in dictionaries; 0 if nobody did.
    pub dictionary_words: u64,
    /// Those of them that are in none. Papers have terms that no dictionary has, so it says something only beside other documents'.
    pub unknown_words: u64,
    /// Notes.
    pub notes: u64,
    /// Those of them that no sentence cites.
    pub unlinked_notes: u64,
    /// Passages by the tags of their languages.
    pub languages: BTreeMap<String, u64>,
    /// Whether its pages are pictures that were read by OCR.
    pub is_scanned: bool,
    /// How sure the OCR was of its letters, in hundredths, if it said so.
    pub ocr_confidence: Option<u8>,
    /// Warnings that it came with.
    pub warnings: u64,
}

impl Measures {
    /// What can be counted in a document.
    pub fn of(document: &Document) -> Measures {
        let texts = document.passages.iter().filter(|passage| matches!(passage.kind, Kind::Body | Kind::Table));
        let texts =
            texts.map(|passage| passage.text.as_str()).chain(document.notes.iter().map(|note| note.text.as_str()));
        let mut measures = Measures {
            pages: document.pages,
            warnings: document.warnings.len() as u64,
            dictionary_words: document.spelling.looked_up,
            unknown_words: document.spelling.unknown,
            ..Measures::default()
        };
        for text in texts {
            measures.words += text.split_whitespace().count() as u64;
            measures.garbled_words += text.split_whitespace().filter(|word| garbled::is_garbled(word)).count() as u64;
            measures.letters += text.chars().count() as u64;
            measures.doubtful_letters += text.chars().filter(|c| is_doubtful(*c)).count() as u64;
        }
        for passage in &document.passages {
            *measures.languages.entry(passage.language.as_str().to_owned()).or_default() += 1;
        }
        measures.notes = document.notes.len() as u64;
        measures.unlinked_notes = document.notes.iter().filter(|note| note.cited_by.is_empty()).count() as u64;
        measures.count_pages(document);
        let ocr = document.warnings.iter().find(|warning| warning.code == "ocr");
        measures.is_scanned = ocr.is_some();
        measures.ocr_confidence = ocr.and_then(|warning| confidence(&warning.message));
        measures
    }

    fn count_pages(&mut self, document: &Document) {
        let of_passages = document.passages.iter().map(|passage| (passage.page, passage.page_label.as_deref()));
        let of_notes = document.notes.iter().map(|note| (note.page, note.page_label.as_deref()));
        let pages: BTreeSet<(u32, Option<&str>)> =
            of_passages.chain(of_notes).filter_map(|(page, label)| Some((page?, label))).collect();
        self.pages_read = pages.iter().map(|(page, _)| page).collect::<BTreeSet<_>>().len() as u32;
        let labelled: Vec<(u32, Label)> =
            pages.iter().filter_map(|(page, label)| Some((*page, Label::of((*label)?)?))).collect();
        let follows = |two: &[(u32, Label)]| two[1].1.follows(two[0].1, two[1].0 - two[0].0);
        self.label_gaps = labelled.windows(2).filter(|two| !follows(two)).count() as u32;
    }

    /// The share of doubtful letters: 0 to 1.
    pub fn doubtful_share(&self) -> f64 {
        share(self.doubtful_letters, self.letters)
    }

    /// The share of garbled words: 0 to 1.
    pub fn garbled_share(&self) -> f64 {
        share(self.garbled_words, self.words)
    }

    /// The share of words that no dictionary has, of those that were looked up: 0 to 1.
    pub fn unknown_share(&self) -> f64 {
        share(self.unknown_words, self.dictionary_words)
    }

    /// The share of notes that no sentence cites: 0 to 1.
    pub fn unlinked_share(&self) -> f64 {
        share(self.unlinked_notes, self.notes)
    }

    /// How far a reader can trust the text: 0 to 1, a product of
    ///
    /// - 1 less ten times the share of doubtful letters, at least .2,
    /// - 1 less five times the share of garbled words over 1 in 100, which clean papers have in formulas and names, at least .2,
    /// - the share of pages that have text, at least .2 (a tenth may be pictures or blank),
    /// - the OCR's confidence, if it was scanned; .8 where it said none,
    /// - 1 less a tenth of the share of notes that no sentence cites,
    /// - 1 less two in a hundred for each warning and each gap in the labels, a fifth at most,
    ///
    /// and 0 without a word.
    pub fn soundness(&self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let letters = (1.0 - 10.0 * self.doubtful_share()).max(0.2);
        let words = (1.0 - 5.0 * (self.garbled_share() - 0.01).max(0.0)).max(0.2);
        let read = self.pages.map_or(1.0, |pages| share(self.pages_read.into(), pages.into()));
        let ocr = if self.is_scanned { self.ocr_confidence.map_or(0.8, |sure| f64::from(sure) / 100.0) } else { 1.0 };
        let notes = 1.0 - 0.1 * self.unlinked_share();
        let warned = 1.0 - (0.02 * (self.warnings as f64 + f64::from(self.label_gaps))).min(0.2);
        letters * words * (read / 0.9).clamp(0.2, 1.0) * ocr.max(0.2) * notes * warned
    }
}

fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

fn is_doubtful(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    c == '\u{fffd}' || is_private || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The figure before the sign in the sentence of the warning `ocr`, which is the only place that has it.
fn confidence(message: &str) -> Option<u8> {
    let before = message.split('%').next()?.trim_end();
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|sure| *sure <= 100)
}

/// A page's printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Roman(u32),
    Arabic(u32),
}

impl Label {
    fn of(printed: &str) -> Option<Label> {
        let printed = printed.trim().to_lowercase();
        printed.parse().ok().map(Label::Arabic).or_else(|| numerals::of_roman(&printed).map(Label::Roman))
    }

    fn follows(self, before: Label, pages: u32) -> bool {
        match (before, self) {
            (Label::Roman(before), Label::Roman(now)) | (Label::Arabic(before), Label::Arabic(now)) => {
                before.checked_add(pages) == Some(now)
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Warning;
    use crate::fingerprint::tests::document;

    fn measured(text: &str) -> Measures {
        Measures::of(&document(text))
    }

    #[test]
    fn letters_that_nobody_could_read_and_words_that_are_none_are_counted() {
        let measures = measured("The c\u{fffd}urt wi11 hear the bcdfgh of fam\u{e001}lies.");
        assert_eq!((measures.words, measures.doubtful_letters, measures.garbled_words), (8, 2, 4));
        assert!(measures.soundness() < 0.3 && measured("The court will hear families.").soundness() == 1.0);
        assert_eq!(measured("").soundness(), 0.0);
    }

    #[test]
    fn labels_that_do_not_follow_are_gaps() {
        let mut whole = document("A text.");
        let labels = [(1, "i"), (2, "ii"), (3, "1"), (4, "2"), (6, "4"), (7, "6"), (8, "6"), (9, "x1")];
        whole.passages = labels
            .into_iter()
            .map(|(page, label)| {
                let passage = whole.passages[0].clone();
                crate::Passage { page: Some(page), page_label: Some(label.to_owned()), ..passage }
            })
            .collect();
        whole.pages = Some(16);
        let measures = Measures::of(&whole);
        assert_eq!((measures.pages_read, measures.label_gaps), (8, 2));
        assert!(measures.soundness() < 0.6, "half of the pages have no text");
    }

    #[test]
    fn a_scan_is_as_sound_as_its_ocr_was_sure() {
        let mut scan = document("The court will hear families.");
        let message = "read by OCR with a mean confidence of 88 %; letters may be wrong".to_owned();
        scan.warnings.push(Warning { code: "ocr".to_owned(), message, page: None });
        let measures = Measures::of(&scan);
        assert!(measures.is_scanned && measures.ocr_confidence == Some(88));
        assert!((measures.soundness() - 0.88 * 0.98).abs() < 1e-9);
    }
}
