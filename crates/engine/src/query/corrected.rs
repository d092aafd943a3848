//! A query with some of its words in another spelling.

use super::tree::{Exactness, Node};
use crate::analysis::words;

impl Node {
    /// The node with other words where `correct` gives some for a word in its exact form. What is meant exactly, patterns
    /// and what is excluded stay.
    pub(super) fn corrected<E>(&self, correct: &mut impl FnMut(&str) -> Result<Option<String>, E>) -> Result<Node, E> {
        let mut all =
            |parts: &[Node]| parts.iter().map(|part| part.corrected(correct)).collect::<Result<Vec<Node>, E>>();
        Ok(match self {
            Node::Sequence(parts) => Node::Sequence(all(parts)?),
            Node::All(parts) => Node::All(all(parts)?),
            Node::Any(parts) => Node::Any(all(parts)?),
            Node::Weighted(part, weight) => Node::Weighted(Box::new(part.corrected(correct)?), *weight),
            Node::Word(text) => Node::Word(text_corrected(text, correct)?),
            Node::Phrase(text, Exactness::WrittenAccents) => {
                Node::Phrase(text_corrected(text, correct)?, Exactness::WrittenAccents)
            }
            Node::Near(text, between) => Node::Near(text_corrected(text, correct)?, *between),
            other => other.clone(),
        })
    }
}

fn text_corrected<E>(text: &str, correct: &mut impl FnMut(&str) -> Result<Option<String>, E>) -> Result<String, E> {
    let mut corrected = String::with_capacity(text.len());
    let mut copied = 0;
    for word in words(text) {
        if let Some(other) = correct(&word.exact)? {
            corrected.push_str(&text[copied..word.range.start]);
            corrected.push_str(&other);
            copied = word.range.end;
        }
    }
    corrected.push_str(&text[copied..]);
    Ok(corrected)
}
