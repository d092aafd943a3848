//! What do the styles say of the paragraphs and runs that have them? Headings, titles, lists, raised and stressed text.

use std::collections::HashMap;

use super::marks::{ListMarks, note_run};
use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::marks::TextMarks;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// A style as it is written: what it does not say, the style it is based on may.
#[derive(Debug, Default, Clone)]
struct Style {
    /// Built-in styles have English names in every language.
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: ListMarks,
    run: TextMarks,
}

/// What the style of a paragraph makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of this level, from 1.
    Heading(u8),
    /// The document's title.
    Title,
    /// A line of a table of contents.
    Contents,
    /// A paragraph that stands for itself: a quotation, a caption.
    Apart,
    /// Running text.
    Text,
}

/// How many styles may be based on one another: real ones are some five, and a circle has no end.
const LONGEST_LINE: usize = 16;

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn of(text: &str, styles: &mut Styles) -> Result<(), Broken> {
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else { continue };
            if let ("style", Some(id)) = (element.name(), element.attribute("styleId")) {
                let mut style = Style::default();
                pieces.each_inside(|element| style.note(element))?;
                styles.0.insert(id, style);
            }
        }
        Ok(())
    }

    /// What a paragraph with this style and this outline level of its own is.
    pub(super) fn role(&self, id: Option<&str>, outline: Option<u8>) -> Role {
        let named = self.line(id).find_map(|style| role_of_name(&style.name));
        let outline = outline.or_else(|| self.line(id).find_map(|style| style.outline));
        match (outline, named) {
            (_, Some(Role::Title)) => Role::Title,
            (Some(level @ 0..=8), _) => Role::Heading(level + 1),
            (Some(_), Some(Role::Heading(_))) => Role::Text,
            (_, named) => named.unwrap_or(Role::Text),
        }
    }

    /// The place in a list that a style gives.
    pub(super) fn list(&self, id: Option<&str>) -> ListMarks {
        let number = self.line(id).find_map(|style| style.list.number);
        let level = self.line(id).find_map(|style| style.list.level);
        ListMarks { number, level }
    }

    /// The marks of a run with this style.
    pub(super) fn run(&self, id: Option<&str>) -> TextMarks {
        self.line(id).fold(TextMarks::default(), |marks, style| marks.or(style.run))
    }

    /// A style and those it is based on.
    fn line(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.0.get(id));
        let base = |style: &&Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        std::iter::successors(first, base).take(LONGEST_LINE)
    }
}

impl Style {
    fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "name" => self.name = element.attribute("val").unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = element.attribute("val"),
            "outlineLvl" => self.outline = element.number("val"),
            "numId" => self.list.number = element.number("val"),
            "ilvl" => self.list.level = element.number("val"),
            _ => note_run(&mut self.run, element),
        }
    }
}

/// What a built-in style is for, told by its name in lower case (ECMA-376 part 1, 17.7.4.9, and its Annex L).
fn role_of_name(name: &str) -> Option<Role> {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()) {
        return Some(Role::Heading(level)).filter(|_| (1..=9).contains(&level));
    }
    let is_contents = name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok());
    match name {
        "title" => Some(Role::Title),
        "table of figures" => Some(Role::Contents),
        _ if is_contents => Some(Role::Contents),
        "quote" | "intense quote" | "block text" | "caption" | "subtitle" => Some(Role::Apart),
        _ => None,
    }
}
