//! Which paragraphs are the bodies of notes? Format notes, lists under a heading of notes, raised and bracketed lists.
//!
//! The bodies leave the list of paragraphs here, so that what they parted can be joined. Who cites them is for `link`.

use super::anchor::{self, Anchor};
use super::blocks::{Draft, Paragraph};
use super::label::{self, Style};
use super::lines::{self, Words};
use super::names::{Named, named};
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

/// Takes the bodies of notes out of a draft.
pub(crate) fn take(draft: &mut Draft, words: &Words) -> Vec<Body> {
    let mut bodies = Bodies::default();
    let mut kept: Vec<Paragraph> = Vec::new();
    let paragraphs = std::mem::take(&mut draft.paragraphs);
    let brackets_from = bracket_list(&paragraphs, draft);
    let mut zone = Zone::Text;
    let (mut page, mut page_of_kept) = (None, None);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        page = first_page(&paragraph.text).or(page);
        bodies.place = Place { after: kept.len(), page };
        if brackets_from == Some(index) {
            zone = Zone::Brackets;
        }
        match step(paragraph) {
            Step::Format(label) => bodies.add_format(label, paragraph, words),
            Step::Open if opens_list(&paragraphs[index + 1..], draft) => {
                zone = Zone::Heading;
                bodies.last = None;
                bodies.open = Open::Not;
            }
            Step::Text if bodies.add_lines(paragraph, zone, draft, words) => {}
            step => {
                if matches!(step, Step::Leave) {
                    zone = Zone::Text;
                }
                bodies.open = Open::Not;
                kept.push(on_page(paragraph, page, page_of_kept));
                page_of_kept = last_page(&paragraph.text).or(page);
            }
        }
        page = last_page(&paragraph.text).or(page);
    }
    draft.paragraphs = kept;
    bodies.list
}

/// Where in the document we are, as far as notes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// Text: only a raised label begins a note.
    Text,
    /// Under a heading of notes: every line with the next label begins one.
    Heading,
    /// In a list of `[1]` at the end.
    Brackets,
}

/// What a paragraph is, as far as notes go.
enum Step<'a> {
    /// The body of a note that the format knows, with its label.
    Format(&'a str),
    /// A heading of notes.
    Open,
    /// A heading of something else.
    Leave,
    /// Text that may be of a note.
    Text,
}

fn step(paragraph: &Paragraph) -> Step<'_> {
    match (&paragraph.kind, named(&paragraph.text)) {
        (BlockKind::NoteBody(label), _) => Step::Format(label),
        (_, Some(Named::Notes)) => Step::Open,
        (BlockKind::Heading(_), _) | (BlockKind::Plain, Some(_)) => Step::Leave,
        _ => Step::Text,
    }
}

fn first_page(text: &str) -> Option<usize> {
    text.chars().next().and_then(anchor::anchor).and_then(page_of)
}

fn last_page(text: &str) -> Option<usize> {
    text.chars().rev().filter_map(anchor::anchor).find_map(page_of)
}

fn page_of(anchor: Anchor) -> Option<usize> {
    if let Anchor::Page(page) = anchor { Some(page) } else { None }
}

/// A paragraph that says on which page it begins, where a note between it and the last one took the page's anchor away.
fn on_page(paragraph: &Paragraph, page: Option<usize>, before: Option<usize>) -> Paragraph {
    let known = first_page(&paragraph.text).is_some() || page == before;
    let anchor = page.filter(|_| !known).and_then(|page| anchor::character(Anchor::Page(page)));
    Paragraph { text: anchor.into_iter().chain(paragraph.text.chars()).collect(), ..paragraph.clone() }
}

/// Whether a list of notes follows: one of the next paragraphs begins with a first label.
fn opens_list(following: &[Paragraph], draft: &Draft) -> bool {
    following.iter().take(3).any(|paragraph| match &paragraph.kind {
        BlockKind::Item(written) => first_label(written.trim_end_matches(['.', ')'])),
        BlockKind::Heading(_) | BlockKind::Row => false,
        _ => label::at_start(&paragraph.text, &draft.marks).is_some_and(|(label, ..)| first_label(&label)),
    })
}

fn first_label(label: &str) -> bool {
    label::value(label) == Some(1) || matches!(label, "*" | "†")
}

