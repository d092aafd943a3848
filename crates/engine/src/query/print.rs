//! A query as it was understood, printed so that it is read as the same query again.

use std::fmt;

use super::tree::{Exactness, Node, Weight};

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, between) = match self {
            Node::Word(word) => return f.write_str(word),
            Node::Phrase(phrase, Exactness::WrittenAccents) => return write!(f, "\"{phrase}\""),
            Node::Phrase(phrase, Exactness::EveryAccent) => return write!(f, "=\"{phrase}\""),
            Node::Near(words, between) => return write!(f, "\"{words}\"~{between}"),
            Node::Pattern(pattern) => return f.write_str(pattern),
            Node::Fuzzy(word, distance) => return write!(f, "{word}~{distance}"),
            Node::Said(field, value) if value.chars().all(|c| c.is_alphanumeric() || c == '.') => {
                return write!(f, "{}:{value}", field.name());
            }
            Node::Said(field, value) => return write!(f, "{}:\"{value}\"", field.name()),
            Node::Weighted(part, weight) => {
                part.print_weighted(f)?;
                return write!(f, "^{weight}");
            }
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

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            (whole, part) => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl Node {
    fn print_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Sequence(_) | Node::All(_) | Node::Any(_) => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }

    /// Before a weight: `10^6` and `http://example.org^2` are words, `(10)^6` is a word with a weight.
    fn print_weighted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_clear = match self {
            Node::Word(word) => word.contains(char::is_alphabetic) && word.chars().all(char::is_alphanumeric),
            Node::Pattern(pattern) => pattern.contains(char::is_alphabetic),
            _ => true,
        };
        if is_clear { self.print_operand(f) } else { write!(f, "({self})") }
    }
}
