//! JATS and BITS: papers and books of scholarly publishers (ANSI/NISO Z39.96).

use apostille_corpus::{FrontMatter, Page};

use super::mixed::{self, Step, Vocabulary};
use crate::flow::{Container, Flow};
use crate::tree::Tree;

mod front;
mod labels;
mod notes;

use labels::{after, bracketed, chapter, headed, is_said_elsewhere, label_before, level};
use notes::Paper;

/// Elements in which nothing of the text stands.
const UNREAD: &[&str] = &[
    "article-meta",
    "journal-meta",
    "book-meta",
    "book-part-meta",
    "collection-meta",
    "sec-meta",
    "front-stub",
    "tex-math",
    "object-id",
    "permissions",
    "processing-meta",
    "alt-text",
    "long-desc",
    "kwd-group",
    "floats-wrap",
    "x",
];

/// Elements other than parts that are blocks, or hold blocks.
const BLOCKS: &[&str] = &[
    "p",
    "front",
    "body",
    "back",
    "list",
    "def-list",
    "def-item",
    "term",
    "def",
    "fig",
    "fig-group",
    "table-wrap",
    "table-wrap-foot",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "app-group",
    "sub-article",
    "response",
    "book-body",
    "book-back",
    "front-matter",
    "dedication",
    "statement",
    "disp-formula",
    "speech",
    "verse-group",
    "verse-line",
    "supplementary-material",
    "author-notes",
];

/// Parts that have a heading.
const PARTS: &[&str] = &[
    "sec",
    "app",
    "ack",
    "ref-list",
    "abstract",
    "trans-abstract",
    "boxed-text",
    "notes",
    "bio",
    "glossary",
    "book-part",
    "fn-group",
    "foreword",
    "preface",
    "front-matter-part",
];

/// Among so many of its children a raised reference has the first one that leads to a note.
const MOST: usize = 64;

/// What JATS says, read from a whole document.
pub(super) fn read(tree: &Tree) -> (FrontMatter, Vec<Page>) {
    let mut paper = Paper::of(tree);
    let mut flow = Flow::new();
    for abstracts in ["abstract", "trans-abstract"] {
        let found: Vec<usize> = tree.named(tree.all(), abstracts).filter(|node| is_in_meta(tree, *node)).collect();
        for node in found {
            mixed::walk(tree, tree.range(node), &mut flow, &mut paper);
        }
    }
    mixed::walk(tree, tree.all(), &mut flow, &mut paper);
    mixed::notes(tree, &mut flow, &mut paper, |paper| std::mem::take(&mut paper.waiting));
    (front::read(tree), crate::html::tidy::without_headings_of_notes(flow.finish()))
}

fn is_in_meta(tree: &Tree, node: usize) -> bool {
    tree.parent(node).is_some_and(|parent| matches!(tree.name(parent), "article-meta" | "book-meta"))
}

impl Vocabulary for Paper {
    fn step(&mut self, tree: &Tree, node: usize, flow: &mut Flow) -> Step {
        let parent = tree.parent(node).unwrap_or(node);
        match tree.name(node) {
            name if UNREAD.contains(&name) => Step::Over,
            "abstract" | "trans-abstract" | "ack" | "ref-list" if tree.child(node, "title").is_none() => {
                headed(tree, node, flow)
            }
            "xref" => self.refer(tree, node, flow),
            "fn" => self.note(tree, node, flow),
            "sup"
                if tree
                    .named(tree.inside(node), "xref")
                    .any(|xref| tree.attribute(xref, "ref-type") == Some("bibr")) =>
            {
                bracketed(tree, node, flow)
            }
            "sup" => Step::Raised,
            "italic" | "bold" => Step::Stressed,
            "break" => {
                flow.line_end();
                Step::Inside
            }
            "label" if is_said_elsewhere(tree, node, parent) => Step::Over,
            "label" => after(flow, Step::Inside),
            "title" if PARTS.contains(&tree.name(parent)) => {
                Step::OpenWith(Container::Heading(level(tree, node)), label_before(tree, parent))
            }
            "caption" => Step::OpenWith(Container::Whole, label_before(tree, parent)),
            "p" | "title" if tree.name(parent) == "caption" => after(flow, Step::Inside),
            "disp-quote" | "attrib" | "ref" => Step::Open(Container::Whole),
            "list-item" => Step::Open(Container::Item(Some(self.item_label(tree, node, parent)))),
            "tr" => Step::Open(Container::Row),
            "td" | "th" => {
                flow.start_cell();
                Step::Open(Container::Division)
            }
            "book-part" => chapter(tree, node, flow),
            _ if tree.name(parent) == "element-citation" => after(flow, Step::Inside),
            "surname" | "given-names" | "mixed-citation" | "element-citation" | "year" => after(flow, Step::Inside),
            name if BLOCKS.contains(&name) || PARTS.contains(&name) => Step::Open(Container::Division),
            _ => Step::Inside,
        }
    }

    /// Between two references there is nothing to read.
    fn is_mark(&self, tree: &Tree, text: usize) -> bool {
        let Some(parent) = tree.parent(text) else { return false };
        let is_reference = |node: usize| tree.name(node) == "xref" && tree.attribute(node, "ref-type") == Some("fn");
        let marks = !tree.text(text).trim().is_empty()
            && !tree.text(text).chars().any(|c| c.is_alphanumeric() || c.is_whitespace() && c != ' ');
        marks
            && tree.text(text).len() <= 3
            && match tree.name(parent) {
                "sup" => tree.children(parent).take(MOST).any(is_reference),
                _ => {
                    let next = tree.range(text).end;
                    let before = std::iter::successors(text.checked_sub(1), |node| tree.parent(*node));
                    let before = before.take_while(|node| *node != parent).last();
                    before.is_some_and(is_reference) && next < tree.range(parent).end && is_reference(next)
                }
            }
    }
}
