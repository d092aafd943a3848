//! From a file's bytes to a manuscript: one module a format.
//!
//! Here bytes become text, and marks of a format (escapes, emphasis, headings, notes) become the manuscript's. Joining
//! lines and pages, linking notes to sentences and finding sections is `apostille_corpus::structure`'s. A file that
//! cannot be read ends as a [`Failure`]: a reason for programs, and a sentence with the remedy for people.

mod child;
mod decode;
mod docx;
mod epub;
mod flow;
mod format;
mod front_matter;
mod html;
mod inline;
mod limits;
mod markdown;
mod normalize;
mod ocr;
mod odt;
mod office;
mod pdf;
mod reader;
mod reason;
mod rtf;
mod runs;
mod signature;
mod text;
mod tree;
#[cfg(test)]
mod written;
mod xml;

use std::path::Path;

use apostille_corpus::Manuscript;

pub use child::{Task, child_main};
pub use limits::Limits;
pub use ocr::{Scan, Tesseract};
#[doc(hidden)]
pub use pdf::fuzzing;
pub use reader::Reader;
pub use reason::{Failure, Reason};

use format::Format;

/// The error of this crate: why a file could not be read.
pub type Error = Failure;

/// File name endings, in lower case, of the formats that are readable.
pub const EXTENSIONS: &[&str] = &[
    "txt", "text", "md", "markdown", "pdf", "docx", "docm", "odt", "rtf", "html", "htm", "xhtml", "epub", "xml", "akn",
];

/// Reads a file's bytes into a manuscript, in this process and without limits.
///
/// The format is told by the ending of `path`, and checked against the bytes; `path` is not opened.
///
/// # Errors
/// [`Reason::Empty`] for no bytes, white space or no text; [`Reason::UnknownFormat`], naming the format, for an ending
/// that is not in [`EXTENSIONS`]; [`Reason::NotText`] for bytes that are not text.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Manuscript, Failure> {
    let manuscript = match Format::of(path, bytes)? {
        format @ (Format::Text | Format::Markdown) => written(format, bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Html => html::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Xml => xml::read(bytes),
    }?;
    if manuscript.pages.iter().all(|page| page.blocks.is_empty()) {
        return Err(Failure::no_text());
    }
    Ok(manuscript)
}

/// Reads text and Markdown.
fn written(format: Format, bytes: &[u8]) -> Result<Manuscript, Failure> {
    let decoded = decode::text(bytes)?;
    let (front_matter, body, warning) = front_matter::split(&decoded.text);
    let pages = if format == Format::Markdown { markdown::pages(body) } else { text::pages(body) };
    let warnings = decoded.warnings.into_iter().chain(warning).collect();
    Ok(Manuscript { format: format.as_str().to_owned(), front_matter, pages, warnings })
}
