//! One text in several files: which are one work, and which of them answers searches. A librarian splits and joins.

use std::sync::Arc;

use apostille_catalogue::{Form, Job, TranslationPair};
use apostille_corpus::DocumentId;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::visitor::Frame;
use super::super::{Visitor, page, refused};
use super::{Librarian, Posted, after};
use crate::jobs::ask;
use crate::parameters::document_address;
use crate::{Refusal, Site};

/// So many pairs of translations are shown; `apostille translations` lists all.
const PAIRS: u64 = 500;

#[derive(Template)]
#[template(path = "desk/works.html")]
struct WorksPage {
    frame: Frame,
    works: Vec<Vec<FormRow>>,
    pairs: Vec<PairRow>,
    notice: Option<&'static str>,
}

/// Two documents that say the same in two languages.
struct PairRow {
    sides: [(String, String); 2],
    /// Who said so, or how alike they are.
    told: String,
    ids: String,
}

struct FormRow {
    id: DocumentId,
    href: String,
    title: String,
    path: String,
    best: bool,
    quality: String,
    by_librarian: bool,
}

/// `GET /desk/works`.
pub(super) async fn works(librarian: Librarian, State(site): State<Arc<Site>>) -> Response {
    let visitor = librarian.visitor;
    let read = site.collection.read(|reading| {
        let forms = reading.catalogue.works()?;
        let titles = reading.catalogue.summaries_of(&forms.iter().map(|form| form.document).collect::<Vec<_>>())?;
        let titles = titles.into_iter().map(|summary| (summary.id, summary.record.title));
        let titles = titles.collect::<std::collections::HashMap<_, _>>();
        Ok((forms, titles, reading.catalogue.translation_pairs(0, PAIRS)?))
    });
    match read.await {
        Ok((forms, titles, pairs)) => {
            let mut works: Vec<(DocumentId, Vec<FormRow>)> = Vec::new();
            for form in forms {
                let work = form.work;
                let row = row(form, &titles);
                match works.last_mut().filter(|(known, _)| *known == work) {
                    Some((_, rows)) => rows.push(row),
                    None => works.push((work, vec![row])),
                }
            }
            let works = works.into_iter().map(|(_, rows)| rows).collect();
            let pairs = pairs.into_iter().map(|pair| pair_row(&visitor, pair)).collect();
            page(
                &visitor,
                StatusCode::OK,
                &WorksPage { frame: visitor.frame(), works, pairs, notice: visitor.notice() },
            )
        }
        Err(refusal) => refused(&visitor, &refusal),
    }
}

fn row(form: Form, titles: &std::collections::HashMap<DocumentId, String>) -> FormRow {
    FormRow {
        id: form.document,
        href: document_address(form.document, "", ""),
        title: titles.get(&form.document).cloned().unwrap_or_default(),
        path: form.path.unwrap_or_default(),
        best: form.best,
        quality: format!("{:.0}", form.quality),
        by_librarian: form.decided_by == "librarian",
    }
}

fn pair_row(visitor: &Visitor, pair: TranslationPair) -> PairRow {
    let by_librarian = pair.decided_by == "librarian";
    PairRow {
        ids: pair.documents.each_ref().map(|side| side.document.to_string()).join(" "),
        told: if by_librarian {
            visitor.texts().desk.decided_by_librarian.to_owned()
        } else {
            format!("{:.0} %", pair.likeness * 100.0)
        },
        sides: pair.documents.map(|side| (side.title, document_address(side.document, "", ""))),
    }
}

/// `POST /desk/works`: chosen documents are split from their work, or made one; or two are said to be translations, or none.
pub(super) async fn change(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    let Posted { visitor, bearer, fields } = posted;
    let written = fields.all("id").chain(fields.all("ids").flat_map(str::split_whitespace));
    // What is pasted may be a page's address.
    let ids = written.map(|id| id.rsplit('/').next().unwrap_or(id));
    let documents: Option<Vec<DocumentId>> = ids.map(|id| id.parse().ok()).collect();
    let job = match (documents, fields.all("do").last()) {
        (Some(documents), Some("split")) if !documents.is_empty() => Ok(Job::Split { documents }),
        (Some(documents), Some("join")) if documents.len() > 1 => Ok(Job::Join { documents }),
        (Some(documents), Some(what @ ("pair" | "unpair"))) => match (<[DocumentId; 2]>::try_from(documents), what) {
            (Ok(documents), "pair") => Ok(Job::Pair { documents }),
            (Ok(documents), _) => Ok(Job::Unpair { documents }),
            (Err(_), _) => Err(Refusal::Refused(visitor.texts().desk.choose_forms.to_owned())),
        },
        _ => Err(Refusal::Refused(visitor.texts().desk.choose_forms.to_owned())),
    };
    match job {
        Ok(job) => after(&visitor, ask(&site, &bearer, job).await, "/desk/works"),
        Err(refusal) => refused(&visitor, &refusal),
    }
}
