//! The fields of a record by their names, and how a value of one is written in a cell of a table and read from it.
//!
//! Between the two a value is the JSON that stands in the record under the field's name.

use std::fmt;
use std::str::FromStr;

use apostille_corpus::{Date, Identifier, Language};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The title; never empty.
    Title,
    /// Authors, persons or bodies.
    Authors,
    /// When it was published.
    Date,
    /// Who published it.
    Publisher,
    /// The type as the document calls itself.
    Type,
    /// Its languages, the most frequent first.
    Languages,
    /// What it is known by elsewhere, as `scheme:value`.
    Identifiers,
    /// Places that it is about.
    Places,
    /// What it is about.
    Subjects,
    /// What it says, in short.
    Abstract,
    /// Under which licence it may be used.
    Licence,
    /// The web address that it was taken from.
    Address,
}

/// A value that a field cannot have, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct BadValue {
    /// The field.
    pub field: Field,
    /// What is wrong, and the remedy.
    pub message: String,
}

/// A name that no field has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no field `{0}`: the fields are {names}", names = Field::ALL.map(Field::as_str).join(", "))]
pub struct NoSuchField(pub String);

impl Field {
    /// Every field, in the order of tables.
    pub const ALL: [Field; 12] = [
        Field::Title,
        Field::Authors,
        Field::Date,
        Field::Publisher,
        Field::Type,
        Field::Languages,
        Field::Identifiers,
        Field::Places,
        Field::Subjects,
        Field::Abstract,
        Field::Licence,
        Field::Address,
    ];

    /// Its name in records and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Authors => "authors",
            Field::Date => "date",
            Field::Publisher => "publisher",
            Field::Type => "type",
            Field::Languages => "languages",
            Field::Identifiers => "identifiers",
            Field::Places => "places",
            Field::Subjects => "subjects",
            Field::Abstract => "abstract",
            Field::Licence => "licence",
            Field::Address => "address",
        }
    }

    /// Whether it holds several values.
    pub fn is_list(self) -> bool {
        matches!(self, Field::Authors | Field::Languages | Field::Identifiers | Field::Places | Field::Subjects)
    }

    /// The value in a cell: a list's values are parted by `; `, and a `;` inside one is written `\;`.
    pub fn cell(self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(values) => {
                let texts = values.iter().map(|value| words(value).replace('\\', r"\\").replace(';', r"\;"));
                texts.collect::<Vec<_>>().join("; ")
            }
            other => words(other),
        }
    }

    /// The value that a cell writes; an empty cell is the value of a field that has none.
    ///
    /// # Errors
    /// [`BadValue`] for a date that is none, an empty title, and their like.
    pub fn value_of_cell(self, cell: &str) -> Result<Value, BadValue> {
        self.value(&if self.is_list() { split(cell) } else { vec![cell.to_owned()] })
    }

    /// The value that these texts write: one, or several for a list. Empty ones are left out.
    ///
    /// # Errors
    /// [`BadValue`] for a date that is none, an empty title, and their like.
    pub fn value(self, texts: &[String]) -> Result<Value, BadValue> {
        let texts: Vec<String> = texts.iter().map(|text| self.tidy(text)).filter(|text| !text.is_empty()).collect();
        let wrong = |message: String| BadValue { field: self, message };
        if self.is_list() {
            let values: Result<Vec<Value>, BadValue> = texts.iter().map(|text| self.one(text).map_err(wrong)).collect();
            return values.map(Value::Array);
        }
        match texts.as_slice() {
            [] if self == Field::Title => Err(wrong("a document must have a title: write one".to_owned())),
            [] => Ok(Value::Null),
            [text] => self.one(text).map_err(wrong),
            _ => Err(wrong("it takes one value: give one".to_owned())),
        }
    }

    fn one(self, text: &str) -> Result<Value, String> {
        match self {
            Field::Date => Date::from_str(text).map(|date| json!(date)).map_err(|error| error.to_string()),
            Field::Languages => language(text).map(|language| json!(language)),
            Field::Identifiers => identifier(text).map(|identifier| json!(identifier)),
            Field::Address if !text.contains("://") => {
                Err(format!("`{text}` is no web address: write it whole, as in https://example.org/paper.pdf"))
            }
            _ => Ok(json!(text)),
        }
    }

    /// Without white space around it; only an abstract has lines.
    fn tidy(self, text: &str) -> String {
        match self {
            Field::Abstract => text.trim().replace("\r\n", "\n"),
            _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = NoSuchField;

    fn from_str(name: &str) -> Result<Field, NoSuchField> {
        let name = name.trim();
        let named = Field::ALL.into_iter().find(|field| field.as_str() == name.to_lowercase());
        named.ok_or_else(|| NoSuchField(name.to_owned()))
    }
}

/// A single value as text; an identifier as `scheme:value`.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => {
            let part = |name| value[name].as_str().unwrap_or_default();
            format!("{}:{}", part("scheme"), part("value"))
        }
        other => other.to_string(),
    }
}

