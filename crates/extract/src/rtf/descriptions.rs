//! What the head of a document describes: its fonts, its styles, the day on which it was made.

use std::collections::HashMap;

use super::characters::Characters;
use super::paragraph::Style;
use crate::office::properties::Properties;

/// The styles so far, and the style and the font in the making.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    styles: HashMap<i32, Style>,
    number: i32,
    style: Style,
    font: i32,
}

impl Descriptions {
    /// The styles, by number.
    pub(super) fn styles(&self) -> &HashMap<i32, Style> {
        &self.styles
    }

    /// Takes a control word about a font.
    pub(super) fn of_font(&mut self, word: &str, number: Option<i32>, characters: &mut Characters) {
        match (word, number) {
            ("f", Some(number)) => self.font = number,
            ("fcharset", Some(set)) => characters.set_font(self.font, set),
            _ => {}
        }
    }

    /// Takes a control word about a style.
    pub(super) fn of_style(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("s", Some(number)) => self.number = number,
            ("outlinelevel", Some(level)) => self.style.outline = u8::try_from(level).ok(),
            _ => {}
        }
    }

    /// Adds to the name of the style.
    pub(super) fn name_style(&mut self, text: &str) {
        self.style.name.push_str(text);
    }

    /// Ends the description of a style.
    pub(super) fn end_style(&mut self) {
        let mut style = std::mem::take(&mut self.style);
        style.name = style.name.trim().trim_end_matches(';').to_lowercase();
        self.styles.insert(std::mem::take(&mut self.number), style);
    }
}

/// Adds what a control word says of the day on which the document was made: year, month and day stand in this order.
pub(super) fn date(word: &str, number: Option<i32>, properties: &mut Properties) {
    let number = number.unwrap_or(0);
    let written = match word {
        "yr" => format!("{number:04}"),
        "mo" | "dy" => format!("-{number:02}"),
        _ => return,
    };
    properties.created.get_or_insert_default().push_str(&written);
}
