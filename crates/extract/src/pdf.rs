//! PDF: glyphs with places become words, rows, columns, lines and blocks in reading order.
//!
//! hayro-interpret is the source of glyphs; where it gives nothing or doubtful characters, pdfboss-text is the second
//! reader. Both only say which letter stands where: the layout over them is ours. Running heads, page labels and notes
//! stay in the manuscript; taking them apart is `apostille_corpus::structure`'s.

mod accents;
mod blocks;
mod columns;
mod glyphs;
mod lines;
mod rows;
mod words;

use apostille_corpus::{Block, FrontMatter, Manuscript, Page, Warning};
use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{Failure, Reason};
use blocks::Sizes;
use glyphs::{Drawing, Turn};
use lines::Line;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let pdf = open(bytes)?;
    let cache = InterpreterCache::new();
    let sheets: Vec<Sheet> = pdf.pages().iter().map(|page| Sheet::of(glyphs::of_page(page, &cache))).collect();
    if sheets.iter().all(|sheet| sheet.letters == 0) {
        return Err(no_text(&sheets));
    }
    let sizes = Sizes::of(sheets.iter().flat_map(|sheet| sheet.regions.iter().flatten()));
    let pages = (1..).zip(&sheets).map(|(number, sheet)| sheet.page(number, &sizes)).collect();
    Ok(Manuscript { format: "pdf".to_owned(), front_matter: FrontMatter::default(), pages, warnings: Vec::<Warning>::new() })
}

fn open(bytes: &[u8]) -> Result<Pdf, Failure> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::new(
            Reason::Password,
            "password: the file opens only with a password: save a copy without one and add that",
        ),
        LoadPdfError::Decryption(_) => Failure::new(
            Reason::Damaged,
            "damaged: the file is encrypted in a way that cannot be undone: save a copy without encryption and add that",
        ),
        LoadPdfError::Invalid => Failure::new(
            Reason::Damaged,
            "damaged: no page of the PDF can be found: replace it with a whole copy",
        ),
    })
}

fn no_text(sheets: &[Sheet]) -> Failure {
    if sheets.iter().any(|sheet| sheet.images > 0) {
        return Failure::new(
            Reason::Scanned,
            "no text (scanned): the pages are pictures: run it through OCR (for example ocrmypdf) and add the result",
        );
    }
    Failure::new(Reason::Empty, "the PDF has no text on any page: replace it with a copy that has")
}

/// A page as lines in reading order.
#[derive(Debug)]
struct Sheet {
    regions: Vec<Vec<Line>>,
    height: f32,
    images: usize,
    letters: usize,
}

impl Sheet {
    fn of(drawing: Drawing) -> Sheet {
        let glyphs = accents::mend(&drawing.glyphs);
        let letters = glyphs.iter().filter(|glyph| glyph.c.is_alphanumeric()).count();
        let words = words::of_glyphs(&glyphs, Turn::Upright);
        let regions = columns::regions(rows::segments(words));
        let regions = regions.into_iter().map(lines::of_region).filter(|lines| !lines.is_empty()).collect();
        Sheet { regions, height: drawing.height, images: drawing.images, letters }
    }

    fn page(&self, number: u32, sizes: &Sizes) -> Page {
        let blocks: Vec<Block> = self.regions.iter().flat_map(|lines| blocks::of_lines(lines, sizes)).collect();
        Page { number: Some(number), label: None, height: self.height, blocks }
    }
}
