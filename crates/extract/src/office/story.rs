//! Stories in the making: the body, notes, text boxes and cells, each a list of paragraphs, one inside the other.
//!
//! Notes stand at the end in the order of their references, or where a label comes again that one of them has; a text box's
//! blocks follow the paragraph that it hangs on.

use std::collections::HashSet;

use apostille_corpus::{Block, BlockKind, Page, Run};

use crate::normalize;
use crate::runs::{Look, Runs, has_words};

/// A document's stories. The body is open from the start.
pub(crate) struct Stories {
    /// Never empty; the first is the body.
    open: Vec<Story>,
    /// Blocks of the notes that do not stand among the body's yet.
    notes: Vec<Block>,
    /// Their labels.
    labels: HashSet<String>,
}

/// What a story is.
enum Kind {
    Body,
    Note(String),
    Box,
    /// A row of a table, with its finished cells.
    Row(Vec<Cell>),
    /// A cell that spans so many columns.
    Cell(usize),
}

struct Story {
    kind: Kind,
    runs: Runs,
    blocks: Vec<Block>,
    /// Blocks of text boxes that hang on the open paragraph.
    boxes: Vec<Block>,
}

struct Cell {
    blocks: Vec<Block>,
    columns: usize,
}

impl Story {
    fn new(kind: Kind) -> Story {
        Story { kind, runs: Runs::default(), blocks: Vec::new(), boxes: Vec::new() }
    }
}

impl Default for Stories {
    fn default() -> Stories {
        Stories { open: vec![Story::new(Kind::Body)], notes: Vec::new(), labels: HashSet::new() }
    }
}

impl Stories {
    /// Adds text to the open paragraph. A tab inside a cell is a space: tabs part cells.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        match self.top().kind {
            Kind::Cell(_) if text.contains('\t') => self.top_mut().runs.push(&text.replace('\t', " "), look),
            _ => self.top_mut().runs.push(text, look),
        }
    }

    /// Adds a reference to a note to the open paragraph.
    pub(crate) fn cite(&mut self, label: &str) {
        self.top_mut().runs.cite(label);
    }

    /// Adds the blocks of a note, if it has any. A label that comes again begins another series: the notes of the one
    /// before stand where it ended, so that a marker cites the next note below it.
    pub(crate) fn add_note(&mut self, label: &str, blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        if !self.labels.insert(label.to_owned()) {
            self.labels = HashSet::from([label.to_owned()]);
            self.open[0].blocks.append(&mut self.notes);
        }
        self.notes.extend(note_blocks(label, blocks));
    }

    /// The open paragraph's runs, of which nothing remains there.
    pub(crate) fn take_runs(&mut self) -> Vec<Run> {
        let mut runs = self.top_mut().runs.take();
        for run in &mut runs {
            run.text = normalize::text(&run.text);
        }
        runs
    }

    /// The raised text at the end of the open paragraph, taken off, if it has at most so many characters: a mark that the
    /// author typed for the note that follows.
    pub(crate) fn take_raised_end(&mut self, most: usize) -> Option<String> {
        self.top_mut().runs.take_raised_end(most)
    }

    /// Ends the open paragraph as a block of this kind; a paragraph without words is none.
    pub(crate) fn end_paragraph(&mut self, kind: BlockKind) {
        let runs = self.take_runs();
        self.add(kind, runs);
    }

    /// Adds a block of these runs, if they have words, and what hangs on it.
    pub(crate) fn add(&mut self, kind: BlockKind, runs: Vec<Run>) {
        let story = self.top_mut();
        if has_words(&runs) {
            story.blocks.push(Block::new(kind, runs));
        }
        let boxes = std::mem::take(&mut story.boxes);
        story.blocks.extend(boxes);
    }

    /// Opens a note: what follows is its text.
    pub(crate) fn open_note(&mut self, label: &str) {
        self.open.push(Story::new(Kind::Note(label.to_owned())));
    }

    /// Opens a text box.
    pub(crate) fn open_box(&mut self) {
        self.open.push(Story::new(Kind::Box));
    }

    /// Opens a row of a table, before which the open paragraph ends.
    pub(crate) fn open_row(&mut self) {
        self.end_paragraph(BlockKind::Plain);
        self.open.push(Story::new(Kind::Row(Vec::new())));
    }

    /// Opens a cell of the open row that spans so many columns.
    pub(crate) fn open_cell(&mut self, columns: usize) {
        self.open.push(Story::new(Kind::Cell(columns)));
    }

    /// Lets the open cell span so many columns.
    pub(crate) fn span(&mut self, wanted: usize) {
        if let Kind::Cell(columns) = &mut self.top_mut().kind {
            *columns = wanted;
        }
    }

    /// Whether the innermost story is a cell.
    pub(crate) fn is_in_cell(&self) -> bool {
        matches!(self.top().kind, Kind::Cell(_))
    }

    /// Whether the innermost story is a row, between cells.
    pub(crate) fn is_in_row(&self) -> bool {
        matches!(self.top().kind, Kind::Row(_))
    }

    /// How many stories are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends the innermost story, and its open paragraph; the body stays open.
    pub(crate) fn close(&mut self) {
        self.end_paragraph(BlockKind::Plain);
        let Some(story) = (self.open.len() > 1).then(|| self.open.pop()).flatten() else { return };
        let blocks = story.blocks;
        match (story.kind, &mut self.top_mut().kind) {
            (Kind::Note(label), _) => self.add_note(&label, blocks),
            (Kind::Cell(columns), Kind::Row(cells)) => cells.push(Cell { blocks, columns }),
            (Kind::Row(cells), _) => self.top_mut().blocks.extend(row_blocks(cells)),
            _ => self.top_mut().boxes.extend(blocks.into_iter().map(whole)),
        }
    }

    /// Ends the innermost story without keeping it.
    pub(crate) fn discard(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// The body's blocks and the notes', on one page without a number.
    pub(crate) fn into_pages(mut self) -> Vec<Page> {
        while self.open.len() > 1 {
            self.close();
        }
        self.end_paragraph(BlockKind::Plain);
        let mut blocks = self.open.swap_remove(0).blocks;
        blocks.extend(self.notes);
        vec![Page { blocks, ..Page::default() }]
    }

    /// The body's blocks and the notes'.
    pub(crate) fn into_blocks(self) -> Vec<Block> {
        self.into_pages().into_iter().flat_map(|page| page.blocks).collect()
    }

    fn top(&self) -> &Story {
        self.open.last().expect("the body is never closed")
    }

    fn top_mut(&mut self) -> &mut Story {
        self.open.last_mut().expect("the body is never closed")
    }
}

