//! What every fuzz target does with its bytes: make an input of them, have it read, find its structure, judge the outcome.
//!
//! The tests replay kept findings by the same way (`crates/extract/tests/it/regressions.rs`). Nothing here is random.

pub mod inputs;
pub mod layout;
pub mod outcome;

use std::path::Path;

use apostille_corpus::Manuscript;
use apostille_extract::{Failure, fuzzing};

/// What the bytes of a finding are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A programme that puts letters on pages ([`layout`]).
    Layout,
    /// A file with this ending as it is, but for stretches to be written out ([`inputs::written_out`]).
    File(&'static str),
    /// The parts of an archive with this ending ([`inputs::packed`]).
    Parts(&'static str),
}

impl Input {
    /// Every kind of input and the name of its folder of findings.
    pub const ALL: &[(&str, Input)] = &[
        ("layout", Input::Layout),
        ("pdf", Input::File("pdf")),
        ("rtf", Input::File("rtf")),
        ("html", Input::File("html")),
        ("docx", Input::File("docx")),
        ("docx-parts", Input::Parts("docx")),
        ("odt-parts", Input::Parts("odt")),
        ("epub-parts", Input::Parts("epub")),
        ("xml", Input::File("xml")),
        ("md", Input::File("md")),
        ("txt", Input::File("txt")),
        ("odt", Input::File("odt")),
        ("epub", Input::File("epub")),
    ];

    /// The kinds that the target `others` reads, chosen by its first byte.
    pub const OTHERS: &[Input] = &[
        Input::Parts("odt"),
        Input::Parts("epub"),
        Input::File("xml"),
        Input::File("md"),
        Input::File("txt"),
        Input::File("odt"),
        Input::File("epub"),
    ];

    /// Has the bytes read.
    pub fn read(self, bytes: &[u8]) -> Result<Manuscript, Failure> {
        let read = |ending: &str, bytes: &[u8]| apostille_extract::read(Path::new(&format!("a.{ending}")), bytes);
        match self {
            Input::Layout => Ok(fuzzing::laid_out(&layout::pages(bytes))),
            Input::File(ending @ ("pdf" | "docx" | "odt" | "epub")) => read(ending, bytes),
            Input::File(ending) => read(ending, &inputs::written_out(bytes)),
            Input::Parts(ending) => read(ending, &inputs::packed(ending, bytes)),
        }
    }

    /// Has the bytes read, and judges the outcome and the document that comes of it.
    ///
    /// # Panics
    /// If something does not hold that must hold of any input.
    pub fn judge(self, bytes: &[u8]) {
        outcome::judge(self.read(bytes));
    }
}
