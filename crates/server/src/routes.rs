//! Which address leads where? The API, the pages, the assets, and what goes around every answer.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::{Site, access, api, assets, headers, pages};

/// Every route of the server.
pub(crate) fn routes(site: Arc<Site>) -> Router {
    Router::new()
        .merge(api::routes())
        .merge(pages::routes())
        .route("/static/{name}", get(assets::asset))
        .method_not_allowed_fallback(pages::method)
        .fallback(pages::unknown)
        .layer(from_fn_with_state(Arc::clone(&site), access::identify))
        .layer(from_fn_with_state(Arc::clone(&site), headers::count_and_limit))
        .layer(from_fn(headers::secure))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(site)
}
