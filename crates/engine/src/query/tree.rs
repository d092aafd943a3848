//! The syntax tree of a query, in one normal form, and how it is printed.

use std::fmt;

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Node {
    /// A word as written, without the punctuation around it. It can hold several words of the analysis: `US-Mexico`.
    Word(String),
    /// A phrase as written, without its quotation marks; `=word` is a phrase of one word.
    Phrase(String, Exactness),
    /// Words near one another, with at most so many others between them: `"near words"~5`.
    Near(String, u32),
    /// The words of a pattern: `*` stands for any letters, `?` for one.
    Pattern(String),
    /// The words that differ from this one in so many letters at most, 1 or 2.
    Fuzzy(String, u8),
    /// The passages of whose document, or page, this is said. The value is as written, without quotation marks.
    Said(Field, String),
    /// A part that counts more or less than the others. Never directly in another.
    Weighted(Box<Node>, Weight),
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

/// How exactly the words of a phrase are meant. Inflection always counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Exactness {
    /// A letter written with an accent has it; one written without may have one (Unicode's asymmetric search, UTS 10).
    WrittenAccents,
    /// Every accent is as written, and none is where none is written: `="..."`, `=word`.
    EveryAccent,
}

/// What can be said of a document or a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// A word of its title, in any inflection.
    Title,
    /// A word of an author's name.
    Author,
    /// A word of its publisher's name.
    Publisher,
    /// A word of its type.
    Type,
    /// Its year, or a span: `2019..2021`.
    Year,
    /// The language of the passage.
    Language,
    /// Where the passage stands: `notes`, `body`.
    Part,
    /// The page's number or its printed label.
    Page,
}

/// What a part counts, in hundredths; 1 to 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Weight(pub u32);

impl Field {
    /// Every field, with its name in a query printed.
    pub const ALL: [Field; 8] = [
        Field::Title,
        Field::Author,
        Field::Publisher,
        Field::Type,
        Field::Year,
        Field::Language,
        Field::Part,
        Field::Page,
    ];

    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Author => "author",
            Field::Publisher => "publisher",
            Field::Type => "type",
            Field::Year => "year",
            Field::Language => "lang",
            Field::Part => "in",
            Field::Page => "page",
        }
    }
}

impl Weight {
    /// As a factor of scores.
    pub fn factor(self) -> f32 {
        self.0 as f32 / 100.0
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
    /// Whether it looks for something, rather than only excluding.
    pub fn is_positive(&self) -> bool {
        match self {
            Node::Sequence(parts) | Node::All(parts) => parts.iter().any(Node::is_positive),
            Node::Any(parts) => parts.iter().all(Node::is_positive),
            Node::Weighted(part, _) => part.is_positive(),
            Node::Not(_) => false,
            _ => true,
        }
    }

    /// Whether it is weighed where it stands side by side with others, rather than binding.
    pub(super) fn is_weighed(&self) -> bool {
        match self {
            Node::Word(_) | Node::Pattern(_) | Node::Fuzzy(..) => true,
            Node::Weighted(part, _) => part.is_weighed(),
            _ => false,
        }
    }

    /// Parts side by side. A group of mere words, or of mere exclusions, is no group of its own.
    pub(super) fn sequence(parts: Vec<Node>) -> Node {
        join(parts, Node::Sequence, |part| match part {
            Node::Sequence(inner) if inner.iter().all(Node::is_weighed) => Ok(inner),
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
                part.print_operand(f)?;
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
