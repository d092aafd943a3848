//! The text of a part: paragraphs, tables, text boxes and references to notes, in reading order.

use apostille_corpus::{BlockKind, Run};

use super::fields::Fields;
use super::marks::{ParagraphMarks, columns, is_deleted_row, is_placeholder, read_run, symbol};
use super::notes::{Class, Notes};
use super::numbering::Numbering;
use super::styles::{Role, Styles};
use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::marks::TextMarks;
use crate::office::story::Stories;
use crate::runs::Look;

/// The reading of a document's parts.
pub(super) struct Reading<'a> {
    pub(super) stories: Stories,
    /// The text of the first paragraph that has the style of a title.
    pub(super) title: Option<String>,
    styles: &'a Styles,
    numbering: Numbering,
    notes: Notes,
    /// Properties of the open paragraphs: one inside a text box is inside another.
    paragraphs: Vec<ParagraphMarks>,
    /// Marks of the open runs.
    runs: Vec<TextMarks>,
    fields: Fields,
    /// How many open elements of formulas raise text.
    raised: usize,
    /// A cited note whose mark is the text that follows in its run, and that text.
    marked: Option<(Class, String, String)>,
    /// Whether the open control shows only what to type in it.
    is_placeholder: bool,
    /// Which text is read.
    place: Place,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Main,
    Notes,
}

/// What is to be done when an element ends.
enum Inside {
    Paragraph,
    Run,
    Text,
    /// A text box, row or cell.
    Story,
    Raised,
    Other,
}

