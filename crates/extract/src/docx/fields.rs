//! Fields: a code, which is not text, and its result, which is.

use crate::office::element::Element;

/// The open fields, one in the other.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// For each whether its code is being read, and not yet its result.
    open: Vec<bool>,
}

/// How many fields may be open in one another; ends that are missing leave them so, and more than this are not counted.
const MOST: usize = 64;

impl Fields {
    /// Takes the beginning, the middle or the end of a field.
    pub(super) fn take(&mut self, border: &Element<'_>) {
        match border.attribute("fldCharType").as_deref() {
            Some("begin") if self.open.len() < MOST => self.open.push(true),
            Some("separate") => self.open.last_mut().into_iter().for_each(|is_code| *is_code = false),
            Some("end") => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Whether what is read is the code of a field.
    pub(super) fn are_in_code(&self) -> bool {
        self.open.contains(&true)
    }

    /// Ends all codes: none goes on in the next paragraph, and one without an end must not swallow the document.
    pub(super) fn end_codes(&mut self) {
        self.open.fill(false);
    }
}
