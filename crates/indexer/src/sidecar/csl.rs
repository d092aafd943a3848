//! CSL-JSON, as Zotero and its like export it (citation-style-language/schema, `csl-data.json`): an item, or a list of one.

use apostille_catalogue::Field;
use serde_json::Value;

use super::{Saying, Sayings, Trouble};

const TEXTS: [(&str, Field); 9] = [
    ("title", Field::Title),
    ("publisher", Field::Publisher),
    ("genre", Field::Type),
    ("language", Field::Languages),
    ("abstract", Field::Abstract),
    ("license", Field::Licence),
    ("rights", Field::Licence),
    ("URL", Field::Address),
    ("event-place", Field::Places),
];

const SCHEMES: [(&str, &str); 3] = [("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn")];

/// Reads a CSL-JSON sidecar.
pub(super) fn read(text: &str) -> Sayings {
    let whole: Value = serde_json::from_str(text).map_err(|error| Trouble {
        line: Some(error.line()),
        message: format!("it is not JSON ({error}): export it anew as CSL-JSON"),
    })?;
    let item = match &whole {
        Value::Array(items) if items.len() == 1 => &items[0],
        item => item,
    };
    if !item.is_object() || item.get("title").is_none() {
        let message =
            "it is not CSL-JSON of one item with a title: export the one that belongs to this file".to_owned();
        return Err(Trouble { line: None, message });
    }
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let mut sayings: Vec<Saying> =
        TEXTS.iter().filter_map(|(name, field)| text(name).map(|text| Saying::new(*field, text))).collect();
    sayings.extend(SCHEMES.iter().filter_map(|(name, scheme)| text(name).map(|text| Saying::identifier(scheme, text))));
    sayings.extend(
        item["author"].as_array().into_iter().flatten().map(|author| Saying::new(Field::Authors, name(author))),
    );
    sayings.extend(date(&item["issued"]).map(|date| Saying::new(Field::Date, date)));
    let keywords = text("keyword").into_iter().flat_map(|keywords| keywords.split([';', ',']));
    sayings.extend(keywords.map(|keyword| Saying::new(Field::Subjects, keyword)));
    Ok(sayings)
}

fn name(author: &Value) -> String {
    let part = |name: &str| author[name].as_str().unwrap_or_default();
    match part("literal") {
        "" => {
            let parts = ["given", "non-dropping-particle", "family", "suffix"].map(part);
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        literal => literal.to_owned(),
    }
}

fn date(issued: &Value) -> Option<String> {
    if let Some(parts) = issued["date-parts"][0].as_array() {
        let number = |part: &Value| part.as_str().map_or_else(|| part.to_string(), str::to_owned);
        return Some(parts.iter().map(number).collect::<Vec<_>>().join("-"));
    }
    issued["raw"].as_str().or(issued["literal"].as_str()).map(str::to_owned)
}
