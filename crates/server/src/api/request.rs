//! What several addresses take from a request: which document, and who may change it. What they refuse with, described once.

use axum::extract::{FromRequestParts, Path};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use apostille_catalogue::Role;
use apostille_corpus::DocumentId;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use crate::Refusal;
use crate::access::Bearer;
use crate::answer::Problem;
use crate::refusal::Sought;

/// In this header a page's script brings the session's word along.
const FORM_HEADER: &str = "x-apostille-form";

/// The document that the path names. An id that is none is refused as one that is not there.
pub(super) struct OfDocument(pub(super) DocumentId);

impl<S: Send + Sync> FromRequestParts<S> for OfDocument {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &S) -> Result<OfDocument, Refusal> {
        let id = Path::<String>::from_request_parts(parts, site).await;
        let id = id.ok().and_then(|Path(id)| id.parse().ok());
        id.map(OfDocument).ok_or(Refusal::NotFound(Sought::Document))
    }
}

/// Who bears a librarian's key.
pub(super) struct Librarian(pub(super) Bearer);

impl<S: Send + Sync> FromRequestParts<S> for Librarian {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &S) -> Result<Librarian, Refusal> {
        let bearer = Bearer::from_request_parts(parts, site).await?;
        bearer.require(Role::Librarian)?;
        Ok(Librarian(bearer))
    }
}

/// A librarian who means a change: no other site has sent it through their browser.
pub(super) struct Changer(pub(super) Bearer);

impl<S: Send + Sync> FromRequestParts<S> for Changer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &S) -> Result<Changer, Refusal> {
        let Librarian(bearer) = Librarian::from_request_parts(parts, site).await?;
        bearer.meant(form_word(&parts.headers))?;
        Ok(Changer(bearer))
    }
}

/// The session's word, where a script has sent it.
pub(super) fn form_word(headers: &HeaderMap) -> Option<&str> {
    headers.get(FORM_HEADER).and_then(|word| word.to_str().ok())
}

/// A change that was made, or waits to be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Changed {
    /// `done`, or `queued` if something long has to end first.
    #[schema(example = "done")]
    pub(super) state: &'static str,
    /// The number of the job.
    pub(super) job: i64,
}

/// What every change may be answered with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers, and is none")]
pub(super) enum OfChange {
    /// It is done
    #[response(status = 200)]
    Done(#[to_schema] Changed),
    /// It waits for something long
    #[response(status = 202)]
    Queued(#[to_schema] Changed),
}

/// What every address of a librarian may refuse with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers, and is none")]
pub(super) enum OfLibrarian {
    /// A key is needed
    #[response(status = 401, content_type = "application/problem+json")]
    NoKey(#[to_schema] Problem),
    /// The key does not allow it
    #[response(status = 403, content_type = "application/problem+json")]
    NotAllowed(#[to_schema] Problem),
}

/// There is nothing of that name or number
#[derive(IntoResponses)]
#[response(status = 404, content_type = "application/problem+json")]
#[expect(dead_code, reason = "it describes an answer, and is none")]
pub(super) struct Missing(#[to_schema] Problem);

/// It has left the collection
#[derive(IntoResponses)]
#[response(status = 410, content_type = "application/problem+json")]
#[expect(dead_code, reason = "it describes an answer, and is none")]
pub(super) struct Gone(#[to_schema] Problem);

/// The body or a parameter cannot be read
#[derive(IntoResponses)]
#[response(status = 400, content_type = "application/problem+json")]
#[expect(dead_code, reason = "it describes an answer, and is none")]
pub(super) struct Unreadable(#[to_schema] Problem);
