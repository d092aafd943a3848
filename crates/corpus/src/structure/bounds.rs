//! What of a manuscript is larger than in any document? It is cut to measure before anything is compared.
//!
//! Much of `structure` compares what stands in a block, or on a page, with all else that stands there. That is right for
//! documents; what a stranger made to exhaust us would take the square of its length, in a process without limits. No text
//! is lost: long blocks are cut in several, and crowded pages are read as text without places.

use crate::manuscript::{Block, BlockKind, Manuscript, Page, Run};

/// A block has at most this many bytes of text. The longest of the shared corpus, a paragraph of a law, has 9,984.
const LONGEST_BLOCK: usize = 30_000;
/// A block has at most this many runs. In the shared corpus, 29.
const MOST_RUNS: usize = 2_000;
/// A heading has at most this many bytes; a longer one is text. Each passage repeats its heading. In the shared corpus, 504.
const LONGEST_HEADING: usize = 1_000;
/// A label of a page, a note or an item has at most this many characters. Each passage repeats its page's label.
pub(crate) const LONGEST_LABEL: usize = 40;
/// A page whose blocks have places has at most this many of them. In the shared corpus, 60.
const MOST_BLOCKS: usize = 2_000;
/// A placed page has at most this many bytes of text. In the shared corpus, 10,846.
const MOST_TEXT: usize = 100_000;
/// A document whose pages have places has at most this many of them; heads and feet are looked for among all.
const MOST_PAGES: usize = 10_000;
/// A document has at most this many notes. The next are paragraphs.
pub(crate) const MOST_NOTES: usize = 20_000;
/// A document has at most this many authors. Papers of physics have some thousands, which nobody reads.
const MOST_AUTHORS: usize = 200;

/// Cuts a manuscript to measure.
pub(crate) fn keep(manuscript: &mut Manuscript) {
    manuscript.front_matter.authors.truncate(MOST_AUTHORS);
    manuscript.pages.iter_mut().for_each(keep_page);
    if manuscript.pages.len() > MOST_PAGES {
        manuscript.pages.iter_mut().for_each(without_places);
    }
    let blocks = manuscript.pages.iter_mut().flat_map(|page| &mut page.blocks);
    let notes = blocks.filter(|block| matches!(block.kind, BlockKind::NoteBody(_)));
    notes.skip(MOST_NOTES).for_each(|block| block.kind = BlockKind::Paragraph);
}

fn keep_page(page: &mut Page) {
    page.label = page.label.take().filter(|label| is_label(label));
    if page.blocks.iter().any(|block| !fits(block)) {
        page.blocks = std::mem::take(&mut page.blocks).into_iter().flat_map(cut).collect();
    }
    let crowded = || page.blocks.iter().map(length).sum::<usize>() > MOST_TEXT;
    if page.height > 0.0 && (page.blocks.len() > MOST_BLOCKS || crowded()) {
        without_places(page);
    }
}

fn length(block: &Block) -> usize {
    block.runs.iter().map(|run| run.text.len()).sum()
}

fn fits(block: &Block) -> bool {
    let label = match &block.kind {
        BlockKind::Heading(level) => (1..=9).contains(level) && length(block) <= LONGEST_HEADING,
        BlockKind::Item(label) | BlockKind::NoteBody(label) => is_label(label),
        BlockKind::Plain | BlockKind::Paragraph | BlockKind::Row => true,
    };
    let cites = |run: &Run| run.cites.as_deref().is_none_or(is_label);
    label && length(block) <= LONGEST_BLOCK && block.runs.len() <= MOST_RUNS && block.runs.iter().all(cites)
}

fn without_places(page: &mut Page) {
    page.height = 0.0;
    for block in &mut page.blocks {
        block.place = None;
        block.runs.iter_mut().for_each(|run| run.size = 0.0);
    }
}

