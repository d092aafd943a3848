//! What does a list print before its items?

use std::collections::HashMap;

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
            Some("a") => letter(value).to_string(),
            Some("A") => letter(value).to_uppercase().to_string(),
            Some("i") => roman(value),
            Some("I") => roman(value).to_uppercase(),
            _ => value.to_string(),
        };
        format!("{text}.")
    }
}

fn letter(value: u32) -> char {
    char::from(b'a' + u8::try_from(value.saturating_sub(1) % 26).unwrap_or(0))
}

fn roman(mut value: u32) -> String {
    const SIGNS: &[(u32, &str)] =
        &[(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    if value > 399 {
        return value.to_string();
    }
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while value >= *worth {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}
