//! What do a search's parameters mean? From names and values to a [`SearchRequest`].

use std::str::FromStr;

use apostille_corpus::Language;
use apostille_engine::Grouping;

use super::{Asker, Parameters};
use crate::answer::{BadParameter, DocumentsRequest, Fault, SearchRequest};

/// The parameters of `/api/v1/search` and of the search page.
const SEARCH_PARAMETERS: [&str; 11] =
    ["q", "in", "lang", "year", "expand", "without", "except", "explain", "limit", "cursor", "group"];
/// The parameters of `/api/v1/documents` and of the list's page.
const DOCUMENTS_PARAMETERS: [&str; 2] = ["limit", "cursor"];

/// The search that a query string asks for.
///
/// # Errors
/// The first parameter that cannot be read.
pub(crate) fn search_request(query: Option<&str>, asker: Asker) -> Result<SearchRequest, BadParameter> {
    let given = Parameters::read(query)?;
    let text = match (given.one("q")?, asker) {
        (Some(text), _) => text.to_owned(),
        (None, Asker::Browser) => String::new(),
        (None, Asker::Program) => return Err(BadParameter::new("q", Fault::Missing)),
    };
    let given = given.of(asker, &SEARCH_PARAMETERS)?;
    let usual = SearchRequest::new(text);
    Ok(SearchRequest {
        part: value(&given, "in", "all, body or notes")?.unwrap_or(usual.part),
        languages: languages(&given)?,
        years: value(&given, "year", "2019..2021, 2019.., ..2021 or 2019")?,
        expand: value(&given, "expand", "true or false")?.unwrap_or(usual.expand),
        without: given.all("without").map(str::to_owned).collect(),
        except: given.one("except")?.map(str::to_owned),
        explain: value(&given, "explain", "true or false")?.unwrap_or(usual.explain),
        limit: limit(&given)?.unwrap_or(usual.limit),
        cursor: given.one("cursor")?.map(str::to_owned),
        grouping: grouping(&given)?,
        ..usual
    })
}

/// What is typed so far, and how many completions of each kind are asked for.
///
/// # Errors
/// The first parameter that cannot be read.
pub(crate) fn complete_request(query: Option<&str>, asker: Asker) -> Result<(String, usize), BadParameter> {
    const MOST: usize = 20;
    let given = Parameters::read(query)?.of(asker, &["q", "limit"])?;
    let limit: usize = value(&given, "limit", "a number from 1 to 20")?.unwrap_or(8);
    if !(1..=MOST).contains(&limit) {
        return Err(wrong("limit", &limit.to_string(), "a number from 1 to 20"));
    }
    Ok((given.one("q")?.unwrap_or_default().to_owned(), limit))
}

/// The part of the list of documents that a query string asks for.
///
/// # Errors
/// The first parameter that cannot be read.
pub(crate) fn documents_request(query: Option<&str>, asker: Asker) -> Result<DocumentsRequest, BadParameter> {
    let given = Parameters::read(query)?.of(asker, &DOCUMENTS_PARAMETERS)?;
    Ok(DocumentsRequest { limit: limit(&given)?, cursor: given.one("cursor")?.map(str::to_owned) })
}

fn value<T: FromStr>(
    given: &Parameters,
    name: &'static str,
    expected: &'static str,
) -> Result<Option<T>, BadParameter> {
    let Some(written) = given.one(name)? else { return Ok(None) };
    written.parse().map(Some).map_err(|_| wrong(name, written, expected))
}

fn wrong(name: &str, written: &str, expected: &'static str) -> BadParameter {
    BadParameter::new(name, Fault::Value { value: written.to_owned(), expected })
}

fn limit(given: &Parameters) -> Result<Option<usize>, BadParameter> {
    const EXPECTED: &str = "a number from 1 to 100";
    match value(given, "limit", EXPECTED)? {
        Some(limit) if !(1..=SearchRequest::LIMIT_MAX).contains(&limit) => {
            Err(wrong("limit", &limit.to_string(), EXPECTED))
        }
        limit => Ok(limit),
    }
}

fn grouping(given: &Parameters) -> Result<Grouping, BadParameter> {
    match given.one("group")? {
        None | Some("document") => Ok(Grouping::Document),
        Some("none") => Ok(Grouping::None),
        Some(other) => Err(wrong("group", other, "document or none")),
    }
}

/// Languages may be given as `lang=en,es` or `lang=en&lang=es`; each is kept once.
fn languages(given: &Parameters) -> Result<Vec<Language>, BadParameter> {
    let mut languages = Vec::new();
    for written in given.all("lang").flat_map(|value| value.split(',')) {
        let language = Language::from_tag(written);
        if language == Language::UND && written != "und" {
            return Err(wrong("lang", written, "a language tag: en, es, another, or und"));
        }
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    Ok(languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_that_cannot_be_read_names_its_parameter() {
        for (query, parameter) in [
            ("", "q"),
            ("q=a&q=b", "q"),
            ("q=a&in=footnotes", "in"),
            ("q=a&lang=klingonese", "lang"),
            ("q=a&lang=", "lang"),
            ("q=a&year=2021..2019", "year"),
            ("q=a&expand=yes", "expand"),
            ("q=a&limit=0", "limit"),
            ("q=a&limit=101", "limit"),
            ("q=a&limit=ten", "limit"),
            ("q=a&group=section", "group"),
            ("q=a&colour=red", "colour"),
        ] {
            assert_eq!(search_request(Some(query), Asker::Program).unwrap_err().name, parameter, "{query}");
        }
    }

    #[test]
    fn languages_may_be_repeated_or_joined() {
        for query in ["q=a&lang=en&lang=es", "q=a&lang=en,es", "q=a&lang=en,es&lang=en"] {
            let request = search_request(Some(query), Asker::Program).unwrap();
            assert_eq!(request.languages, [Language::EN, Language::ES], "{query}");
        }
    }

    #[test]
    fn an_unfilled_field_of_a_form_is_no_filter() {
        let request = search_request(Some("q=a&lang=&year=&in=&utm_source=x"), Asker::Browser).unwrap();
        assert!(request.languages.is_empty() && request.years.is_none());
    }
}
