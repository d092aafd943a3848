//! How well was a scan read? Confidence and failures, page by page, and the warnings that say it.

use std::ops::Range;

use apostille_corpus::Warning;

use super::page::Read;
use crate::Failure;

/// A page whose letters were read with less confidence than this, of 100, is named. The 20 pages of the two scans that this was
/// tried on have 88 to 95, and 83 where signatures cover most of the page.
const LOW: f32 = 75.0;
/// So many pages are named, each in a warning of its own; the others are counted.
const MOST_NAMED: usize = 20;

/// What came of the pages so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    letters: usize,
    /// The sum of the letters' confidences.
    confidence: f64,
    low: Vec<(usize, f32)>,
    failed: Vec<(usize, String)>,
}

impl Tally {
    /// Counts a page that was read.
    pub(super) fn read(&mut self, number: usize, page: &Read) {
        self.letters += page.letters;
        self.confidence += f64::from(page.confidence) * page.letters as f64;
        if page.letters > 0 && page.confidence < LOW {
            self.low.push((number, page.confidence));
        }
    }

    /// Counts a page that could not be read.
    pub(super) fn failed(&mut self, number: usize, failure: &Failure) {
        self.failed.push((number, failure.message.clone()));
    }

    /// Whether any page had a word.
    pub(super) fn has_words(&self) -> bool {
        self.letters > 0
    }

    /// Why a scan without a word is none that could be read.
    pub(super) fn in_vain(&self) -> String {
        let why = match self.failed.first() {
            Some((number, why)) => format!("page {number}: {why}"),
            None => "no word was found on any page".to_owned(),
        };
        format!(
            "no text (scanned): the pages are pictures, and OCR was tried in vain ({why}): scan it anew, upright and at \
             300 dots an inch"
        )
    }

    /// The warnings of a scan; `untried` are the pages, from 0, that were left when it was given up, and why.
    pub(super) fn warnings(&self, untried: Option<(Range<usize>, &str)>) -> Vec<Warning> {
        let mut warnings = vec![warning("ocr", self.sentence(), None)];
        let failed = self
            .failed
            .iter()
            .map(|(number, why)| (*number, format!("OCR could not read this page ({why}): its text is missing")));
        warnings.extend(named("ocr-failed", failed, "pages could not be read by OCR: their text is missing"));
        let low = self.low.iter().map(|(number, confidence)| {
            (*number, format!("OCR read this page with a confidence of only {confidence:.0} %: look at the page"))
        });
        warnings.extend(named("ocr-doubtful", low, "pages were read by OCR with little confidence"));
        if let Some((pages, why)) = untried {
            let (first, last) = (pages.start + 1, pages.end);
            let message = format!("pages {first} to {last} were not tried, {why}: their text is missing");
            warnings.push(warning("ocr-failed", message, u32::try_from(first).ok()));
        }
        warnings
    }

    fn sentence(&self) -> String {
        let mean = self.confidence / self.letters.max(1) as f64;
        format!(
            "the pages are pictures: the text was read by OCR (tesseract) with a mean confidence of {mean:.0} %; letters may be \
             wrong, and notes are not linked"
        )
    }
}

/// A warning for each of the first pages, and one for how many more there are.
fn named(code: &str, pages: impl ExactSizeIterator<Item = (usize, String)>, more: &str) -> Vec<Warning> {
    let left = pages.len().saturating_sub(MOST_NAMED);
    let each = pages.take(MOST_NAMED).map(|(number, message)| warning(code, message, u32::try_from(number).ok()));
    let rest = (left > 0).then(|| warning(code, format!("{left} more {more}"), None));
    each.chain(rest).collect()
}

fn warning(code: &str, message: String, page: Option<u32>) -> Warning {
    Warning { code: code.to_owned(), message, page }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    fn page(letters: usize, confidence: f32) -> Read {
        Read { blocks: Vec::new(), letters, confidence }
    }

    #[test]
    fn the_mean_confidence_weighs_pages_by_their_letters_and_low_pages_are_named() {
        let mut tally = Tally::default();
        tally.read(1, &page(300, 90.0));
        tally.read(2, &page(100, 50.0));
        tally.read(3, &page(0, 0.0));
        let warnings = tally.warnings(None);
        let said: Vec<_> = warnings.iter().map(|warning| (warning.code.as_str(), warning.page)).collect();
        assert_eq!(said, [("ocr", None), ("ocr-doubtful", Some(2))]);
        assert!(warnings[0].message.contains("80 %"), "{}", warnings[0].message);
    }

    #[test]
    fn warnings_are_bounded_and_what_is_not_named_is_counted() {
        let mut tally = Tally::default();
        tally.read(1, &page(10, 95.0));
        for number in 2..=40 {
            tally.failed(number, &Failure::new(Reason::Time, "it took too long"));
        }
        let warnings = tally.warnings(Some((40..60, "since it was given up")));
        assert_eq!(warnings.len(), 1 + MOST_NAMED + 1 + 1);
        assert!(warnings[MOST_NAMED + 1].message.starts_with("19 more pages"), "{:?}", warnings[MOST_NAMED + 1]);
        assert!(warnings.last().unwrap().message.contains("41 to 60"), "{warnings:?}");
    }

    #[test]
    fn a_scan_without_a_word_says_that_ocr_was_tried() {
        let mut tally = Tally::default();
        assert!(tally.in_vain().contains("no word was found"), "{}", tally.in_vain());
        tally.failed(3, &Failure::new(Reason::Time, "it took too long"));
        assert!(!tally.has_words() && tally.in_vain().contains("page 3: it took too long"), "{}", tally.in_vain());
    }
}