/// A block's pieces, each of which fits.
fn cut(block: Block) -> Vec<Block> {
    let kind = match block.kind {
        BlockKind::Heading(level) if length(&block) <= LONGEST_HEADING => BlockKind::Heading(level.clamp(1, 9)),
        BlockKind::Heading(_) => BlockKind::Paragraph,
        BlockKind::Item(label) => BlockKind::Item(shortened(label)),
        BlockKind::NoteBody(label) => BlockKind::NoteBody(shortened(label)),
        kind => kind,
    };
    let mut pieces: Vec<Vec<Run>> = Vec::new();
    let mut length = 0;
    for run in block.runs.into_iter().flat_map(cut_run) {
        length += run.text.len();
        match pieces.last_mut().filter(|piece| length <= LONGEST_BLOCK && piece.len() < MOST_RUNS) {
            Some(piece) => piece.push(run),
            None => {
                length = run.text.len();
                pieces.push(vec![run]);
            }
        }
    }
    pieces.into_iter().map(|runs| Block { kind: kind.clone(), runs, place: block.place }).collect()
}

/// A run's pieces, each short enough for a block.
fn cut_run(mut run: Run) -> Vec<Run> {
    let text = std::mem::take(&mut run.text);
    let cites = run.cites.take().map(shortened);
    let mut rest = text.as_str();
    let mut pieces = Vec::new();
    while rest.len() > LONGEST_BLOCK {
        let (piece, behind) = rest.split_at(end_of_piece(rest));
        pieces.push(Run { text: piece.to_owned(), ..run.clone() });
        rest = behind;
    }
    pieces.push(Run { text: rest.to_owned(), cites, ..run });
    pieces
}

/// Where a text that is too long is cut: behind white space, or between any two characters where there is none.
fn end_of_piece(text: &str) -> usize {
    let ends = |at: &usize| text.is_char_boundary(*at);
    let most = (0..=LONGEST_BLOCK).rev().find(ends).unwrap_or(text.len());
    let (space, c) = text[..most].char_indices().rev().find(|(_, c)| c.is_whitespace()).unwrap_or((most, '\0'));
    if c == '\0' { most } else { space + c.len_utf8() }
}

fn is_label(text: &str) -> bool {
    text.chars().nth(LONGEST_LABEL).is_none()
}

fn shortened(label: String) -> String {
    label.chars().take(LONGEST_LABEL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(height: f32, blocks: Vec<Block>) -> Manuscript {
        Manuscript { pages: vec![Page { height, blocks, ..Page::default() }], ..Manuscript::default() }
    }

    fn text(manuscript: &Manuscript) -> String {
        let runs = manuscript.pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs);
        runs.map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn whatever_is_too_long_is_cut_and_nothing_is_lost() {
        let runs = |text: &str, count: usize| vec![Run::plain(text); count];
        let blocks = [
            Block::new(BlockKind::Plain, runs(&"word ".repeat(50_000), 1)),
            Block::new(BlockKind::Row, runs(&"ñ".repeat(50_000), 2)),
            Block::new(BlockKind::Plain, runs("é ", 50_000)),
            Block::new(BlockKind::NoteBody("1".repeat(100)), runs("note", 1)),
            Block::new(BlockKind::Heading(255), runs("word ", 1)),
            Block::new(BlockKind::Heading(1), runs("word ", 1_000)),
        ];
        for block in blocks {
            let mut manuscript = page(0.0, vec![block]);
            let before = text(&manuscript);
            keep(&mut manuscript);
            assert_eq!(text(&manuscript), before);
            assert!(manuscript.pages[0].blocks.iter().all(fits));
        }
    }

    #[test]
    fn a_crowded_page_is_text_without_places() {
        let block = Block {
            place: Some(crate::Place::default()),
            ..Block::new(BlockKind::Plain, vec![Run { size: 9.0, ..Run::plain("word") }])
        };
        for (count, placed) in [(MOST_BLOCKS, true), (MOST_BLOCKS + 1, false)] {
            let mut manuscript = page(842.0, vec![block.clone(); count]);
            keep(&mut manuscript);
            let page = &manuscript.pages[0];
            assert_eq!((page.height > 0.0, page.blocks[0].place.is_some(), page.blocks.len()), (placed, placed, count));
        }
    }
}
