//! How does one ask? The query language with examples to follow.

use apostille_engine::query::{EXAMPLES, Example};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::texts::Locale;
use super::visitor::Frame;
use super::{Visitor, page};
use crate::answer::SearchRequest;
use crate::parameters::search_address;

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
    /// Queries and what they find.
    examples: Vec<(&'static str, &'static str)>,
}

impl Help {
    fn address(&self, query: &str) -> String {
        search_address(&SearchRequest::new(query))
    }
}

/// `GET /help`.
pub(super) async fn help(visitor: Visitor) -> Response {
    let meaning = |example: &Example| match visitor.locale {
        Locale::En => example.english,
        Locale::Es => example.spanish,
    };
    let examples = EXAMPLES.iter().map(|example| (example.query, meaning(example))).collect();
    let help = Help { frame: visitor.frame(), examples };
    page(&visitor, StatusCode::OK, &help)
}
