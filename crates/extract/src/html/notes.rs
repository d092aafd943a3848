//! Which links cite notes, and what do those notes say? A reference leads to a body, and the body often leads back.
//!
//! A link is a reference because it is named so, because its target is, or because a small raised or bracketed label leads
//! to a place that begins with that label or leads back. Everything else stays text: `10 km<sup>2</sup>` is no note, and
//! neither is a number that leads into a list of works.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::clues;
use super::links::{Link, Links};
use crate::tree::Tree;

mod bodies;
mod labels;

/// The notes of a tree.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// The label that each link to a note cites.
    pub(super) references: BTreeMap<usize, String>,
    /// The bodies, by the node that they begin with.
    pub(super) bodies: BTreeMap<usize, Body>,
    /// Elements in bodies that are not read: printed labels and ways back.
    pub(super) left_out: BTreeSet<usize>,
}

/// The body of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// The label as its first reference prints it.
    pub(super) label: String,
    /// The node after its last.
    pub(super) end: usize,
}

impl Notes {
    /// The notes of a tree whose files have these paths. What prints their labels is taken out of the tree.
    pub(crate) fn take(tree: &mut Tree, paths: &[String]) -> Notes {
        let links = Links::of(tree, paths);
        let cited: Vec<(&Link, String)> =
            links.all().iter().filter_map(|link| Some((link, cited_label(tree, &links, link)?))).collect();
        let targets: BTreeSet<usize> = cited.iter().map(|(link, _)| link.target).collect();
        let mut notes = Notes::default();
        let mut starts: HashMap<usize, Option<usize>> = HashMap::new();
        for (link, label) in &cited {
            starts.entry(link.target).or_insert_with(|| {
                let Range { start, end } = bodies::extent(tree, link.target, &targets)?;
                notes.bodies.entry(start).or_insert_with(|| Body { label: label.clone(), end });
                Some(start)
            });
        }
        notes.drop_overlapping();
        for (link, _) in cited {
            let body =
                starts[&link.target].and_then(|start| notes.bodies.get(&start).map(|body| (start..body.end, body)));
            if let Some((range, body)) = body
                && !range.contains(&link.node)
            {
                notes.references.insert(link.node, body.label.clone());
            }
        }
        notes.add_uncited(tree);
        notes.left_out =
            notes.bodies.iter().flat_map(|(start, body)| ways_back(tree, &links, *start..body.end)).collect();
        labels::clear(tree, &notes);
        notes
    }

    /// Whether a node stands in the body of a note.
    pub(super) fn holds(&self, node: usize) -> bool {
        self.bodies.range(..=node).next_back().is_some_and(|(_, body)| node < body.end)
    }

    /// A body within another one is part of it, and what stood for it cites nothing.
    fn drop_overlapping(&mut self) {
        let mut end = 0;
        self.bodies.retain(|start, body| {
            let apart = *start >= end;
            end = end.max(body.end);
            apart
        });
    }

    /// Bodies that are named so and that nothing cites are notes too, where their label is known.
    fn add_uncited(&mut self, tree: &Tree) {
        for node in tree.all() {
            if clues::is_body(tree, node)
                && tree.attribute(node, "id").is_some_and(clues::names_note)
                && !self.overlaps(tree.range(node))
            {
                let digits =
                    tree.attribute(node, "id").unwrap_or_default().trim_start_matches(|c: char| !c.is_ascii_digit());
                if let Some(label) = clues::label(digits) {
                    self.bodies.insert(node, Body { label, end: tree.range(node).end });
                }
            }
        }
    }

    fn overlaps(&self, range: Range<usize>) -> bool {
        self.holds(range.start) || self.bodies.range(range).next().is_some()
    }
}

