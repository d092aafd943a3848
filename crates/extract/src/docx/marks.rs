//! What do the properties of a paragraph and of a run say that matters to its text?

use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::marks::TextMarks;

/// What a paragraph's properties say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ParagraphMarks {
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Its level in the outline, from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// Its place in a list.
    pub(super) list: ListMarks,
    /// Whether it runs into the next one: its end was deleted, or it is a drop cap.
    pub(super) runs_on: bool,
    /// Whether it is the last one of its section.
    pub(super) ends_section: bool,
}

/// A place in a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ListMarks {
    /// The list's number; 0 is no list.
    pub(super) number: Option<u32>,
    /// The level, from 0.
    pub(super) level: Option<usize>,
}

/// How far a run must be lifted to be raised, in half-points.
const LIFTED: i32 = 3;

impl ParagraphMarks {
    /// Reads the properties that were opened last.
    pub(super) fn read(pieces: &mut Pieces<'_>) -> Result<ParagraphMarks, Broken> {
        let mut marks = ParagraphMarks::default();
        let mut depth = 0_usize;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(element) if matches!(element.name(), "sectPr" | "pPrChange") => {
                    marks.ends_section |= element.name() == "sectPr";
                    pieces.skip()?;
                }
                Piece::Open(element) => {
                    marks.note(&element);
                    depth += 1;
                }
                Piece::Close if depth == 0 => break,
                Piece::Close => depth -= 1,
                Piece::Text(_) => {}
            }
        }
        Ok(marks)
    }

    fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "pStyle" => self.style = element.attribute("val"),
            "outlineLvl" => self.outline = element.number("val"),
            "numId" => self.list.number = element.number("val"),
            "ilvl" => self.list.level = element.number("val"),
            "del" | "moveFrom" => self.runs_on = true,
            "framePr" => self.runs_on |= element.attribute("dropCap").is_some_and(|drop| drop != "none"),
            _ => {}
        }
    }
}

/// Reads the properties of a run that were opened last, and the style that they name.
pub(super) fn read_run(pieces: &mut Pieces<'_>) -> Result<(TextMarks, Option<String>), Broken> {
    let mut marks = TextMarks::default();
    let mut style = None;
    let mut depth = 0_usize;
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(element) if element.name() == "rPrChange" => pieces.skip()?,
            Piece::Open(element) => {
                style = style.or(element.attribute("val").filter(|_| element.name() == "rStyle"));
                note_run(&mut marks, &element);
                depth += 1;
            }
            Piece::Close if depth == 0 => break,
            Piece::Close => depth -= 1,
            Piece::Text(_) => {}
        }
    }
    Ok((marks, style))
}

/// Takes note of one property of a run.
pub(super) fn note_run(marks: &mut TextMarks, element: &Element<'_>) {
    match element.name() {
        "vertAlign" => marks.raised = Some(element.attribute("val").as_deref() == Some("superscript")),
        "position" => {
            let is_lifted = element.number::<i32>("val").is_some_and(|lift| lift >= LIFTED);
            marks.raised = marks.raised.or(is_lifted.then_some(true));
        }
        "i" => marks.italic = Some(element.is_on()),
        "b" => marks.bold = Some(element.is_on()),
        "vanish" => marks.hidden = Some(element.is_on()),
        _ => {}
    }
}

/// Whether the properties of a row that were opened last say that it was deleted.
pub(super) fn is_deleted_row(pieces: &mut Pieces<'_>) -> Result<bool, Broken> {
    let mut is_deleted = false;
    pieces.each_inside(|element| is_deleted |= element.name() == "del")?;
    Ok(is_deleted)
}

/// How many columns the cell spans whose properties were opened last.
pub(super) fn columns(pieces: &mut Pieces<'_>) -> Result<usize, Broken> {
    let mut span = None;
    pieces.each_inside(|element| span = span.or(element.number("val").filter(|_| element.name() == "gridSpan")))?;
    Ok(span.unwrap_or(1))
}

/// Whether the properties of a control that were opened last say that it shows only what to type in it.
pub(super) fn is_placeholder(pieces: &mut Pieces<'_>) -> Result<bool, Broken> {
    let mut is_placeholder = false;
    pieces.each_inside(|element| is_placeholder |= element.name() == "showingPlcHdr")?;
    Ok(is_placeholder)
}

/// The character of a symbol font: those of ASCII have their own places there, and the rest are signs and bullets.
pub(super) fn symbol(element: &Element<'_>) -> char {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
    let plain = if (0xf000..0xf100).contains(&code) { code - 0xf000 } else { code };
    match (char::from_u32(plain), element.attribute("font").as_deref()) {
        (Some(c), Some("Symbol")) if c.is_ascii_digit() || c.is_ascii_punctuation() => c,
        (Some(c), _) if code == plain && !c.is_control() => c,
        _ => '•',
    }
}
