//! How is an address written? Links to searches and documents, with what is not the usual and nothing else.

use apostille_corpus::{DocumentId, Quote};
use apostille_engine::{Grouping, Part};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::answer::SearchRequest;

/// A path with a query string of these names and values; the bare path without any.
pub(crate) fn address<N: AsRef<str>, V: AsRef<str>>(path: &str, pairs: impl IntoIterator<Item = (N, V)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        query.append_pair(name.as_ref(), value.as_ref());
    }
    match query.finish() {
        empty if empty.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The search page of a request.
pub(crate) fn search_address(request: &SearchRequest) -> String {
    address("/search", pairs(request))
}

/// A document's page, with a query's words marked where there is one; `anchor` is `p12`, `n5`, or empty.
pub(crate) fn document_address(id: DocumentId, query: &str, anchor: &str) -> String {
    let asked = (!query.is_empty()).then_some(("q", query));
    let hash = if anchor.is_empty() { "" } else { "#" };
    format!("{}{hash}{anchor}", address(&format!("/documents/{id}"), asked))
}

/// A passage's address that leads to it also when its number has moved.
pub(crate) fn permalink(passage: &str, quote: &Quote) -> String {
    let pairs = [("exact", &quote.exact), ("prefix", &quote.prefix), ("suffix", &quote.suffix)];
    let said = pairs.into_iter().filter(|(_, words)| !words.is_empty());
    address(&format!("/passages/{}", utf8_percent_encode(passage, SEGMENT)), said)
}

/// The search for passages like one. An id may hold anything: that of a row is whatever its table says.
pub(crate) fn similar_address(passage: &str) -> String {
    format!("/passages/{}/similar", utf8_percent_encode(passage, SEGMENT))
}

/// What is encoded in a segment of a path: all but RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn pairs(request: &SearchRequest) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("q", request.text.clone())];
    if request.part != Part::All {
        pairs.push(("in", request.part.as_str().to_owned()));
    }
    pairs.extend(request.languages.iter().map(|language| ("lang", language.to_string())));
    pairs.extend(request.years.map(|years| ("year", years.to_string())));
    if !request.expand {
        pairs.push(("expand", "false".to_owned()));
    }
    pairs.extend(request.without.iter().map(|name| ("without", name.clone())));
    pairs.extend(request.except.iter().map(|passage| ("except", passage.clone())));
    if request.explain {
        pairs.push(("explain", "true".to_owned()));
    }
    if request.limit != SearchRequest::LIMIT_DEFAULT {
        pairs.push(("limit", request.limit.to_string()));
    }
    if request.grouping == Grouping::None {
        pairs.push(("group", request.group().to_owned()));
    }
    pairs.extend(request.cursor.iter().map(|cursor| ("cursor", cursor.clone())));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::{Asker, search_request};

    #[test]
    fn a_search_address_is_read_back_as_the_same_search() {
        for query in [
            "q=a",
            "q=%22ni%C3%B1os+%26+m%C3%A1s%22&in=notes&lang=es&lang=en&year=2019..&without=ni%C3%B1o%3Achild&without=mas%3Amore&except=0123456789abcdef-p1&limit=5&group=none",
        ] {
            let request = search_request(Some(query), Asker::Program).unwrap();
            assert_eq!(search_address(&request), format!("/search?{query}"));
        }
    }
}
