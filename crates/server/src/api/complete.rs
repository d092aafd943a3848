//! `GET /api/v1/complete`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use utoipa::IntoParams;

use crate::answer::{self, Completions, Problem};
use crate::parameters::{Asker, complete_request};
use crate::{Refusal, Site};

/// The parameters of a completion, for its description; `parameters::complete_request` reads them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "utoipa reads the fields, nobody makes the value")]
struct CompleteParameters {
    /// What is typed so far.
    #[param(example = "asylum se")]
    q: String,
    /// How many of each at most. 8 unless said.
    #[param(minimum = 1, maximum = 20, example = 3)]
    limit: Option<usize>,
}

/// Complete what is being typed
///
/// The most frequent words that begin as the last word typed, and titles and authors with all that is typed.
#[utoipa::path(
    get,
    path = "/api/v1/complete",
    tag = "search",
    params(CompleteParameters),
    responses(
        (status = 200, description = "How it may go on", body = Completions),
        (status = 400, description = "A parameter cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn complete(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Completions>, Refusal> {
    let (typed, limit) = complete_request(query.as_deref(), Asker::Program)?;
    let cards = Arc::clone(&site.cards);
    let completed = site.collection.read(move |reading| {
        let cards = cards.of(&reading.catalogue)?;
        Ok(answer::complete(&reading.searcher()?, &cards, &typed, limit)?)
    });
    completed.await.map(Json)
}
