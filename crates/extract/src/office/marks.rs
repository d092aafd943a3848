//! What the properties of text say of its look: nothing, or on, or off.

use crate::runs::Look;

/// What properties say; none where they are silent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct TextMarks {
    pub(crate) raised: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) bold: Option<bool>,
    pub(crate) hidden: Option<bool>,
}

impl TextMarks {
    /// These marks, and others where they are silent.
    pub(crate) fn or(self, others: TextMarks) -> TextMarks {
        TextMarks {
            raised: self.raised.or(others.raised),
            italic: self.italic.or(others.italic),
            bold: self.bold.or(others.bold),
            hidden: self.hidden.or(others.hidden),
        }
    }

    /// The look of text with these marks.
    pub(crate) fn look(self) -> Look {
        let emphasis = self.italic == Some(true) || self.bold == Some(true);
        Look { raised: self.raised == Some(true), emphasis }
    }
}
