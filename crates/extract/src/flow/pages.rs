//! A block over which a page ends: is it parted there?
//!
//! A manuscript's blocks stand on one page each. Parting a block in the middle of a sentence is mended by `structure`
//! only where the text shows it; where it would not, the whole block stays on the page where it begins.

use apostille_corpus::{Page, Run};

/// What stands of a block before a page ends in it.
#[derive(Debug)]
pub(super) struct Piece {
    /// The text.
    pub(super) runs: Vec<Run>,
    /// The page that begins after it.
    pub(super) next: Page,
    /// Whether white space stands before the page.
    pub(super) spaced: bool,
}

/// The shortest piece that `structure` puts together again with a next one that begins in lower case.
const MENDABLE: usize = 120;

/// The pieces of a block as they may stand, each with the pages that begin after it.
pub(super) fn settled(pieces: Vec<Piece>, last: Vec<Run>) -> Vec<(Vec<Run>, Vec<Page>)> {
    let mut out: Vec<(Vec<Run>, Vec<Page>)> = Vec::new();
    let mut held: Option<(Vec<Run>, Vec<Page>, bool)> = None;
    let (mut texts, mut nexts) = (Vec::new(), Vec::new());
    for piece in pieces {
        texts.push(piece.runs);
        nexts.push(Some((piece.next, piece.spaced)));
    }
    texts.push(last);
    nexts.push(None);
    for (runs, next) in texts.into_iter().zip(nexts) {
        let (runs, mut pages) = match held.take() {
            Some((before, pages, spaced)) if !may_part(&before, &runs, spaced) => (joined(before, runs, spaced), pages),
            Some((before, pages, _)) => {
                out.push((before, pages));
                (runs, Vec::new())
            }
            None => (runs, Vec::new()),
        };
        match next {
            Some((page, spaced)) => {
                pages.push(page);
                held = Some((runs, pages, spaced));
            }
            None => out.push((runs, pages)),
        }
    }
    out
}

fn may_part(before: &[Run], after: &[Run], spaced: bool) -> bool {
    let (before, after) = (end(before), text(after));
    let (before, after) = (before.trim_end(), after.trim_start());
    let closed = before.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '?', '!']);
    let mendable = before.chars().count() >= MENDABLE && after.starts_with(char::is_lowercase);
    before.is_empty() || after.is_empty() || (spaced && (closed || mendable))
}

fn joined(mut before: Vec<Run>, after: Vec<Run>, spaced: bool) -> Vec<Run> {
    if spaced {
        before.push(Run::plain(" "));
    }
    before.extend(after);
    before
}

/// The end of what may be long by now, and is looked at again at each page that ends in it.
fn end(runs: &[Run]) -> String {
    let mut length = 0;
    let enough = runs.iter().rposition(|run| {
        length += run.text.len();
        length >= 8 * MENDABLE
    });
    text(&runs[enough.unwrap_or(0)..])
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
