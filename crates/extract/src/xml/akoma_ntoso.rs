//! Akoma Ntoso: laws, bills and judgments (OASIS LegalDocML, Akoma Ntoso 1.0).

use std::collections::{HashMap, HashSet};

use apostille_corpus::{FrontMatter, Identifier, Page};

use super::furniture;
use super::mixed::{self, Step, Vocabulary};
use crate::flow::{Container, Flow};
use crate::tree::Tree;

/// Parts of a law that have a heading, even if only a number stands in it.
const HEADED: &[&str] = &[
    "book",
    "tome",
    "part",
    "subpart",
    "title",
    "subtitle",
    "chapter",
    "subchapter",
    "section",
    "subsection",
    "division",
    "subdivision",
    "article",
    "rule",
    "transitional",
    "hcontainer",
    "level",
];

/// Elements that are blocks, or hold blocks.
const BLOCKS: &[&str] = &[
    "p",
    "content",
    "intro",
    "wrapUp",
    "block",
    "blockContainer",
    "container",
    "preface",
    "preamble",
    "body",
    "mainBody",
    "judgmentBody",
    "conclusions",
    "introduction",
    "background",
    "arguments",
    "remedies",
    "motivation",
    "decision",
    "formula",
    "citations",
    "citation",
    "recitals",
    "recital",
    "longTitle",
    "blockList",
    "listIntroduction",
    "listWrapUp",
    "list",
    "item",
    "ol",
    "ul",
    "li",
    "table",
    "tbody",
    "thead",
    "attachment",
    "attachments",
    "components",
    "component",
    "doc",
    "paragraph",
    "subparagraph",
    "point",
    "indent",
    "alinea",
    "clause",
    "subclause",
    "sublist",
    "proviso",
    "crossHeading",
    "signature",
    "header",
    "coverPage",
    "act",
    "bill",
    "judgment",
    "statement",
    "documentCollection",
    "article",
    "blockquote",
];

/// Among so many of its first children a part has its number and heading.
const FIRST: usize = 8;

/// What Akoma Ntoso says, read from a whole document.
pub(super) fn read(tree: &mut Tree) -> (FrontMatter, Vec<Page>) {
    let running_title = furniture::take(tree);
    let tree = &*tree;
    let mut act = Act { notes: notes_of(tree), waiting: Vec::new(), cited: HashSet::new(), count: 0 };
    let mut flow = Flow::new();
    mixed::walk(tree, tree.all(), &mut flow, &mut act);
    mixed::notes(tree, &mut flow, &mut act, |act| std::mem::take(&mut act.waiting));
    (front_matter(tree, running_title), flow.finish())
}

/// The notes of a document, by their names.
fn notes_of(tree: &Tree) -> HashMap<String, usize> {
    let notes = tree.all().filter(|node| matches!(tree.name(*node), "note" | "authorialNote"));
    notes.filter_map(|node| Some((name(tree, node)?.to_owned(), node))).collect()
}

fn name(tree: &Tree, node: usize) -> Option<&str> {
    tree.attribute(node, "eId").or_else(|| tree.attribute(node, "id"))
}

struct Act {
    /// Notes by name.
    notes: HashMap<String, usize>,
    /// Labels and bodies of the notes that the text was seen to cite and that are still to be read.
    waiting: Vec<(String, usize)>,
    /// Notes that the text was seen to cite.
    cited: HashSet<usize>,
    /// How many notes the text has cited so far.
    count: usize,
}

impl Vocabulary for Act {
    fn step(&mut self, tree: &Tree, node: usize, flow: &mut Flow) -> Step {
        let parent = tree.parent(node).unwrap_or(node);
        match tree.name(node) {
            "meta" | "del" | "toc" | "eop" | "img" => Step::Over,
            "authorialNote" => self.cite(tree, node, node, flow),
            "noteRef" => {
                let target =
                    tree.attribute(node, "href").and_then(|href| self.notes.get(href.trim_start_matches('#')).copied());
                target.map_or(Step::Inside, |target| self.cite(tree, node, target, flow))
            }
            "num" | "heading" | "subheading" if is_headed(tree, parent) => Step::Over,
            "num" => Step::Over,
            "heading" | "subheading" | "crossHeading" => Step::Open(Container::Heading(level(tree, node))),
            "br" | "eol" => {
                flow.line_end();
                Step::Inside
            }
            "sup" => Step::Raised,
            "i" | "b" | "em" | "strong" => Step::Stressed,
            "note" | "quotedStructure" | "embeddedStructure" | "caption" => Step::Open(Container::Whole),
            "tr" => Step::Open(Container::Row),
            "td" | "th" => {
                flow.start_cell();
                Step::Open(Container::Division)
            }
            _ if is_headed(tree, node) => {
                self.head(tree, node, flow);
                Step::Open(Container::Division)
            }
            name if BLOCKS.contains(&name) => Step::Open(tree.child(node, "num").map_or(Container::Division, |num| {
                Container::Item(Some(tree.line(tree.range(num))).filter(|label| !label.is_empty()))
            })),
            _ => Step::Inside,
        }
    }
}

