//! Which lines of a page are its running head and foot? They are taken off, and the page's printed label is read in them.
//!
//! Only for formats whose blocks have places. A line is furniture if lines that say the same recur at its height, in buckets
//! of 6 points, among the outermost lines of 15 % of the pages, odd and even apart, or of pages that follow each other;
//! and a bare number that counts with the pages is, wherever it stands there. A line that recurs nowhere is furniture too
//! if it holds the page's label where other pages have theirs. Between furniture and its edge of the page there is nothing
//! but furniture: a heading that recurs under the titles of papers is none.

mod edges;
mod recurring;

use super::page_labels;
use super::sheet::{self, Line};
use crate::manuscript::Manuscript;
use edges::Edges;
use recurring::Recurring;

/// Takes running heads and feet off a manuscript's pages and gives the pages their printed labels.
pub(crate) fn take_off(manuscript: &mut Manuscript) {
    let text_size = sheet::size(manuscript.pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs));
    let edges: Vec<Edges> = manuscript.pages.iter().map(|page| Edges::of(page, text_size)).collect();
    if edges.iter().all(|edges| edges.lines().next().is_none()) {
        return;
    }
    let recurring = Recurring::of(&edges);
    let mut taken: Vec<Vec<&Line>> = Vec::with_capacity(edges.len());
    for (index, edges) in edges.iter().enumerate() {
        taken.push(edges.furniture(|line| recurring.has(line, index)));
    }
    let mut labels = page_labels::of(&taken);
    let missed: Vec<_> =
        edges.iter().enumerate().map(|(index, edges)| page_labels::missed(edges.lines(), index, &labels)).collect();
    for (index, (line, label)) in missed.into_iter().enumerate().filter_map(|(index, found)| Some((index, found?))) {
        let with = edges[index].furniture(|other| other == line || taken[index].contains(&other));
        if labels[index].is_none() && with.contains(&line) {
            labels[index] = Some(label);
            taken[index] = with;
        }
    }
    let given = manuscript.pages.iter_mut().map(|page| page.label.take()).collect();
    let labels = page_labels::settled(given, labels);
    for ((page, lines), label) in manuscript.pages.iter_mut().zip(&taken).zip(labels) {
        sheet::remove(page, lines);
        page.label = label;
    }
}
