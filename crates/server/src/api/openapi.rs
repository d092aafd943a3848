//! The description of the API, OpenAPI 3.1, made from the code. The examples in it are of the collection being served.

use std::sync::Arc;

use apostille_corpus::Quote;
use axum::Json;
use axum::extract::State;
use serde_json::Value;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{batches, changes, complete, documents, operation, passages, search, uploads};
use crate::{Refusal, Site};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Apostille",
        description = "Full-text search of migration-policy documents, down to their footnotes, in English and Spanish. \
                       Every error is an RFC 9457 problem. Parameters that are not described are refused. What changes \
                       the collection needs a key: `Authorization: Bearer SECRET`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    paths(
        search::search,
        complete::complete,
        documents::list,
        documents::document,
        documents::original,
        uploads::add,
        changes::edit,
        changes::remove,
        changes::restore,
        batches::list,
        batches::batch,
        batches::report,
        passages::passage,
        passages::similar,
        operation::live,
        operation::ready,
        operation::metrics,
        openapi
    ),
    modifiers(&Keys),
    tags(
        (name = "search", description = "Find passages and notes"),
        (name = "documents", description = "Read what was found"),
        (name = "librarian", description = "Change the collection, with a key"),
        (name = "operation", description = "Watch the server")
    )
)]
struct Description;

/// How a key is shown.
struct Keys;

impl Modify for Keys {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let key = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        description.components.get_or_insert_default().add_security_scheme("key", key);
    }
}

/// Real ids for the examples; none where the collection is empty.
#[derive(Default)]
struct Examples {
    document: Option<String>,
    with_original: Option<String>,
    passage: Option<String>,
    quote: Quote,
}

/// This description
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "operation",
    responses((status = 200, description = "OpenAPI 3.1", body = Object))
)]
pub(super) async fn openapi(State(site): State<Arc<Site>>) -> Result<Json<Value>, Refusal> {
    let examples = site.collection.read(|reading| {
        let some = reading.catalogue.summaries(0, 50)?;
        let first = some.first().map(|summary| summary.id);
        let passages = first.map(|id| reading.catalogue.document(id)).transpose()?.flatten();
        // The longest has words before and after those that are quoted.
        let passages = passages.map(|document| document.passages).unwrap_or_default();
        let passage = passages.into_iter().max_by_key(|passage| passage.text.len());
        Ok(Examples {
            document: first.map(|id| id.to_string()),
            with_original: some.iter().find(|summary| summary.has_original).map(|summary| summary.id.to_string()),
            quote: passage.as_ref().map(|passage| Quote::of(&passage.text)).unwrap_or_default(),
            passage: passage.map(|passage| passage.id),
        })
    });
    // A description without a collection is still a description.
    let described = description(&examples.await.unwrap_or_default());
    described.map(Json).map_err(|error| Refusal::Internal(format!("the API cannot be described: {error}")))
}

fn description(examples: &Examples) -> serde_json::Result<Value> {
    let mut description = serde_json::to_value(Description::openapi())?;
    for (path, example) in [
        ("/api/v1/documents/{id}", &examples.document),
        ("/api/v1/documents/{id}/original", &examples.with_original),
        ("/api/v1/passages/{id}", &examples.passage),
        ("/api/v1/passages/{id}/similar", &examples.passage),
    ] {
        let parameter = &mut description["paths"][path]["get"]["parameters"][0];
        if let Some(id) = example {
            parameter["example"] = Value::from(id.as_str());
        }
    }
    let quote = &examples.quote;
    let parameters = &mut description["paths"]["/api/v1/passages/{id}"]["get"]["parameters"];
    for (at, words) in [&quote.exact, &quote.prefix, &quote.suffix].into_iter().enumerate() {
        if !words.is_empty() {
            parameters[at + 1]["example"] = Value::from(words.as_str());
        }
    }
    Ok(description)
}
