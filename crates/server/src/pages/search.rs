//! The page of a search: the question, its filters, the hits; and for a query that cannot be read, where and why.

use std::sync::Arc;
use std::time::Instant;

use apostille_engine::{Grouping, Part, QueryError};
use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::added::{Added, added};
use super::filters::{Choice, Filters, filters};
use super::hits::{HitView, hit};
use super::pieces::Piece;
use super::texts::number;
use super::visitor::Frame;
use super::{Visitor, page, refused};
use crate::answer::{FoundAlone, SearchAnswer, SearchProblem, SearchRequest, search as answer};
use crate::parameters::{Asker, search_address, search_request};
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "search.html")]
struct Hits {
    frame: Frame,
    filters: Filters,
    added: Option<Added>,
    /// The question with other spellings, and its search.
    did_you_mean: Option<(String, String)>,
    /// The same search with reasons, or without.
    explain: (String, &'static str),
    /// Patterns of which the collection has more words than were looked for, as a sentence.
    capped: Option<String>,
    /// "12 documents", "at least 1,000 passages".
    total: String,
    partial: bool,
    hits: Vec<HitView>,
    /// Where there are no hits: how many the parts of documents have.
    parts: Vec<Choice>,
    /// Where there are no hits: what the words find by themselves.
    words: Vec<WordView>,
    next: Option<String>,
    /// The first hits, from a further page.
    first: Option<String>,
    /// The same search with the other grouping, and what that shows.
    regroup: (String, &'static str),
}

/// A word of a question that finds nothing.
struct WordView {
    word: String,
    count: String,
    /// The search for it, where that finds something.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "broken.html")]
struct Broken {
    frame: Frame,
    message: &'static str,
    before: String,
    wrong: String,
    after: String,
    suggestion: Option<(String, String)>,
}

/// `GET /search`.
pub(super) async fn search(visitor: Visitor, State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    let request = match search_request(query.as_deref(), Asker::Browser) {
        Ok(request) => request,
        Err(bad) => return refused(&visitor, &bad.into()),
    };
    let asked = request.clone();
    let begun = Instant::now();
    let found = site.collection.read(move |reading| {
        let (searcher, catalogue) = (reading.searcher()?, &reading.catalogue);
        Ok(answer(&searcher, catalogue, &asked)?)
    });
    let found = found.await;
    site.metrics.search(begun.elapsed());
    match found {
        Ok(answer) => page(&visitor, StatusCode::OK, &hits(&visitor, &request, answer)),
        Err(Refusal::Search(SearchProblem::Query { error, .. })) => {
            page(&visitor, StatusCode::BAD_REQUEST, &broken(&visitor, &request, error))
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

fn hits(visitor: &Visitor, request: &SearchRequest, answer: SearchAnswer) -> Hits {
    let (t, locale) = (visitor.texts(), visitor.locale);
    let (counted, regrouped, other) = match request.grouping {
        Grouping::Document => (&t.count_hit_documents, Grouping::None, t.show_passages),
        Grouping::None => (&t.count_hit_passages, Grouping::Document, t.show_documents),
    };
    let total = counted.of(locale, answer.total.value);
    let begin = SearchRequest { cursor: None, ..request.clone() };
    let next =
        answer.next.clone().map(|cursor| search_address(&SearchRequest { cursor: Some(cursor), ..request.clone() }));
    let added = added(visitor, request, &answer);
    let filters = filters(visitor, &begin, &answer.facets);
    let parts = if answer.hits.is_empty() && request.part != Part::All { counted_parts(&filters) } else { Vec::new() };
    Hits {
        frame: visitor.frame(),
        filters,
        added,
        did_you_mean: answer.did_you_mean.map(|text| {
            let address = search_address(&SearchRequest { text: text.clone(), ..begin.clone() });
            (text, address)
        }),
        explain: (
            search_address(&SearchRequest { explain: !request.explain, ..request.clone() }),
            if request.explain { t.without_reasons } else { t.with_reasons },
        ),
        capped: (!answer.query.capped.is_empty()).then(|| t.capped.replace("{words}", &answer.query.capped.join(", "))),
        parts,
        total: if answer.total.exact { total } else { format!("{} {total}", t.at_least) },
        partial: answer.partial,
        hits: answer.hits.into_iter().map(|found| hit(visitor, request, found)).collect(),
        words: answer.found_alone.into_iter().map(|found| alone(visitor, request, found)).collect(),
        next,
        first: request.cursor.as_ref().map(|_| search_address(&begin)),
        regroup: (search_address(&SearchRequest { grouping: regrouped, ..begin }), other),
    }
}

/// "Text 0, notes 6": the parts of documents with their counts, where one of them was asked for in vain.
fn counted_parts(filters: &Filters) -> Vec<Choice> {
    let counted = filters.parts.iter().filter(|choice| choice.href != filters.none);
    counted.map(|choice| Choice { count: choice.count.clone().or(Some("0".to_owned())), ..choice.clone() }).collect()
}

fn alone(visitor: &Visitor, request: &SearchRequest, found: FoundAlone) -> WordView {
    let address = || search_address(&SearchRequest { text: found.word.clone(), cursor: None, ..request.clone() });
    WordView { count: number(visitor.locale, found.count), href: (found.count > 0).then(address), word: found.word }
}

fn broken(visitor: &Visitor, request: &SearchRequest, error: QueryError) -> Broken {
    let mut characters = request.text.chars();
    let before = characters.by_ref().take(error.position).collect();
    let wrong = characters.by_ref().take(error.length).collect();
    let suggestion = error.suggestion.map(|text| {
        let instead = SearchRequest { text: text.clone(), cursor: None, ..request.clone() };
        (text, search_address(&instead))
    });
    Broken {
        frame: visitor.frame(),
        message: (visitor.texts().query_error)(error.kind),
        before,
        wrong,
        after: characters.collect(),
        suggestion,
    }
}
