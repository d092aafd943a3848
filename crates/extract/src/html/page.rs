//! A web page's elements and text as a [`Tree`], by the HTML standard's own rules of repair.

use scraper::{Html, Node};

use super::nesting;
use crate::tree::{Fault, Tree};

/// Elements in which nothing is to be read, whose content parsers read differently.
const CLOSED: &[&str] = &["noscript", "template", "style"];

/// Adds a page to a tree as a new file.
///
/// # Errors
/// [`Fault::TooDeep`].
pub(crate) fn add(html: &str, tree: &mut Tree) -> Result<(), Fault> {
    if nesting::is_too_deep(html) {
        return Err(Fault::TooDeep);
    }
    tree.begin_file();
    let page = Html::parse_document(html);
    let mut next = page.tree.root().first_child();
    let mut depth = 0;
    while let Some(node) = next {
        let enters = match node.value() {
            Node::Element(element) => {
                let attributes = element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned()));
                tree.open(element.name().to_owned(), attributes.collect());
                !CLOSED.contains(&element.name())
            }
            Node::Text(text) => {
                tree.add_text(text);
                false
            }
            _ => false,
        };
        let below = node.first_child().filter(|_| enters);
        depth += usize::from(below.is_some());
        let mut after = node;
        next = below.or_else(|| {
            while after.next_sibling().is_none() && depth > 0 {
                depth -= 1;
                after = after.parent()?;
            }
            after.next_sibling()
        });
        tree.close_to(depth);
    }
    tree.close_to(0);
    Ok(())
}

/// Whether what stands in an element of this name is not read.
pub(super) fn is_closed(name: &str) -> bool {
    CLOSED.contains(&name)
}
