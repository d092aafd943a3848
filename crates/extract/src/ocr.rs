//! Reading a scan: a PDF whose pages are pictures is read page by page by tesseract, if that is installed.
//!
//! Each page is drawn, and then read, by a child of our own program under limits of its own (`child`), so that neither the
//! file nor tesseract can hang or exhaust who asked. Whether a scan is read now or later is the caller's business, and so
//! are notes: the letters of a picture do not say which of them are raised.

mod hocr;
mod page;
pub(crate) mod picture;
mod tally;
pub(crate) mod tesseract;

use std::path::{Path, PathBuf};

use apostille_corpus::Manuscript;

use crate::{Failure, Reader, Reason};
use tally::Tally;
pub use tesseract::Tesseract;

/// So many pages in a row that cannot be read, and the rest is not tried: each may take all of its time.
const MOST_IN_VAIN: usize = 10;
/// More pages of one scan than this are not read: they take some four hours.
const MOST_PAGES: usize = 5000;
/// More text of one scan than this, in bytes, is not kept: what the densest 5,000 pages have.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// A scan that is being read, page by page.
#[derive(Debug)]
pub struct Scan {
    reader: Reader,
    tesseract: Tesseract,
    path: PathBuf,
    /// Its pages have words up to the one that is next.
    manuscript: Manuscript,
    next: usize,
    in_vain: usize,
    text: usize,
    tally: Tally,
}

impl Scan {
    /// Begins to read the scan in this file; none of its pages is read yet.
    ///
    /// # Errors
    /// As [`Reader::read`] gives them; [`Reason::Damaged`] if no page can be found.
    pub fn begin(reader: &Reader, tesseract: Tesseract, path: &Path) -> Result<Scan, Failure> {
        let manuscript = reader.blank_pages(path)?;
        let (reader, path) = (reader.clone(), path.to_path_buf());
        Ok(Scan { reader, tesseract, path, manuscript, next: 0, in_vain: 0, text: 0, tally: Tally::default() })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.manuscript.pages.len()
    }

    /// The number of the page that is read next, from 1; none when there is nothing more to be read.
    pub fn next_page(&self) -> Option<usize> {
        (self.next < self.pages() && self.given_up().is_none()).then_some(self.next + 1)
    }

    /// Why the rest is not tried, if so.
    fn given_up(&self) -> Option<&'static str> {
        match self {
            Scan { in_vain: MOST_IN_VAIN.., .. } => Some("since OCR failed on every one of the ten before them"),
            Scan { next: MOST_PAGES.., .. } => Some("since no more than 5000 pages of a scan are"),
            Scan { text: MOST_TEXT.., .. } => Some("since what was read before them is larger than any text"),
            _ => None,
        }
    }

    /// Reads the next page, if there is one. A page that cannot be read becomes a warning.
    pub fn read_page(&mut self) {
        let Some(number) = self.next_page() else { return };
        let read = self.reader.recognise(&self.path, number, &self.tesseract);
        let page = &mut self.manuscript.pages[self.next];
        match read.and_then(|answer| page::of(&answer, page.height)) {
            Ok(read) => {
                self.tally.read(number, &read);
                self.text += read.blocks.iter().flat_map(|block| &block.runs).map(|run| run.text.len()).sum::<usize>();
                page.blocks = read.blocks;
                self.in_vain = 0;
            }
            Err(failure) => {
                self.tally.failed(number, &failure);
                self.in_vain += 1;
            }
        }
        self.next += 1;
    }

    /// What was read, with the warnings that say so.
    ///
    /// # Errors
    /// [`Reason::Scanned`], saying that OCR was tried, if no page had a word.
    pub fn finish(self) -> Result<Manuscript, Failure> {
        let untried = self.given_up().map(|why| (self.next..self.pages(), why)).filter(|(pages, _)| !pages.is_empty());
        if !self.tally.has_words() {
            return Err(Failure::new(Reason::Scanned, self.tally.in_vain()));
        }
        let mut manuscript = self.manuscript;
        manuscript.warnings.extend(self.tally.warnings(untried));
        Ok(manuscript)
    }
}
