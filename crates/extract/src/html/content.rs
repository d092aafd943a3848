//! Which part of a web page is its content? Found by readability, and then read from the page itself.
//!
//! Readability drops what it takes for ornament, which may be a table, a list or the notes: it only says where the content
//! is. What stands there is read whole, but for what is named as furniture and holds nothing that readability kept.

use std::collections::BTreeSet;

use dom_smoothie::{Config, Readability};

use super::page;
use crate::tree::Tree;

/// The content of a page.
#[derive(Debug)]
pub(crate) struct Content {
    /// The element that holds it.
    pub(super) root: usize,
    /// The elements that readability kept.
    kept: BTreeSet<usize>,
}

/// The name of the attribute that tells kept elements.
const STAMP: &str = "data-place";

/// A page larger than this, in bytes, is not judged but read whole: the time of readability grows faster than the page.
const LARGEST: usize = 4 * 1024 * 1024;

/// Content of fewer characters than this is not trusted: readability's own threshold.
const LEAST: usize = 500;

/// Elements that hold no text of the page's own.
const FURNITURE: &[&str] = &["footer", "aside", "menu"];

/// Their roles.
const FURNITURE_ROLES: &[&str] =
    &["banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog", "alert"];

/// Words of their classes and names, each as a whole word.
const FURNITURE_WORDS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "share",
    "sharing",
    "social",
    "sidebar",
    "related",
    "newsletter",
    "subscribe",
    "comments",
    "comment",
    "advert",
    "ads",
    "promo",
    "popup",
    "menu",
    "navbar",
    "pagination",
    "compartir",
    "relacionados",
    "migas",
];

impl Content {
    /// The content of the page that is all of a tree and was read from `html`.
    pub(super) fn of(tree: &Tree, html: &str) -> Content {
        let kept = kept(tree, html).unwrap_or_default();
        let found = common(tree, &kept).filter(|root| length(tree, *root) >= LEAST);
        let marked = marked(tree);
        let root = match (found, marked) {
            (Some(found), Some(marked)) if 2 * length(tree, found) < length(tree, marked) => Some(marked),
            (found, marked) => found.or(marked),
        };
        let body = || tree.named(tree.all(), "body").next().unwrap_or(0);
        Content { root: root.unwrap_or_else(body), kept }
    }

    /// Whether an element is furniture of the page: navigation, or named so and without anything that readability kept.
    pub(super) fn is_furniture(&self, tree: &Tree, node: usize) -> bool {
        if tree.name(node) == "nav" || tree.attribute(node, "role") == Some("navigation") {
            return true;
        }
        let named = FURNITURE.contains(&tree.name(node))
            || tree.attribute(node, "role").is_some_and(|role| FURNITURE_ROLES.contains(&role))
            || (!self.kept.is_empty() && has_furniture_word(tree, node));
        named && self.kept.range(tree.range(node)).next().is_none()
    }
}

fn has_furniture_word(tree: &Tree, node: usize) -> bool {
    let names = ["class", "id"].iter().filter_map(|name| tree.attribute(node, name));
    names
        .flat_map(|value| value.split(|c: char| !c.is_ascii_alphabetic()))
        .any(|word| FURNITURE_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// The elements that readability keeps; none if it finds no content or saw another tree.
fn kept(tree: &Tree, html: &str) -> Option<BTreeSet<usize>> {
    if html.len() > LARGEST {
        return None;
    }
    let config = Config { disable_json_ld: true, char_threshold: LEAST, ..Config::default() };
    let mut readability = Readability::new(html, None, Some(config)).ok()?;
    let elements: Vec<usize> = tree.all().filter(|node| tree.is_element(*node)).collect();
    let mut places = elements.iter();
    for node in readability.doc.select("*").nodes() {
        let is_closed = |name: Option<&str>| name.is_some_and(page::is_closed);
        if node.ancestors_it(None).any(|above| is_closed(above.node_name().as_deref())) {
            continue;
        }
        let place = places.next()?;
        if node.node_name().as_deref() != Some(tree.name(*place)) {
            return None;
        }
        node.set_attr(STAMP, &place.to_string());
    }
    let article = readability.parse().ok()?;
    let mark = format!("{STAMP}=\"");
    let stamps = article.content.match_indices(&mark).map(|(at, _)| &article.content[at + mark.len()..]);
    let places = stamps.filter_map(|rest| rest.split_once('"')?.0.parse().ok());
    Some(places.filter(|place| tree.all().contains(place)).collect())
}

/// The innermost element around all that was kept.
fn common(tree: &Tree, kept: &BTreeSet<usize>) -> Option<usize> {
    let (first, last) = (*kept.first()?, *kept.last()?);
    std::iter::once(first).chain(tree.ancestors(first)).find(|node| tree.range(*node).contains(&last))
}

/// The element that the page itself marks as its content.
fn marked(tree: &Tree) -> Option<usize> {
    let main = |node: &usize| tree.name(*node) == "main" || tree.attribute(*node, "role") == Some("main");
    let mut articles = tree.named(tree.all(), "article");
    tree.all().find(main).or_else(|| articles.next().filter(|_| articles.next().is_none()))
}

/// How many characters stand in an element.
fn length(tree: &Tree, node: usize) -> usize {
    let is_read = |node: &usize| tree.parent(*node).is_none_or(|parent| tree.name(parent) != "script");
    tree.range(node).filter(is_read).map(|node| tree.text(node).trim().chars().count()).sum()
}
