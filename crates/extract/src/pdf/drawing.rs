//! Which glyphs stand where on a page? A device of hayro-interpret that draws nothing and keeps letters with places.
//!
//! Nothing is sorted here: glyphs stay in the order in which the page draws them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, InterpreterWarning, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;

use super::glyphs::{Extent, Glyph, Placed, Turn};
use super::type3::Fonts;

/// A page draws no more glyphs than this: a page that draws itself again and again must end. That no page of the corpus
/// comes near, a test tells.
const MOST_GLYPHS: usize = 200_000;
/// A page takes no more steps (paths, clips, pictures, glyphs) than this; the same test tells how many pages take.
const MOST_STEPS: usize = 2_000_000;

/// What unwinds the interpreter when a page has drawn enough: hayro-interpret offers no other way to stop it.
struct Enough;

/// How well a page's content could be read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// All of it, as far as is known.
    #[default]
    Read,
    /// Not the text in one of its fonts.
    FontMissing,
    /// Only the first part of it.
    BreaksOff,
    /// Only the first part of it: it draws more than any page does.
    Endless,
    /// Not at all.
    Missing,
}

/// What a page draws, as far as reading goes.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Its letters in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// How many of them are drawn so that nobody sees them, as OCR does behind the picture of a page.
    pub unseen: usize,
    /// How many pictures it shows.
    pub images: usize,
    /// The share of the page that pictures take; more than 1 where they lie over each other.
    pub covered: f64,
    /// Whether what it draws could be read.
    pub content: Content,
    /// How large the page is.
    pub page: Extent,
    /// How many things it has drawn.
    steps: usize,
    /// Its fonts whose letters are little drawings.
    fonts: Fonts,
}

/// What a page draws.
pub(super) fn of_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Drawing {
    let (width, height) = page.render_dimensions();
    let unread = Arc::new(AtomicBool::new(false));
    let settings = settings(unread.clone());
    let initial = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(initial, bounds, cache, page.xref(), settings);
    let mut drawing = Drawing::new(Extent { width, height }, Vec::new());
    let ended = ends(|| interpret_page(page, &mut context, &mut drawing));
    drawing.covered /= bounds.area();
    drawing.content = match page.page_stream() {
        _ if !ended => Content::Endless,
        None if page.raw().contains_key("Contents") => Content::Missing,
        _ if unread.load(Ordering::Relaxed) => Content::FontMissing,
        Some(stream) if breaks_off(stream) => Content::BreaksOff,
        _ => Content::Read,
    };
    std::mem::take(&mut drawing.fonts).set_sizes(&mut drawing.glyphs);
    let on_page = drawing.page;
    let inside = |glyph: &Glyph| glyph.turn == Turn::Slanted || inside(glyph, glyph.turn.extent(on_page));
    drawing.glyphs.retain(|glyph| glyph.is_placed() && inside(glyph));
    drawing
}

/// Whether interpreting a page comes to its end before [`Enough`] is drawn.
fn ends(interpret: impl FnOnce()) -> bool {
    match catch_unwind(AssertUnwindSafe(interpret)) {
        Ok(()) => true,
        Err(cause) if cause.is::<Enough>() => false,
        Err(fault) => resume_unwind(fault),
    }
}

/// Whether a content stream ends inside a text object, as one does whose compressed bytes are damaged.
fn breaks_off(stream: &[u8]) -> bool {
    let mut open = false;
    for token in stream.split(u8::is_ascii_whitespace) {
        open = token == b"BT" || (open && !token.ends_with(b"ET"));
    }
    open
}

/// How pages are interpreted: without annotations, and fonts that cannot be read are noted in `unread`.
fn settings(unread: Arc<AtomicBool>) -> InterpreterSettings {
    let note = move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            unread.store(true, Ordering::Relaxed);
        }
    };
    let render_content = RenderContent::PAGE;
    InterpreterSettings { render_content, warning_sink: Arc::new(note), ..InterpreterSettings::default() }
}

/// Whether a letter stands on the page at all.
fn inside(glyph: &Glyph, page: Extent) -> bool {
    glyph.right > 0.0 && glyph.left < page.width && glyph.base > 0.0 && glyph.base < page.height + glyph.size
}

