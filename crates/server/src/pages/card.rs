//! What does the catalogue card of a document say? Date, publisher, identifiers and the rest, each with its name.

use apostille_catalogue::{Field, Summary};
use apostille_corpus::{Document, Identifier};

use super::Visitor;
use super::texts::{Texts, number};
use crate::answer::{Form, Translation};
use crate::parameters::document_address;

/// A line of the card.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) values: Vec<Value>,
}

/// A value, and the address that it leads to.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// The lines that have something to say.
pub(super) fn card(visitor: &Visitor, document: &Document, summary: &Summary, beside: &Beside) -> Vec<Fact> {
    let t = visitor.texts();
    let record = &document.record;
    let languages: Vec<String> = record.languages.iter().map(|language| t.language(language)).collect();
    let file = |path: &String| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let mut files: Vec<String> = summary.paths.iter().map(file).collect();
    // Copies of a file often bear its name.
    files.sort();
    files.dedup();
    let plain = |text: Option<String>| {
        let text = text.filter(|text| !text.is_empty());
        text.map(|text| Value { text, href: None }).into_iter().collect::<Vec<_>>()
    };
    let facts = [
        (t.date_label, plain(record.date.map(|date| date.to_string()))),
        (t.type_label, plain(record.kind.clone())),
        (t.publisher_label, plain(record.publisher.clone())),
        (t.identifiers_label, record.identifiers.iter().map(identifier).collect()),
        (t.desk.field(Field::Subjects), plain(Some(record.subjects.join(" · ")))),
        (t.desk.field(Field::Places), plain(Some(record.places.join(" · ")))),
        (t.desk.field(Field::Abstract), plain(record.summary.clone())),
        (t.languages_label, plain(Some(languages.join(", ")))),
        (t.pages_label, plain(document.pages.map(|pages| number(visitor.locale, pages.into())))),
        (t.desk.field(Field::Licence), plain(record.licence.clone())),
        (t.desk.field(Field::Address), record.address.iter().map(|text| address(text)).collect()),
        (t.files_label, plain(Some(files.join(", ")))),
        (t.translations_label, beside.translations.iter().map(|other| translation(t, other)).collect()),
        (t.forms_label, beside.forms.iter().map(form).collect()),
    ];
    let facts = facts.into_iter().filter(|(_, values)| !values.is_empty());
    facts.map(|(name, values)| Fact { name, values }).collect()
}

/// Documents that say the same.
pub(super) struct Beside {
    pub(super) forms: Vec<Form>,
    pub(super) translations: Vec<Translation>,
}

fn translation(t: &Texts, other: &Translation) -> Value {
    let text = format!("{} ({})", other.title, t.language(&other.language));
    Value { text, href: Some(document_address(other.document, "", "")) }
}

/// Another document with the same text, by the name of its file.
fn form(form: &Form) -> Value {
    let file = form.path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
    let text = file.map_or_else(|| form.id.to_string(), str::to_owned);
    Value { text, href: Some(document_address(form.id, "", "")) }
}

/// A web address, which leads there.
fn address(text: &str) -> Value {
    Value { text: text.to_owned(), href: Some(text.to_owned()).filter(|text| is_address(text)) }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// An identifier by its name, with the address where its registry or its publisher answers for it.
fn identifier(identifier: &Identifier) -> Value {
    let Identifier { scheme, value } = identifier;
    let is_address = is_address(value);
    let (name, href) = match scheme.as_str() {
        "doi" => ("DOI ", Some(format!("https://doi.org/{value}"))),
        "isbn" => ("ISBN ", None),
        "issn" => ("ISSN ", Some(format!("https://portal.issn.org/resource/ISSN/{value}"))),
        "un-symbol" => ("", Some(format!("https://undocs.org/{value}"))),
        "eli" => ("ELI ", None),
        _ => ("", None),
    };
    Value { text: format!("{name}{value}"), href: href.or_else(|| is_address.then(|| value.clone())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_leads_where_it_is_registered_and_nowhere_else() {
        for (scheme, value, text, href) in [
            ("doi", "10.1000/182", "DOI 10.1000/182", Some("https://doi.org/10.1000/182")),
            ("isbn", "978-92-9068-789-4", "ISBN 978-92-9068-789-4", None),
            ("un-symbol", "A/RES/73/195", "A/RES/73/195", Some("https://undocs.org/A/RES/73/195")),
            (
                "eli",
                "https://www.boe.es/eli/es/l/1",
                "ELI https://www.boe.es/eli/es/l/1",
                Some("https://www.boe.es/eli/es/l/1"),
            ),
            ("url", "javascript:alert(1)", "javascript:alert(1)", None),
        ] {
            let shown = identifier(&Identifier { scheme: scheme.to_owned(), value: value.to_owned() });
            assert_eq!((shown.text.as_str(), shown.href.as_deref()), (text, href));
        }
    }
}
