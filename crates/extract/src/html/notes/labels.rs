//! What prints labels is taken out of the text: the label at a body's start, the brackets around a reference.

use std::ops::Range;

use super::Notes;
use crate::runs::ordinary;
use crate::tree::Tree;

/// Clears the labels that bodies begin with, and what stood around references.
pub(super) fn clear(tree: &mut Tree, notes: &Notes) {
    for (start, body) in &notes.bodies {
        clear_body(tree, notes, *start..body.end, &body.label);
    }
    for node in notes.references.keys() {
        clear_brackets(tree, *node);
        clear_between(tree, *node, notes);
    }
}

/// The label is what the body's text begins with, in an element of its own or followed by a sign.
fn clear_body(tree: &mut Tree, notes: &Notes, body: Range<usize>, label: &str) {
    let mut found = false;
    let mut at = body.start;
    let numbered = tree.name(body.start) == "li";
    while at < body.end {
        if notes.left_out.contains(&at) {
            found = true;
            at = tree.range(at).end;
            continue;
        }
        let text = tree.text(at).to_owned();
        if !text.trim().is_empty() {
            let rest = if found { Some(after_label(&text)) } else { without_label(&text, label, numbered) };
            let Some(rest) = rest else { return };
            let rest = rest.to_owned();
            let done = !rest.trim().is_empty();
            found = found || text.trim() != "[" && text.trim() != "(";
            tree.set_text(at, rest);
            if done {
                return;
            }
        }
        at += 1;
    }
}

/// What follows a label: its sign and white space go.
fn after_label(text: &str) -> &str {
    text.trim_start().trim_start_matches([']', ')', '.', ':', '^']).trim_start()
}

/// The text without the label at its start; none if it does not begin with one.
fn without_label<'a>(text: &'a str, label: &str, numbered: bool) -> Option<&'a str> {
    let text = text.trim_start();
    if matches!(text.trim_end(), "[" | "(") {
        return Some("");
    }
    let inner = text.trim_start_matches(['[', '(', '^']).trim_start();
    let mut letters = inner.char_indices();
    let printed =
        label.chars().all(|c| letters.next().is_some_and(|(_, found)| found == c || ordinary(found) == Some(c)));
    let rest = &inner[letters.next().map_or(inner.len(), |(at, _)| at)..];
    if !printed {
        return None;
    }
    let sign = rest.starts_with([']', ')', '.', ':']) || !label.chars().any(char::is_alphanumeric);
    let superscript = inner.chars().next().is_some_and(|c| ordinary(c).is_some());
    let bare = !numbered
        && rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(|c: char| !c.is_lowercase());
    (rest.trim().is_empty() || sign || superscript || bare).then(|| after_label(rest))
}

/// `word [<a>1</a>] next`: the brackets are the label's.
fn clear_brackets(tree: &mut Tree, reference: usize) {
    let after = tree.range(reference).end;
    let Some(before) = reference.checked_sub(1) else { return };
    if !tree.all().contains(&after) {
        return;
    }
    for (open, close) in [('[', ']'), ('(', ')')] {
        let (left, right) = (tree.text(before), tree.text(after));
        let (Some(left), Some(right)) = (left.strip_suffix(open), right.strip_prefix(close)) else { continue };
        let (left, right) = (left.to_owned(), right.to_owned());
        tree.set_text(before, left);
        tree.set_text(after, right);
    }
}

/// The comma between two references is no text.
fn clear_between(tree: &mut Tree, reference: usize, notes: &Notes) {
    let between = tree.range(reference).end;
    if !tree.all().contains(&between) || !notes.references.contains_key(&(between + 1)) {
        return;
    }
    let text = tree.text(between).trim();
    if !text.is_empty() && text.chars().all(|c| matches!(c, ',' | ';' | '-' | '–' | '/' | ' ' | '&')) {
        tree.set_text(between, String::new());
    }
}
