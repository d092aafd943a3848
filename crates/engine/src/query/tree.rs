//! The syntax tree of a query, in one normal form.

use super::country::may_be;
use crate::analysis::words;

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
    /// The least and the most, in hundredths.
    const BOUNDS: (u32, u32) = (1, 1_000_000);

    /// Reads `2`, `.5` or `0.25`.
    ///
    /// # Errors
    /// The nearest weight, where there are more than two decimals or it is out of bounds.
    pub(super) fn read(written: &str) -> Result<Weight, Weight> {
        let (whole, part) = written.split_once('.').unwrap_or((written, ""));
        let digits = |text: &str, most| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        let (least, most) = Weight::BOUNDS;
        let exact = if digits(whole, 5) && digits(part, 2) { format!("0{whole}{part:0<2}").parse().ok() } else { None };
        match exact.filter(|hundredths| (least..=most).contains(hundredths)) {
            Some(hundredths) => Ok(Weight(hundredths)),
            None => {
                let written = written.replace(',', ".");
                let end = written.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(written.len());
                let hundredths = written[..end].parse().unwrap_or(1.0_f64) * 100.0;
                Err(Weight(hundredths.round().clamp(f64::from(least), f64::from(most)) as u32))
            }
        }
    }

    /// As a factor of scores.
    pub fn factor(self) -> f32 {
        self.0 as f32 / 100.0
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
            Node::Weighted(part, _) => match &**part {
                Node::Sequence(parts) => parts.iter().all(Node::is_weighed),
                part => part.is_weighed(),
            },
            _ => false,
        }
    }

    /// Whether every text that it finds has something of it, which is marked there. What is said of a document is not.
    pub(super) fn is_in_the_text(&self) -> bool {
        match self {
            Node::Said(..) | Node::Not(_) => false,
            Node::Weighted(part, _) => part.is_in_the_text(),
            Node::Any(parts) => parts.iter().all(Node::is_in_the_text),
            Node::Sequence(parts) | Node::All(parts) => parts.iter().any(Node::is_in_the_text),
            _ => true,
        }
    }

    /// What it looks up, at most: words, phrases, fields.
    pub(super) fn leaves(&self) -> usize {
        match self {
            // Each word by itself, and the words that hyphens make of two or more; or else all as a phrase.
            Node::Word(word) => match words(word).count() {
                0 | 1 => 1,
                several => several + several / 2 + 1,
            },
            Node::Weighted(part, _) | Node::Not(part) => part.leaves(),
            Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => parts.iter().map(Node::leaves).sum(),
            // As written, and of the country.
            Node::Phrase(text, _) if words(text).any(|word| may_be(&word.exact).is_some()) => 2,
            _ => 1,
        }
    }

    /// Calls back with each text in it that is in a language.
    pub(super) fn each_text<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        match self {
            Node::Word(text) | Node::Phrase(text, _) | Node::Near(text, _) | Node::Fuzzy(text, _) => found(text),
            Node::Pattern(_) | Node::Said(..) => {}
            Node::Weighted(part, _) | Node::Not(part) => part.each_text(found),
            Node::Sequence(parts) | Node::All(parts) | Node::Any(parts) => {
                parts.iter().for_each(|part| part.each_text(found));
            }
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
}

/// Joins parts, the parts of those that `open` opens taken one by one; a single part is itself.
fn join(parts: Vec<Node>, make: fn(Vec<Node>) -> Node, open: fn(Node) -> Result<Vec<Node>, Node>) -> Node {
    let opened = parts.into_iter().flat_map(|part| open(part).unwrap_or_else(|part| vec![part]));
    let mut parts: Vec<Node> = opened.collect();
    if parts.len() == 1 { parts.remove(0) } else { make(parts) }
}
