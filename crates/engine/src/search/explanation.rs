//! Why does a hit stand where it stands? The reasons, as names and numbers.
//!
//! Not here: the sentences that say so, which are in the reader's language, nor how the reasons are found (`explain`).

/// Why a hit has its score: the sum of what its parts add, times `factor`.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What was looked for, in the order of the query; terms of several words only where they are found.
    pub parts: Vec<Reason>,
    /// Words that stand together in the passage as they do in the query, and what that adds.
    pub pairs: Vec<(QueryPart, QueryPart, f32)>,
    /// What the document as a whole adds.
    pub document: f32,
    /// By what the sum is multiplied; 1 where nothing lowers it.
    pub factor: f32,
    /// Why it is lowered.
    pub lowered: Vec<Lowered>,
    /// The score.
    pub score: f32,
}

/// What one part of the query adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The part.
    pub sought: QueryPart,
    /// Where it is.
    pub found: Found,
    /// How many passages have it.
    pub having: usize,
    /// How many passages there are.
    pub of: usize,
    /// How rare that is, as BM25 counts it: 0 for what every passage has.
    pub rarity: f32,
    /// What it adds.
    pub score: f32,
}

/// A part of a query, in the forms that it is looked for in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryPart {
    /// A word, by its stems.
    Word(String),
    /// Words one after the other.
    Phrase(String),
    /// Words near one another.
    Near(String),
    /// The words of a pattern.
    Pattern(String),
    /// Words that differ in a letter or two.
    Fuzzy(String),
    /// What is said of a document or page: `year:2019`.
    Said(String),
    /// A term of several words, or what the vocabulary has for it.
    Term(String),
    /// What the vocabulary added for several words together.
    Added,
}

/// Where a part of a query is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is said of the document or page, or not.
    Said(bool),
    /// So many times in the passage, and as these words of the vocabulary; and whether the document's title has it.
    Words {
        /// How often as the query has it.
        times: u32,
        /// The words of the vocabulary that the passage has for it.
        added: Vec<String>,
        /// Whether it is in the title.
        in_title: bool,
    },
}

/// Why a passage counts less than its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lowered {
    /// It is a heading or a title page.
    Name,
    /// It is in another language than the query.
    OtherLanguage,
}