impl<'a> Reading<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, notes: Notes) -> Reading<'a> {
        Reading {
            stories: Stories::default(),
            title: None,
            styles,
            numbering,
            notes,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Fields::default(),
            raised: 0,
            marked: None,
            is_placeholder: false,
            place: Place::Main,
        }
    }

    /// Reads the part of the footnotes or of the endnotes.
    pub(super) fn read_notes(&mut self, part: &str, class: Class) -> Result<(), Broken> {
        let mut pieces = Pieces::of(part);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else { continue };
            if let ("footnote" | "endnote", Some(id)) = (element.name(), element.attribute("id")) {
                self.place = Place::Notes;
                let read = self.read_inside(&mut pieces);
                self.place = Place::Main;
                let note = std::mem::take(&mut self.stories);
                self.notes.keep(class, id, note.into_blocks());
                read?;
            }
        }
        Ok(())
    }

    /// Reads to the end of the element that was opened last, or of the part.
    pub(super) fn read_inside(&mut self, pieces: &mut Pieces<'_>) -> Result<(), Broken> {
        let mut open = Vec::new();
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(element) if element.name() == "trPr" => {
                    if is_deleted_row(pieces)? && matches!(open.last(), Some(Inside::Story)) {
                        pieces.skip()?;
                        self.stories.discard();
                        open.pop();
                    }
                }
                Piece::Open(element) => open.extend(self.open(&element, pieces)?),
                Piece::Text(text) if matches!(open.last(), Some(Inside::Text)) => self.text(&text),
                Piece::Text(_) => {}
                Piece::Close => match open.pop() {
                    Some(inside) => self.close(&inside),
                    None => break,
                },
            }
        }
        Ok(())
    }

    /// Begins an element; none if all of it was read.
    fn open(&mut self, element: &Element<'_>, pieces: &mut Pieces<'_>) -> Result<Option<Inside>, Broken> {
        let inside = match element.name() {
            "p" => {
                self.paragraphs.push(ParagraphMarks::default());
                Inside::Paragraph
            }
            "r" => {
                self.runs.push(TextMarks::default());
                Inside::Run
            }
            "t" => Inside::Text,
            "sup" => {
                self.raised += 1;
                Inside::Raised
            }
            "txbxContent" => {
                self.stories.open_box();
                Inside::Story
            }
            "tr" => {
                self.stories.open_row();
                Inside::Story
            }
            "tc" => {
                self.stories.open_cell(1);
                Inside::Story
            }
            "sdtContent" if std::mem::take(&mut self.is_placeholder) => return pieces.skip().map(|()| None),
            _ => return self.open_property(element, pieces),
        };
        Ok(Some(inside))
    }

    fn open_property(&mut self, element: &Element<'_>, pieces: &mut Pieces<'_>) -> Result<Option<Inside>, Broken> {
        match element.name() {
            "pPr" => {
                let marks = ParagraphMarks::read(pieces)?;
                self.paragraphs.last_mut().into_iter().for_each(|open| *open = marks.clone());
            }
            "rPr" => {
                let (marks, style) = read_run(pieces)?;
                let marks = marks.or(self.styles.run(style.as_deref()));
                self.runs.last_mut().into_iter().for_each(|open| *open = marks);
            }
            "tcPr" => self.stories.span(columns(pieces)?),
            "sdtPr" => self.is_placeholder = is_placeholder(pieces)?,
            // Deleted and moved text, what older readers are shown instead, annotations over letters.
            "del" | "moveFrom" | "Fallback" | "sectPr" | "rt" | "ctrlPr" | "tblPr" | "tblGrid" => pieces.skip()?,
            _ => {
                self.character(element);
                return Ok(Some(Inside::Other));
            }
        }
        Ok(None)
    }

    /// Elements that stand for a character, a note or the border of a field.
    fn character(&mut self, element: &Element<'_>) {
        match element.name() {
            "tab" | "ptab" => self.text("\t"),
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("-"),
            "sym" => self.text(&symbol(element).to_string()),
            "footnoteReference" => self.refer(Class::Footnote, element),
            "endnoteReference" => self.refer(Class::Endnote, element),
            "fldChar" => self.fields.take(element),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let marks = self.runs.last().copied().unwrap_or_default();
        if let Some((_, _, mark)) = &mut self.marked {
            mark.push_str(text);
        } else if marks.hidden != Some(true) && !self.fields.are_in_code() {
            let look = marks.look();
            self.stories.push(text, Look { raised: look.raised || self.raised > 0, ..look });
        }
    }

    /// A note cites no other: Word lets nobody write that, and a file that has it could go round in circles.
    fn refer(&mut self, class: Class, element: &Element<'_>) {
        if self.place == Place::Notes {
            return;
        }
        let id = element.attribute("id").unwrap_or_default();
        let has_own_mark = element.attribute("customMarkFollows").is_some_and(|value| value != "0" && value != "false");
        if has_own_mark && !self.runs.is_empty() {
            self.marked = Some((class, id, String::new()));
        } else {
            self.cite(class, &id, None);
        }
    }

    fn cite(&mut self, class: Class, id: &str, mark: Option<&str>) {
        let (label, blocks) = self.notes.cite(class, id, mark);
        self.stories.cite(&label);
        self.stories.add_note(&label, blocks);
    }

    fn close(&mut self, inside: &Inside) {
        match inside {
            Inside::Paragraph => self.end_paragraph(),
            Inside::Run => {
                self.runs.pop();
                if let Some((class, id, mark)) = self.marked.take() {
                    let mark = mark.trim();
                    self.cite(class, &id, (!mark.is_empty()).then_some(mark));
                }
            }
            Inside::Story => self.stories.close(),
            Inside::Raised => self.raised = self.raised.saturating_sub(1),
            Inside::Text | Inside::Other => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.fields.end_codes();
        let marks = self.paragraphs.pop().unwrap_or_default();
        if marks.ends_section {
            self.notes.end_section();
        }
        if marks.runs_on {
            return;
        }
        let style = marks.style.as_deref();
        let of_style = self.styles.list(style);
        let list = marks.list.number.or(of_style.number).unwrap_or(0);
        let label = self.numbering.next(list, marks.list.level.or(of_style.level), style);
        let mut runs = self.stories.take_runs();
        let kind = match (self.styles.role(style, marks.outline), label) {
            (Role::Title, _) => {
                self.title.get_or_insert_with(|| runs.iter().map(|run| run.text.as_str()).collect());
                BlockKind::Heading(1)
            }
            (Role::Heading(level), label) => {
                let label = label.filter(|label| label.contains(char::is_alphanumeric) && !runs.is_empty());
                runs.splice(..0, label.map(|label| Run::plain(format!("{label} "))));
                BlockKind::Heading(level)
            }
            (Role::Contents, _) => BlockKind::Row,
            (_, Some(label)) => BlockKind::Item(label),
            (Role::Apart, None) => BlockKind::Paragraph,
            (Role::Text, None) => BlockKind::Plain,
        };
        self.stories.add(kind, runs);
    }
}
