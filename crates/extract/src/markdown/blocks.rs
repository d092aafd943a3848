//! Blocks in the making: what stands open around the text decides what a block is.

use apostille_corpus::{Block, BlockKind, Page};

use crate::runs::{Look, Runs, has_words};

/// What blocks stand in.
pub(super) enum Container {
    /// A block quote: its paragraphs are whole.
    Quote,
    /// An item of a list with its printed label, until its first block took it.
    Item(Option<String>),
    /// The body of the note with this label.
    Note(String),
}

impl Container {
    /// The item that begins with its printed label.
    pub(super) fn item(written: &str) -> Container {
        Container::Item(written.split_whitespace().next().map(str::to_owned))
    }
}

/// The pages and blocks of a document in the making.
pub(super) struct Blocks {
    /// Where in the source the current event began: it decides the page.
    pub(super) at: usize,
    /// How many open elements stress text.
    pub(super) emphasis: usize,
    /// How many open elements raise text.
    pub(super) raised: usize,
    /// How many open elements hide text.
    pub(super) skipped: usize,
    pages: Vec<Page>,
    feeds: Vec<usize>,
    containers: Vec<Container>,
    runs: Runs,
    has_cell: bool,
}

impl Blocks {
    /// No blocks, on the pages that form feeds at these offsets part.
    pub(super) fn new(feeds: Vec<usize>) -> Blocks {
        let numbers = (1..).take(feeds.len() + 1);
        let pages = numbers.map(|number| Page { number: (!feeds.is_empty()).then_some(number), ..Page::default() });
        Blocks {
            at: 0,
            emphasis: 0,
            raised: 0,
            skipped: 0,
            pages: pages.collect(),
            feeds,
            containers: Vec::new(),
            runs: Runs::default(),
            has_cell: false,
        }
    }

    /// Adds text to the open block.
    pub(super) fn push(&mut self, text: &str) {
        if self.skipped == 0 {
            self.runs.push(text, Look { raised: self.raised > 0, emphasis: self.emphasis > 0 });
        }
    }

    /// Adds a reference to a note to the open block.
    pub(super) fn cite(&mut self, label: &str) {
        if self.skipped == 0 {
            self.runs.cite(label);
        }
    }

    /// Begins a cell of a row: cells are parted by tabs.
    pub(super) fn start_cell(&mut self) {
        if std::mem::replace(&mut self.has_cell, true) {
            self.push("\t");
        }
    }

    /// Whether the open block has no text yet.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.is_blank()
    }

    /// Ends the open block and opens a container.
    pub(super) fn open(&mut self, container: Container) {
        self.end();
        self.containers.push(container);
    }

    /// Ends the open block and closes the innermost container.
    pub(super) fn close(&mut self) {
        self.end();
        self.containers.pop();
    }

    /// Ends the open block, of which the format says nothing.
    pub(super) fn end(&mut self) {
        self.end_as(BlockKind::Plain);
    }

    /// Ends the open block as one of this kind, unless what it stands in says otherwise.
    pub(super) fn end_as(&mut self, kind: BlockKind) {
        self.add(kind);
        self.emphasis = 0;
        self.raised = 0;
        self.skipped = 0;
        self.has_cell = false;
    }

    /// Makes what was added so far, a picture's caption, a block of its own; what stands open stays open.
    pub(super) fn set_apart(&mut self) {
        self.add(BlockKind::Paragraph);
    }

    /// The pages; the last one only if something stands on it or it is the only one.
    pub(super) fn finish(mut self) -> Vec<Page> {
        if self.pages.len() > 1 && self.pages.last().is_some_and(|page| page.blocks.is_empty()) {
            self.pages.pop();
        }
        self.pages
    }

    fn add(&mut self, kind: BlockKind) {
        let runs = self.runs.take();
        if !has_words(&runs) {
            return;
        }
        let kind = self.kind(kind);
        let page = self.feeds.partition_point(|feed| *feed < self.at);
        self.pages[page].blocks.push(Block::new(kind, runs));
    }

    /// A note's blocks are the note's; the first block of an item bears its label, and further blocks of it, like those
    /// of a quote, are whole paragraphs.
    fn kind(&mut self, kind: BlockKind) -> BlockKind {
        let note = self.containers.iter().rev().find_map(|container| match container {
            Container::Note(label) => Some(label.clone()),
            _ => None,
        });
        if let Some(label) = note {
            return BlockKind::NoteBody(label);
        }
        match (self.containers.last_mut(), kind) {
            (None, kind) => kind,
            (Some(Container::Item(label)), BlockKind::Plain) => {
                label.take().map_or(BlockKind::Paragraph, BlockKind::Item)
            }
            (Some(_), BlockKind::Plain) => BlockKind::Paragraph,
            (Some(_), kind) => kind,
        }
    }
}