/// Where a list `[1]`, `[2]`, ... begins that ends the document, if it is not a list of references.
fn bracket_list(paragraphs: &[Paragraph], draft: &Draft) -> Option<usize> {
    let starts = |paragraph: &Paragraph| match label::at_start(&paragraph.text, &draft.marks) {
        Some((label, Style::Bracketed, _)) => Some(label),
        _ => None,
    };
    let first = paragraphs.iter().rposition(|p| starts(p).is_some_and(|label| label == "1"))?;
    let before = paragraphs[..first].iter().rev().take(2).find_map(|p| named(&p.text));
    let in_order = paragraphs[first..].iter().filter_map(starts).filter_map(|label| label::value(&label));
    let ordered = in_order.zip(1..).all(|(found, expected)| found == expected);
    (before != Some(Named::References) && ordered).then_some(first)
}

/// The bodies found so far.
#[derive(Debug, Default)]
struct Bodies {
    list: Vec<Body>,
    /// Whether and how the last one may go on.
    open: Open,
    /// The style and the value of the last label in the present list.
    last: Option<(Style, u32)>,
    /// Where the paragraph at hand stands.
    place: Place,
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
struct Place {
    after: usize,
    page: Option<usize>,
}

impl Bodies {
    /// Adds the body of a note that the format knows; blocks of one label are one note.
    fn add_format(&mut self, label: &str, paragraph: &Paragraph, words: &Words) {
        let text = lines::unwrapped(&paragraph.text, words);
        match self.list.last_mut().filter(|last| self.open == Open::ByFormat && last.label == label) {
            Some(last) => lines::append(&mut last.text, &text, words),
            None => self.push(label.to_owned(), Style::Raised, text, paragraph.reach),
        }
        self.open = Open::ByFormat;
    }

    /// Adds what a paragraph says of notes, and tells whether all of it is of notes.
    fn add_lines(&mut self, paragraph: &Paragraph, zone: Zone, draft: &Draft, words: &Words) -> bool {
        // Where blocks have places, `feet` has told notes from other raised labels (affiliations, table notes).
        if zone == Zone::Text && paragraph.reach == Reach::Page {
            return false;
        }
        let item = match &paragraph.kind {
            BlockKind::Item(written) if zone == Zone::Heading => format!("{written} {}", paragraph.text),
            _ => paragraph.text.clone(),
        };
        let begins = label::at_start(&item, &draft.marks).is_some_and(|(label, style, rest)| {
            self.accepts(&label, style, zone) && !anchor::bare(rest).trim().is_empty()
        });
        if !begins && !self.goes_on(&item, zone) {
            return false;
        }
        for line in item.split('\n') {
            let start = label::at_start(line, &draft.marks).filter(|(label, style, rest)| {
                self.accepts(label, *style, zone) && !anchor::bare(rest).trim().is_empty()
            });
            match (start, self.list.last_mut()) {
                (Some((label, style, rest)), _) => self.begin(label, style, rest, line),
                (None, Some(last)) => lines::append(&mut last.text, line.trim(), words),
                (None, None) => {}
            }
        }
        true
    }

    fn begin(&mut self, label: String, style: Style, rest: &str, line: &str) {
        let page = line.chars().find(|c| matches!(anchor::anchor(*c), Some(Anchor::Page(_))));
        let text: String = page.into_iter().chain(rest.trim().chars()).collect();
        self.last = label::value(&label).map(|value| (style, value)).or(self.last);
        self.push(label, style, text, Reach::Document);
        self.open = Open::ByText;
    }

    fn push(&mut self, label: String, style: Style, text: String, reach: Reach) {
        let Place { after, page } = self.place;
        self.list.push(Body { label, text, after, style, page, reach });
    }

    /// Whether a label may begin a note here: the next of its list, or a first one.
    fn accepts(&self, label: &str, style: Style, zone: Zone) -> bool {
        let fits_zone = match zone {
            Zone::Text => matches!(style, Style::Raised) || (style == Style::Symbol && self.open == Open::ByText),
            Zone::Heading => true,
            Zone::Brackets => style == Style::Bracketed,
        };
        let Some(value) = label::value(label) else { return fits_zone && label.chars().count() == 1 };
        let in_order = match self.last {
            Some((last_style, last)) if zone == Zone::Heading => {
                style == last_style && (value == last + 1 || (value == 1 && last > 1) || (value == last + 2))
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
        let (before, text) = (anchor::bare(&last.text), anchor::bare(text));
        let text = text.trim_start();
        let address = ["<http", "http", "www.", "<www."].iter().any(|p| text.starts_with(p));
        let before = before.trim_end();
        let cut_address = before.trim_end_matches('>').ends_with('-');
        address || cut_address || !before.ends_with(['.', '>', '"', '”', '»', ')', '?', '!'])
    }
}
