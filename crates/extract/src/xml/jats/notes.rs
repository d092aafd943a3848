//! Which footnotes does a JATS document have, and what cites them?

use std::collections::{HashMap, HashSet};

use super::super::mixed::Step;
use super::labels::{bare, bracketed, is_in};
use crate::flow::{Container, Flow};
use crate::tree::Tree;

/// The notes of a document that is being read.
pub(super) struct Paper {
    /// Footnotes by name, with their labels.
    notes: HashMap<String, (usize, String)>,
    /// Footnotes that the text cites.
    cited: HashSet<usize>,
    /// Labels and bodies of notes that stand inside the text and are still to be read.
    pub(super) waiting: Vec<(String, usize)>,
    /// How many items of each list were read.
    places: HashMap<usize, usize>,
}

impl Paper {
    /// The footnotes of a document.
    pub(super) fn of(tree: &Tree) -> Paper {
        let references = tree.named(tree.all(), "xref").filter(|node| tree.attribute(*node, "ref-type") == Some("fn"));
        let mut printed: HashMap<&str, String> = HashMap::new();
        for node in references {
            for name in tree.attribute(node, "rid").unwrap_or_default().split_ascii_whitespace() {
                printed.entry(name).or_insert_with(|| bare(&tree.line(tree.range(node))));
            }
        }
        let footnotes = tree.named(tree.all(), "fn").filter(|node| !is_in(tree, *node, "table-wrap"));
        let (mut notes, mut cited) = (HashMap::new(), HashSet::new());
        let footnotes: Vec<usize> = footnotes.collect();
        let own_label = |note: usize| tree.child(note, "label").map(|label| bare(&tree.line(tree.range(label))));
        let known: HashSet<String> =
            printed.values().cloned().chain(footnotes.iter().filter_map(|note| own_label(*note))).collect();
        // Notes without a label are counted with what the others leave free.
        let mut free = (1..).map(|number: usize| number.to_string()).filter(|number| !known.contains(number));
        for note in footnotes {
            let name = tree.attribute(note, "id").map_or_else(|| format!("\0{note}"), str::to_owned);
            let label = printed.get(name.as_str()).cloned().or(own_label(note)).filter(|label| !label.is_empty());
            if printed.contains_key(name.as_str()) {
                cited.insert(note);
            }
            notes.insert(name, (note, label.or_else(|| free.next()).unwrap_or_default()));
        }
        Paper { notes, cited, waiting: Vec::new(), places: HashMap::new() }
    }

    fn label_of(&self, tree: &Tree, note: usize) -> Option<&str> {
        let name = tree.attribute(note, "id").map_or_else(|| format!("\0{note}"), str::to_owned);
        self.notes.get(&name).map(|(_, label)| label.as_str())
    }

    /// A reference: to notes, or to works, which are no notes; raised, these stand in brackets so as not to look like one.
    pub(super) fn refer(&self, tree: &Tree, node: usize, flow: &mut Flow) -> Step {
        match tree.attribute(node, "ref-type") {
            Some("fn") => {
                let names = tree.attribute(node, "rid").unwrap_or_default().split_ascii_whitespace();
                let labels: Vec<&str> =
                    names.filter_map(|name| self.notes.get(name).map(|(_, label)| label.as_str())).collect();
                labels.iter().for_each(|label| flow.cite(label));
                if labels.is_empty() { Step::Inside } else { Step::Over }
            }
            Some("bibr") if tree.named(tree.inside(node), "sup").next().is_some() => bracketed(tree, node, flow),
            _ => Step::Inside,
        }
    }

    /// The printed label of the next item of a list.
    pub(super) fn item_label(&mut self, tree: &Tree, item: usize, list: usize) -> String {
        let place = self.places.entry(list).or_default();
        *place += 1;
        let own = tree.child(item, "label").map(|label| tree.line(tree.range(label))).filter(|label| !label.is_empty());
        match (own, tree.attribute(list, "list-type")) {
            (Some(label), _) => label,
            (None, Some("order")) => format!("{place}."),
            (None, _) => "-".to_owned(),
        }
    }

    /// What a footnote means where it stands.
    pub(super) fn note(&mut self, tree: &Tree, node: usize, flow: &mut Flow) -> Step {
        let Some(label) = self.label_of(tree, node).map(str::to_owned) else { return Step::Open(Container::Whole) };
        if !is_in(tree, node, "fn-group") && !is_in(tree, node, "author-notes") {
            if !self.cited.contains(&node) {
                flow.cite(&label);
            }
            self.waiting.push((label, node));
            return Step::Over;
        }
        let is_note = self.cited.contains(&node);
        Step::Open(if is_note { Container::Note(label) } else { Container::Whole })
    }
}
