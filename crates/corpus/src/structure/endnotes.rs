//! Where are endnotes that stand under no heading? After the last marker, lines begin with the labels that markers cite.
//!
//! Only for formats whose blocks have places, and only if the list has the labels in order from the first on. A list
//! under a heading of notes is `notes`'s, one under a heading of references is none.

use super::label;
use super::names::{Named, named};
use super::sheet;
use crate::manuscript::{Block, BlockKind, Manuscript, Run};

/// Fewer notes than this may be a list of anything.
const FEWEST: u32 = 3;
/// This share of the cited labels must have a body.
const SHARE: f32 = 0.8;

/// Finds endnotes without a heading and makes them bodies of notes.
pub(crate) fn find(manuscript: &mut Manuscript) {
    let Some((last_page, cited)) = cited(manuscript) else { return };
    let starts = starts(manuscript, last_page, cited.1);
    let enough = starts.len() as f32 >= SHARE * cited.0 as f32 && starts.len() as u32 >= FEWEST;
    if cited.0 >= FEWEST && enough && !under_heading(manuscript, &starts[0]) {
        take(manuscript, &starts);
    }
}

/// How labels count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figures {
    Arabic,
    Roman,
}

/// Where a note begins.
#[derive(Debug, Clone, PartialEq)]
struct Start {
    page: usize,
    block: usize,
    line: usize,
    label: String,
}

/// The page of the last marker without a note on its page; how many labels such markers have, and in which figures.
fn cited(manuscript: &Manuscript) -> Option<(usize, (u32, Figures))> {
    let mut values: Vec<(u32, Figures)> = Vec::new();
    let mut last_page = None;
    for (index, page) in manuscript.pages.iter().enumerate().filter(|(_, page)| page.height > 0.0) {
        let bodies: Vec<&String> = page.blocks.iter().filter_map(|block| body_label(&block.kind)).collect();
        let text = page.blocks.iter().filter(|block| sheet::is_text(block));
        for line in text.flat_map(|block| sheet::split(&block.runs)) {
            let raised = line.iter().enumerate().filter(|(at, run)| *at > 0 && run.raised);
            for label in raised.flat_map(|(_, run)| label::raised(&run.text)).filter(|label| !bodies.contains(&label)) {
                let Some(value) = label::value(&label) else { continue };
                let figures = if label::roman(&label).is_some() { Figures::Roman } else { Figures::Arabic };
                values.push((value, figures));
                last_page = Some(index);
            }
        }
    }
    let figures = values.iter().find(|(value, _)| *value == 1)?.1;
    let mut own: Vec<u32> = values.iter().filter(|(_, other)| *other == figures).map(|(value, _)| *value).collect();
    own.sort_unstable();
    own.dedup();
    Some((last_page?, (own.len() as u32, figures)))
}

fn body_label(kind: &BlockKind) -> Option<&String> {
    if let BlockKind::NoteBody(label) = kind { Some(label) } else { None }
}

/// The lines from a page on that begin with the labels 1, 2, 3 ... in order.
fn starts(manuscript: &Manuscript, from: usize, figures: Figures) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (page, blocks) in manuscript.pages.iter().map(|page| &page.blocks).enumerate().skip(from) {
        for (block, lines) in blocks.iter().filter(|b| sheet::is_text(b)).map(|b| sheet::split(&b.runs)).enumerate() {
            for (number, line) in lines.iter().enumerate() {
                let next = starts.len() as u32 + 1;
                let label = label_of(line, figures).filter(|label| label::value(label) == Some(next));
                starts.extend(label.map(|label| Start { page, block, line: number, label }));
            }
        }
    }
    starts
}

