//! Is a table one of data, or are its cells only places on the page?

use super::links::is_heading;
use crate::tree::Tree;

/// A cell with more characters than this, in paragraphs, is a place on the page.
const LONGEST_CELL: usize = 1500;

/// Whether the row is one of a table of data: it has cells that are read side by side.
pub(super) fn is_of_data(tree: &Tree, row: usize) -> bool {
    let table = tree.ancestors(row).find(|node| tree.name(*node) == "table");
    let lays_out = table.is_some_and(|table| matches!(tree.attribute(table, "role"), Some("presentation" | "none")));
    let mut cells = 0;
    for cell in tree.children(row).filter(|child| matches!(tree.name(*child), "td" | "th")) {
        cells += 1;
        let holds = |wanted: fn(&str) -> bool| tree.inside(cell).any(|node| wanted(tree.name(node)));
        let length: usize = tree.inside(cell).map(|node| tree.text(node).len()).sum();
        if holds(|name| name == "table" || is_heading(name)) || (length > LONGEST_CELL && holds(|name| name == "p")) {
            return false;
        }
    }
    cells > 1 && !lays_out
}