impl Act {
    fn cite(&mut self, tree: &Tree, reference: usize, body: usize, flow: &mut Flow) -> Step {
        self.count += 1;
        let marker = tree.attribute(reference, "marker").or_else(|| tree.attribute(body, "marker"));
        let marker =
            marker.map(|marker| marker.trim_matches(['(', ')', '[', ']', ' '])).filter(|marker| !marker.is_empty());
        let label = marker.map_or_else(|| self.count.to_string(), str::to_owned);
        flow.cite(&label);
        if self.cited.insert(body) {
            self.waiting.push((label, body));
        }
        Step::Over
    }

    /// The heading of a part: its number and its title.
    fn head(&mut self, tree: &Tree, part: usize, flow: &mut Flow) {
        flow.open(Container::Heading(level(tree, part)));
        for name in ["num", "heading", "subheading"] {
            if let Some(child) = tree.child(part, name) {
                mixed::walk(tree, tree.inside(child), flow, self);
                flow.space();
            }
        }
        flow.close();
    }
}

fn is_headed(tree: &Tree, node: usize) -> bool {
    let has = |name: &str| tree.children(node).take(FIRST).any(|child| tree.name(child) == name);
    has("heading") || (HEADED.contains(&tree.name(node)) && has("num"))
}

/// The level of a heading: how many parts stand around it that are headed too.
fn level(tree: &Tree, node: usize) -> u8 {
    let around = tree.ancestors(node).take(100).filter(|above| is_headed(tree, *above)).take(5).count();
    u8::try_from(around + 1).unwrap_or(6)
}

fn front_matter(tree: &Tree, running_title: Option<String>) -> FrontMatter {
    let text =
        |name: &str| tree.named(tree.all(), name).map(|node| tree.line(tree.range(node))).find(|text| !text.is_empty());
    let value = |part: &str, name: &str, attribute: &str| {
        let part = tree.named(tree.all(), part).next()?;
        let mut found = tree.named(tree.range(part), name).filter_map(|node| tree.attribute(node, attribute));
        found.find(|value| !value.trim().is_empty()).map(str::to_owned)
    };
    let work = |name: &str, attribute: &str| value("FRBRWork", name, attribute);
    let title = text("docTitle").or_else(|| work("FRBRalias", "value")).or_else(|| text("shortTitle"));
    FrontMatter {
        title: title.or_else(|| work("FRBRname", "value")).or(running_title).or_else(|| work("FRBRuri", "value")),
        authors: text("docProponent").or_else(|| text("docAuthority")).or_else(|| author(tree)).into_iter().collect(),
        date: work("FRBRdate", "date").or_else(|| value("meta", "publication", "date")),
        kind: text("docType"),
        language: value("FRBRExpression", "FRBRlanguage", "language"),
        publisher: value("meta", "publication", "showAs"),
        identifiers: identifiers(&work),
    }
}

/// The work's author, whose name stands among the references of the document.
fn author(tree: &Tree) -> Option<String> {
    let work = tree.named(tree.all(), "FRBRWork").next()?;
    let author = tree.named(tree.range(work), "FRBRauthor").next()?;
    let wanted = tree.attribute(author, "href")?.trim_start_matches('#');
    let known = tree.all().find(|node| tree.name(*node).starts_with("TLC") && name(tree, *node) == Some(wanted))?;
    tree.attribute(known, "showAs").map(str::to_owned)
}

fn identifiers(work: &impl Fn(&str, &str) -> Option<String>) -> Vec<Identifier> {
    let uri = work("FRBRuri", "value").or_else(|| work("FRBRthis", "value"));
    let known = |value: &String| apostille_corpus::identifiers::of(value);
    let own = |value: String| known(&value).unwrap_or(Identifier { scheme: "frbr".to_owned(), value });
    uri.map(own).into_iter().chain(work("FRBRalias", "value").as_ref().and_then(known)).collect()
}
