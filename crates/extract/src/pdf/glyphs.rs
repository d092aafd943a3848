//! Which glyphs stand where on a page? A device of hayro-interpret that draws nothing and keeps letters with places.
//!
//! Nothing is sorted here: glyphs stay in the order in which the page draws them.

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

/// More glyphs than this on one page are not kept: the densest page of the corpus has under 20,000, and a page that
/// draws itself again and again must end.
const MOST: usize = 200_000;

/// A letter and its place, in points from the page's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The letter; U+FFFD where the file does not tell.
    pub c: char,
    /// Where it begins on its line.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    /// Whether its font is bold, as far as the font says.
    pub bold: bool,
    /// Which way up it is.
    pub turn: Turn,
}

/// Which way a line of text runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Left to right.
    Upright,
    /// Top to bottom.
    Down,
    /// Bottom to top.
    Up,
    /// Upside down.
    Over,
    /// Any other way: stamps and watermarks.
    Slanted,
}

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
    /// Not at all.
    Missing,
}

/// What a page draws, as far as reading goes.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Its letters in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// How many pictures it shows.
    pub images: usize,
    /// Whether what it draws could be read.
    pub content: Content,
    /// Height in points.
    pub height: f32,
}

/// What a page draws.
pub(super) fn of_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Drawing {
    let (width, height) = page.render_dimensions();
    let unread = Arc::new(AtomicBool::new(false));
    let settings = settings(unread.clone());
    let initial = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(initial, bounds, cache, page.xref(), settings);
    let mut drawing = Drawing { height, ..Drawing::default() };
    interpret_page(page, &mut context, &mut drawing);
    drawing.content = match page.page_stream() {
        None if page.raw().contains_key("Contents") => Content::Missing,
        _ if unread.load(Ordering::Relaxed) => Content::FontMissing,
        Some(stream) if breaks_off(stream) => Content::BreaksOff,
        _ => Content::Read,
    };
    drawing.glyphs.retain(|glyph| glyph.turn != Turn::Upright || inside(glyph, width, height));
    drawing
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
fn inside(glyph: &Glyph, width: f32, height: f32) -> bool {
    glyph.right > 0.0 && glyph.left < width && glyph.base > 0.0 && glyph.base < height + glyph.size
}

impl Device<'_> for Drawing {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'_>, _: &DrawMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Stroke(_)) && self.drawn_already(run, props.transform) {
            return;
        }
        let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        let from = self.glyphs.len();
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MOST {
                return;
            }
            let advance = advance(glyph);
            let place = Placed::new(props.transform * glyph.transform(), advance);
            self.keep(glyph.as_unicode(), place, bold);
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
    /// Whether a run that is stroked was filled just before: it is one text.
    fn drawn_already(&self, run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
        let (Some(last), Some(end)) = (run.glyphs().last(), self.glyphs.last()) else { return false };
        let place = Placed::new(transform * last.transform(), 0.0);
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

/// Where a glyph stands, along and across its own line.
struct Placed {
    left: f32,
    right: f32,
    base: f32,
    size: f32,
    turn: Turn,
}

impl Placed {
    /// The place of a glyph that `transform` takes from thousandths of its size to the page.
    fn new(transform: Affine, advance: f32) -> Placed {
        let [a, b, c, d, x, y] = transform.as_coeffs().map(|value| value as f32);
        let width = a.hypot(b) * advance;
        let size = c.hypot(d) * 1000.0;
        let turn = turn(a, b);
        let (along, across) = match turn {
            Turn::Upright | Turn::Slanted => (x, y),
            Turn::Down => (y, -x),
            Turn::Up => (-y, x),
            Turn::Over => (-x, -y),
        };
        Placed { left: along, right: along + width, base: across, size, turn }
    }
}

/// Which way the direction (a, b) goes; up to six degrees off is straight, as in scans.
fn turn(a: f32, b: f32) -> Turn {
    let slant = 0.105 * a.hypot(b);
    match (a, b) {
        _ if b.abs() <= slant && a > 0.0 => Turn::Upright,
        _ if b.abs() <= slant => Turn::Over,
        _ if a.abs() <= slant && b > 0.0 => Turn::Down,
        _ if a.abs() <= slant => Turn::Up,
        _ => Turn::Slanted,
    }
}
