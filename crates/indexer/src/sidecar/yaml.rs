//! YAML: a field a line under its name, or under the name that other programs give it.

use apostille_catalogue::Field;
use serde_yaml_ng::{Mapping, Value};

use super::{Saying, Sayings, Trouble};

/// Reads a YAML sidecar.
pub(super) fn read(text: &str) -> Sayings {
    let fields: Mapping = serde_yaml_ng::from_str(text).map_err(|error| Trouble {
        line: error.location().map(|place| place.line()),
        message: format!(
            "it is not YAML of fields ({error}): write `title: ...`, `authors: [...]` and their like, a line each"
        ),
    })?;
    let mut sayings = Vec::new();
    for (name, value) in &fields {
        let name = name.as_str().unwrap_or_default().trim().to_lowercase();
        let texts = texts(value);
        let line = line_of(text, &name);
        match field(&name) {
            Some(Known::Field(field)) => sayings.push(Saying { field, texts, line }),
            Some(Known::Scheme(scheme)) => {
                let texts = texts.iter().map(|text| format!("{scheme}:{text}")).collect();
                sayings.push(Saying { field: Field::Identifiers, texts, line });
            }
            None => {
                let names = Field::ALL.map(Field::as_str).join(", ");
                let message = format!("`{name}` is no field: the fields are {names}");
                return Err(Trouble { line, message });
            }
        }
    }
    Ok(sayings)
}

enum Known {
    Field(Field),
    Scheme(&'static str),
}

fn field(name: &str) -> Option<Known> {
    let field = match name {
        "author" | "creator" => Field::Authors,
        "language" | "lang" => Field::Languages,
        "identifier" => Field::Identifiers,
        "place" => Field::Places,
        "subject" | "keywords" | "keyword" | "tags" => Field::Subjects,
        "license" | "rights" => Field::Licence,
        "url" | "source" => Field::Address,
        "year" => Field::Date,
        "summary" | "description" => Field::Abstract,
        "doi" => return Some(Known::Scheme("doi")),
        "isbn" => return Some(Known::Scheme("isbn")),
        "issn" => return Some(Known::Scheme("issn")),
        name => return name.parse().ok().map(Known::Field),
    };
    Some(Known::Field(field))
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(value) => vec![value.to_string()],
        Value::Number(number) => vec![number.to_string()],
        Value::Sequence(values) => values.iter().flat_map(texts).collect(),
        Value::Mapping(parts) => vec![identifier(parts)],
        Value::Tagged(tagged) => texts(&tagged.value),
    }
}

/// `{scheme: doi, value: 10.1000/182}`, `{doi: 10.1000/182}` or a name in parts.
fn identifier(parts: &Mapping) -> String {
    let part = |name: &str| parts.get(name).map(|value| texts(value).join(" "));
    match (part("scheme"), part("value"), part("name"), part("family"), part("given")) {
        (Some(scheme), Some(value), ..) => format!("{scheme}:{value}"),
        (_, _, Some(name), ..) => name,
        (_, _, _, Some(family), given) => format!("{} {family}", given.unwrap_or_default()).trim().to_owned(),
        _ => {
            let pairs =
                parts.iter().map(|(name, value)| format!("{}:{}", texts(name).join(" "), texts(value).join(" ")));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The library says lines of errors only.
fn line_of(text: &str, name: &str) -> Option<usize> {
    let at = text.lines().position(|line| line.trim_start().to_lowercase().starts_with(&format!("{name}:")));
    at.map(|at| at + 1)
}
