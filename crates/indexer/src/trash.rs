//! Documents go into the trash, come back from it, or are deleted for good: the catalogue first, then the index, committed
//! before the job ends.

use apostille_catalogue::{Catalogue, Presence, Taken};
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{DocumentReport, Outcome, Result, Summary};

/// What is to be done with documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Remove,
    Restore,
    Purge,
}

/// Does it with each document; those that an earlier runner of the job reported are passed over.
pub(crate) fn each(
    collection: &mut Collection,
    taken: &Taken,
    (act, documents): (Act, &[DocumentId]),
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    for document in documents {
        if collection.catalogue.is_reported(taken.id, document.to_string().as_ref())? {
            continue;
        }
        let report = one(collection, taken, act, *document)?;
        listener(Line::Document(report).into());
    }
    collection.said(taken.id)
}

fn one(collection: &mut Collection, taken: &Taken, act: Act, document: DocumentId) -> Result<DocumentReport> {
    let Collection { catalogue, projection, .. } = collection;
    let done = DocumentReport { document, status: act.done(), message: None };
    let line = Line::Document(done.clone()).to_json();
    let changes = match act {
        Act::Remove => catalogue.remove(document, taken.id, &line)?,
        Act::Restore => catalogue.restore(document, taken.id, &line)?,
        Act::Purge => catalogue.purge(document, taken.id, &line)?.map(|change| vec![change]),
    };
    if let Some(changes) = changes {
        for change in changes {
            projection.follow(catalogue, change, None)?;
        }
        return Ok(done);
    }
    let refused = refused(catalogue, act, document)?;
    let line = Line::Document(refused.clone()).to_json();
    catalogue.report(taken.id, &[(document.to_string().into(), line)])?;
    Ok(refused)
}

impl Act {
    fn done(self) -> Outcome {
        match self {
            Act::Remove => Outcome::Removed,
            Act::Restore => Outcome::Restored,
            Act::Purge => Outcome::Purged,
        }
    }
}

/// Why it could not be done.
fn refused(catalogue: &Catalogue, act: Act, document: DocumentId) -> Result<DocumentReport> {
    let presence = catalogue.presence(document)?;
    let status = if presence == Presence::Unknown { Outcome::Unknown } else { Outcome::Refused };
    let message = match (presence, act) {
        (Presence::Live, Act::Purge) => {
            format!("it is in the collection: `apostille remove {document}` puts it into the trash first")
        }
        (Presence::Live, _) => "it is in the collection".to_owned(),
        (Presence::Trashed { at }, _) => format!("it is in the trash since {at}"),
        (Presence::Purged { at }, _) => format!("it was deleted for good on {at}: its file may be added again"),
        (Presence::Replaced { by: Some(by) }, _) => format!("{by} has taken its place: it stays as history"),
        (Presence::Replaced { by: None }, _) => "its path got other bytes: it stays as history".to_owned(),
        (Presence::Unknown, _) => "there is no such document: `apostille list` prints those there are".to_owned(),
    };
    Ok(DocumentReport { document, status, message: Some(message) })
}
