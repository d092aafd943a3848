//! What holds inside a group, and again what held before when it ends.

use super::destination::Destination;
use crate::runs::Look;

/// What holds at a place of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) destination: Destination,
    pub(super) paragraph: ParagraphMarks,
    raised: bool,
    italic: bool,
    bold: bool,
    pub(super) hidden: bool,
    pub(super) font: Option<i32>,
    /// How many characters stand in for each `\u`.
    pub(super) stand_ins: usize,
    /// How many stories were open before this group opened one.
    pub(super) stories: Option<usize>,
    /// Whether a star marked what follows as optional.
    pub(super) is_optional: bool,
}

/// What is said of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphMarks {
    /// The number of its style.
    pub(super) style: Option<i32>,
    /// Its level in the outline, from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// Whether it stands in a table.
    pub(super) in_table: bool,
    /// Whether its first line begins left of the others, as that of an item does.
    pub(super) hangs: bool,
}

impl Default for Group {
    fn default() -> Group {
        Group {
            destination: Destination::Text,
            paragraph: ParagraphMarks::default(),
            raised: false,
            italic: false,
            bold: false,
            hidden: false,
            font: None,
            stand_ins: 1,
            stories: None,
            is_optional: false,
        }
    }
}

impl Group {
    /// A group inside this one.
    pub(super) fn inner(&self) -> Group {
        Group { stories: None, is_optional: false, ..*self }
    }

    /// The group in which a note or a text box begins: nothing of what is around holds in it.
    pub(super) fn begin_story(&mut self, open: usize) {
        *self = Group { stand_ins: self.stand_ins, stories: Some(open), ..Group::default() };
    }

    /// How text looks.
    pub(super) fn look(&self) -> Look {
        Look { raised: self.raised, emphasis: self.italic || self.bold }
    }

    /// Takes a control word that says something of what follows, and tells whether it was one.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match word {
            "i" => self.italic = is_on,
            "b" => self.bold = is_on,
            "v" | "deleted" => self.hidden = is_on,
            "super" => self.raised = is_on,
            "up" => self.raised = is_on,
            "nosupersub" | "sub" | "dn" => self.raised = false,
            "plain" => {
                let Group { destination, paragraph, stand_ins, stories, is_optional, .. } = *self;
                *self = Group { destination, paragraph, stand_ins, stories, is_optional, ..Group::default() };
            }
            "uc" => self.stand_ins = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            "pard" => self.paragraph = ParagraphMarks::default(),
            "s" => self.paragraph.style = number,
            "outlinelevel" => self.paragraph.outline = number.and_then(|level| u8::try_from(level).ok()),
            "intbl" => self.paragraph.in_table = is_on,
            "fi" => self.paragraph.hangs = number.is_some_and(|indent| indent < 0),
            _ => return false,
        }
        true
    }
}
