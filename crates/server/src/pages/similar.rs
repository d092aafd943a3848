//! Where are passages like this one? At the address of the search for its telling words.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::{Visitor, refused};
use crate::answer::similar as similar_search;
use crate::parameters::search_address;
use crate::refusal::Sought;
use crate::{Refusal, Site};

/// `GET /passages/{id}/similar`: the search can be repeated, seen through and changed, as any other.
pub(super) async fn similar(
    visitor: Visitor,
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
) -> Response {
    let missing = || Refusal::NotFound(Sought::Passage);
    let found = match id {
        Ok(Path(id)) => {
            let request = site.collection.read(move |reading| {
                similar_search(&reading.searcher()?, &reading.catalogue, &id)?.ok_or_else(missing)
            });
            request.await
        }
        Err(_) => Err(missing()),
    };
    match found {
        Ok(request) => Redirect::to(&search_address(&request)).into_response(),
        Err(refusal) => refused(&visitor, &refusal),
    }
}
