//! Pages that are pictures: what a scan says besides, and whether somebody's OCR has laid text behind the pictures.

use apostille_corpus::{Manuscript, Page, Warning};
use hayro_syntax::Pdf;

use super::drawing::Drawing;
use super::{damaged, labels, metadata, open};
use crate::Failure;

/// Pictures that take this share of a page are the page. A scan may be cropped, or leave a margin.
const WHOLE: f64 = 0.8;

/// What the letters of a page are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// There are none.
    None,
    /// They are seen.
    Text,
    /// Most stand unseen behind a picture of the page.
    Hidden,
}

impl Layer {
    /// What these letters of a page are.
    pub(super) fn of(drawing: &Drawing, letters: usize) -> Layer {
        match letters {
            0 => Layer::None,
            letters if 2 * drawing.unseen > letters && drawing.covered >= WHOLE => Layer::Hidden,
            _ => Layer::Text,
        }
    }
}

/// The warning of a file of which some pages are scans with a hidden text.
pub(super) fn warning(layers: impl Iterator<Item = Layer>) -> Option<Warning> {
    let layers: Vec<(u32, Layer)> = (1..).zip(layers).filter(|(_, layer)| *layer != Layer::None).collect();
    let hidden: Vec<u32> = layers.iter().filter(|(_, layer)| *layer == Layer::Hidden).map(|(page, _)| *page).collect();
    let first = hidden.first().copied()?;
    let made = "the text behind them was made by somebody's OCR, and letters may be wrong";
    let (message, page) = if hidden.len() == layers.len() {
        (format!("the pages are pictures: {made}"), None)
    } else {
        (format!("{} of {} pages, from page {first}, are pictures: {made}", hidden.len(), layers.len()), Some(first))
    };
    Some(Warning { code: "hidden-text".to_owned(), message, page })
}

/// The pages of a scan with numbers, labels and heights, and what the file says of itself; no words.
///
/// # Errors
/// As a PDF is opened; [`Reason::Damaged`](crate::Reason::Damaged) if it has no pages.
pub(crate) fn blank_pages(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let pdf = open(bytes)?;
    let pages = pages(&pdf);
    if pages.is_empty() {
        return Err(damaged());
    }
    let warnings = super::doubt::of_file(bytes, Some(&pdf), pages.len());
    Ok(Manuscript { format: "pdf".to_owned(), front_matter: metadata::of(&pdf, ""), pages, warnings })
}

fn pages(pdf: &Pdf) -> Vec<Page> {
    let heights = pdf.pages().iter().map(|page| page.render_dimensions().1);
    let mut labels = labels::of(pdf, heights.len()).into_iter();
    (1..)
        .zip(heights)
        .map(|(number, height)| Page {
            number: Some(number),
            label: labels.next().flatten(),
            height,
            blocks: Vec::new(),
        })
        .collect()
}
