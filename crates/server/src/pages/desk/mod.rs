//! The librarian's pages: files in, records put right, works, the trash, the history, keys.
//!
//! Not here: what is done (jobs of the queue do it), and who may (`access`).

mod batches;
mod bulk;
mod doubts;
mod edit;
mod history;
mod keys;
mod moments;
mod overview;
mod picture;
mod posted;
mod quality;
mod sign_in;
mod table;
mod trash;
mod works;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Site;
use posted::{Librarian, Posted, after};

/// A table of 50,000 records has some 20 MB.
const LARGEST_TABLE: usize = 64 << 20;

/// The routes of the librarian's pages.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/desk", get(overview::overview))
        .route("/desk/files", post(overview::files).layer(DefaultBodyLimit::disable()))
        .route("/desk/paths", post(overview::paths))
        .route("/desk/batches", get(batches::list))
        .route("/desk/batches/{id}", get(batches::batch))
        .route("/documents/{id}/edit", get(edit::form).post(edit::save))
        .route("/documents/{id}/first-page.png", get(picture::first_page))
        .route("/documents/{id}/remove", post(trash::remove))
        .route("/desk/bulk", get(bulk::form).post(bulk::preview))
        .route("/desk/table", get(table::form).post(table::preview).layer(DefaultBodyLimit::max(LARGEST_TABLE)))
        .route("/desk/table.csv", get(table::export))
        .route("/desk/edits", post(bulk::apply).layer(DefaultBodyLimit::max(LARGEST_TABLE)))
        .route("/desk/undo", post(bulk::undo))
        .route("/desk/trash", get(trash::trash).post(trash::change))
        .route("/desk/history", get(history::history))
        .route("/desk/works", get(works::works).post(works::change))
        .route("/desk/doubts", get(doubts::doubts).post(doubts::change))
        .route("/desk/quality", get(quality::quality))
        .route("/documents/{id}/quality", get(quality::one))
        .route("/desk/keys", get(keys::keys).post(keys::change))
}
