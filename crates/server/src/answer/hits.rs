//! What does a search answer look like? The JSON of `/api/v1/search`, field by field.

use apostille_corpus::{Date, DocumentId, Kind, Language};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

use super::document::{Form, NoteRun, Translation};

/// The answer to a search.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// The query as it was understood.
    pub query: UnderstoodQuery,
    /// How many hits there are in all: documents, or passages with `group=none`.
    pub total: Total,
    /// Whether something was left out: the time was over before all was found, or a document was removed meanwhile.
    pub partial: bool,
    /// What each choice of a filter would leave, whatever that filter is set to now.
    pub facets: Facets,
    /// The query with words spelt as the collection has them, where that finds more.
    #[schema(example = "refugiados")]
    pub did_you_mean: Option<String>,
    /// Where nothing was found: what the query's words find within the same filters, each by itself, in its order. At most 8;
    /// none for a query of one word.
    pub found_alone: Vec<FoundAlone>,
    /// Milliseconds that the search took.
    pub took_ms: f64,
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// The `cursor` of the next hits; null after the last.
    pub next: Option<String>,
}

/// The query as it was understood.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnderstoodQuery {
    /// As it was written.
    #[schema(example = "Quedate en Mexico")]
    pub text: String,
    /// As it was read, in the query language.
    pub understood: String,
    /// The language it seems to be written in.
    #[schema(value_type = String, example = "es")]
    pub language: Language,
    /// `all`, `body` or `notes`.
    #[serde(rename = "in")]
    #[schema(example = "all")]
    pub part: &'static str,
    /// Only these languages; empty for all.
    #[schema(value_type = Vec<String>)]
    pub lang: Vec<Language>,
    /// Only these years, both included: `2019..2021`, `2019..`, `..2021`; null for all.
    pub year: Option<String>,
    /// `document` or `none`.
    pub group: &'static str,
    /// Whether the vocabulary was allowed to add words.
    pub expand: bool,
    /// Names of expansions that it was not allowed to add.
    pub without: Vec<String>,
    /// What it added that some passage has.
    pub expansions: Vec<Expansion>,
    /// Patterns, and words nearly so, of which the collection has more words than were looked for.
    #[schema(example = json!(["mig*"]))]
    pub capped: Vec<String>,
}

/// Words that the vocabulary added to the query.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Expansion {
    /// What to send as `without` to take it away.
    #[schema(example = "asylum:asilo")]
    pub name: String,
    /// The query's words that it was added to, without accents and capitals.
    #[schema(example = "asylum")]
    pub of: String,
    /// The words added.
    #[schema(example = "asilo")]
    pub text: String,
    /// Their language.
    #[schema(value_type = String, example = "es")]
    pub language: Language,
    /// What they count beside the query's own words, 0 to 1.
    #[schema(example = 0.5)]
    pub weight: f32,
    /// `lexicon`, `concept`, `acronym`, `country`, `own`, `document` or `cognate`.
    #[schema(example = "lexicon")]
    pub source: &'static str,
    /// The id of the passage that defines the acronym, with the source `document`.
    pub defined_in: Option<DefinedIn>,
}

/// How many hits there are.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Total {
    /// The number.
    pub value: u64,
    /// Whether it was counted to the end; if not, there are at least so many.
    pub exact: bool,
}

/// What a word of the query finds by itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FoundAlone {
    /// The word, or what the query says of documents.
    #[schema(example = "asylum")]
    pub word: String,
    /// How many hits it has, in the unit of `total`.
    pub count: u64,
}

/// The counts of each filter's choices, in the unit of `total`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Facets {
    /// By part: `body`, `notes`.
    #[serde(rename = "in")]
    pub part: Vec<Facet>,
    /// By language.
    pub language: Vec<Facet>,
    /// By year.
    pub year: Vec<Facet>,
}

/// One choice of a filter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Facet {
    /// What the parameter would be set to.
    #[schema(example = "notes")]
    pub value: String,
    /// How many hits it would leave.
    pub count: u64,
}

