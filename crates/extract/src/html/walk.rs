//! From a tree's elements to blocks: what HTML elements mean.

use std::collections::BTreeSet;

use super::clues;
use super::content::Content;
use super::elements::{is_block, is_cell};
use super::links::is_heading;
use super::list::Numbers;
use super::notes::Notes;
use super::{pagebreak, table};
use crate::flow::{Container, Flow, Space};
use crate::tree::Tree;

/// Elements whose text is whole as it stands.
const WHOLE: &[&str] = &["blockquote", "caption", "figcaption", "pre", "dd"];

/// Elements in which nothing of the text stands.
const UNREAD: &[&str] = &[
    "annotation",
    "annotation-xml",
    "audio",
    "button",
    "canvas",
    "datalist",
    "del",
    "dialog",
    "embed",
    "head",
    "iframe",
    "input",
    "map",
    "noscript",
    "object",
    "option",
    "rp",
    "rt",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// How an element is left again.
enum Open {
    /// It closes the container it opened.
    Container,
    /// It stresses text.
    Emphasis,
    /// It raises text.
    Raised,
    /// It keeps line ends.
    Verbatim,
    /// It is the body of a note; white space and looks before it are the note's no more.
    Note,
}

/// A walk through a tree.
pub(crate) struct Walk<'a> {
    tree: &'a Tree,
    notes: &'a Notes,
    content: Option<&'a Content>,
    flow: Flow,
    open: Vec<(usize, Open)>,
    verbatim: usize,
    numbers: Numbers,
    /// Bodies of notes that were read.
    read: BTreeSet<usize>,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun. Without `content` nothing but navigation is furniture.
    pub(crate) fn new(tree: &'a Tree, notes: &'a Notes, content: Option<&'a Content>) -> Walk<'a> {
        Walk {
            tree,
            notes,
            content,
            flow: Flow::new(),
            open: Vec::new(),
            verbatim: 0,
            numbers: Numbers::default(),
            read: BTreeSet::new(),
        }
    }

    /// Reads an element and what stands in it.
    pub(crate) fn read(&mut self, root: usize) {
        let range = self.tree.range(root);
        self.read_range(range.start, range.end);
    }

    /// Reads a file of the tree.
    pub(crate) fn read_file(&mut self, file: usize) {
        let range = self.tree.file(file);
        self.read_range(range.start, range.end);
    }

    /// Reads the bodies of notes that were not met so far, and gives the blocks.
    pub(crate) fn finish(mut self) -> Vec<apostille_corpus::Page> {
        let unread: Vec<usize> = self.notes.bodies.keys().filter(|start| !self.read.contains(start)).copied().collect();
        for start in unread {
            self.read_range(start, self.notes.bodies[&start].end);
        }
        self.flow.finish()
    }

    fn read_range(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            self.leave(at);
            self.begin_note(at);
            at = if self.tree.is_element(at) {
                self.enter(at)
            } else {
                self.text(at);
                at + 1
            };
        }
        self.leave(end);
        self.flow.end();
    }

    /// Leaves the elements that end before a node.
    fn leave(&mut self, at: usize) {
        while self.open.last().is_some_and(|(end, _)| *end <= at) {
            match self.open.pop() {
                Some((_, Open::Container | Open::Note)) => self.flow.close(),
                Some((_, Open::Emphasis)) => self.flow.emphasis -= 1,
                Some((_, Open::Raised)) => self.flow.raised -= 1,
                Some((_, Open::Verbatim)) => self.verbatim -= 1,
                None => {}
            }
        }
    }

    fn begin_note(&mut self, at: usize) {
        let Some(body) = self.notes.bodies.get(&at) else { return };
        self.read.insert(at);
        self.flow.open(Container::Note(body.label.clone()));
        let end = body.end;
        // What stands open around a body that begins inside a block ends with the body at the latest.
        self.open.push((end, Open::Note));
    }

    fn text(&mut self, at: usize) {
        let space = if self.verbatim > 0 { Space::Lines } else { Space::Collapsed };
        self.flow.text(self.tree.text(at), space);
    }

    /// Enters an element, and gives the node that comes next.
    fn enter(&mut self, at: usize) -> usize {
        let end = self.tree.range(at).end;
        if let Some(label) = self.notes.references.get(&at) {
            self.flow.cite(label);
            return end;
        }
        if let Some(label) = pagebreak::label(self.tree, at) {
            self.flow.begin_page(label);
            return end;
        }
        if self.is_unread(at) {
            return end;
        }
        match self.tree.name(at) {
            "br" => self.flow.line_end(),
            "em" | "i" | "strong" | "b" | "cite" | "dfn" => self.open_look(end, Open::Emphasis),
            "sup" => self.open_look(end, Open::Raised),
            "q" => {}
            name => self.enter_block(at, name, end),
        }
        at + 1
    }

    fn open_look(&mut self, end: usize, look: Open) {
        if matches!(look, Open::Raised) {
            self.flow.raised += 1;
        } else {
            self.flow.emphasis += 1;
        }
        self.open.push((end, look));
    }

    fn enter_block(&mut self, at: usize, name: &str, end: usize) {
        let container = match name {
            name if is_heading(name) => Container::Heading(name.as_bytes()[1] - b'0'),
            name if WHOLE.contains(&name) => Container::Whole,
            "li" => Container::Item(Some(self.numbers.label(self.tree, at))),
            "tr" if table::is_of_data(self.tree, at) => Container::Row,
            name if is_block(name) || is_cell(name) => Container::Division,
            _ => return,
        };
        self.flow.open(container);
        self.open.push((end, Open::Container));
        if name == "pre" {
            self.verbatim += 1;
            self.open.push((end, Open::Verbatim));
        }
        if is_cell(name) {
            self.flow.start_cell();
        }
    }

    /// Whether nothing in an element is read here: hidden, furniture, a way back, a body that was read before. The body of
    /// a note is read even where it is hidden until somebody points at its marker.
    fn is_unread(&self, at: usize) -> bool {
        let left_out = UNREAD.contains(&self.tree.name(at)) || self.notes.left_out.contains(&at);
        let furniture = match self.content {
            Some(content) => content.is_furniture(self.tree, at),
            None => self.tree.name(at) == "nav",
        };
        left_out
            || clues::is_permalink(self.tree, at)
            || ((furniture || is_hidden(self.tree, at)) && !self.notes.holds(at))
    }
}

fn is_hidden(tree: &Tree, at: usize) -> bool {
    let style = tree.attribute(at, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    let attribute = tree.attribute(at, "hidden").is_some() || tree.attribute(at, "aria-hidden") == Some("true");
    attribute || style.contains("display:none") || style.contains("visibility:hidden")
}
