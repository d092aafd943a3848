//! The YAML block at the start of a text or Markdown file, from which a record is first taken.
//!
//! Values are kept in the file's own words. A block that is not valid YAML is no failure: its simple `key: value`
//! lines are read, and the manuscript carries a warning.

use apostille_corpus::{FrontMatter, Identifier, Warning};
use serde_yaml_ng::{Mapping, Value};

mod authors;

/// The longest front matter, in bytes, exclusive of its marks. Real ones have a few thousand; a YAML parser's time can
/// grow with the square of the length.
const LONGEST: usize = 32 * 1024;

/// Keys for each field, the first that has a value counts. Spanish and English; the rest of a block is not read.
const TITLE: &[&str] = &["title", "titulo", "título", "headline", "long_title", "short_title"];
const SUBTITLE: &[&str] = &["subtitle", "subtitulo", "subtítulo"];
const AUTHORS: &[&str] =
    &["author", "authors", "autor", "autores", "autora", "autoras", "creator", "creators", "byline"];
const DATE: &[&str] = &["date", "fecha", "publication_date", "date_published", "issued", "year", "año"];
const KIND: &[&str] = &["type", "kind", "document_type", "genre", "rank", "tipo", "category", "categoría", "categoria"];
const LANGUAGE: &[&str] = &["lang", "language", "locale", "idioma", "lengua"];
const PUBLISHER: &[&str] = &["publisher", "institution", "editorial", "institución", "department"];
/// Keys that hold an identifier, and its scheme.
const IDENTIFIERS: &[(&str, &str)] = &[
    ("doi", "doi"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("symbol", "un-symbol"),
    ("eli", "eli"),
    ("url", "url"),
    ("identifier", "id"),
];

/// The front matter, what follows it, and a warning if it was not valid. A text without front matter is all body.
pub(crate) fn split(text: &str) -> (FrontMatter, &str, Option<Warning>) {
    let Some((block, body)) = block(text) else { return (FrontMatter::default(), text, None) };
    match serde_yaml_ng::from_str::<Value>(block) {
        Ok(Value::Mapping(mapping)) => (front_matter(&mapping), body, None),
        Ok(Value::Null) => (FrontMatter::default(), body, None),
        Ok(_) => (front_matter(&salvaged(block)), body, Some(warning("it is not a list of keys and values"))),
        Err(error) => (front_matter(&salvaged(block)), body, Some(warning(&error.to_string()))),
    }
}

/// The lines between `---` at the very start and the next `---` or `...`, and the text after them. A rule that is
/// drawn at the start of a text is no front matter: the first line after it must look like a key.
fn block(text: &str) -> Option<(&str, &str)> {
    let start = text.find('\n').filter(|end| text[..*end].trim_end() == "---")? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if at - start > LONGEST {
            return None;
        }
        if matches!(line.trim_end(), "---" | "...") {
            let block = &text[start..at];
            return begins_with_key(block).then_some((block, &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn begins_with_key(block: &str) -> bool {
    let first = block.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| key_and_value(line).is_some())
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let fits = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.\"'".contains(c));
    (fits && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some((key, value.trim()))
}

/// The simple `key: value` lines of a block that is not valid YAML.
fn salvaged(block: &str) -> Mapping {
    let pairs = block.lines().filter_map(key_and_value).filter(|(_, value)| !value.is_empty());
    let unquoted = |text: &str| Value::String(text.trim_matches(['"', '\'']).to_owned());
    pairs.map(|(key, value)| (unquoted(key), unquoted(value))).collect()
}

fn front_matter(mapping: &Mapping) -> FrontMatter {
    let title = first(mapping, TITLE, scalar);
    let subtitle = first(mapping, SUBTITLE, scalar);
    FrontMatter {
        title: title.map(|title| with_subtitle(title, subtitle)),
        authors: first(mapping, AUTHORS, |value| Some(authors::of(value)).filter(|a| !a.is_empty()))
            .unwrap_or_default(),
        date: first(mapping, DATE, scalar),
        kind: first(mapping, KIND, scalar),
        language: first(mapping, LANGUAGE, scalar),
        publisher: first(mapping, PUBLISHER, scalar),
        identifiers: identifiers(mapping),
    }
}

fn identifiers(mapping: &Mapping) -> Vec<Identifier> {
    let schemes = IDENTIFIERS.iter();
    let identifier = |(key, scheme): &(&str, &str)| {
        let value = first(mapping, &[*key], scalar)?;
        Some(Identifier { scheme: (*scheme).to_owned(), value })
    };
    schemes.filter_map(identifier).collect()
}

fn with_subtitle(title: String, subtitle: Option<String>) -> String {
    match subtitle {
        Some(subtitle) if title.ends_with([':', '?', '!', '.']) => format!("{title} {subtitle}"),
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    }
}

/// What `read` makes of the value of the first of the keys that has one. Keys are compared in lower case.
fn first<T>(mapping: &Mapping, keys: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<T> {
    keys.iter().find_map(|key| {
        let named = |(name, _): &(&Value, &Value)| name.as_str().is_some_and(|name| name.to_lowercase() == *key);
        mapping.iter().filter(named).find_map(|(_, value)| read(value))
    })
}

/// A value as one line of text; of a list its first entry.
fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Sequence(values) => return values.first().and_then(scalar),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn warning(why: &str) -> Warning {
    Warning {
        code: "front-matter".to_owned(),
        message: format!("the front matter is not valid YAML ({why}): only its simple `key: value` lines were read"),
        page: None,
    }
}

#[cfg(test)]
mod tests;
