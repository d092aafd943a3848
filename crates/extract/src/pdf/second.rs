//! The second reader: letters and places from pdfboss-text, for files and pages that the first does not read.

use pdfboss_core::Document;
use pdfboss_text::{ReadingOrder, TextSpan, extract_spans};

use super::drawing::Drawing;
use super::glyphs::{Extent, Glyph, Turn};

/// What each page draws; none if this reader fails as well.
pub(super) fn drawings(bytes: &[u8]) -> Option<Vec<Drawing>> {
    let document = Document::load(bytes.to_vec()).ok()?;
    let pages = (0..document.page_count()).map(|index| drawing(&document, index));
    Some(pages.collect())
}

/// What a page draws; nothing where this reader fails.
fn drawing(document: &Document, index: usize) -> Drawing {
    let Ok(page) = document.page(index) else { return Drawing::default() };
    let (left, right) = (page.crop_box.x0, page.crop_box.x1);
    let extent = Extent { width: right - left, height: page.crop_box.y1 - page.crop_box.y0 };
    let spans = extract_spans(document, &page, ReadingOrder::Content).unwrap_or_default();
    let glyphs = spans.iter().filter(|span| span.rotate == 0);
    let glyphs = glyphs.flat_map(|span| letters(span, left, page.crop_box.y1)).collect();
    Drawing::new(extent, glyphs)
}

/// The letters of a span, each with its part of the width.
fn letters(span: &TextSpan, left: f32, top: f32) -> Vec<Glyph> {
    let part = (span.end_x - span.x) / span.text.chars().count().max(1) as f32;
    let glyph = |(index, c): (usize, char)| {
        let from = span.x - left + part * index as f32;
        let (base, size) = (top - span.y, span.size);
        Glyph { c, left: from, right: from + part, base, size, bold: span.bold, turn: Turn::Upright }
    };
    span.text.chars().enumerate().map(glyph).collect()
}
