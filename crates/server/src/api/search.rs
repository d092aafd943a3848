//! `GET /api/v1/search`.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::{RawQuery, State};
use utoipa::IntoParams;

use crate::answer::{self, Problem, SearchAnswer};
use crate::parameters::{Asker, search_request};
use crate::{Refusal, Site};

/// The parameters of a search, for its description; `parameters::search_request` reads them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "utoipa reads the fields, nobody makes the value")]
struct SearchParameters {
    /// The question: words, `"phrases"`, `-without`, `OR`, `AND`, `NOT`, parentheses, `title:word` and more: see `/help`.
    #[param(example = "migration policy", min_length = 1)]
    q: String,
    /// Where to search.
    #[param(rename = "in", inline, example = "notes")]
    part: Option<PartWord>,
    /// Only passages in these languages (BCP 47). May be repeated, or joined by commas.
    #[param(example = json!(["en", "es"]))]
    lang: Option<Vec<String>>,
    /// Only documents of these years, both included: `2019..2021`, `2019..`, `..2021`, `2019`.
    #[param(example = "2000..2030")]
    year: Option<String>,
    /// Whether the vocabulary may add words to the question. True unless said.
    #[param(example = false)]
    expand: Option<bool>,
    /// Words that the vocabulary may not add, by their name in an answer's `expansions`. May be repeated.
    #[param(example = json!(["asylum:asilo"]))]
    without: Option<Vec<String>>,
    /// The id of a passage that is to be no hit: the one whose like is sought.
    #[param(example = "0123456789abcdef-p1")]
    except: Option<String>,
    /// Whether each hit says how its score came about. False unless said.
    #[param(example = true)]
    explain: Option<bool>,
    /// How many hits at most. 10 unless said.
    #[param(minimum = 1, maximum = 100, example = 5)]
    limit: Option<usize>,
    /// Where to go on: the `next` of the answer before, with the same other parameters.
    cursor: Option<String>,
    /// Whether a hit is a document's best passage or any passage.
    #[param(inline, example = "none")]
    group: Option<GroupWord>,
}

/// The words of `in`.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code, reason = "utoipa reads the variants")]
enum PartWord {
    All,
    Body,
    Notes,
}

/// The words of `group`.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code, reason = "utoipa reads the variants")]
enum GroupWord {
    Document,
    None,
}

/// Search passages and notes
///
/// The best passage of each document, or every passage with `group=none`, best first, with the words that answer marked.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    tag = "search",
    params(SearchParameters),
    responses(
        (status = 200, description = "The hits", body = SearchAnswer),
        (status = 400, description = "The query or a parameter cannot be read", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "There is no collection yet, or the search took too long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn search(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Result<Json<SearchAnswer>, Refusal> {
    let request = search_request(query.as_deref(), Asker::Program)?;
    let begun = Instant::now();
    let found = site
        .collection
        .read(move |reading| Ok(answer::search(&reading.searcher()?, &reading.catalogue, &request)?))
        .await;
    site.metrics.search(begun.elapsed());
    found.map(Json)
}
