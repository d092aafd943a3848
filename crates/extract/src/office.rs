//! What the office formats share: packages of XML parts, stories of paragraphs, numerals and properties.
//!
//! What an element or a control word means is for `docx`, `odt` and `rtf`.

pub(crate) mod element;
pub(crate) mod marks;
pub(crate) mod numerals;
pub(crate) mod package;
pub(crate) mod properties;
pub(crate) mod story;

use apostille_corpus::Warning;

/// The warning that a part of a file breaks off, and what of it was read is all there is.
pub(crate) fn damaged(part: &str, why: &str) -> Warning {
    Warning {
        code: "damaged".to_owned(),
        message: format!(
            "{part} is damaged ({why}): what stands before the damage was read; replace the file with a whole copy"
        ),
        page: None,
    }
}