fn note_blocks(label: &str, blocks: Vec<Block>) -> impl Iterator<Item = Block> {
    blocks.into_iter().map(move |block| Block { kind: BlockKind::NoteBody(label.to_owned()), ..block })
}

/// A paragraph of a text box or a cell is not joined to what happens to follow it.
fn whole(block: Block) -> Block {
    let kind = if block.kind == BlockKind::Plain { BlockKind::Paragraph } else { block.kind };
    Block { kind, ..block }
}

/// A row's cells as one block, parted by tabs. A row of one column is a box around paragraphs, and a cell with headings or
/// tables in it is there for the layout: their blocks stay as they are.
fn row_blocks(cells: Vec<Cell>) -> Vec<Block> {
    let is_box = cells.iter().fold(0, |all: usize, cell| all.saturating_add(cell.columns)) <= 1;
    let is_layout = |block: &Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Row);
    if is_box || cells.iter().any(|cell| cell.blocks.iter().any(is_layout)) {
        return cells.into_iter().flat_map(|cell| cell.blocks).map(whole).collect();
    }
    let mut runs = Vec::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            runs.push(Run::plain("\t"));
        }
        for (index, block) in cell.blocks.into_iter().enumerate() {
            let label = if let BlockKind::Item(label) = &block.kind { format!("{label} ") } else { String::new() };
            let before = if index > 0 { format!(" {label}") } else { label };
            runs.extend((!before.is_empty()).then(|| Run::plain(before)));
            runs.extend(block.runs);
        }
    }
    if has_words(&runs) { vec![Block::new(BlockKind::Row, runs)] } else { Vec::new() }
}

#[cfg(test)]
mod tests;
