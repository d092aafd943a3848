//! What of a paragraph is the body of a note? A label that fits its list begins one; what reads on belongs to it.
//!
//! Where in the document lists of notes stand is for `notes`.

use super::blocks::{Draft, Mark, Paragraph};
use super::bounds::MOST_NOTES;
use super::label::{self, Style};
use super::lines::{self, Words};
use crate::anchor::{self, Anchor};
use crate::manuscript::BlockKind;

/// The body of a note as it stands in the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Body {
    /// The label, without brackets or stops.
    pub label: String,
    /// The text with its anchors, lines joined.
    pub text: String,
    /// How many paragraphs of the body text stand before it.
    pub after: usize,
    /// How its label is written.
    pub style: Style,
    /// The page it begins on.
    pub page: Option<usize>,
    /// Who may cite it.
    pub reach: Reach,
}

/// From where a note can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From anywhere in the document.
    Document,
    /// From its own page and the page before: it stands at the foot of a page.
    Page,
}

/// Where in the document we are, as far as notes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Text: only a raised label begins a note.
    Text,
    /// Under a heading of notes: every line with the next label begins one.
    Heading,
    /// In a list of `[1]` at the end.
    Brackets,
}

/// The bodies found so far.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// In reading order.
    pub list: Vec<Body>,
    /// Whether and how the last one may go on.
    open: Open,
    /// The style and the value of the last label in the present list.
    last: Option<(Style, u32)>,
    /// Where the paragraph at hand stands.
    pub place: Place,
}

/// How a note may go on.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// It does not.
    #[default]
    Not,
    /// In blocks that the format says are of the same note.
    ByFormat,
    /// In paragraphs that read on.
    ByText,
}

/// Where a paragraph stands.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Place {
    /// How many paragraphs of the text stand before it.
    pub after: usize,
    /// Its page.
    pub page: Option<usize>,
}

impl Bodies {
    /// Begins a list of its own: its labels count from the first again.
    pub fn open_list(&mut self) {
        self.last = None;
        self.open = Open::Not;
    }

    /// Ends the last note: what follows is text.
    pub fn close(&mut self) {
        self.open = Open::Not;
    }

    /// Adds the body of a note that the format knows; blocks of one label are one note.
    pub fn add_format(&mut self, label: &str, paragraph: &Paragraph, words: &Words) {
        let text = lines::unwrapped(&paragraph.text, words);
        match self.list.last_mut().filter(|last| self.open == Open::ByFormat && last.label == label) {
            Some(last) => lines::append(&mut last.text, &text, words),
            None => self.push(label.to_owned(), Style::Raised, text, paragraph.reach),
        }
        self.open = Open::ByFormat;
    }

    /// Adds what a paragraph says of notes, and tells whether all of it is of notes.
    pub fn add_lines(&mut self, paragraph: &Paragraph, zone: Zone, draft: &Draft, words: &Words) -> bool {
        // Where blocks have places, `feet` has told notes from other raised labels (affiliations, table notes).
        if zone == Zone::Text && paragraph.reach == Reach::Page {
            return false;
        }
        let item = match &paragraph.kind {
            BlockKind::Item(written) if zone == Zone::Heading => format!("{written} {}", paragraph.text),
            _ => paragraph.text.clone(),
        };
        let begins = self.start(&item, &draft.marks, zone).is_some();
        // A label may stand on a line of its own above its text.
        let alone =
            begins && item.split('\n').next().is_some_and(|line| self.start(line, &draft.marks, zone).is_none());
        let item = if alone { item.replacen('\n', " ", 1) } else { item };
        if !begins && !self.goes_on(&item, zone) {
            return false;
        }
        for line in item.split('\n') {
            match (self.start(line, &draft.marks, zone), self.list.last_mut()) {
                (Some((label, style, rest)), _) => self.begin(label, style, rest, line),
                (None, Some(last)) => lines::append(&mut last.text, line.trim(), words),
                (None, None) => {}
            }
        }
        true
    }

    /// The label with which a line begins a note here, its style, and the rest of the line.
    fn start<'a>(&self, line: &'a str, marks: &[Mark], zone: Zone) -> Option<(String, Style, &'a str)> {
        label::at_start(line, marks).filter(|(label, style, rest)| {
            let text = anchor::bare(rest);
            self.list.len() < MOST_NOTES && !text.trim().is_empty() && self.accepts(label, *style, text.trim(), zone)
        })
    }

    fn begin(&mut self, label: String, style: Style, rest: &str, line: &str) {
        let page = line.chars().find(|c| matches!(anchor::anchor(*c), Some(Anchor::Page(_))));
        let text: String = page.into_iter().chain(rest.trim().chars()).collect();
        let of_list = self.last.map(|(style, _)| style).filter(|of_list| is_forgotten_stop(*of_list, style));
        self.last = label::value(&label).map(|value| (of_list.unwrap_or(style), value)).or(self.last);
        self.push(label, style, text, Reach::Document);
        self.open = Open::ByText;
    }

    fn push(&mut self, label: String, style: Style, text: String, reach: Reach) {
        let Place { after, page } = self.place;
        self.list.push(Body { label, text, after, style, page, reach });
    }

    /// Whether a label before this text may begin a note here: the next of its list, or a first one.
    fn accepts(&self, label: &str, style: Style, text: &str, zone: Zone) -> bool {
        let fits_zone = match zone {
            Zone::Text => matches!(style, Style::Raised) || (style == Style::Symbol && self.open == Open::ByText),
            Zone::Heading => true,
            Zone::Brackets => style == Style::Bracketed,
        };
        let Some(value) = label::value(label) else { return fits_zone && label.chars().count() == 1 };
        let in_order = match self.last {
            Some((of_list, last)) if zone == Zone::Heading && is_forgotten_stop(of_list, style) => {
                value == last + 1 && text.starts_with(char::is_uppercase)
            }
            Some((of_list, last)) if zone == Zone::Heading => {
                style == of_list && (value == last + 1 || (value == 1 && last > 1) || value == last + 2)
            }
            Some((_, last)) => value > last && value <= last + 3 || value == 1,
            None => value <= 2 || zone == Zone::Text,
        };
        fits_zone && in_order
    }

    /// Whether a paragraph without a label belongs to the last note.
    fn goes_on(&self, text: &str, zone: Zone) -> bool {
        let Some(last) = self.list.last().filter(|_| self.open == Open::ByText) else { return false };
        if zone != Zone::Text {
            return true;
        }
        let (before, text) = (anchor::bare(lines::tail(&last.text)), anchor::bare(text));
        let text = text.trim_start();
        let address = ["<http", "http", "www.", "<www."].iter().any(|p| text.starts_with(p));
        let before = before.trim_end();
        let cut_address = before.trim_end_matches('>').ends_with('-');
        address || cut_address || !before.ends_with(['.', '>', '"', '”', '»', ')', '?', '!'])
    }
}

/// Whether a label may lack the stop that the others of its list have.
fn is_forgotten_stop(of_list: Style, style: Style) -> bool {
    of_list == Style::Dotted && style == Style::Bare
}
