//! Documents leave and come back: the button on a document's page, and the page of the trash.

use std::sync::Arc;

use apostille_catalogue::{Job, Role};
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::super::visitor::Frame;
use super::super::{page, refused};
use super::moments::{Moment, moment};
use super::{Librarian, Posted, after};
use crate::jobs::ask;
use crate::refusal::Sought;
use crate::{Refusal, Site};

#[derive(Template)]
#[template(path = "desk/trash.html")]
struct TrashPage {
    frame: Frame,
    entries: Vec<Entry>,
    may_purge: bool,
    notice: Option<&'static str>,
}

struct Entry {
    id: DocumentId,
    title: String,
    at: Moment,
    who: String,
    paths: Vec<String>,
}

/// `GET /desk/trash`.
pub(super) async fn trash(librarian: Librarian, State(site): State<Arc<Site>>) -> Response {
    let Librarian { visitor, bearer } = librarian;
    match site.collection.read(|reading| Ok(reading.catalogue.trash(0)?)).await {
        Ok(trashed) => {
            let entry = |trashed: apostille_catalogue::Trashed| Entry {
                id: trashed.document,
                title: trashed.title,
                at: moment(&trashed.at),
                who: trashed.who,
                paths: trashed.paths,
            };
            let entries = trashed.into_iter().map(entry).collect();
            let (may_purge, notice) = (bearer.may(Role::Admin), visitor.notice());
            page(&visitor, StatusCode::OK, &TrashPage { frame: visitor.frame(), entries, may_purge, notice })
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /desk/trash`: what was chosen is restored, or deleted for good.
pub(super) async fn change(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    let documents: Vec<DocumentId> = fields.all("id").filter_map(|id| id.parse().ok()).collect();
    let job = match fields.all("do").last() {
        _ if documents.is_empty() => Err(Refusal::Body(visitor.texts().desk.nothing_chosen.to_owned())),
        Some("restore") => Ok(Job::Restore { documents }),
        Some("purge") if fields.all("sure").last() != Some("yes") => {
            Err(Refusal::Refused(visitor.texts().desk.not_sure.to_owned()))
        }
        Some("purge") => bearer.require(Role::Admin).map(|()| Job::Purge { documents }),
        _ => Err(Refusal::Body("do".to_owned())),
    };
    match job {
        Ok(job) => after(&visitor, ask(&site, &bearer, job).await, "/desk/trash"),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /documents/{id}/remove`.
pub(super) async fn remove(
    State(site): State<Arc<Site>>,
    id: Result<Path<String>, PathRejection>,
    posted: Posted,
) -> Response {
    let Posted { visitor, bearer, .. } = posted;
    match id.ok().and_then(|Path(id)| id.parse().ok()) {
        Some(id) => after(&visitor, ask(&site, &bearer, Job::Remove { documents: vec![id] }).await, "/desk/trash"),
        None => refused(&visitor, &Refusal::NotFound(Sought::Document)),
    }
}
