//! The syntax tree of a query, in one normal form, and how it is printed.

use std::fmt;

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Node {
    /// A word as written, without the punctuation around it. It can hold several words of the analysis: `US-Mexico`.
    Word(String),
    /// A phrase as written, without its quotation marks.
    Phrase(String),
    /// Side by side: words are weighed, the rest is binding. Two parts or more, or none in a query
    /// of the words of a text without words.
    Sequence(Vec<Node>),
    /// Joined by `AND`. Two parts or more.
    All(Vec<Node>),
    /// Joined by `OR`. Two parts or more, each of which looks for something.
    Any(Vec<Node>),
    /// Excluded. It looks for something itself.
    Not(Box<Node>),
}

impl Node {
    /// Whether it looks for something, rather than only excluding.
    pub fn is_positive(&self) -> bool {
        match self {
            Node::Word(_) | Node::Phrase(_) => true,
            Node::Sequence(parts) | Node::All(parts) => parts.iter().any(Node::is_positive),
            Node::Any(parts) => parts.iter().all(Node::is_positive),
            Node::Not(_) => false,
        }
    }

    /// Parts side by side. A group of mere words, or of mere exclusions, is no group of its own.
    pub(super) fn sequence(parts: Vec<Node>) -> Node {
        join(parts, Node::Sequence, |part| match part {
            Node::Sequence(inner) if inner.iter().all(|part| matches!(part, Node::Word(_))) => Ok(inner),
            Node::Sequence(inner) if inner.iter().all(|part| matches!(part, Node::Not(_))) => Ok(inner),
            other => Err(other),
        })
    }

    /// Parts joined by `AND`.
    pub(super) fn all(parts: Vec<Node>) -> Node {
        join(parts, Node::All, |part| match part {
            Node::All(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Parts joined by `OR`.
    pub(super) fn any(parts: Vec<Node>) -> Node {
        join(parts, Node::Any, |part| match part {
            Node::Any(inner) => Ok(inner),
            other => Err(other),
        })
    }

    fn print_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Sequence(_) | Node::All(_) | Node::Any(_) => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

/// Joins parts, the parts of those that `open` opens taken one by one; a single part is itself.
fn join(parts: Vec<Node>, make: fn(Vec<Node>) -> Node, open: fn(Node) -> Result<Vec<Node>, Node>) -> Node {
    let opened = parts.into_iter().flat_map(|part| open(part).unwrap_or_else(|part| vec![part]));
    let mut parts: Vec<Node> = opened.collect();
    if parts.len() == 1 { parts.remove(0) } else { make(parts) }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, between) = match self {
            Node::Word(word) => return f.write_str(word),
            Node::Phrase(phrase) => return write!(f, "\"{phrase}\""),
            Node::Not(part) => {
                f.write_str("-")?;
                return part.print_operand(f);
            }
            Node::Sequence(parts) => (parts, " "),
            Node::All(parts) => (parts, " AND "),
            Node::Any(parts) => (parts, " OR "),
        };
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                f.write_str(between)?;
            }
            part.print_operand(f)?;
        }
        Ok(())
    }
}
