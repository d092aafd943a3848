//! PDF: glyphs with places become words, rows, columns, lines and blocks in reading order.
//!
//! hayro-interpret is the source of glyphs; where it gives nothing or doubtful characters, pdfboss-text is the second
//! reader. Both only say which letter stands where: the layout over them is ours. Running heads, page labels and notes
//! stay in the manuscript; taking them apart is `apostille_corpus::structure`'s.

mod accents;
mod blocks;
mod columns;
mod doubt;
mod drawing;
pub mod fuzzing;
mod glyphs;
mod initials;
mod labels;
mod lines;
mod margins;
mod metadata;
mod rows;
mod scan;
mod second;
mod sheet;
mod strings;
mod tables;
mod type3;
mod words;

use apostille_corpus::{FrontMatter, Manuscript, Page, Warning};
use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{Failure, Reason};
use blocks::Sizes;
use drawing::Content;
use sheet::Sheet;

pub(crate) use scan::blank_pages;

/// How many bytes may stand before a PDF's own mark (ISO 32000-1, Annex H, note 13).
const BEFORE_MARK: usize = 1024;
/// From this share of unknown letters on, a page is read by the second reader.
const UNKNOWN: f32 = 0.2;

/// Reads a PDF.
///
/// # Errors
/// [`Reason::NotPdf`], [`Reason::Password`], [`Reason::Damaged`] for what cannot be opened; [`Reason::Scanned`] for
/// pictures of pages; [`Reason::Empty`] where no page has a letter.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    if !bytes[..bytes.len().min(BEFORE_MARK)].windows(5).any(|window| window == b"%PDF-") {
        let message = "not a PDF: the ending promises one, the content is something else: give it its true ending";
        return Err(Failure::new(Reason::NotPdf, message));
    }
    let pdf = open(bytes);
    let pdf = match pdf {
        Ok(pdf) => Some(pdf),
        Err(failure) if failure.reason == Reason::Password => return Err(failure),
        Err(_) => None,
    };
    let sheets = sheets(bytes, pdf.as_ref());
    if sheets.iter().all(|sheet| sheet.letters == 0) {
        return Err(no_text(&sheets, pdf.is_some()));
    }
    Ok(manuscript(bytes, pdf.as_ref(), &sheets))
}

/// The sheets of a file: by the first reader, and by the second where that one gives nothing or does not know letters.
fn sheets(bytes: &[u8], pdf: Option<&Pdf>) -> Vec<Sheet> {
    let cache = InterpreterCache::new();
    let pages = pdf.map(|pdf| pdf.pages().iter().map(|page| Sheet::of(drawing::of_page(page, &cache))));
    let mut sheets: Vec<Sheet> = pages.into_iter().flatten().collect();
    let doubtful = |sheet: &Sheet| sheet.unknown as f32 > UNKNOWN * sheet.letters as f32;
    let nothing = sheets.iter().all(|sheet| sheet.letters == 0 && sheet.images == 0);
    if !nothing && !sheets.iter().any(doubtful) {
        return sheets;
    }
    let Some(drawings) = second::drawings(bytes) else { return sheets };
    if nothing {
        return drawings.into_iter().map(Sheet::of).collect();
    }
    for (sheet, drawing) in sheets.iter_mut().zip(drawings).filter(|(sheet, _)| doubtful(sheet)) {
        let again = Sheet::of(drawing);
        if again.letters > 0 && again.unknown < sheet.unknown {
            *sheet = again;
        }
    }
    sheets
}

fn manuscript(bytes: &[u8], pdf: Option<&Pdf>, sheets: &[Sheet]) -> Manuscript {
    let sizes = Sizes::of(sheets.iter().flat_map(|sheet| sheet.regions.iter().flat_map(|region| &region.lines)));
    let mut pages: Vec<Page> = (1..).zip(sheets).map(|(number, sheet)| sheet.page(number, &sizes)).collect();
    let labels = pdf.map(|pdf| labels::of(pdf, pages.len())).unwrap_or_default();
    for (page, label) in pages.iter_mut().zip(labels) {
        page.label = label;
    }
    let mut warnings = doubt::of_file(bytes, pdf, pages.len());
    warnings.extend((1..).zip(sheets).filter_map(|(number, sheet)| warning(sheet, number)));
    warnings.extend(pages.iter().filter_map(doubt::of_page));
    warnings.extend(scan::warning(sheets.iter().map(|sheet| sheet.layer)));
    let runs = pages.iter().take(3).flat_map(|page| &page.blocks).flat_map(|block| &block.runs);
    let opening = runs.map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let front_matter = pdf.map_or_else(FrontMatter::default, |pdf| metadata::of(pdf, &opening));
    Manuscript { format: "pdf".to_owned(), front_matter, pages, warnings }
}

pub(crate) fn open(bytes: &[u8]) -> Result<Pdf, Failure> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::new(
            Reason::Password,
            "password: the file opens only with one: save a copy without a password and add that",
        ),
        _ => damaged(),
    })
}

fn damaged() -> Failure {
    Failure::new(Reason::Damaged, "damaged: no page of the PDF can be read: replace it with a whole copy")
}

/// Why there is no letter on any page of a file.
fn no_text(sheets: &[Sheet], opened: bool) -> Failure {
    if !opened || sheets.is_empty() || sheets.iter().any(|sheet| sheet.content == Content::Missing) {
        return damaged();
    }
    if sheets.iter().any(|sheet| sheet.images > 0) {
        return Failure::new(
            Reason::Scanned,
            "no text (scanned): the pages are pictures: run it through OCR (for example ocrmypdf) and add the result",
        );
    }
    Failure::new(Reason::Empty, "the PDF has no text on any page: replace it with a copy that has")
}

/// What a reader should doubt about what a page draws.
fn warning(sheet: &Sheet, number: u32) -> Option<Warning> {
    match sheet.content {
        Content::Read => None,
        Content::BreaksOff => Some(doubt::broken_page(number)),
        Content::Endless => Some(doubt::endless_page(number)),
        Content::FontMissing => Some(doubt::unread_font(number)),
        Content::Missing => Some(doubt::unread_page(number)),
    }
}
