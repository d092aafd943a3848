//! From the place that a reference leads to, how far does the body of the note reach?

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::clues;
use super::super::elements::{is_block, is_cell};
use super::super::links::{Links, is_heading};
use crate::tree::Tree;

/// Elements that are never a note's body.
const TOO_LARGE: &[&str] = &[
    "html", "body", "article", "main", "table", "tbody", "ol", "ul", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "nav",
    "header", "figure",
];

/// Elements that a body grows to if nothing stands before it in them.
const WRAPPERS: &[&str] = &["div", "li", "aside", "dd", "tr", "section"];

/// A body is no longer than this, in characters: the longest notes of the sample papers have a tenth of it.
const LONGEST: usize = 20_000;

/// Headings of lists of works: what leads there is a reference to a work and no note.
const WORKS: &[&str] = &[
    "references",
    "bibliography",
    "works cited",
    "literature",
    "literature cited",
    "referencias",
    "bibliografía",
    "referencias bibliográficas",
    "obras citadas",
    "fuentes",
    "sources",
];

/// The innermost block that a node is or stands in; a cell is part of its row.
pub(super) fn block_of(tree: &Tree, node: usize) -> usize {
    let mut around = std::iter::once(node).chain(tree.ancestors(node));
    around.find(|at| is_block(tree.name(*at))).unwrap_or(node)
}

/// The nodes of the body that begins at a target; none if it is no body's place.
pub(super) fn extent(tree: &Tree, target: usize, targets: &BTreeSet<usize>) -> Option<Range<usize>> {
    let block = block_of(tree, target);
    let range = tree.range(block);
    let next = targets.range(target + 1..range.end).next().copied();
    let first = targets.range(range.clone()).next() == Some(&target);
    let body = match next {
        Some(_) if is_block(tree.name(target)) || is_cell(tree.name(target)) => return None,
        Some(next) => target..next,
        None if !first => target..range.end,
        None if TOO_LARGE.contains(&tree.name(block)) => return None,
        None if tree.name(block) == "dt" => block..end_of_description(tree, block),
        None => tree.range(grown(tree, block, targets)),
    };
    at_most(tree, body)
}

fn at_most(tree: &Tree, body: Range<usize>) -> Option<Range<usize>> {
    let length: usize = body.clone().map(|node| tree.text(node).len()).sum();
    (length <= LONGEST).then_some(body)
}

/// The outermost element that is nothing but the block: no text before it, no other note, no heading.
fn grown(tree: &Tree, block: usize, targets: &BTreeSet<usize>) -> usize {
    let mut body = block;
    for above in tree.ancestors(block) {
        let is_blank = |mut nodes: Range<usize>| nodes.all(|node| tree.text(node).trim().is_empty());
        if !WRAPPERS.contains(&tree.name(above)) || !is_blank(above..body) {
            break;
        }
        let alone = targets.range(tree.range(above)).count() == targets.range(tree.range(body)).count();
        let named = clues::is_body(tree, above) || tree.attribute(above, "id").is_some_and(clues::names_note);
        let whole = named
            || matches!(tree.name(above), "li" | "aside" | "dd" | "tr")
            || is_blank(tree.range(body).end..tree.range(above).end);
        if !alone || !whole || tree.range(above).any(|node| is_heading(tree.name(node))) {
            break;
        }
        body = above;
    }
    body
}

/// Where the descriptions after a term end.
fn end_of_description(tree: &Tree, term: usize) -> usize {
    let end = tree.range(term).end;
    let Some(list) = tree.parent(term) else { return end };
    let after = tree.children(list).skip_while(|child| *child <= term).take_while(|child| tree.name(*child) != "dt");
    after.filter(|child| tree.name(*child) == "dd").map(|child| tree.range(child).end).last().unwrap_or(end)
}

/// Whether the nearest heading before a block is that of a list of works.
pub(super) fn is_in_works(tree: &Tree, links: &Links, block: usize) -> bool {
    links.heading_before(block).is_some_and(|heading| {
        let text = tree.line(tree.range(heading)).to_lowercase();
        tree.file_of(heading) == tree.file_of(block) && WORKS.contains(&text.trim_end_matches(':'))
    })
}
