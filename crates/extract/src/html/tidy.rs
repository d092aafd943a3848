//! Blocks of published documents that say again what is said elsewhere: they are dropped once all is read.

use apostille_corpus::{Block, BlockKind, FrontMatter, Page};

/// A byline stands among so many blocks at the start.
const TITLE_PAGE: usize = 8;

/// The pages without the headings under which only notes stand: notes are shown where they are cited.
pub(crate) fn without_headings_of_notes(mut pages: Vec<Page>) -> Vec<Page> {
    // Counted from the end: whether text, and whether a note, stands in what a heading of each level would head.
    let (mut has_text, mut has_note) = ([false; 7], [false; 7]);
    for page in pages.iter_mut().rev() {
        let mut kept = Vec::with_capacity(page.blocks.len());
        for block in std::mem::take(&mut page.blocks).into_iter().rev() {
            match &block.kind {
                BlockKind::NoteBody(_) => has_note.fill(true),
                BlockKind::Heading(level) => {
                    let level = usize::from(*level).min(6);
                    let empty = has_note[level] && !has_text[level] && block.runs.iter().all(|run| run.cites.is_none());
                    has_text[level..].fill(false);
                    has_note[level..].fill(false);
                    if empty {
                        continue;
                    }
                    has_text[..level].fill(true);
                }
                _ => has_text.fill(true),
            }
            kept.push(block);
        }
        kept.reverse();
        page.blocks = kept;
    }
    pages
}

/// Drops the line under the title that is no more than the author whom the metadata name: it is no text.
pub(crate) fn drop_byline(pages: &mut [Page], front_matter: &FrontMatter) {
    let authors: Vec<String> = front_matter.authors.iter().map(|author| letters(author.chars())).collect();
    let together = authors.concat();
    let is_byline = |block: &Block| {
        let text = of_block(block);
        let plain = matches!(block.kind, BlockKind::Plain | BlockKind::Paragraph);
        plain && !text.is_empty() && (authors.contains(&text) || text == together)
    };
    for page in pages.iter_mut().take(TITLE_PAGE) {
        let before_text = page.blocks.len().min(TITLE_PAGE);
        let headed = page.blocks[..before_text].iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
        if let Some(byline) =
            page.blocks[..before_text].iter().position(is_byline).filter(|at| headed.is_some_and(|h| h < *at))
        {
            page.blocks.remove(byline);
            return;
        }
    }
}

/// E-books made of one paper have its title on a page of its own, and again over the text: there it heads nothing.
pub(crate) fn drop_repeated_title(pages: &mut [Page], front_matter: &FrontMatter) {
    let title = letters(front_matter.title.as_deref().unwrap_or_default().chars());
    let mut seen = false;
    for page in pages {
        page.blocks.retain(|block| {
            let same = matches!(block.kind, BlockKind::Heading(_)) && of_block(block) == title;
            !(same && std::mem::replace(&mut seen, true))
        });
    }
}

fn of_block(block: &Block) -> String {
    letters(block.runs.iter().flat_map(|run| run.text.chars()))
}

fn letters(text: impl Iterator<Item = char>) -> String {
    text.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
