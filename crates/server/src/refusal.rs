//! Why is a request not answered? One value for it, told as problem details to a program and as a page to a person.

use apostille_catalogue::{Catalogue, Presence};
use apostille_corpus::DocumentId;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::answer::{BadParameter, Problem, SearchProblem};

/// A request that is not answered.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It cannot be read, or the collection cannot.
    Search(SearchProblem),
    /// There is nothing at this address.
    NotFound(Sought),
    /// There was a document here, and it has left.
    Gone(Gone),
    /// It would change something.
    ReadOnly,
    /// There is no collection to read yet.
    NotReady(String),
    /// It took too long.
    Time,
    /// The server failed.
    Internal(String),
}

/// How a document has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// It was removed, for good or not.
    Removed,
    /// Its file has other bytes, which may be another document.
    Replaced(Option<DocumentId>),
}

impl Gone {
    fn sentence(self) -> String {
        match self {
            Gone::Removed => "the document was removed from the collection".to_owned(),
            Gone::Replaced(None) => "a newer version of its file has taken the document's place".to_owned(),
            Gone::Replaced(Some(by)) => format!("a newer version of its file, {by}, has taken the document's place"),
        }
    }
}

/// What was looked for at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sought {
    /// An address.
    Address,
    /// A live document.
    Document,
    /// A live passage or note.
    Passage,
    /// The original of a document that was made from rows, or whose file is gone.
    Original,
}

impl Sought {
    fn sentence(self) -> &'static str {
        match self {
            Sought::Address => "there is nothing at this address; /openapi.json lists what there is",
            Sought::Document => "the collection has no document of this id; /api/v1/documents lists them",
            Sought::Passage => "the collection has no passage or note of this id",
            Sought::Original => "this document has no original: it was made from rows",
        }
    }
}

impl Refusal {
    /// Why a document that is not live is not shown.
    pub(crate) fn of_document(catalogue: &Catalogue, document: DocumentId) -> Refusal {
        match catalogue.presence(document) {
            Ok(Presence::Trashed { .. } | Presence::Purged { .. }) => Refusal::Gone(Gone::Removed),
            Ok(Presence::Replaced { by }) => Refusal::Gone(Gone::Replaced(by)),
            Ok(Presence::Live | Presence::Unknown) => Refusal::NotFound(Sought::Document),
            Err(error) => error.into(),
        }
    }

    /// The refusal as problem details.
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Refusal::Search(problem) => Problem::from(problem),
            Refusal::NotFound(sought) => Problem::new("not-found", 404, "Not found", sought.sentence()),
            Refusal::Gone(gone) => Problem::new("gone", 410, "Gone", gone.sentence()),
            Refusal::ReadOnly => Problem::new(
                "read-only",
                405,
                "The server only reads",
                "the server only reads: use GET here, and change the collection with the command `apostille`",
            ),
            Refusal::NotReady(why) => Problem::new("not-ready", 503, "Not ready", why.clone()),
            Refusal::Time => Problem::new("time", 503, "Too slow", "the answer took too long: ask again, or for less"),
            Refusal::Internal(_) => Problem::internal(),
        }
    }

    /// Writes to the server's log what the answer does not tell.
    pub(crate) fn log(&self) {
        match self {
            Refusal::Internal(why) => eprintln!("apostille: {why}"),
            Refusal::Search(problem @ (SearchProblem::Engine(_) | SearchProblem::Catalogue(_))) => {
                eprintln!("apostille: {problem}");
            }
            _ => {}
        }
    }
}

impl IntoResponse for Refusal {
    /// Problem details; pages are made of a refusal by `pages::refused`.
    fn into_response(self) -> Response {
        self.log();
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

impl From<SearchProblem> for Refusal {
    fn from(problem: SearchProblem) -> Refusal {
        Refusal::Search(problem)
    }
}

impl From<BadParameter> for Refusal {
    fn from(bad: BadParameter) -> Refusal {
        Refusal::Search(bad.into())
    }
}

impl From<apostille_catalogue::Error> for Refusal {
    fn from(error: apostille_catalogue::Error) -> Refusal {
        Refusal::Search(error.into())
    }
}

impl From<apostille_engine::Error> for Refusal {
    fn from(error: apostille_engine::Error) -> Refusal {
        Refusal::Search(error.into())
    }
}
