//! What a librarian's request brings: who it is, and the fields of the form they sent.

use std::sync::Arc;

use apostille_catalogue::Role;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::{Visitor, refused};
use crate::access::Bearer;
use crate::jobs::Outcome;
use crate::parameters::{Parameters, address};
use crate::receiving::FORM_WORD;
use crate::{Refusal, Site};

/// Who looks at one of the librarian's pages. Others are led to the page to sign in on.
pub(super) struct Librarian {
    pub(super) visitor: Visitor,
    pub(super) bearer: Bearer,
}

impl FromRequestParts<Arc<Site>> for Librarian {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Librarian, Response> {
        let Ok(visitor) = Visitor::from_request_parts(parts, site).await;
        let Some(bearer) = visitor.bearer.clone() else { return Err(visitor.to_sign_in()) };
        match bearer.require(Role::Librarian) {
            Ok(()) => Ok(Librarian { visitor, bearer }),
            Err(refusal) => Err(refused(&visitor, &refusal)),
        }
    }
}

/// A form that a librarian has sent, and meant.
pub(super) struct Posted {
    pub(super) visitor: Visitor,
    pub(super) bearer: Bearer,
    pub(super) fields: Parameters,
}

impl FromRequest<Arc<Site>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Posted, Response> {
        let (mut parts, body) = request.into_parts();
        let Librarian { visitor, bearer } = Librarian::from_request_parts(&mut parts, site).await?;
        let body = Bytes::from_request(Request::from_parts(parts, body), site).await;
        let body = body.map_err(|error| refused(&visitor, &Refusal::Body(error.body_text())))?;
        let text = std::str::from_utf8(&body).unwrap_or_default();
        let fields = Parameters::read(Some(text)).map_err(|bad| refused(&visitor, &bad.into()))?;
        match bearer.meant(fields.all(FORM_WORD).last()) {
            Ok(()) => Ok(Posted { visitor, bearer, fields }),
            Err(refusal) => Err(refused(&visitor, &refusal)),
        }
    }
}

/// Where a person is led when what they asked for is done, or waits: the page says which.
pub(super) fn after(visitor: &Visitor, outcome: Result<Outcome, Refusal>, path: &str) -> Response {
    match outcome {
        Ok(Outcome::Done(_)) => Redirect::to(&address(path, [("done", "yes")])).into_response(),
        Ok(Outcome::Queued(_)) => Redirect::to(&address(path, [("done", "later")])).into_response(),
        Err(refusal) => refused(visitor, &refusal),
    }
}
