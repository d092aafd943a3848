//! BibTeX and BibLaTeX of one entry.

use apostille_catalogue::Field;
use biblatex::{Bibliography, ChunksExt, DateValue, Entry, PermissiveType, Person};

use super::{Saying, Sayings, Trouble};

const TEXTS: [(&str, Field); 11] = [
    ("title", Field::Title),
    ("publisher", Field::Publisher),
    ("institution", Field::Publisher),
    ("school", Field::Publisher),
    ("organization", Field::Publisher),
    ("type", Field::Type),
    ("language", Field::Languages),
    ("langid", Field::Languages),
    ("abstract", Field::Abstract),
    ("license", Field::Licence),
    ("url", Field::Address),
];

const SCHEMES: [&str; 3] = ["doi", "isbn", "issn"];

/// Reads a BibTeX sidecar.
pub(super) fn read(text: &str) -> Sayings {
    let entries = Bibliography::parse(text).map_err(|error| {
        let before = text.as_bytes().iter().take(error.span.start);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Trouble { line: Some(line), message: format!("it is not BibTeX ({error}): mend the braces and commas there") }
    })?;
    let mut entries = entries.iter();
    match (entries.next(), entries.next()) {
        (Some(entry), None) => Ok(sayings(entry)),
        (None, _) => Err(Trouble {
            line: None,
            message: "it has no entry: write one as in `@report{key, title = {...}}`".to_owned(),
        }),
        _ => Err(Trouble {
            line: None,
            message: "it has several entries: leave the one that belongs to this file".to_owned(),
        }),
    }
}

fn sayings(entry: &Entry) -> Vec<Saying> {
    let text = |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim());
    let mut sayings: Vec<Saying> =
        TEXTS.iter().filter_map(|(name, field)| text(name).map(|text| Saying::new(*field, text))).collect();
    sayings.extend(SCHEMES.iter().filter_map(|scheme| text(scheme).map(|text| Saying::identifier(scheme, &text))));
    let authors = entry.author().unwrap_or_default();
    sayings.extend(authors.iter().map(|author| Saying::new(Field::Authors, name(author))));
    sayings.extend(date(entry).map(|date| Saying::new(Field::Date, date)));
    let keywords = text("keywords").unwrap_or_default();
    sayings.extend(keywords.split([',', ';']).map(|keyword| Saying::new(Field::Subjects, keyword)));
    sayings
}

fn name(author: &Person) -> String {
    let parts = [&author.given_name, &author.prefix, &author.name, &author.suffix];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn date(entry: &Entry) -> Option<String> {
    match entry.date().ok()? {
        PermissiveType::Chunks(chunks) => Some(chunks.format_verbatim()),
        PermissiveType::Typed(date) => {
            let day = match date.value {
                DateValue::At(day) | DateValue::After(day) | DateValue::Before(day) | DateValue::Between(day, _) => day,
            };
            // The library counts months and days from 0.
            let rest = [day.month, day.month.and(day.day)].into_iter().flatten();
            Some(rest.fold(day.year.to_string(), |date, part| format!("{date}-{:02}", part + 1)))
        }
    }
}
