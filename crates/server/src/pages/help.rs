//! How does one ask? The query language with examples to follow.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::texts::Rule;
use super::visitor::Frame;
use super::{Visitor, page};
use crate::answer::SearchRequest;
use crate::parameters::search_address;

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
    rules: &'static [Rule],
}

impl Help {
    fn address(&self, query: &str) -> String {
        search_address(&SearchRequest::new(query))
    }
}

/// `GET /help`.
pub(super) async fn help(visitor: Visitor) -> Response {
    let help = Help { frame: visitor.frame(), rules: visitor.texts().help_rules };
    page(&visitor, StatusCode::OK, &help)
}