/// The label that a link cites, if it cites a note.
fn cited_label(tree: &Tree, links: &Links, link: &Link) -> Option<String> {
    let parent = tree.parent(link.node)?;
    let named = clues::is_reference(tree, link.node) || (is_raising(tree, parent) && clues::is_reference(tree, parent));
    let way_back = clues::is_way_back(tree, link.node) || (clues::names_reference(&link.fragment) && !named);
    if way_back || (answers(tree, links, link) && link.target < link.node && !named) {
        return None;
    }
    let text = tree.line(tree.range(link.node));
    let label = match clues::label(&text) {
        None if named && text.is_empty() => {
            clues::label(link.fragment.trim_start_matches(|c: char| !c.is_ascii_digit()))
        }
        None if named && text.chars().count() <= 6 => Some(text.clone()),
        label => label,
    }?;
    let sure = named || clues::names_note(&link.fragment) || leads_to_note(tree, link.target);
    (sure || (is_marked(tree, link.node, &text, &label) && is_note(tree, links, link, &label))).then_some(label)
}

fn is_raising(tree: &Tree, node: usize) -> bool {
    matches!(tree.name(node), "sup" | "span" | "small")
}

fn leads_to_note(tree: &Tree, target: usize) -> bool {
    std::iter::once(target)
        .chain(tree.ancestors(target).take(3))
        .any(|node| clues::is_body(tree, node) || clues::is_list(tree, node))
}

/// Whether a label is set as markers are: raised, in square brackets, or a sign.
fn is_marked(tree: &Tree, node: usize, text: &str, label: &str) -> bool {
    let raised = tree.ancestors(node).take(3).any(|above| tree.name(above) == "sup")
        || tree.named(tree.inside(node), "sup").next().is_some()
        || text.chars().any(|c| crate::runs::ordinary(c).is_some());
    let text_at = |node: usize| if tree.all().contains(&node) { tree.text(node) } else { "" };
    let before = node.checked_sub(1).map_or("", text_at);
    let bracketed = text.starts_with('[') || (before.ends_with('[') && text_at(tree.range(node).end).starts_with(']'));
    raised || bracketed || !label.chars().any(char::is_alphanumeric)
}

/// Whether what a marked label leads to answers it, outside lists of works.
fn is_note(tree: &Tree, links: &Links, link: &Link, label: &str) -> bool {
    let block = bodies::block_of(tree, link.target);
    let start = if tree.name(link.target) == "a" { link.target } else { block };
    let texts: Vec<&str> = (start..tree.range(block).end.min(start + 50)).map(|node| tree.text(node).trim()).collect();
    let text = texts.join(" ");
    let own = text.trim_start_matches(['[', '(', '^', ' ', '\n']).strip_prefix(label);
    let begins = own.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let item = tree.name(block) == "li";
    (begins || item || answers(tree, links, link)) && !bodies::is_in_works(tree, links, block)
}

/// Whether the place that a link leads to leads back to the link.
fn answers(tree: &Tree, links: &Links, link: &Link) -> bool {
    let block = bodies::block_of(tree, link.target);
    let near: Vec<usize> = std::iter::once(link.node)
        .chain(tree.ancestors(link.node).take_while(|node| is_raising(tree, *node)))
        .collect();
    let outermost = near.last().copied().unwrap_or(link.node);
    let spot = tree.range(outermost);
    let before = outermost.checked_sub(1).filter(|node| tree.name(*node) == "a");
    links
        .within(tree.range(block))
        .iter()
        .filter(|other| other.node != link.node)
        .any(|other| spot.contains(&other.target) || before == Some(other.target) || near.contains(&other.target))
}

/// The ways back that stand in a body.
fn ways_back<'a>(tree: &'a Tree, links: &'a Links, body: Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let led = links.within(body.clone()).iter().filter(|link| {
        let small = clues::label(&tree.line(tree.range(link.node))).is_some();
        let back = clues::names_reference(&link.fragment)
            || bodies::block_of(tree, link.target) != bodies::block_of(tree, link.node);
        small && back && !body_holds(link)
    });
    let led: Vec<usize> = led.map(|link| link.node).collect();
    let named = body
        .filter(move |node| tree.is_element(*node) && tree.range(*node).len() < 12 && clues::is_way_back(tree, *node));
    led.into_iter().chain(named)
}

/// Whether a link in a body cites another note rather than leading back.
fn body_holds(link: &Link) -> bool {
    clues::names_note(&link.fragment)
}
