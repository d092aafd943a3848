//! The walk that the vocabularies of publishing XML share: each says what its elements mean, here blocks are made of it.

use std::ops::Range;

use crate::flow::{Container, Flow, Space};
use crate::tree::Tree;

/// What an element means for what stands in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: its text is read with what surrounds it.
    Inside,
    /// It is a block, or holds blocks.
    Open(Container),
    /// The same, with text before its own.
    OpenWith(Container, String),
    /// It raises text.
    Raised,
    /// It stresses text.
    Stressed,
    /// What stands in it is not read, or was.
    Over,
}

/// What the elements of a vocabulary mean.
pub(super) trait Vocabulary {
    /// What an element means; text may be added before it.
    fn step(&mut self, tree: &Tree, node: usize, flow: &mut Flow) -> Step;

    /// Whether a text is one between marks and no text of its own.
    fn is_mark(&self, _tree: &Tree, _text: usize) -> bool {
        false
    }
}

enum Open {
    Container,
    Raised,
    Stressed,
}

/// Reads a range of a tree into blocks.
pub(super) fn walk(tree: &Tree, range: Range<usize>, flow: &mut Flow, vocabulary: &mut impl Vocabulary) {
    let mut open: Vec<(usize, Open)> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        leave(at, &mut open, flow);
        if !tree.is_element(at) {
            if !vocabulary.is_mark(tree, at) {
                flow.text(tree.text(at), Space::Lines);
            }
            at += 1;
            continue;
        }
        let end = tree.range(at).end;
        let step = vocabulary.step(tree, at, flow);
        at = if step == Step::Over { end } else { at + 1 };
        enter(step, end, &mut open, flow);
    }
    leave(range.end, &mut open, flow);
}

fn enter(step: Step, end: usize, open: &mut Vec<(usize, Open)>, flow: &mut Flow) {
    let (container, text) = match step {
        Step::Inside | Step::Over => return,
        Step::Raised => {
            flow.raised += 1;
            return open.push((end, Open::Raised));
        }
        Step::Stressed => {
            flow.emphasis += 1;
            return open.push((end, Open::Stressed));
        }
        Step::Open(container) => (container, String::new()),
        Step::OpenWith(container, text) => (container, text),
    };
    flow.open(container);
    flow.text(&text, Space::Collapsed);
    open.push((end, Open::Container));
}

fn leave(at: usize, open: &mut Vec<(usize, Open)>, flow: &mut Flow) {
    while open.last().is_some_and(|(end, _)| *end <= at) {
        match open.pop() {
            Some((_, Open::Container)) => flow.close(),
            Some((_, Open::Raised)) => flow.raised -= 1,
            Some((_, Open::Stressed)) => flow.emphasis -= 1,
            None => {}
        }
    }
}

/// Reads the bodies of notes that stood inside the text: after it, each as a note of its own.
pub(super) fn notes<V: Vocabulary>(
    tree: &Tree,
    flow: &mut Flow,
    vocabulary: &mut V,
    waiting: impl Fn(&mut V) -> Vec<(String, usize)>,
) {
    loop {
        let bodies = waiting(vocabulary);
        if bodies.is_empty() {
            return;
        }
        for (label, body) in bodies {
            flow.open(Container::Note(label));
            walk(tree, tree.inside(body), flow, vocabulary);
            flow.close();
        }
    }
}
