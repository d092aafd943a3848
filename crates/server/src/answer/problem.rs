//! What is wrong with a request? Problems as values, as sentences, and as RFC 9457 problem details.

use apostille_engine::QueryError;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a search has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchProblem {
    /// The query cannot be read.
    #[error("{error}")]
    Query {
        /// The query as it was written.
        text: String,
        /// What is wrong, and where.
        error: QueryError,
    },
    /// A parameter cannot be read.
    #[error(transparent)]
    Parameter(#[from] BadParameter),
    /// The cursor is not one, or belongs to another request.
    #[error("the cursor belongs to another search: leave it out to begin with the first hit")]
    Cursor,
    /// The index cannot be read.
    #[error("the index cannot be read: {0}")]
    Engine(#[from] apostille_engine::Error),
    /// The catalogue cannot be read.
    #[error("the catalogue cannot be read: {0}")]
    Catalogue(#[from] apostille_catalogue::Error),
}

/// A parameter of a request that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the parameter `{name}` {fault}")]
pub struct BadParameter {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl BadParameter {
    /// A parameter with this fault.
    pub fn new(name: &str, fault: Fault) -> BadParameter {
        BadParameter { name: name.to_owned(), fault }
    }
}

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no such parameter here.
    #[error("is not known here; known are {known}")]
    Unknown {
        /// The names that are known.
        known: String,
    },
    /// It stands more than once.
    #[error("stands more than once")]
    Repeated,
    /// It is needed.
    #[error("is missing")]
    Missing,
    /// It is not percent-encoded UTF-8.
    #[error("is not percent-encoded UTF-8")]
    Encoding,
    /// Its value is not one that it takes.
    #[error("cannot be `{value}`; it takes {expected}")]
    Value {
        /// The value as it was written.
        value: String,
        /// What it takes, for a person.
        expected: &'static str,
    },
}

/// Problem details as RFC 9457 has them. Served as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// `urn:apostille:problem:` and `query`, `parameter`, `cursor`, `not-found`, `gone`, `method`, `key`, `not-allowed`, `forged`, `body`,
    /// `too-large`, `full`, `no-room`, `refused`, `not-ready`, `time` or `internal`.
    #[serde(rename = "type")]
    #[schema(example = "urn:apostille:problem:query")]
    pub kind: String,
    /// The same for every problem of this type.
    pub title: String,
    /// The HTTP status.
    #[schema(example = 400)]
    pub status: u16,
    /// What is wrong this time, and what to change.
    pub detail: String,
    /// How many characters of the query stand before the place that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// How many characters are wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// A query that would work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// How many bytes are taken at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

impl Problem {
    /// A problem of this type, without a place.
    pub fn new(kind: &str, status: u16, title: &str, detail: impl Into<String>) -> Problem {
        Problem {
            kind: format!("urn:apostille:problem:{kind}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            position: None,
            length: None,
            suggestion: None,
            parameter: None,
            limit: None,
        }
    }

    /// A fault of ours: what went wrong is in the log, not in the answer.
    pub(crate) fn internal() -> Problem {
        Problem::new("internal", 500, "Internal error", "the collection cannot be read now; the server's log says why")
    }
}

impl From<&SearchProblem> for Problem {
    fn from(problem: &SearchProblem) -> Problem {
        let detail = problem.to_string();
        match problem {
            SearchProblem::Query { error, .. } => Problem {
                position: Some(error.position),
                length: Some(error.length),
                suggestion: error.suggestion.clone(),
                parameter: Some("q".to_owned()),
                ..Problem::new("query", 400, "The query cannot be read", detail)
            },
            SearchProblem::Parameter(bad) => Problem {
                parameter: Some(bad.name.clone()),
                ..Problem::new("parameter", 400, "A parameter cannot be read", detail)
            },
            SearchProblem::Cursor => Problem {
                parameter: Some("cursor".to_owned()),
                ..Problem::new("cursor", 400, "The cursor belongs to another request", detail)
            },
            SearchProblem::Engine(_) | SearchProblem::Catalogue(_) => Problem::internal(),
        }
    }
}
