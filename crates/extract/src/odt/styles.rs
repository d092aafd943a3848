//! What do the styles say of paragraphs, text, lists and notes? Common styles and the automatic ones of the content.

use std::collections::HashMap;

use super::lists::{Level, LevelStyles};
use super::notes::Class;
use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::marks::TextMarks;
use crate::office::numerals::Numerals;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    text: HashMap<String, Style>,
    paragraphs: HashMap<String, Style>,
    /// Styles of lists, by name.
    pub(super) lists: HashMap<String, LevelStyles>,
    /// How headings are numbered.
    pub(super) outline: LevelStyles,
    /// The numerals of footnotes, where the file says them.
    pub(super) footnotes: Option<Numerals>,
    /// The numerals of endnotes, where the file says them.
    pub(super) endnotes: Option<Numerals>,
}

/// A style of text or of paragraphs: what it does not say, its parent may.
#[derive(Debug, Default)]
struct Style {
    role: Option<Role>,
    parent: Option<String>,
    marks: TextMarks,
}

/// What a paragraph's style makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The document's title.
    Title,
    /// A heading of this level, from 1, that is not marked as one.
    Heading(u8),
    /// A paragraph that stands for itself.
    Apart,
    /// Running text.
    Text,
}

/// How many styles may be one another's parents: real ones are some five, and a circle has no end.
const LONGEST_LINE: usize = 16;

/// The longest text beside a number in a label, in characters: it stands before each item, and must not make much of
/// little.
const LONGEST_LABEL: usize = 40;

impl Styles {
    /// Reads the styles in a part.
    pub(super) fn read(&mut self, part: &str) -> Result<(), Broken> {
        let mut pieces = Pieces::of(part);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else { continue };
            let name = || element.attribute("name").unwrap_or_default();
            match element.name() {
                "style" => self.read_style(&element, &mut pieces)?,
                "list-style" => {
                    let levels = LevelStyles::read(&mut pieces)?;
                    self.lists.insert(name(), levels);
                }
                "outline-style" => self.outline = LevelStyles::read(&mut pieces)?,
                "notes-configuration" => self.configure_notes(&element),
                "tracked-changes" => pieces.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn read_style(&mut self, element: &Element<'_>, pieces: &mut Pieces<'_>) -> Result<(), Broken> {
        let name = element.attribute("name").unwrap_or_default();
        let parent = element.attribute("parent-style-name");
        let shown = element.attribute("display-name").unwrap_or_else(|| name.clone());
        let role = role_of_name(&shown).or_else(|| parent.as_deref().and_then(role_of_name));
        let mut style = Style { role, parent, ..Style::default() };
        let family = element.attribute("family");
        pieces.each_inside(|element| {
            if element.name() == "text-properties" {
                style.marks = marks(element).or(style.marks);
            }
        })?;
        match family.as_deref() {
            Some("text") => drop(self.text.insert(name, style)),
            Some("paragraph") => drop(self.paragraphs.insert(name, style)),
            _ => {}
        }
        Ok(())
    }

    fn configure_notes(&mut self, element: &Element<'_>) {
        let numerals = element.attribute("num-format").and_then(|name| Numerals::of_open_document(&name));
        match Class::of(element) {
            Class::Footnote => self.footnotes = numerals,
            Class::Endnote => self.endnotes = numerals,
        }
    }

    /// What a paragraph with this style is.
    pub(super) fn role(&self, name: Option<&str>) -> Role {
        let of_style = line(&self.paragraphs, name).find_map(|style| style.role);
        of_style.or_else(|| name.and_then(role_of_name)).unwrap_or(Role::Text)
    }

    /// The marks of text with this style.
    pub(super) fn text(&self, name: Option<&str>) -> TextMarks {
        line(&self.text, name).fold(TextMarks::default(), |marks, style| marks.or(style.marks))
    }
}

impl Class {
    /// The class that a note or the configuration of notes names.
    pub(super) fn of(element: &Element<'_>) -> Class {
        if element.attribute("note-class").as_deref() == Some("endnote") { Class::Endnote } else { Class::Footnote }
    }
}

/// Whether a level of a list is described by an element, which, and how it is labelled.
pub(super) fn level(element: &Element<'_>) -> Option<(usize, Level)> {
    let at = element.number::<usize>("level")?.checked_sub(1)?;
    let level = match element.name() {
        "list-level-style-bullet" | "list-level-style-image" => Level::Bullet,
        "list-level-style-number" | "outline-level-style" => {
            let numerals = Numerals::of_open_document(&element.attribute("num-format").unwrap_or_default());
            let beside = |name: &str| element.attribute(name).unwrap_or_default().chars().take(LONGEST_LABEL).collect();
            numerals.map_or(Level::Hidden, |numerals| Level::Number {
                numerals,
                before: beside("num-prefix"),
                after: beside("num-suffix"),
                start: element.number("start-value").unwrap_or(1),
                shown: element.number("display-levels").unwrap_or(1),
            })
        }
        _ => return None,
    };
    Some((at, level))
}

/// A style and its parents.
fn line<'a>(styles: &'a HashMap<String, Style>, name: Option<&str>) -> impl Iterator<Item = &'a Style> {
    let first = name.and_then(|name| styles.get(name));
    let parent = |style: &&'a Style| style.parent.as_ref().and_then(|name| styles.get(name));
    std::iter::successors(first, parent).take(LONGEST_LINE)
}

/// What a style is for, told by its name: built-in styles have English ones, which files write with `_20_` for spaces. A
/// name that no style describes counts too.
fn role_of_name(name: &str) -> Option<Role> {
    let shown = name.replace("_20_", " ").to_lowercase();
    if let Some(level) = shown.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()) {
        return Some(Role::Heading(level)).filter(|_| (1..=10).contains(&level));
    }
    match shown.as_str() {
        "title" => Some(Role::Title),
        "quotations" | "caption" | "subtitle" => Some(Role::Apart),
        _ => None,
    }
}

/// The marks that text properties give. A position is `super`, `sub` or a share of the letters' height, then a size.
fn marks(element: &Element<'_>) -> TextMarks {
    let is_raised = |position: String| {
        let place = position.split_whitespace().next().unwrap_or_default().to_owned();
        place == "super" || place.trim_end_matches('%').parse::<f32>().is_ok_and(|share| share > 0.0)
    };
    let is_bold = |weight: String| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
    TextMarks {
        raised: element.attribute("text-position").map(is_raised),
        italic: element.attribute("font-style").map(|style| style == "italic" || style == "oblique"),
        bold: element.attribute("font-weight").map(is_bold),
        hidden: element.attribute("display").map(|display| display == "none"),
    }
}
