//! What does a person see when there is no answer? A page that says why, and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::texts::Texts;
use super::visitor::Frame;
use super::{Visitor, page};
use crate::Refusal;
use crate::answer::{BadParameter, Fault, SearchProblem};
use crate::parameters::document_address;
use crate::refusal::{Gone, Sought};

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    frame: Frame,
    title: &'static str,
    text: &'static str,
    /// The part of the address that is wrong.
    part: Option<String>,
    /// The document that has taken the place of the one looked for.
    newer: Option<String>,
}

/// The page of a refusal.
pub(crate) fn refused(visitor: &Visitor, refusal: &Refusal) -> Response {
    refusal.log();
    let t = visitor.texts();
    let (title, text, part) = told(t, refusal);
    let status = StatusCode::from_u16(refusal.problem().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    page(visitor, status, &Refused { frame: visitor.frame(), title, text, part, newer: newer(refusal) })
}

fn newer(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Gone(Gone::Replaced(by)) => by.map(|by| document_address(by, "", "")),
        _ => None,
    }
}

fn told(t: &'static Texts, refusal: &Refusal) -> (&'static str, &'static str, Option<String>) {
    match refusal {
        Refusal::Search(SearchProblem::Query { error, .. }) => (t.broken_query, (t.query_error)(error.kind), None),
        Refusal::Search(SearchProblem::Parameter(bad)) => (t.bad_request, t.bad_parameter, Some(written(bad))),
        Refusal::Search(SearchProblem::Cursor) => (t.bad_request, t.bad_cursor, None),
        Refusal::NotFound(Sought::Document) => (t.not_found, t.no_document, None),
        Refusal::Gone(Gone::Removed) => (t.gone, t.gone_removed, None),
        Refusal::Gone(Gone::Replaced(_)) => (t.gone, t.gone_replaced, None),
        Refusal::NotFound(_) => (t.not_found, t.not_found_text, None),
        Refusal::Method => (t.bad_request, t.bad_method, None),
        Refusal::NoKey | Refusal::BadKey => (t.desk.sign_in, t.desk.key_needed, None),
        Refusal::NotAllowed(role) => (t.desk.not_allowed, t.desk.role_needed, Some(role.as_str().to_owned())),
        Refusal::Forged => (t.desk.not_allowed, t.desk.forged, None),
        Refusal::Body(why) => (t.desk.not_taken, t.desk.body, Some(why.clone())),
        Refusal::TooLarge(limit) => (t.desk.not_taken, t.desk.too_large, Some(format!("{} MiB", limit >> 20))),
        Refusal::Full => (t.desk.not_taken, t.desk.full, None),
        Refusal::NoRoom(why) => (t.desk.not_taken, t.desk.no_room, Some(why.clone())),
        Refusal::Refused(why) => (t.desk.not_taken, t.desk.refused, Some(why.clone())),
        Refusal::NotReady(_) => (t.not_ready, t.not_ready, None),
        Refusal::Time => (t.too_slow, t.too_slow, None),
        Refusal::Search(_) | Refusal::Internal(_) => (t.failed, t.failed, None),
    }
}

fn written(bad: &BadParameter) -> String {
    match &bad.fault {
        Fault::Value { value, .. } => format!("{}={value}", bad.name),
        _ => bad.name.clone(),
    }
}

/// Any address that is not known.
pub(crate) async fn unknown(visitor: Visitor) -> Response {
    told_as_asked(&visitor, Refusal::NotFound(Sought::Address))
}

/// A method that an address does not take.
pub(crate) async fn method(visitor: Visitor) -> Response {
    told_as_asked(&visitor, Refusal::Method)
}

/// A refusal as problem details where programs ask, and as a page elsewhere.
pub(crate) fn told_as_asked(visitor: &Visitor, refusal: Refusal) -> Response {
    if visitor.is_program() {
        return refusal.into_response();
    }
    if matches!(refusal, Refusal::NoKey) {
        return visitor.to_sign_in();
    }
    refused(visitor, &refusal)
}
