//! What does a list print before its items?

use std::collections::HashMap;

use apostille_corpus::numerals::{letters, roman};

use crate::tree::Tree;

/// The numbers of lists that are being read.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    next: HashMap<usize, u32>,
}

impl Numbers {
    /// The printed label of the next item of its list.
    pub(super) fn label(&mut self, tree: &Tree, item: usize) -> String {
        let Some(list) = tree.parent(item).filter(|list| tree.name(*list) == "ol") else { return "-".to_owned() };
        let number =
            |node: usize, name: &str| tree.attribute(node, name).and_then(|value| value.trim().parse::<u32>().ok());
        let next = self.next.entry(list).or_insert_with(|| number(list, "start").unwrap_or(1));
        let value = number(item, "value").unwrap_or(*next);
        *next = value.saturating_add(1);
        let text = match tree.attribute(list, "type") {
            Some("a") => letters(value),
            Some("A") => letters(value).to_uppercase(),
            Some("i") => roman(value),
            Some("I") => roman(value).to_uppercase(),
            _ => value.to_string(),
        };
        format!("{text}.")
    }
}
