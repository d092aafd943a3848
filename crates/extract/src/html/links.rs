//! Where do a page's links lead? Within the page, or within the files of one e-book.

use std::collections::HashMap;
use std::ops::Range;

use super::clues;
use crate::tree::Tree;

/// The links of a tree that lead to a place in it.
#[derive(Debug)]
pub(super) struct Links {
    /// Links in document order.
    list: Vec<Link>,
    /// Headings in document order.
    headings: Vec<usize>,
}

/// A link that leads to a place in the tree.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The link's element.
    pub(super) node: usize,
    /// The element that it leads to.
    pub(super) target: usize,
    /// The target's name.
    pub(super) fragment: String,
}

/// The most links of one place that are looked at.
const MOST: usize = 64;

impl Links {
    /// The links of a tree whose files have these paths; a web page has one file, whose own address may be its path.
    pub(super) fn of(tree: &Tree, paths: &[String]) -> Links {
        let mut places: HashMap<(usize, &str), usize> = HashMap::new();
        for node in tree.all().filter(|node| tree.is_element(*node)) {
            let named = tree.attribute(node, "name").filter(|_| tree.name(node) == "a");
            for name in [tree.attribute(node, "id"), named].into_iter().flatten() {
                places.entry((tree.file_of(node), name)).or_insert(node);
            }
        }
        let link = |node: usize| {
            let (path, fragment) = tree.attribute(node, "href")?.rsplit_once('#')?;
            let from = tree.file_of(node);
            let file = match paths {
                _ if path.is_empty() => from,
                [own] => Some(0)
                    .filter(|_| path == own || clues::names_note(fragment) || clues::names_reference(fragment))?,
                _ => paths.iter().position(|other| *other == resolved(&paths[from], path))?,
            };
            let target = *places.get(&(file, fragment))?;
            Some(Link { node, target, fragment: fragment.to_owned() })
        };
        let headings = tree.all().filter(|node| is_heading(tree.name(*node))).collect();
        Links { list: tree.named(tree.all(), "a").filter_map(link).collect(), headings }
    }

    /// Every link, in document order.
    pub(super) fn all(&self) -> &[Link] {
        &self.list
    }

    /// The last heading before a node.
    pub(super) fn heading_before(&self, node: usize) -> Option<usize> {
        self.headings[..self.headings.partition_point(|heading| *heading < node)].last().copied()
    }

    /// The first links that stand in a range.
    pub(super) fn within(&self, range: Range<usize>) -> &[Link] {
        let start = self.list.partition_point(|link| link.node < range.start);
        let end = self.list.partition_point(|link| link.node < range.end);
        &self.list[start..end.min(start + MOST)]
    }
}

/// Whether an element of this name is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A path as it is written in the file at `base`, from the root of the e-book.
fn resolved(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
        parts.push("");
    }
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_path_never_leads_out_of_the_book() {
        for (base, path, wanted) in [
            ("/OPS/text/ch1.xhtml", "notes.xhtml", "/OPS/text/notes.xhtml"),
            ("/OPS/text/ch1.xhtml", "../notes.xhtml", "/OPS/notes.xhtml"),
            ("/OPS/text/ch1.xhtml", "../../../../etc/passwd", "/etc/passwd"),
            ("/OPS/text/ch1.xhtml", "/OPS/./notes.xhtml", "/OPS/notes.xhtml"),
        ] {
            assert_eq!(resolved(base, path), wanted);
        }
    }
}
