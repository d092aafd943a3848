//! The text of a document: paragraphs, lists, tables, frames, notes, in reading order.

use apostille_corpus::{BlockKind, Page, Run};

use super::lists::{Counts, Lists};
use super::notes::{Class, Labels};
use super::styles::{Role, Styles};
use super::text::{collapsed, formula_text, is_passed_over};
use crate::Failure;
use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::marks::TextMarks;
use crate::office::package::Package;
use crate::office::story::Stories;

/// The reading of a document's content.
pub(super) struct Reading<'a, 'b> {
    stories: Stories,
    styles: &'a Styles,
    /// Formulas are in parts of their own.
    package: &'a mut Package<'b>,
    /// Why a formula could not be read, which ends the reading: the package is larger than the limits.
    failure: Option<Failure>,
    /// The text of the first paragraph that has the style of a title.
    title: Option<String>,
    lists: Lists,
    /// Lists that are open around the open notes and text boxes.
    outer_lists: Vec<Lists>,
    headings: Counts,
    labels: Labels,
    /// The label of the note whose body follows.
    label: String,
    class: Class,
    /// Styles of the open paragraphs: one in a note is inside another.
    paragraphs: Vec<Paragraph>,
    /// Marks of the open spans.
    spans: Vec<TextMarks>,
    /// How many tables of contents are open.
    contents: usize,
}

/// An open paragraph.
struct Paragraph {
    style: Option<String>,
    /// The level of a heading, and whether it is numbered.
    heading: Option<(u8, bool)>,
}

/// What is to be done when an element ends.
enum Inside {
    Paragraph,
    Span,
    List,
    Cell,
    Row,
    /// A note or a text box.
    Story,
    Contents,
    Other,
}

/// The most spaces that one element is believed to mean.
const MOST_SPACES: usize = 64;

impl<'a, 'b> Reading<'a, 'b> {
    pub(super) fn new(styles: &'a Styles, package: &'a mut Package<'b>) -> Reading<'a, 'b> {
        Reading {
            stories: Stories::default(),
            styles,
            package,
            failure: None,
            title: None,
            lists: Lists::default(),
            outer_lists: Vec::new(),
            headings: Counts::default(),
            labels: Labels::of(styles),
            label: String::new(),
            class: Class::Footnote,
            paragraphs: Vec::new(),
            spans: Vec::new(),
            contents: 0,
        }
    }