fn split(cell: &str) -> Vec<String> {
    let (mut values, mut value) = (Vec::new(), String::new());
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => value.extend(letters.next()),
            ';' => values.push(std::mem::take(&mut value)),
            _ => value.push(letter),
        }
    }
    values.push(value);
    values
}

fn language(text: &str) -> Result<Language, String> {
    let mut parts = text.split('-');
    let main = parts.next().unwrap_or_default();
    let is_main = (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_tag =
        is_main && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !is_tag {
        return Err(format!("`{text}` is no language: write its tag, as in `en`, `es` or `pt-BR`"));
    }
    Ok(Language::from_tag(text))
}

/// `doi:10.1000/182`. What stands alone and can only be a DOI or a web address is one.
fn identifier(text: &str) -> Result<Identifier, String> {
    let of = |scheme: &str, value: &str| Ok(Identifier { scheme: scheme.to_owned(), value: value.to_owned() });
    if text.starts_with("http://") || text.starts_with("https://") {
        return of("url", text);
    }
    match text.split_once(':') {
        Some((scheme, value)) if !scheme.trim().is_empty() && !value.trim().is_empty() => {
            of(&scheme.trim().to_lowercase(), value.trim())
        }
        None if text.starts_with("10.") && text.contains('/') => of("doi", text),
        _ => Err(format!(
            "`{text}` lacks its scheme: write it before a colon, as in doi:10.1000/182 or un-symbol:A/RES/73/195"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_it_was_written() {
        let cases = [
            (Field::Title, json!("A paper; with a semicolon")),
            (Field::Authors, json!(["Prado, L.", "Hale \\ Sons; Co", "A"])),
            (Field::Authors, json!([])),
            (Field::Date, json!("2021-05")),
            (Field::Date, Value::Null),
            (Field::Languages, json!(["en", "es"])),
            (
                Field::Identifiers,
                json!([{"scheme": "doi", "value": "10.1000/182"}, {"scheme": "url", "value": "https://a.b/c;d"}]),
            ),
            (Field::Abstract, json!("One line.\nAnother.")),
        ];
        for (field, value) in cases {
            let cell = field.cell(&value);
            assert_eq!(field.value_of_cell(&cell), Ok(value), "{cell}");
        }
    }

    #[test]
    fn a_value_that_a_field_cannot_have_is_refused_with_the_remedy() {
        let cases = [
            (Field::Title, " ", "write one"),
            (Field::Date, "May 2021", "2021-05"),
            (Field::Languages, "English", "its tag"),
            (Field::Identifiers, "A/RES/73/195", "scheme"),
            (Field::Address, "example.org", "write it whole"),
        ];
        for (field, cell, said) in cases {
            let refused = field.value_of_cell(cell).unwrap_err().to_string();
            assert!(refused.starts_with(field.as_str()) && refused.contains(said), "{refused}");
        }
        assert!("author".parse::<Field>().unwrap_err().to_string().contains("authors"));
    }
}
