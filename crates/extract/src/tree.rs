//! Marked-up documents as one flat tree: elements and text in document order, whether they came from HTML or from XML.
//!
//! An element knows where what stands in it ends, so that walking, searching and asking what stands in what need no
//! recursion: no nesting, however deep, uses up the stack. What elements mean is the formats' business.

use std::ops::Range;

mod xml;

/// A document nested deeper than this is not read: browsers stop at 512, and the time of parsers grows with it.
pub(crate) const DEEPEST: usize = 1000;

/// Why a document is not a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// Its elements stand too deep in one another.
    #[error("its elements stand more than {DEEPEST} deep in one another")]
    TooDeep,
    /// It declares entities, which may stand for any amount of text.
    #[error("it declares entities of its own, which are not expanded")]
    Entities,
    /// It is not well-formed.
    #[error("it is not well-formed XML ({0})")]
    Malformed(String),
}

/// A document, or several of one publication, as nodes in document order.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Where each file begins.
    files: Vec<usize>,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: Option<usize>,
    end: usize,
}

#[derive(Debug)]
enum Kind {
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
}

impl Tree {
    /// Adds the elements of an XML document as a new file.
    ///
    /// # Errors
    /// A [`Fault`]; the tree is then as it was.
    pub(crate) fn add_xml(&mut self, text: &str) -> Result<(), Fault> {
        let (nodes, files) = (self.nodes.len(), self.files.len());
        xml::read(text, self).inspect_err(|_| {
            self.nodes.truncate(nodes);
            self.files.truncate(files);
            self.open.clear();
        })
    }

    /// Begins a new file: what is added from now on is its.
    pub(crate) fn begin_file(&mut self) {
        self.close_to(0);
        self.files.push(self.nodes.len());
    }

    /// Opens an element in the open one.
    pub(crate) fn open(&mut self, name: String, attributes: Vec<(String, String)>) {
        self.push(Kind::Element { name, attributes });
        self.open.push(self.nodes.len() - 1);
    }

    /// Closes elements until this many are open.
    pub(crate) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(node) = self.open.pop() {
                self.nodes[node].end = self.nodes.len();
            }
        }
    }

    /// Adds text to the open element.
    pub(crate) fn add_text(&mut self, text: &str) {
        let open = self.open.last().copied();
        match self.nodes.last_mut() {
            Some(Node { kind: Kind::Text(before), parent, .. }) if *parent == open && open.is_some() => {
                before.push_str(text);
            }
            _ => self.push(Kind::Text(text.to_owned())),
        }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    fn push(&mut self, kind: Kind) {
        let end = self.nodes.len() + 1;
        self.nodes.push(Node { kind, parent: self.open.last().copied(), end });
    }

    /// Every node.
    pub(crate) fn all(&self) -> Range<usize> {
        0..self.nodes.len()
    }

    /// The file that a node stands in, from 0.
    pub(crate) fn file_of(&self, node: usize) -> usize {
        self.files.partition_point(|start| *start <= node).saturating_sub(1)
    }

    /// The nodes of a file.
    pub(crate) fn file(&self, file: usize) -> Range<usize> {
        let start = self.files.get(file).copied().unwrap_or(self.nodes.len());
        start..self.files.get(file + 1).copied().unwrap_or(self.nodes.len())
    }

    /// A node and what stands in it.
    pub(crate) fn range(&self, node: usize) -> Range<usize> {
        node..self.nodes[node].end
    }

    /// What stands in a node, at any depth.
    pub(crate) fn inside(&self, node: usize) -> Range<usize> {
        node + 1..self.nodes[node].end
    }

    /// The element that a node stands in.
    pub(crate) fn parent(&self, node: usize) -> Option<usize> {
        self.nodes[node].parent
    }

    /// The elements that a node stands in, the innermost first.
    pub(crate) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(node), |node| self.parent(*node))
    }

    /// What stands directly in a node, elements and text.
    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let Range { start, end } = self.inside(node);
        let within = move |at: usize| (at < end).then_some(at);
        std::iter::successors(within(start), move |at| within(self.nodes[*at].end))
    }

    /// The first element of this name that stands directly in a node.
    pub(crate) fn child(&self, node: usize, name: &str) -> Option<usize> {
        self.children(node).find(|child| self.name(*child) == name)
    }

    /// The elements of this name in a range.
    pub(crate) fn named<'a>(&'a self, range: Range<usize>, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        range.filter(move |node| self.name(*node) == name)
    }

    /// An element's name, in lower case for HTML and without prefix for XML; nothing for text.
    pub(crate) fn name(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    /// Whether a node is an element.
    pub(crate) fn is_element(&self, node: usize) -> bool {
        matches!(self.nodes[node].kind, Kind::Element { .. })
    }

    /// The value of an element's attribute.
    pub(crate) fn attribute(&self, node: usize, wanted: &str) -> Option<&str> {
        match &self.nodes[node].kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            Kind::Text(_) => None,
        }
    }

    /// The text of a text node; nothing for an element.
    pub(crate) fn text(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Text(text) => text,
            Kind::Element { .. } => "",
        }
    }

    /// Puts other text in a text node's place.
    pub(crate) fn set_text(&mut self, node: usize, text: String) {
        if let Kind::Text(old) = &mut self.nodes[node].kind {
            *old = text;
        }
    }

    /// All text in a range, as one line.
    pub(crate) fn line(&self, range: Range<usize>) -> String {
        let text: String = range.map(|node| self.text(node)).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Result<Tree, Fault> {
        let mut tree = Tree::default();
        tree.add_xml(xml).map(|()| tree)
    }

    #[test]
    fn elements_know_what_stands_in_them() {
        let tree = tree("<a x='1 &amp; 2'>one<b:c>two</b:c>&#233;&eacute;<![CDATA[<d>]]></a>").unwrap();
        assert_eq!(tree.attribute(0, "x"), Some("1 & 2"));
        assert_eq!(tree.line(tree.range(0)), "onetwoéé<d>");
        let children: Vec<&str> = tree.children(0).map(|child| tree.name(child)).collect();
        assert_eq!(children, ["", "c", ""]);
        assert_eq!(tree.ancestors(3).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn what_is_no_tree_is_refused_and_leaves_nothing() {
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        for (xml, fault) in [
            (deep.as_str(), Fault::TooDeep),
            ("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", Fault::Entities),
            ("<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///etc/passwd'>]><a/>", Fault::Entities),
        ] {
            assert_eq!(tree(xml).unwrap_err(), fault);
        }
        for xml in ["", "text", "<a>", "<a></b>", "<a", "<a/><b/>", "<a>&unknown;</a>x"] {
            assert!(matches!(tree(xml), Err(Fault::Malformed(_))), "{xml}");
        }
        let mut tree = Tree::default();
        tree.add_xml("<a>x</a>").unwrap();
        tree.add_xml("<b><c>").unwrap_err();
        assert_eq!((tree.all(), tree.file_of(1)), (0..2, 0));
    }
}
