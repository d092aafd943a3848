//! Documents leave: the catalogue first, then the index, committed before the job ends.

use apostille_catalogue::Taken;
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{Removal, RemovalReport, Result, Summary};

/// Removes documents; those that an earlier runner of the job reported are passed over.
pub(crate) fn remove(
    collection: &mut Collection,
    taken: &Taken,
    documents: &[DocumentId],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    for document in documents {
        let about = document.to_string();
        if collection.catalogue.is_reported(taken.id, about.as_ref())? {
            continue;
        }
        let removed = Line::Removed(RemovalReport { document: *document, status: Removal::Removed });
        let change = collection.catalogue.remove(*document, taken.id, &removed.to_json())?;
        let line = match change {
            Some(change) => {
                collection.projection.follow(&collection.catalogue, change, None)?;
                removed
            }
            None => {
                let unknown = Line::Removed(RemovalReport { document: *document, status: Removal::Unknown });
                collection.catalogue.report(taken.id, &[(about.into(), unknown.to_json())])?;
                unknown
            }
        };
        listener(line.into());
    }
    collection.said(taken.id)
}
