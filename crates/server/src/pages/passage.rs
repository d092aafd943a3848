//! Where does a permanent address lead? To the place in its document where its words stand now.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Visitor, refused};
use crate::answer;
use crate::parameters::Parameters;
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// `GET /passages/{id}?exact=...`.
pub(super) async fn passage(
    visitor: Visitor,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    match place(&site, id, query).await {
        Ok(link) => Redirect::to(&link).into_response(),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

async fn place(
    site: &Arc<Site>,
    id: Result<Path<String>, PathRejection>,
    query: Option<String>,
) -> Result<String, Refusal> {
    let Path(id) = id.map_err(|_| Refusal::NotFound(Sought::Passage))?;
    let quote = Parameters::read(query.as_deref())?.quote()?;
    let found = site.collection.read(move |reading| {
        let found = answer::passage(&reading.catalogue, &id, quote.as_ref())?;
        found.ok_or_else(|| Refusal::of_passage(&reading.catalogue, &id))
    });
    Ok(found.await?.link)
}
