//! Why is a request not answered? One value for it, told as problem details to a program and as a page to a person.

use apostille_catalogue::{Catalogue, Presence, Role};
use apostille_corpus::DocumentId;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::answer::{BadParameter, Problem, SearchProblem, document_of};

/// A request that is not answered.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It cannot be read, or the collection cannot.
    Search(SearchProblem),
    /// There is nothing at this address.
    NotFound(Sought),
    /// There was a document here, and it has left.
    Gone(Gone),
    /// The address takes no request of this method.
    Method,
    /// Nobody has shown a key, and one is needed.
    NoKey,
    /// The key that was shown is none, or was revoked.
    BadKey,
    /// The key's role does not allow it; this one would.
    NotAllowed(Role),
    /// A change that was not sent by a form of this server.
    Forged,
    /// A body that cannot be read as what it says it is: what is wrong with it.
    Body(String),
    /// A file of more bytes than this (inclusive) is not taken.
    TooLarge(u64),
    /// So much waits that no more is taken.
    Full,
    /// The disk is full, or nothing can be written to it: a sentence.
    NoRoom(String),
    /// What was to be changed cannot be changed so: a sentence with the remedy.
    Refused(String),
    /// There is no collection to read yet.
    NotReady(String),
    /// It took too long.
    Time,
    /// The server failed.
    Internal(String),
}

/// A file that waits is read in this time, more or less, so a place is free again.
pub(crate) const RETRY_SECONDS: &str = "30";

fn too_large(limit: u64) -> Problem {
    let detail = format!("a file may have {} MiB: send it in parts, or add it with `apostille add`", limit >> 20);
    Problem::new("too-large", 413, "Too large", detail)
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
    /// A picture of the first page of what is no PDF, or is damaged, or takes too long.
    Picture,
    /// A batch of files, or another job.
    Batch,
}

impl Sought {
    fn sentence(self) -> &'static str {
        match self {
            Sought::Address => "there is nothing at this address; /openapi.json lists what there is",
            Sought::Document => "the collection has no document of this id; /api/v1/documents lists them",
            Sought::Passage => "the collection has no passage or note of this id",
            Sought::Batch => "there is no batch of this number; /api/v1/batches lists them",
            Sought::Picture => {
                "no picture of the first page can be drawn: the original is no PDF, is damaged, or takes too long"
            }
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

    /// Why there is no passage of this id: its document may have left, whose id it begins with.
    pub(crate) fn of_passage(catalogue: &Catalogue, id: &str) -> Refusal {
        match document_of(id).map(|(document, ..)| Refusal::of_document(catalogue, document)) {
            Some(gone @ Refusal::Gone(_)) => gone,
            _ => Refusal::NotFound(Sought::Passage),
        }
    }

    /// The refusal as problem details.
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Refusal::Search(problem) => Problem::from(problem),
            Refusal::NotFound(sought) => Problem::new("not-found", 404, "Not found", sought.sentence()),
            Refusal::Gone(gone) => Problem::new("gone", 410, "Gone", gone.sentence()),
            Refusal::Method => {
                Problem::new("method", 405, "Method not allowed", "this address takes other methods: see Allow")
            }
            Refusal::NoKey | Refusal::BadKey | Refusal::NotAllowed(_) | Refusal::Forged => self.of_access(),
            Refusal::Body(why) => Problem::new("body", 400, "The body cannot be read", why.clone()),
            Refusal::TooLarge(limit) => Problem { limit: Some(*limit), ..too_large(*limit) },
            Refusal::Full => {
                Problem::new("full", 503, "Too much waits", "as many files wait as may wait: send it again later")
            }
            Refusal::NoRoom(why) => Problem::new("no-room", 507, "Nothing can be written", why.clone()),
            Refusal::Refused(why) => Problem::new("refused", 422, "It cannot be changed so", why.clone()),
            Refusal::NotReady(why) => Problem::new("not-ready", 503, "Not ready", why.clone()),
            Refusal::Time => Problem::new("time", 503, "Too slow", "the answer took too long: ask again, or for less"),
            Refusal::Internal(_) => Problem::internal(),
        }
    }

    fn of_access(&self) -> Problem {
        match self {
            Refusal::NotAllowed(role) => {
                let detail = format!("this needs a key whose role is {} or more", role.as_str());
                Problem::new("not-allowed", 403, "Not allowed", detail)
            }
            Refusal::Forged => {
                let detail = "send the form's word along, as X-Apostille-Form, or use a key in Authorization";
                Problem::new("forged", 403, "Not sent by a page of this server", detail)
            }
            Refusal::BadKey => Problem::new("key", 401, "A key is needed", "this key is none, or was revoked"),
            _ => Problem::new("key", 401, "A key is needed", "send a key: `Authorization: Bearer SECRET`"),
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
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if matches!(self, Refusal::Full) {
            headers.insert(RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
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
        match error {
            error @ (apostille_catalogue::Error::Full { .. } | apostille_catalogue::Error::ReadOnly { .. }) => {
                Refusal::NoRoom(error.to_string())
            }
            error => Refusal::Search(error.into()),
        }
    }
}

impl From<apostille_indexer::Error> for Refusal {
    fn from(error: apostille_indexer::Error) -> Refusal {
        Refusal::Internal(error.to_string())
    }
}

impl From<apostille_engine::Error> for Refusal {
    fn from(error: apostille_engine::Error) -> Refusal {
        Refusal::Search(error.into())
    }
}
