//! What does the JSON-LD of a page say of it? Schema.org's articles, reports and other works.

use serde_json::Value;

use crate::tree::Tree;

/// What JSON-LD says of the work that a page is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Data {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) identifiers: Vec<String>,
}

/// Types of works, without their prefix: schema.org's CreativeWork and what of it is read as a document.
const WORKS: &[&str] = &[
    "Article",
    "ScholarlyArticle",
    "TechArticle",
    "NewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "Report",
    "Book",
    "Chapter",
    "Thesis",
    "Legislation",
    "LegislationObject",
    "GovernmentDocument",
    "DigitalDocument",
    "CreativeWork",
    "PublicationIssue",
];

/// What the first work in the page's JSON-LD says of itself.
pub(super) fn read(tree: &Tree) -> Data {
    let scripts = tree.named(tree.all(), "script").filter(|node| {
        tree.attribute(*node, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    for script in scripts {
        let text: String = tree.inside(script).map(|node| tree.text(node)).collect();
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else { continue };
        if let Some(work) = objects(&value).into_iter().find(|object| is_work(object)) {
            return of_work(work);
        }
    }
    Data::default()
}

/// The objects of a document: itself, the entries of its list or graph.
fn objects(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().flat_map(|entry| objects_of_entry(entry)).collect(),
        entry => objects_of_entry(entry),
    }
}

fn objects_of_entry(entry: &Value) -> Vec<&Value> {
    let graph = entry.get("@graph").and_then(Value::as_array);
    std::iter::once(entry).chain(graph.into_iter().flatten()).collect()
}

fn is_work(object: &Value) -> bool {
    let kinds = object.get("@type").map(texts).unwrap_or_default();
    kinds.iter().any(|kind| WORKS.contains(&kind.rsplit(['/', ':']).next().unwrap_or(kind)))
}

fn of_work(work: &Value) -> Data {
    let first = |keys: &[&str]| keys.iter().find_map(|key| texts(work.get(*key)?).into_iter().next());
    let every =
        |keys: &[&str]| keys.iter().find_map(|key| Some(texts(work.get(*key)?)).filter(|found| !found.is_empty()));
    let mut identifiers = every(&["identifier", "legislationIdentifier"]).unwrap_or_default();
    identifiers.extend(first(&["@id"]).into_iter().chain(every(&["sameAs"]).unwrap_or_default()));
    identifiers.extend(first(&["isbn"]).map(|isbn| format!("isbn:{isbn}")));
    Data {
        title: first(&["headline", "name"]),
        authors: every(&["author", "creator"]).unwrap_or_default(),
        date: first(&["datePublished", "dateCreated", "legislationDate"]),
        language: first(&["inLanguage"]),
        publisher: first(&["publisher", "sourceOrganization"]),
        identifiers,
    }
}

/// A value as texts: of an object its name, value or identity, of a list those of its entries.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty()).into_iter().collect()
        }
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().filter(|entry| !entry.is_array()).flat_map(texts).collect(),
        Value::Object(_) => ["name", "value", "@value", "url", "@id", "alternateName"]
            .iter()
            .find_map(|key| value.get(*key).filter(|value| value.is_string()).map(texts))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