/// A returned passage.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Hit {
    /// The passage.
    pub passage: HitPassage,
    /// The document it stands in.
    pub document: HitDocument,
    /// What it is a note to; null if it is not a note.
    pub note: Option<HitNote>,
    /// The higher, the better; comparable within one answer.
    pub score: f32,
    /// The part to show: segments that, joined, are its exact text.
    pub excerpt: Vec<Segment>,
    /// How many marks the passage has besides those of the excerpt.
    pub further_marks: usize,
    /// How many more passages of the document match; 0 with `group=none`.
    pub more: u64,
    /// How the score came about, with `explain=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// The same as names and numbers, for the pages.
    #[serde(skip)]
    pub(crate) reasons: Option<apostille_engine::Explanation>,
}

/// The passage of a hit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HitPassage {
    /// Its id: `/api/v1/passages/{id}`.
    pub id: String,
    /// Its place in the document, from 1; notes are counted apart.
    pub number: u32,
    /// Its kind.
    #[schema(schema_with = kind_schema)]
    pub kind: Kind,
    /// Its language, BCP 47; `und` when it cannot be told.
    #[schema(value_type = String, example = "es")]
    pub language: Language,
    /// The physical page, from 1, where known.
    pub page: Option<u32>,
    /// The label printed on that page, where known.
    pub page_label: Option<String>,
    /// The section it stands in.
    pub section: Option<String>,
    /// The whole text.
    pub text: String,
    /// Where to read it in its document, on this server.
    #[schema(example = "/documents/0123456789abcdef#n10")]
    pub link: String,
    /// An address that leads to it also when its number has moved: it carries words of it (W3C text quote selector).
    pub permalink: String,
}

/// Where a document says that two names are one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DefinedIn {
    /// The document.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub document: DocumentId,
    /// The id of its first passage, or note, that says so.
    pub passage: String,
    /// Where to read it, on this server.
    pub link: String,
}

/// The document of a hit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HitDocument {
    /// Its id: `/api/v1/documents/{id}`.
    #[schema(value_type = String, pattern = "^[0-9a-f]{16}$")]
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Its authors, as written.
    pub authors: Vec<String>,
    /// `2021`, `2021-05` or `2021-05-17`.
    #[schema(value_type = Option<String>, example = "2021-05")]
    pub date: Option<Date>,
    /// Languages of its passages, the most frequent first.
    #[schema(value_type = Vec<String>)]
    pub languages: Vec<Language>,
    /// The path it was first added from; null for a document made from rows.
    pub path: Option<String>,
    /// The other documents with this text, which are in no hits.
    pub forms: Vec<Form>,
    /// The documents that say the same in other languages, which are hits of their own.
    pub translations: Vec<Translation>,
}

/// What a note is a note to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HitNote {
    /// Its label as printed.
    #[schema(example = "10")]
    pub label: String,
    /// The text cut where its language changes; joined, the runs are the passage's text.
    pub languages: Vec<NoteRun>,
    /// The sentences that cite it.
    pub cited_by: Vec<Citation>,
}

/// A sentence that cites a note.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Citation {
    /// Id of the passage that the sentence stands in.
    pub passage: String,
    /// The sentence, without markers.
    pub sentence: String,
}

impl From<apostille_corpus::Citation> for Citation {
    fn from(citation: apostille_corpus::Citation) -> Citation {
        Citation { passage: citation.passage, sentence: citation.sentence }
    }
}

/// A stretch of an excerpt, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Segment {
    /// Its exact text, not escaped.
    pub text: String,
    /// Whether it is what the query asks for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(default = false)]
    pub mark: bool,
    /// Whether only a word that the vocabulary added finds it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(default = false)]
    pub added: bool,
}

/// The closed list of kinds, from the code that writes them.
pub(super) fn kind_schema() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .enum_values(Some(Kind::ALL.map(Kind::as_str)))
        .description(Some("`front` is title page and abstract, `back` biographies and references"))
        .build()
}
