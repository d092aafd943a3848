//! What do labels and titles of JATS print, and at which level?

use super::super::mixed::Step;
use crate::flow::{Container, Flow, Space};
use crate::tree::Tree;

/// Among so many nodes after a label stands the title or caption that it belongs to.
const NEAR: usize = 16;

/// White space, and then the step.
pub(super) fn after(flow: &mut Flow, step: Step) -> Step {
    flow.space();
    step
}

/// Whether a node stands in an element of this name.
pub(super) fn is_in(tree: &Tree, node: usize, name: &str) -> bool {
    tree.ancestors(node).any(|above| tree.name(above) == name)
}

/// A label without what is set around it.
pub(super) fn bare(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '.')).to_owned()
}

/// Adds a reference to a work in brackets, so that it does not look like a note's.
pub(super) fn bracketed(tree: &Tree, node: usize, flow: &mut Flow) -> Step {
    let text = tree.line(tree.range(node));
    flow.text(&format!("[{}]", text.trim_matches(['[', ']'])), Space::Collapsed);
    Step::Over
}

/// Whether a label is printed by what it labels: a heading, a caption, a note, an item.
pub(super) fn is_said_elsewhere(tree: &Tree, label: usize, parent: usize) -> bool {
    let end = tree.range(parent).end;
    let after = |node: usize| Some(tree.range(node).end).filter(|next| *next < end);
    let next = || std::iter::successors(after(label), |node| after(*node)).take(NEAR);
    let has = |name: &str| next().any(|node| tree.name(node) == name);
    match tree.name(parent) {
        "fn" => !is_in(tree, parent, "table-wrap"),
        "list-item" => true,
        _ => has("title") || has("caption"),
    }
}

/// The label of an element, to stand before its title.
pub(super) fn label_before(tree: &Tree, parent: usize) -> String {
    tree.child(parent, "label").map(|label| format!("{} ", tree.line(tree.range(label)))).unwrap_or_default()
}

/// The level of a heading: how many parts stand around it.
pub(super) fn level(tree: &Tree, node: usize) -> u8 {
    let around = tree
        .ancestors(node)
        .filter(|above| matches!(tree.name(*above), "sec" | "app" | "book-part" | "sub-article"))
        .take(6);
    u8::try_from(around.count().max(1)).unwrap_or(6)
}

/// A part whose title goes without saying: it is said in the language of the part.
pub(super) fn headed(tree: &Tree, part: usize, flow: &mut Flow) -> Step {
    let language = std::iter::once(part).chain(tree.ancestors(part)).find_map(|node| tree.attribute(node, "lang"));
    let spanish = language.is_some_and(|language| language.to_lowercase().starts_with("es"));
    let title = match (tree.name(part), spanish) {
        ("abstract" | "trans-abstract", false) => "Abstract",
        ("abstract" | "trans-abstract", true) => "Resumen",
        ("ack", false) => "Acknowledgements",
        ("ack", true) => "Agradecimientos",
        (_, false) => "References",
        (_, true) => "Referencias",
    };
    flow.open(Container::Heading(level(tree, part)));
    flow.text(title, Space::Collapsed);
    flow.close();
    Step::Open(Container::Division)
}

/// A part of a book has its title in its own metadata.
pub(super) fn chapter(tree: &Tree, part: usize, flow: &mut Flow) -> Step {
    let meta = tree.child(part, "book-part-meta");
    let title = meta.and_then(|meta| tree.named(tree.range(meta), "title").next());
    if let Some(title) = title {
        let around = tree.ancestors(part).filter(|above| tree.name(*above) == "book-part").take(5).count();
        flow.open(Container::Heading(u8::try_from(around + 1).unwrap_or(6)));
        flow.text(&tree.line(tree.range(title)), Space::Collapsed);
        flow.close();
    }
    Step::Open(Container::Division)
}