impl Device<'_> for Drawing {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.step();
    }

    /// Every form that a page draws is clipped, so that forms which draw nothing but each other are counted too.
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        self.step();
        self.images += 1;
        let dots = f64::from(image.width()) * f64::from(image.height());
        self.covered += props.transform.determinant().abs() * dots;
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {
        self.step();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        self.step();
        if matches!(mode, DrawMode::Stroke(_)) && self.drawn_already(run, props.transform) {
            return;
        }
        let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        let from = self.glyphs.len();
        for glyph in run.glyphs() {
            self.step();
            let place = Placed::new(props.transform * glyph.transform(), advance(glyph), self.page);
            self.keep(glyph.as_unicode(), place, bold);
        }
        if matches!(mode, DrawMode::Invisible) {
            self.unseen += self.glyphs[from..].iter().filter(|glyph| glyph.c.is_alphanumeric()).count();
        }
        if matches!(run.glyphs().first().map(|glyph| &**glyph), Some(Drawn::Type3(_))) {
            self.fonts.add(&self.glyphs, from);
        }
        // A glyph that a font stretches is told to be wider than it is: the next one shows where it ends. An accent and
        // the letter under it stay as they are.
        for at in from + 1..self.glyphs.len() {
            let next = self.glyphs[at].left;
            let glyph = &mut self.glyphs[at - 1];
            if glyph.left + 0.5 * (glyph.right - glyph.left) < next && next < glyph.right {
                glyph.right = next;
            }
        }
    }
}

impl Drawing {
    /// A page of this extent that draws these letters, as far as they have a place.
    pub fn new(page: Extent, mut glyphs: Vec<Glyph>) -> Drawing {
        glyphs.retain(Glyph::is_placed);
        Drawing { page, glyphs, ..Drawing::default() }
    }

    /// Counts a thing that is drawn, and stops the interpreter where no page draws so many.
    fn step(&mut self) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.glyphs.len() > MOST_GLYPHS {
            resume_unwind(Box::new(Enough));
        }
    }

    /// Whether a run that is stroked was filled just before: it is one text.
    fn drawn_already(&self, run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
        let (Some(last), Some(end)) = (run.glyphs().last(), self.glyphs.last()) else { return false };
        let place = Placed::new(transform * last.transform(), 0.0, self.page);
        (place.left - end.left).abs() < 0.01 && (place.base - end.base).abs() < 0.01
    }

    fn keep(&mut self, text: Option<BfString>, place: Placed, bold: bool) {
        let Placed { left, right, base, size, turn } = place;
        if ![left, right, base, size].iter().all(|value| value.is_finite()) || size <= 0.0 {
            return;
        }
        let mut push =
            |c: char, left: f32, right: f32| self.glyphs.push(Glyph { c, left, right, base, size, bold, turn });
        match text {
            None => push('\u{fffd}', left, right),
            Some(BfString::Char(c)) => push(c, left, right),
            Some(BfString::String(text)) => {
                let count = text.chars().count().max(1) as f32;
                for (index, c) in text.chars().enumerate().take(16) {
                    let part = (right - left) / count;
                    push(c, left + part * index as f32, left + part * (index + 1) as f32);
                }
            }
        }
    }
}

/// The width of a glyph in thousandths of its size.
fn advance(glyph: &Drawn<'_>) -> f32 {
    let width = match glyph {
        Drawn::Outline(glyph) => glyph.advance_width(),
        Drawn::Type3(glyph) => glyph.advance_width(),
    };
    width.unwrap_or(500.0)
}

/// Whether a glyph's font says that it is bold.
fn is_bold(glyph: &Drawn<'_>) -> bool {
    let Drawn::Outline(outline) = glyph else { return false };
    outline.font_data().is_some_and(|font| {
        let named = font.postscript_name.is_some_and(|name| name.contains("Bold") || name.contains("Black"));
        named || font.weight.is_some_and(|weight| weight >= 600)
    })
}

#[cfg(test)]
mod tests;