/// The label that a line begins with, in these figures: before a stop, a bracket, a space, or a capital letter.
fn label_of(line: &[Run], figures: Figures) -> Option<String> {
    let first = line.iter().find(|run| !run.text.trim().is_empty())?;
    let text = first.text.trim_start();
    let in_figures = |c: char| match figures {
        Figures::Arabic => c.is_ascii_digit(),
        Figures::Roman => matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'),
    };
    let end = text.find(|c: char| !in_figures(c)).unwrap_or(text.len());
    let (label, rest) = text.split_at(end);
    let closed = rest
        .chars()
        .next()
        .map_or(line.len() > 1, |c| matches!(c, '.' | ')' | ' ' | '\u{a0}' | '“' | '"') || c.is_uppercase());
    (closed && label::value(label).is_some()).then(|| label.to_owned())
}

/// Whether a heading of notes or references stands before a list.
fn under_heading(manuscript: &Manuscript, start: &Start) -> bool {
    let before = manuscript.pages[..=start.page].iter().enumerate().flat_map(|(page, sheet)| {
        let last = if page == start.page { text_index(&sheet.blocks, start.block) } else { sheet.blocks.len() };
        sheet.blocks[..last].iter()
    });
    let text = |block: &Block| block.runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut headings = before.filter_map(|block| named(text(block).trim()));
    matches!(headings.next_back(), Some(Named::Notes | Named::References))
}

/// The place on its page of the text block with this number.
fn text_index(blocks: &[Block], number: usize) -> usize {
    let texts = blocks.iter().enumerate().filter(|(_, block)| sheet::is_text(block));
    texts.map(|(at, _)| at).nth(number).unwrap_or(blocks.len())
}

/// Makes bodies of notes of the lines from the first start on; a heading ends the list.
fn take(manuscript: &mut Manuscript, starts: &[Start]) {
    let mut list = List { starts, open: None };
    let mut ended = false;
    for (page, sheet) in manuscript.pages.iter_mut().enumerate().skip(starts[0].page) {
        let mut number = 0;
        for block in std::mem::take(&mut sheet.blocks) {
            let is_text = sheet::is_text(&block);
            ended |= list.open.is_some() && matches!(block.kind, BlockKind::Heading(_));
            if is_text && !ended {
                list.take(block, (page, number), &mut sheet.blocks);
            } else {
                sheet.blocks.extend(list.close());
                sheet.blocks.push(block);
            }
            number += usize::from(is_text);
        }
    }
    if let (Some(note), Some(last)) = (list.close(), manuscript.pages.last_mut()) {
        last.blocks.push(note);
    }
}

/// A list of notes that is being read.
struct List<'a> {
    starts: &'a [Start],
    /// The label and the lines of the note that goes on.
    open: Option<(String, Vec<Vec<Run>>)>,
}

impl List<'_> {
    /// Takes the lines of the text block with this page and number; notes that end in it, and what stands before the first
    /// note of the list, become blocks.
    fn take(&mut self, block: Block, place: (usize, usize), blocks: &mut Vec<Block>) {
        let mut before = Vec::new();
        for (number, line) in sheet::split(&block.runs).into_iter().enumerate() {
            let start = self.starts.iter().find(|start| (start.page, start.block) == place && start.line == number);
            match (start, self.open.as_mut()) {
                (Some(start), _) => {
                    blocks.extend(self.close());
                    self.open = Some((start.label.clone(), vec![without_label(line, &start.label)]));
                }
                (None, Some((_, lines))) => lines.push(line),
                (None, None) => before.push(line),
            }
        }
        if !before.is_empty() {
            blocks.push(Block { runs: sheet::joined(before), ..block });
        }
    }

    /// The note that goes on, as a block that can be cited from anywhere.
    fn close(&mut self) -> Option<Block> {
        let (label, lines) = self.open.take()?;
        Some(Block::new(BlockKind::NoteBody(label), sheet::joined(lines)))
    }
}

/// A note's first line without its label.
fn without_label(mut line: Vec<Run>, label: &str) -> Vec<Run> {
    line.retain(|run| !run.text.trim().is_empty());
    if let Some(first) = line.first_mut() {
        let rest = first.text.trim_start().strip_prefix(label).unwrap_or(&first.text);
        first.text = rest.trim_start_matches(['.', ')', ' ', '\u{a0}', '\t']).to_owned();
    }
    line
}
