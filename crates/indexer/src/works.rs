//! Librarians say which documents are one work: the catalogue first, then the index, which holds one document of each.

use apostille_catalogue::Taken;
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{DocumentReport, Outcome, Result, Summary};

/// Makes each document a work of its own; those that an earlier runner of the job reported are passed over.
pub(crate) fn split(
    collection: &mut Collection,
    taken: &Taken,
    documents: &[DocumentId],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    for document in documents {
        if !collection.catalogue.is_reported(taken.id, document.to_string().as_ref())? {
            let report = split_one(collection, taken, *document)?;
            listener(Line::Document(report).into());
        }
    }
    collection.said(taken.id)
}

fn split_one(collection: &mut Collection, taken: &Taken, document: DocumentId) -> Result<DocumentReport> {
    let Collection { catalogue, projection, .. } = collection;
    let done = DocumentReport { document, status: Outcome::Split, message: None };
    if let Some(changes) = catalogue.split_work(document, taken.id, &Line::Document(done.clone()).to_json())? {
        for change in changes {
            projection.follow(catalogue, change, None)?;
        }
        return Ok(done);
    }
    let message = Some("no other document of the collection is one work with it".to_owned());
    let refused = DocumentReport { document, status: Outcome::Refused, message };
    let line = Line::Document(refused.clone()).to_json();
    catalogue.report(taken.id, &[(document.to_string().into(), line)])?;
    Ok(refused)
}

/// Makes one work of the documents, all or none.
pub(crate) fn join(
    collection: &mut Collection,
    taken: &Taken,
    documents: &[DocumentId],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    let Collection { catalogue, projection, .. } = &mut *collection;
    // A join is one transaction with its lines: a job that was taken up again and has a line is done.
    if !taken.resumed || catalogue.events_after(taken.id, 0)?.is_empty() {
        for change in catalogue.join_works(documents, taken.id, |document| joined(document).to_json())? {
            projection.follow(catalogue, change, None)?;
        }
        documents.iter().for_each(|document| listener(joined(*document).into()));
    }
    collection.said(taken.id)
}

fn joined(document: DocumentId) -> Line {
    Line::Document(DocumentReport { document, status: Outcome::Joined, message: None })
}
