//! The filters of a search: every choice with its count, as a link to the search that it leaves.

use apostille_corpus::Language;
use apostille_engine::{Part, Years};

use super::Visitor;
use super::texts::{Locale, number};
use crate::answer::{Facet, Facets, SearchRequest};
use crate::parameters::search_address;

/// How many years stand open; the others fold away.
const YEARS_OPEN: usize = 6;

/// The filters of a search.
pub(super) struct Filters {
    pub(super) parts: Vec<Choice>,
    pub(super) languages: Vec<Choice>,
    pub(super) years: Vec<Choice>,
    pub(super) older_years: Vec<Choice>,
    /// The span of years as it is written, for the form.
    pub(super) year: String,
    /// What the forms send along: names and values of the other filters.
    pub(super) kept: Vec<(&'static str, String)>,
    /// What is set, each with the search without it.
    pub(super) active: Vec<Choice>,
    /// The search without any.
    pub(super) none: String,
}

/// One choice of a filter.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) label: String,
    pub(super) count: Option<String>,
    pub(super) href: String,
    pub(super) on: bool,
}

/// The filters of a search that begins with its first hit.
pub(super) fn filters(visitor: &Visitor, request: &SearchRequest, facets: &Facets) -> Filters {
    let t = visitor.texts();
    let mut years = years(visitor.locale, t.all_years, request, &facets.year);
    let older_years = years.split_off(years.len().min(YEARS_OPEN + 1));
    Filters {
        parts: parts(visitor, request, &facets.part),
        languages: languages(visitor, request, &facets.language),
        years,
        older_years,
        year: request.years.map(|years| years.to_string()).unwrap_or_default(),
        kept: kept(request),
        active: active(visitor, request),
        none: search_address(&bare(request)),
    }
}

fn bare(request: &SearchRequest) -> SearchRequest {
    SearchRequest { part: Part::All, languages: Vec::new(), years: None, ..request.clone() }
}

fn count_of(locale: Locale, facets: &[Facet], value: &str) -> Option<String> {
    facets.iter().find(|facet| facet.value == value).map(|facet| number(locale, facet.count))
}

fn parts(visitor: &Visitor, request: &SearchRequest, facets: &[Facet]) -> Vec<Choice> {
    let t = visitor.texts();
    let choice = |(part, label): (Part, &str)| Choice {
        label: label.to_owned(),
        count: count_of(visitor.locale, facets, part.as_str()),
        href: search_address(&SearchRequest { part, ..request.clone() }),
        on: request.part == part,
    };
    [(Part::All, t.part_all), (Part::Body, t.part_body), (Part::Notes, t.part_notes)].map(choice).into()
}

/// Languages are switched on and off one by one.
fn languages(visitor: &Visitor, request: &SearchRequest, facets: &[Facet]) -> Vec<Choice> {
    let t = visitor.texts();
    let all = Choice {
        label: t.all_languages.to_owned(),
        count: None,
        href: search_address(&SearchRequest { languages: Vec::new(), ..request.clone() }),
        on: request.languages.is_empty(),
    };
    let found = facets.iter().map(|facet| Language::from_tag(&facet.value));
    let without_hits = request.languages.iter().filter(|set| !facets.iter().any(|f| f.value == set.as_str()));
    let each = found.chain(without_hits.cloned()).map(|language| Choice {
        label: t.language(&language),
        count: count_of(visitor.locale, facets, language.as_str()),
        on: request.languages.contains(&language),
        href: search_address(&toggled(request, language)),
    });
    std::iter::once(all).chain(each).collect()
}

fn toggled(request: &SearchRequest, language: Language) -> SearchRequest {
    let mut languages = request.languages.clone();
    match languages.iter().position(|set| *set == language) {
        Some(at) => drop(languages.remove(at)),
        None => languages.push(language),
    }
    SearchRequest { languages, ..request.clone() }
}

fn years(locale: Locale, all: &str, request: &SearchRequest, facets: &[Facet]) -> Vec<Choice> {
    let choice = |label: String, count: Option<String>, years: Option<Years>| Choice {
        label,
        count,
        on: request.years == years,
        href: search_address(&SearchRequest { years, ..request.clone() }),
    };
    let each = facets.iter().filter_map(|facet| {
        let years: Years = facet.value.parse().ok()?;
        Some(choice(facet.value.clone(), Some(number(locale, facet.count)), Some(years)))
    });
    std::iter::once(choice(all.to_owned(), None, None)).chain(each).collect()
}

fn kept(request: &SearchRequest) -> Vec<(&'static str, String)> {
    let mut kept = Vec::new();
    if request.part != Part::All {
        kept.push(("in", request.part.as_str().to_owned()));
    }
    kept.extend(request.languages.iter().map(|language| ("lang", language.to_string())));
    if !request.expand {
        kept.push(("expand", "false".to_owned()));
    }
    if request.grouping == apostille_engine::Grouping::None {
        kept.push(("group", request.group().to_owned()));
    }
    kept
}

fn active(visitor: &Visitor, request: &SearchRequest) -> Vec<Choice> {
    let t = visitor.texts();
    let off =
        |label: String, without: SearchRequest| Choice { label, count: None, href: search_address(&without), on: true };
    let part = match request.part {
        Part::All => None,
        Part::Body => Some(t.part_body),
        Part::Notes => Some(t.part_notes),
    };
    let part = part.map(|label| off(label.to_owned(), SearchRequest { part: Part::All, ..request.clone() }));
    let languages = request.languages.iter().map(|set| off(t.language(set), toggled(request, set.clone())));
    let years = request.years.map(|set| off(set.to_string(), SearchRequest { years: None, ..request.clone() }));
    part.into_iter().chain(languages).chain(years).collect()
}
