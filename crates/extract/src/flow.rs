//! Blocks in the making out of a tree: what stands open around the text decides what a block is.
//!
//! The readers of web pages, e-books and XML say what opens and closes; white space, kinds, notes and pages are settled
//! here. Markdown has its own, whose source has lines and offsets.

use apostille_corpus::{Block, BlockKind, Page};

use crate::normalize;
use crate::runs::{Look, Runs, has_words};

mod pages;

use pages::{Piece, settled};

/// What text stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Container {
    /// Nothing that says what a block is.
    Division,
    /// A heading of this level.
    Heading(u8),
    /// What is whole as it stands: a quotation, a caption.
    Whole,
    /// An item with its printed label, until its first block took it.
    Item(Option<String>),
    /// A row of a table.
    Row,
    /// The body of the note with this label.
    Note(String),
}

/// How white space in text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Any stretch of it is one space.
    Collapsed,
    /// Line ends count; the rest is one space.
    Lines,
}

/// The pages and blocks of a document in the making.
#[derive(Debug)]
pub(crate) struct Flow {
    /// How many open elements stress text.
    pub(crate) emphasis: usize,
    /// How many open elements raise text.
    pub(crate) raised: usize,
    pages: Vec<Page>,
    containers: Vec<Container>,
    runs: Runs,
    /// What of the open block stands on pages that ended within it.
    pieces: Vec<Piece>,
    /// White space that was seen and is written if more text follows.
    gap: Option<char>,
    has_cell: bool,
    /// Whether the open cell has no text yet.
    begins_cell: bool,
}

impl Flow {
    /// No blocks, on a page without number.
    pub(crate) fn new() -> Flow {
        Flow {
            emphasis: 0,
            raised: 0,
            pages: vec![Page::default()],
            containers: Vec::new(),
            runs: Runs::default(),
            pieces: Vec::new(),
            gap: None,
            has_cell: false,
            begins_cell: false,
        }
    }

    /// Adds text to the open block.
    pub(crate) fn text(&mut self, text: &str, space: Space) {
        for character in normalize::text(text).chars() {
            match character {
                '\n' | '\u{c}' if space == Space::Lines => self.gap = Some('\n'),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.gap = self.gap.or(Some(' ')),
                other => self.character(other),
            }
        }
    }

    /// A line end that is meant. Two of them end the block.
    pub(crate) fn line_end(&mut self) {
        if self.gap == Some('\n') && !self.is_in_row() {
            self.end();
        } else {
            self.gap = Some('\n');
        }
    }

    /// White space between what stands in one line.
    pub(crate) fn space(&mut self) {
        self.gap = self.gap.or(Some(' '));
    }

    /// Adds a reference to a note to the open block.
    pub(crate) fn cite(&mut self, label: &str) {
        self.write_gap();
        self.runs.cite(label);
    }

    /// Begins a cell of a row: cells are parted by tabs.
    pub(crate) fn start_cell(&mut self) {
        if std::mem::replace(&mut self.has_cell, true) {
            self.runs.push("\t", Look::default());
        }
        self.gap = None;
        self.begins_cell = true;
    }

    /// Ends the open block and opens a container.
    pub(crate) fn open(&mut self, container: Container) {
        match container {
            Container::Note(_) => self.add(),
            _ => self.end(),
        }
        self.containers.push(container);
    }

    /// Ends the open block and closes the innermost container.
    pub(crate) fn close(&mut self) {
        if self.containers.last() == Some(&Container::Row) {
            self.add();
        } else {
            self.end();
        }
        self.containers.pop();
    }

    /// Whether what is added stands in a cell of a row.
    fn is_in_row(&self) -> bool {
        let deciding = |open: &&Container| matches!(open, Container::Row | Container::Note(_));
        self.containers.iter().rev().find(deciding) == Some(&Container::Row)
    }

    /// Ends the open block; in a row, what follows stands in the same cell.
    pub(crate) fn end(&mut self) {
        if self.is_in_row() {
            self.space();
        } else {
            self.add();
        }
    }

    /// Begins a page with this printed label. A page that ends inside a block parts it where that does not tear a sentence.
    pub(crate) fn begin_page(&mut self, label: Option<String>) {
        let spaced = self.gap.is_some();
        let last = self.pieces.last().map(|piece| &piece.next).or(self.pages.last());
        let number = last.and_then(|page| page.number).unwrap_or(0) + 1;
        if let [only] = self.pages.as_mut_slice()
            && only.number.is_none()
        {
            let begun = !only.blocks.is_empty();
            only.number = Some(1);
            if !begun && self.runs.is_blank() && self.pieces.is_empty() {
                only.label = label;
                return;
            }
        }
        let page = Page { number: Some(number.max(2)), label, ..Page::default() };
        self.gap = None;
        self.pieces.push(Piece { runs: self.runs.take(), next: page, spaced });
        if self.pieces.len() == 1 && self.pieces[0].runs.is_empty() {
            self.pages.extend(self.pieces.drain(..).map(|piece| piece.next));
        }
    }

    /// The pages.
    pub(crate) fn finish(mut self) -> Vec<Page> {
        self.containers.clear();
        self.add();
        self.pages
    }

    fn character(&mut self, character: char) {
        self.write_gap();
        let look = Look { raised: self.raised > 0, emphasis: self.emphasis > 0 };
        self.runs.push(character.encode_utf8(&mut [0; 4]), look);
    }

    fn write_gap(&mut self) {
        if std::mem::take(&mut self.begins_cell) {
            self.gap = None;
        }
        match (self.gap.take(), self.pieces.last_mut()) {
            (Some(_), Some(piece)) if self.runs.is_blank() => piece.spaced = true,
            (Some(gap), _) if !self.runs.is_blank() => self.runs.push(gap.encode_utf8(&mut [0; 4]), Look::default()),
            _ => {}
        }
    }

    fn add(&mut self) {
        self.gap = None;
        self.has_cell = false;
        self.begins_cell = false;
        let last = self.runs.take();
        for (runs, next) in settled(std::mem::take(&mut self.pieces), last) {
            if has_words(&runs) {
                let kind = self.kind();
                if let Some(page) = self.pages.last_mut() {
                    page.blocks.push(Block::new(kind, runs));
                }
            }
            self.pages.extend(next);
        }
    }

    /// A note's blocks are the note's; the first block of an item bears its label.
    fn kind(&mut self) -> BlockKind {
        let note = self.containers.iter().rev().find_map(|container| match container {
            Container::Note(label) => Some(label.clone()),
            _ => None,
        });
        if let Some(label) = note {
            return BlockKind::NoteBody(label);
        }
        if self.is_in_row() {
            return BlockKind::Row;
        }
        match self.containers.iter_mut().rev().find(|container| **container != Container::Division) {
            Some(Container::Heading(level)) => BlockKind::Heading(*level),
            Some(Container::Item(label)) => label.take().map_or(BlockKind::Paragraph, BlockKind::Item),
            Some(Container::Whole | Container::Row | Container::Note(_)) => BlockKind::Paragraph,
            Some(Container::Division) | None => BlockKind::Plain,
        }
    }
}

#[cfg(test)]
mod tests;
