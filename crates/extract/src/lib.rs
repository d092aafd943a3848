//! From a file's bytes to a manuscript: one module a format.
//!
//! Here bytes become text, and marks of a format (escapes, emphasis, headings, notes) become the manuscript's. Joining
//! lines and pages, linking notes to sentences and finding sections is `apostille_corpus::structure`'s. A file that
//! cannot be read ends as a [`Failure`]: a reason for programs, and a sentence with the remedy for people.

mod child;
mod decode;
mod format;
mod front_matter;
mod inline;
mod limits;
mod markdown;
mod normalize;
mod reader;
mod reason;
mod runs;
mod signature;
mod text;

use std::path::Path;

use apostille_corpus::Manuscript;

pub use child::child_main;
pub use limits::Limits;
pub use reader::Reader;
pub use reason::{Failure, Reason};

use format::Format;

/// The error of this crate: why a file could not be read.
pub type Error = Failure;

/// File name endings, in lower case, of the formats that are readable.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown"];

/// Reads a file's bytes into a manuscript, in this process and without limits.
///
/// The format is told by the ending of `path`, and checked against the bytes; `path` is not opened.
///
/// # Errors
/// [`Reason::Empty`] for no bytes, white space or no text; [`Reason::UnknownFormat`], naming the format, for an ending
/// that is not in [`EXTENSIONS`]; [`Reason::NotText`] for bytes that are not text.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Manuscript, Failure> {
    let format = Format::of(path, bytes)?;
    let decoded = decode::text(bytes)?;
    let (front_matter, body, warning) = front_matter::split(&decoded.text);
    let pages = match format {
        Format::Text => text::pages(body),
        Format::Markdown => markdown::pages(body),
    };
    if pages.iter().all(|page| page.blocks.is_empty()) {
        return Err(Failure::no_text());
    }
    let warnings = decoded.warnings.into_iter().chain(warning).collect();
    Ok(Manuscript { format: format.as_str().to_owned(), front_matter, pages, warnings })
}
