//! How is a document laid out to be read? Paragraphs, headings, tables and notes, each at its own address.
//!
//! A passage is what is indexed, not what is read: passages of one paragraph are one again here, and a passage of
//! several short paragraphs is several.

use std::collections::{BTreeSet, HashMap};

use apostille_corpus::{Document, Kind, LanguageRun, Note, Passage};
use apostille_engine::Marks;

use super::addresses::addresses;
use super::pieces::{Marker, Piece, Run, cut, is_marked, linked, pieces};

/// What is to be read, in order.
pub(super) enum Block {
    /// Here a page of the source begins.
    Page(Folio),
    /// The title page: what stands before the text and the first heading, each passage in its printed lines.
    Title(Vec<Line>),
    /// A heading, `<h{level}>`, from 2.
    Heading { level: u8, line: Line },
    /// Passages that are one paragraph, or one passage of some paragraphs.
    Text(Vec<Line>),
    /// The rows of tables that follow each other.
    Table(Vec<Rows>),
}

/// Where a page of the source begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folio {
    /// The label printed on it.
    pub(super) label: Option<String>,
    /// Its physical number.
    pub(super) number: Option<u32>,
    /// How many pages there are.
    pub(super) count: Option<u32>,
}

/// A passage: its address and its paragraphs.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) tag: String,
    pub(super) kind: &'static str,
    pub(super) paragraphs: Vec<Vec<Piece>>,
}

/// A table's passage: rows of cells.
pub(super) struct Rows {
    pub(super) number: u32,
    pub(super) tag: String,
    pub(super) rows: Vec<Vec<Vec<Piece>>>,
}

/// A note and the way back from it.
pub(super) struct NoteView {
    pub(super) number: u32,
    pub(super) label: String,
    pub(super) runs: Vec<Run>,
    /// How many markers cite it: `#m{number}-1` to `#m{number}-{turns}`.
    pub(super) turns: u32,
}

/// A document, laid out.
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<NoteView>,
    /// The addresses of what answers the query, in reading order, notes last: `p12`, `n5`.
    pub(super) marked: Vec<String>,
}

/// The level of `<h2>` to `<h6>` for each heading's passage. A document that uses its levels 1, 2 and 4 is read with no level
/// left out, and the title is the page's `<h1>`.
pub(super) fn heading_levels(document: &Document) -> HashMap<&str, u8> {
    let used: BTreeSet<u8> = document.sections.iter().map(|section| section.level).collect();
    let level = |of: u8| (2..=6).zip(&used).find(|(_, used)| **used == of).map_or(6, |(level, _)| level);
    document.sections.iter().map(|section| (section.passage.as_str(), level(section.level))).collect()
}

/// Lays a document out, with what answers a query marked.
pub(super) fn layout(document: &Document, marks: Marks<'_>) -> Layout {
    let notes: Vec<NoteView> = document.notes.iter().map(|note| note_view(note, marks)).collect();
    let numbers = document.notes.iter().enumerate().map(|(at, note)| (note.id.as_str(), at)).collect();
    let levels = heading_levels(document);
    let mut layout = Layout { blocks: Vec::new(), notes, marked: Vec::new() };
    let mut page = None;
    for passage in &document.passages {
        let folio = Folio { label: passage.page_label.clone(), number: passage.page, count: document.pages };
        let known = folio.label.is_some() || folio.number.is_some();
        if known && page.as_ref() != Some(&folio) {
            layout.blocks.push(Block::Page(folio.clone()));
            page = Some(folio);
        }
        layout.add(passage, marks, &numbers, &levels);
    }
    let marked = layout.notes.iter().filter(|note| note.runs.iter().any(|run| is_marked(&run.pieces)));
    layout.marked.extend(marked.map(|note| format!("n{}", note.number)).collect::<Vec<_>>());
    layout
}

impl Layout {
    fn add(&mut self, passage: &Passage, marks: Marks<'_>, numbers: &HashMap<&str, usize>, levels: &HashMap<&str, u8>) {
        let markers = self.markers(passage, numbers);
        let pieces = pieces(marks(&passage.text, &passage.language), markers);
        let pieces = linked(pieces, 0, &addresses(&passage.text));
        if is_marked(&pieces) {
            self.marked.push(format!("p{}", passage.number));
        }
        let (number, tag) = (passage.number, passage.language.to_string());
        let paragraphs = cut(pieces, '\n');
        // A list of contents is front matter, in rows of a title and a page.
        let in_rows = passage.kind == Kind::Table || (passage.kind == Kind::Front && passage.text.contains('\t'));
        if in_rows {
            let rows = paragraphs.into_iter().map(|row| cut(row, '\t')).collect();
            return self.add_rows(Rows { number, tag, rows });
        }
        let line = Line { number, tag, kind: passage.kind.as_str(), paragraphs };
        let first = self.is_before_the_text();
        match (passage.kind, self.blocks.last_mut()) {
            (Kind::Heading, _) => {
                let level = levels.get(passage.id.as_str()).copied().unwrap_or(2);
                self.blocks.push(Block::Heading { level, line });
            }
            (Kind::Front, Some(Block::Title(lines))) if passage.continues => lines.push(line),
            (Kind::Front, _) if first => self.blocks.push(Block::Title(vec![line])),
            (_, Some(Block::Text(lines))) if passage.continues => lines.push(line),
            _ => self.blocks.push(Block::Text(vec![line])),
        }
    }

    fn is_before_the_text(&self) -> bool {
        self.blocks.iter().all(|block| matches!(block, Block::Page(_) | Block::Title(_)))
    }

    fn add_rows(&mut self, rows: Rows) {
        match self.blocks.last_mut() {
            Some(Block::Table(before)) => before.push(rows),
            _ => self.blocks.push(Block::Table(vec![rows])),
        }
    }

    /// The passage's markers as links, ascending.
    fn markers(&mut self, passage: &Passage, numbers: &HashMap<&str, usize>) -> Vec<(usize, Marker)> {
        let mut cited: Vec<(usize, usize)> =
            passage.markers.iter().filter_map(|m| Some((m.at, *numbers.get(m.note.as_str())?))).collect();
        cited.sort_by_key(|(at, _)| *at);
        let mut link = |(at, index): &(usize, usize)| {
            let note = &mut self.notes[*index];
            note.turns += 1;
            (*at, Marker { label: note.label.clone(), note: note.number, turn: note.turns })
        };
        cited.iter().map(&mut link).collect()
    }
}

fn note_view(note: &Note, marks: Marks<'_>) -> NoteView {
    // An address stays one though its words may pass for another language.
    let addresses = addresses(&note.text);
    let mut at = 0;
    let run = |run: &LanguageRun| {
        let begin = at;
        at += run.text.len();
        let marked = pieces(marks(&run.text, &run.language), Vec::new());
        Run { tag: run.language.to_string(), pieces: linked(marked, begin, &addresses) }
    };
    NoteView {
        number: note.number,
        label: note.label.clone(),
        runs: note.languages.iter().map(run).collect(),
        turns: 0,
    }
}