    /// Reads the content.
    pub(super) fn read(&mut self, content: &str) -> Result<(), Broken> {
        let mut pieces = Pieces::of(content);
        let mut open = Vec::new();
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(element) if is_passed_over(&element) => pieces.skip()?,
                Piece::Open(element) if element.name() == "note-citation" => {
                    let shown = pieces.text_inside()?;
                    self.label = self.labels.next(self.class, &shown);
                    self.stories.cite(&self.label);
                }
                Piece::Open(element) => open.push(self.open(&element)),
                Piece::Text(text) if !self.paragraphs.is_empty() => self.text(&collapsed(&text)),
                Piece::Text(_) => {}
                Piece::Close => open.pop().into_iter().for_each(|inside| self.close(&inside)),
            }
        }
        Ok(())
    }

    /// The pages, the title and what made reading end.
    pub(super) fn finish(self) -> (Vec<Page>, Option<String>, Option<Failure>) {
        (self.stories.into_pages(), self.title, self.failure)
    }

    fn open(&mut self, element: &Element<'_>) -> Inside {
        let style = || element.attribute("style-name");
        match element.name() {
            "p" => self.open_paragraph(style(), None),
            "h" => {
                let is_numbered = element.attribute("is-list-header").is_none_or(|header| header != "true");
                let level = element.number("outline-level").unwrap_or(1_u8).clamp(1, 10);
                self.open_paragraph(style(), Some((level, is_numbered)))
            }
            "span" => {
                let outer = self.spans.last().copied().unwrap_or_default();
                self.spans.push(self.styles.text(style().as_deref()).or(outer));
                Inside::Span
            }
            "list" => {
                let goes_on = element.attribute("continue-numbering").is_some_and(|goes_on| goes_on == "true");
                self.lists.open(style(), goes_on || element.attribute("continue-list").is_some());
                Inside::List
            }
            "list-item" => {
                self.lists.begin_item(&self.styles.lists, element.number("start-value"));
                Inside::Other
            }
            "table-row" => {
                self.stories.open_row();
                Inside::Row
            }
            "table-cell" if self.stories.is_in_row() => {
                self.stories.open_cell(element.number("number-columns-spanned").unwrap_or(1));
                Inside::Cell
            }
            "table-of-content" | "illustration-index" | "table-index" | "object-index" => {
                self.contents += 1;
                Inside::Contents
            }
            _ => self.open_inline(element),
        }
    }

    fn open_inline(&mut self, element: &Element<'_>) -> Inside {
        match element.name() {
            "note" => self.class = Class::of(element),
            "note-body" => {
                self.stories.open_note(&self.label);
                return self.open_story();
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "path" | "line" | "connector"
            | "caption" => {
                self.stories.open_box();
                return self.open_story();
            }
            "s" => self.text(&" ".repeat(element.number("c").unwrap_or(1).min(MOST_SPACES))),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "object" => self.formula(element),
            _ => {}
        }
        Inside::Other
    }

    fn open_paragraph(&mut self, style: Option<String>, heading: Option<(u8, bool)>) -> Inside {
        self.paragraphs.push(Paragraph { style, heading });
        self.spans.push(TextMarks::default());
        Inside::Paragraph
    }

    fn open_story(&mut self) -> Inside {
        self.outer_lists.push(std::mem::take(&mut self.lists));
        Inside::Story
    }

    fn text(&mut self, text: &str) {
        let marks = self.spans.last().copied().unwrap_or_default();
        if marks.hidden != Some(true) {
            self.stories.push(text, marks.look());
        }
    }

    /// A formula is another document in the package: MathML, whose letters are read in a row.
    fn formula(&mut self, element: &Element<'_>) {
        let is_wanted = !self.paragraphs.is_empty() && self.failure.is_none();
        let Some(folder) = element.attribute("href").filter(|_| is_wanted) else { return };
        let name = format!("{}/content.xml", folder.trim_start_matches("./").trim_end_matches('/'));
        match self.package.optional(&name) {
            Ok(part) => {
                let text = part.map(|part| formula_text(&part)).unwrap_or_default();
                self.text(&text);
            }
            Err(failure) => drop(self.failure.get_or_insert(failure)),
        }
    }

    fn close(&mut self, inside: &Inside) {
        match inside {
            Inside::Paragraph => self.end_paragraph(),
            Inside::Span => drop(self.spans.pop()),
            Inside::List => self.lists.close(),
            Inside::Cell | Inside::Row => self.stories.close(),
            Inside::Story => {
                self.stories.close();
                self.lists = self.outer_lists.pop().unwrap_or_default();
            }
            Inside::Contents => self.contents = self.contents.saturating_sub(1),
            Inside::Other => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.spans.pop();
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let role = self.styles.role(paragraph.style.as_deref());
        let mut runs = self.stories.take_runs();
        let label = self.lists.take_label();
        let kind = match (paragraph.heading, role) {
            _ if self.contents > 0 => BlockKind::Row,
            (None, Role::Title) => {
                self.title.get_or_insert_with(|| runs.iter().map(|run| run.text.as_str()).collect());
                BlockKind::Heading(1)
            }
            (Some((level, is_numbered)), _) => {
                let outline = &self.styles.outline;
                let number = || outline.next(&mut self.headings, usize::from(level) - 1, None);
                let label = label.or_else(|| is_numbered.then(number).flatten()).filter(|_| !runs.is_empty());
                runs.splice(..0, label.map(|label| Run::plain(format!("{label} "))));
                BlockKind::Heading(level)
            }
            (None, Role::Heading(level)) => BlockKind::Heading(level),
            (None, role) => match label {
                Some(label) => BlockKind::Item(label),
                None if self.lists.are_open() || role == Role::Apart => BlockKind::Paragraph,
                None => BlockKind::Plain,
            },
        };
        self.stories.add(kind, runs);
    }
}
