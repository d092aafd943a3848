//! What does the file say of itself? Information dictionary and XMP, believed as far as the first pages bear them out.
//!
//! A PDF's Title is often that of a template or "Microsoft Word - draft3.doc", and its Author a user's name: a title or a
//! name counts if its words stand on the first pages.

use apostille_corpus::{FrontMatter, Identifier, identifiers};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as Text};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::strings;

/// Larger XMP than this is not read.
const MOST_XMP: usize = 4 << 20;

/// The front matter of a file whose first pages say `opening`.
pub(super) fn of(pdf: &Pdf, opening: &str) -> FrontMatter {
    let xmp = xmp(pdf);
    let info = pdf.metadata();
    let all =
        |name: &str| xmp.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::decoded).into_iter().collect::<Vec<_>>();
    let opening = words(opening);
    let title = [all("title"), text(&info.title)].concat().into_iter().find(|title| is_title(title, &opening));
    let named = |list: &Vec<String>| !list.is_empty() && list.iter().all(|name| is_named(name, &opening));
    let authors = [all("creator"), text(&info.author)].into_iter().find(named).unwrap_or_default();
    let publisher = all("publisher").into_iter().find(|name| is_named(name, &opening));
    let date = [all("publicationDate"), all("coverDate")].concat().into_iter().next();
    let doi = all("doi").into_iter().chain(all("identifier")).find_map(|value| doi(&value));
    let named = |scheme: &str, value: String| Identifier { scheme: scheme.to_owned(), value };
    let mut identifiers: Vec<Identifier> = doi.map(|value| named("doi", value)).into_iter().collect();
    for scheme in ["isbn", "issn"] {
        identifiers.extend(all(scheme).into_iter().take(1).map(|value| named(scheme, value)));
    }
    identifiers.extend(text(&info.keywords).iter().flat_map(|keywords| identifiers::in_line(keywords)));
    identifiers.sort();
    identifiers.dedup();
    FrontMatter { title, authors, date, kind: None, language: language(pdf), publisher, identifiers }
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

fn language(pdf: &Pdf) -> Option<String> {
    let language = catalog(pdf)?.get::<Text<'_>>("Lang")?;
    Some(strings::decoded(language.as_bytes())).filter(|language| !language.is_empty())
}

/// The DOI that a text ends in.
fn doi(text: &str) -> Option<String> {
    let at = text.find("10.").filter(|at| *at == 0 || text[..*at].ends_with(['/', ':', ' ']))?;
    let doi = text[at..].trim();
    (doi.contains('/') && !doi.contains(char::is_whitespace)).then(|| doi.to_owned())
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

/// Whether most words of a title stand on the first pages, and it is not the name of a file.
fn is_title(title: &str, opening: &[String]) -> bool {
    let own = words(title);
    let file = title.contains(".doc") || title.contains(".pdf") || title.contains(".indd") || title.contains(".qxd");
    let found = own.iter().filter(|word| opening.contains(word)).count();
    own.len() >= 2 && !file && 10 * found >= 9 * own.len()
}

/// Whether all words of a name stand on the first pages.
fn is_named(name: &str, opening: &[String]) -> bool {
    let own = words(name);
    own.len() >= 2 && own.iter().all(|word| opening.contains(word))
}

/// The properties of the catalog's XMP packet: local name and value, in order. Entities are not expanded.
fn xmp(pdf: &Pdf) -> Vec<(String, String)> {
    let stream = catalog(pdf).and_then(|catalog| catalog.get::<Stream<'_>>("Metadata"));
    let Some(data) = stream.and_then(|stream| stream.decoded_data().ok()) else { return Vec::new() };
    let text = String::from_utf8_lossy(&data[..data.len().min(MOST_XMP)]);
    let mut reader = Reader::from_str(&text);
    let mut properties: Vec<(String, String)> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut value = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                open.push(tag.local_name().as_ref().to_owned());
                value.clear();
            }
            Event::Text(text) => value.push_str(text.as_ref()),
            Event::GeneralRef(reference) => value.push_str(match reference.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "",
            }),
            Event::End(_) => {
                let property = open.iter().rev().find(|name| !matches!(name.as_str(), "li" | "Alt" | "Seq" | "Bag"));
                let found = property.filter(|_| !value.trim().is_empty());
                properties.extend(found.map(|name| (name.clone(), crate::normalize::text(value.trim()))));
                value.clear();
                open.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    properties
}
