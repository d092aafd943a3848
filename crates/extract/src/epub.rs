//! E-books: their chapters in the order of the spine, notes across chapters, printed page labels, and the package's record.
//!
//! A chapter is read as a web page is, whole. What is unpacked is counted before any of it is read (`parcel`).

use std::io::Cursor;

use apostille_corpus::{Manuscript, Warning};
use rbook::Epub;
use rbook::ebook::errors::EbookError;

use crate::html::{self, Notes, Walk, tidy};
use crate::office::properties::names_year;
use crate::tree::Tree;
use crate::{Failure, Reason, decode};

mod package;
mod parcel;

/// Reads a file of this format.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    parcel::check(bytes)?;
    let opened = open(bytes, Metadata::Parsed).map(|epub| (Book::of(&epub), epub));
    let opened = opened.ok().filter(|(book, _)| !book.paths.is_empty());
    // Where the package says nothing of the book (`<metadata/>`), rbook takes all that follows for metadata.
    let opened = opened.map_or_else(|| open(bytes, Metadata::Skipped).map(|epub| (Book::of(&epub), epub)), Ok);
    let (book, epub) = opened.map_err(|error| parcel::damaged(&error))?;
    if book.paths.is_empty() {
        return Err(book.nothing());
    }
    let Book { mut tree, paths, warnings, .. } = book;
    let notes = Notes::take(&mut tree, &paths);
    let mut walk = Walk::new(&tree, &notes, None);
    for file in 0..paths.len() {
        walk.read_file(file);
    }
    let mut front_matter = package::front_matter(&epub);
    let mut pages = tidy::without_headings_of_notes(walk.finish());
    // A time of day is when a program made the file, not when the book was published.
    let stamped = front_matter.date.take_if(|date| date.contains('T'));
    let named = stamped.filter(|stamp| pages.iter().any(|page| names_year(&page.blocks, stamp)));
    front_matter.date = front_matter.date.or(named);
    tidy::drop_byline(&mut pages, &front_matter);
    tidy::drop_repeated_title(&mut pages, &front_matter);
    Ok(Manuscript { format: "epub".to_owned(), front_matter, pages, warnings })
}

/// Whether what the package says of the book is parsed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Metadata {
    Parsed,
    Skipped,
}

fn open(bytes: &[u8], metadata: Metadata) -> Result<Epub, EbookError> {
    Epub::options().skip_metadata(metadata == Metadata::Skipped).read(Cursor::new(bytes.to_vec()))
}

/// The chapters of an e-book as one tree.
#[derive(Default)]
struct Book {
    tree: Tree,
    /// The paths of the chapters that were read, in the order of the tree's files.
    paths: Vec<String>,
    warnings: Vec<Warning>,
    /// Why the first chapter that was not read was not.
    fault: Option<String>,
}

impl Book {
    fn of(epub: &Epub) -> Book {
        let mut book = Book::default();
        for entry in epub.spine().iter() {
            let Some(resource) = entry.manifest_entry() else {
                book.lose(entry.idref(), "the package does not list it");
                continue;
            };
            let path = resource.href().path().as_str().to_owned();
            let is_page =
                matches!(resource.media_type(), "application/xhtml+xml" | "text/html" | "application/xml" | "text/xml");
            if !is_page || book.paths.contains(&path) {
                continue;
            }
            let text = resource.read_bytes().map_err(|error| error.to_string());
            let text = text.and_then(|bytes| decode::marked_up(&bytes, None).map_err(|failure| failure.message));
            match text.and_then(|decoded| html::add(&decoded.text, &mut book.tree).map_err(|fault| fault.to_string())) {
                Ok(()) => book.paths.push(path),
                Err(why) => book.lose(&path, &why),
            }
        }
        book
    }

    fn lose(&mut self, chapter: &str, why: &str) {
        let message = format!("the chapter {chapter} was not read: {why}");
        self.fault.get_or_insert_with(|| message.clone());
        self.warnings.push(Warning { code: "lost-part".to_owned(), message, page: None });
    }

    fn nothing(self) -> Failure {
        let why = self.fault.unwrap_or_else(|| "its spine names no chapters".to_owned());
        Failure::new(
            Reason::Damaged,
            format!("no chapter of the e-book can be read ({why}): replace it with a whole copy"),
        )
    }
}

#[cfg(test)]
mod tests;
