//! Who wrote it? One entry a person or body, from whatever shape front matter gives authors in.

use serde_yaml_ng::Value;

/// Words that begin the name of a body, in lower case: an "and" in it joins no two authors.
const BODIES: &[&str] = &[
    "agencia",
    "agency",
    "asociación",
    "association",
    "center",
    "centre",
    "centro",
    "comisión",
    "comité",
    "commission",
    "committee",
    "consejo",
    "council",
    "department",
    "departamento",
    "dirección",
    "equipo",
    "federación",
    "federation",
    "fundación",
    "foundation",
    "grupo",
    "group",
    "institute",
    "instituto",
    "ministerio",
    "ministry",
    "network",
    "observatorio",
    "observatory",
    "office",
    "oficina",
    "organización",
    "organization",
    "red",
    "secretaría",
    "servicio",
    "school",
    "team",
    "universidad",
    "university",
];

/// The authors in a value: a text, a list of texts, or a list of mappings with a `name`.
pub(super) fn of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => names(text),
        Value::Sequence(values) => values.iter().flat_map(of).collect(),
        Value::Mapping(mapping) => mapping.get("name").or_else(|| mapping.get("nombre")).map(of).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The names in "A; B", "A and B", "A, B y C". A single comma may part a surname from a first name, so commas part
/// authors only beside an "and" or between names of two words or more.
fn names(text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(joined).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn joined(text: &str) -> Vec<&str> {
    if is_body(text) {
        return vec![text];
    }
    for and in [" and ", " y ", " e ", " & "] {
        if let Some((before, last)) = text.rsplit_once(and) {
            return before.trim_end_matches(',').split(", ").chain([last]).collect();
        }
    }
    let names: Vec<&str> = text.split(", ").collect();
    if names.iter().all(|name| name.contains(' ')) { names } else { vec![text] }
}

fn is_body(text: &str) -> bool {
    text.split(' ').any(|word| BODIES.contains(&word.to_lowercase().as_str()))
}
