//! Librarians say that what is doubted of a record is right as it is, and take that back.

use apostille_catalogue::{DoubtKind, Taken};
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{DocumentReport, Outcome, Result, Summary};

/// Dismisses a doubt about each document; those that an earlier runner of the job reported are passed over.
pub(crate) fn dismiss(
    collection: &mut Collection,
    taken: &Taken,
    (documents, doubt): (&[DocumentId], DoubtKind),
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    each(collection, taken, (documents, doubt, Outcome::Dismissed), listener)
}

/// Recalls a dismissed doubt about each document; those that an earlier runner of the job reported are passed over.
pub(crate) fn recall(
    collection: &mut Collection,
    taken: &Taken,
    (documents, doubt): (&[DocumentId], DoubtKind),
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    each(collection, taken, (documents, doubt, Outcome::Recalled), listener)
}

fn each(
    collection: &mut Collection,
    taken: &Taken,
    (documents, doubt, outcome): (&[DocumentId], DoubtKind, Outcome),
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    for document in documents {
        if !collection.catalogue.is_reported(taken.id, document.to_string().as_ref())? {
            let report = one(collection, taken, (*document, doubt, outcome))?;
            listener(Line::Document(report).into());
        }
    }
    collection.said(taken.id)
}

fn one(
    collection: &mut Collection,
    taken: &Taken,
    (document, doubt, outcome): (DocumentId, DoubtKind, Outcome),
) -> Result<DocumentReport> {
    let Collection { catalogue, projection, .. } = collection;
    let done = DocumentReport { document, status: outcome, message: None };
    let line = Line::Document(done.clone()).to_json();
    let change = match outcome {
        Outcome::Recalled => catalogue.recall_doubt(document, doubt, taken.id, &line)?,
        _ => catalogue.dismiss_doubt(document, doubt, taken.id, &line)?,
    };
    if let Some(change) = change {
        projection.follow(catalogue, change, None)?;
        return Ok(done);
    }
    let message = Some(format!("there is no such doubt about it: {doubt}"));
    let refused = DocumentReport { document, status: Outcome::Refused, message };
    let line = Line::Document(refused.clone()).to_json();
    catalogue.report(taken.id, &[(document.to_string().into(), line)])?;
    Ok(refused)
}
