//! A page of a PDF as a picture: for tesseract in shades of grey, in the simplest format that it takes; for people as PNG.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::page::Page;

use crate::{Failure, Reason, pdf};

/// Dots an inch: what tesseract's documentation asks for ("Improving the quality of the output").
const RESOLUTION: f32 = 300.0;
/// A picture has no more dots than this, and a larger page fewer an inch: A3 at 300 dots an inch has 17 million.
const MOST_DOTS: f32 = 20e6;
/// The height of a sheet of paper by its width: ISO 216.
const A4: f32 = std::f32::consts::SQRT_2;
/// Nor more along an edge: the renderer counts them in 16 bits.
const LONGEST: f32 = 30_000.0;

/// Draws a page, numbered from 1, as a portable graymap (PGM, netpbm's P5).
///
/// # Errors
/// As a PDF is opened; [`Reason::Damaged`] if it has no such page or the page no size.
pub(crate) fn of_page(bytes: &[u8], number: usize) -> Result<Vec<u8>, Failure> {
    let pdf = pdf::open(bytes)?;
    let page = number.checked_sub(1).and_then(|index| pdf.pages().get(index));
    let page = page.ok_or_else(|| Failure::new(Reason::Damaged, format!("the file has no page {number}")))?;
    let scale = scale(page.render_dimensions())
        .ok_or_else(|| Failure::new(Reason::Damaged, "the page has no size that can be drawn"))?;
    Ok(graymap(&drawn(page, scale)))
}

/// Draws the first page in colours, as PNG: so wide as is wanted, and no higher than a sheet of A4 would be then.
///
/// # Errors
/// As [`of_page`].
pub(crate) fn of_first_page(bytes: &[u8], width: u16) -> Result<Vec<u8>, Failure> {
    let pdf = pdf::open(bytes)?;
    let page = pdf.pages().first().ok_or_else(|| Failure::new(Reason::Damaged, "the file has no pages"))?;
    let (wide, high) = page.render_dimensions();
    let fitting = (f32::from(width) / wide).min(f32::from(width) * A4 / high);
    let scale = scale((wide, high)).filter(|_| fitting * wide >= 1.0 && fitting * high >= 1.0);
    let scale = scale.ok_or_else(|| Failure::new(Reason::Damaged, "the page has no size that can be drawn"))?;
    let picture = drawn(page, scale.min(fitting)).into_png();
    picture.map_err(|error| Failure::new(Reason::Damaged, format!("the page cannot be drawn ({error})")))
}

/// Dots a point for a page of this size in points, if it can be drawn.
fn scale((width, height): (f32, f32)) -> Option<f32> {
    let fitting = (MOST_DOTS / (width * height)).sqrt().min(LONGEST / width.max(height));
    let scale = fitting.min(RESOLUTION / 72.0);
    (scale.is_finite() && width * scale >= 1.0 && height * scale >= 1.0).then_some(scale)
}

fn drawn(page: &Page<'_>, scale: f32) -> Pixmap {
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size)
}

/// Shades by the weights of ITU-R BT.601, in 1/256.
fn graymap(picture: &Pixmap) -> Vec<u8> {
    let mut graymap = format!("P5\n{} {}\n255\n", picture.width(), picture.height()).into_bytes();
    let shade = |r: u8, g: u8, b: u8| (77 * u32::from(r) + 150 * u32::from(g) + 29 * u32::from(b)) >> 8;
    graymap.extend(picture.data().iter().map(|dot| u8::try_from(shade(dot.r, dot.g, dot.b)).unwrap_or(u8::MAX)));
    graymap
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_bounded_and_ordinary_pages_have_300_dots_an_inch() {
        for (name, size, dots) in [
            ("A4", (595.0, 842.0), Some(300.0)),
            ("A3", (842.0, 1191.0), Some(300.0)),
            ("a page of one dot a point", (2480.0, 3508.0), Some(109.0)),
            ("a poster", (14_400.0, 14_400.0), Some(22.0)),
            ("a ribbon", (1.0, 14_400.0), Some(150.0)),
            ("nothing", (0.0, 0.0), None),
            ("a speck", (0.1, 0.1), None),
        ] {
            let scale = scale(size);
            assert_eq!(scale.map(|scale| (scale * 72.0).round()), dots, "{name}");
            let area = scale.map_or(0.0, |scale| size.0 * scale * size.1 * scale);
            assert!(area <= MOST_DOTS * 1.001, "{name}: {area}");
        }
    }

    #[test]
    fn a_picture_is_a_graymap_of_its_size() {
        let graymap = graymap(&Pixmap::new(3, 2));
        assert_eq!(graymap, b"P5\n3 2\n255\n\0\0\0\0\0\0");
    }
}
