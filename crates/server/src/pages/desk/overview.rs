//! The desk: files come in here, and everything else a librarian does is one step away.

use std::path::PathBuf;
use std::sync::Arc;

use apostille_catalogue::Job;
use apostille_indexer::is_within;
use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::super::visitor::Frame;
use super::super::{page, refused};
use super::batches::{BatchRow, row};
use super::{Librarian, Posted};
use crate::answer::batches;
use crate::receiving::receive_form;
use crate::{Refusal, Site};

/// So many batches are shown.
const BATCHES: u64 = 5;

#[derive(Template)]
#[template(path = "desk/overview.html")]
struct Overview {
    frame: Frame,
    largest: String,
    watched: Vec<String>,
    batches: Vec<BatchRow>,
    documents: String,
    works: String,
    doubted: String,
    in_trash: String,
    /// What is to be said of what was just done.
    notice: Option<&'static str>,
}

/// `GET /desk`.
pub(super) async fn overview(librarian: Librarian, State(site): State<Arc<Site>>) -> Response {
    let visitor = librarian.visitor;
    let read = site.collection.read(|reading| {
        let catalogue = &reading.catalogue;
        let works = catalogue.works()?.iter().filter(|form| form.best).count();
        Ok((
            batches(catalogue, None, BATCHES)?,
            catalogue.counts()?.documents,
            works,
            catalogue.trash(0)?.len(),
            catalogue.doubt_counts()?.documents,
        ))
    });
    match read.await {
        Ok((batches, documents, works, in_trash, doubted)) => {
            let rows = batches.batches.iter().map(|batch| row(&visitor, batch)).collect();
            let (t, locale) = (visitor.texts(), visitor.locale);
            let overview = Overview {
                frame: visitor.frame(),
                largest: format!("{} MiB", site.intake.file >> 20),
                watched: site.watched.iter().map(|folder| folder.display().to_string()).collect(),
                batches: rows,
                documents: t.count_documents.of(locale, documents),
                doubted: t.desk.count_doubted.of(locale, doubted),
                works: t.desk.count_works.of(locale, works as u64),
                in_trash: t.desk.count_trash.of(locale, in_trash as u64),
                notice: visitor.notice(),
            };
            page(&visitor, StatusCode::OK, &overview)
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /desk/files`: the form's files, without the script.
pub(super) async fn files(
    librarian: Librarian,
    State(site): State<Arc<Site>>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let Librarian { visitor, bearer } = librarian;
    let received = match form {
        Ok(form) => receive_form(&site, &bearer, None, form).await,
        Err(error) => Err(Refusal::Body(error.body_text())),
    };
    match received {
        Ok((job, _)) => Redirect::to(&format!("/desk/batches/{}", job.0)).into_response(),
        Err(refusal) => refused(&visitor, &refusal),
    }
}

/// `POST /desk/paths`: files that lie in a watched folder of the server's machine.
pub(super) async fn paths(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    let written = fields.all("paths").flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
    let paths: Vec<PathBuf> = written.map(PathBuf::from).collect();
    let outside = paths.iter().find(|path| !is_within(&site.watched, path));
    let asked = match outside {
        _ if paths.is_empty() => Err(Refusal::Body("there is no path in it".to_owned())),
        Some(path) => Err(Refusal::Refused(format!("{} is in no watched folder, or is not there", path.display()))),
        None => {
            let (job, name) = (Job::AddFrom { paths, folders: site.watched.clone() }, bearer.name.clone());
            site.collection.change(move |catalogue| Ok(catalogue.enqueue(&job, &name)?)).await
        }
    };
    match asked {
        Ok(job) => Redirect::to(&format!("/desk/batches/{}", job.0)).into_response(),
        Err(refusal) => refused(&visitor, &refusal),
    }
}
