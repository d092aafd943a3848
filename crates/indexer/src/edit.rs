//! Records are edited, and edits undone: the catalogue in one transaction, then the index, whose passages carry titles and authors.

use apostille_catalogue::{Change, Edit, Taken};
use apostille_corpus::DocumentId;

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::{DocumentReport, Error, Outcome, Result, Summary};

/// Makes edits, all or none.
pub(crate) fn edit(
    collection: &mut Collection,
    taken: &Taken,
    (edits, what): (&[Edit], &str),
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    if !is_done(collection, taken)? {
        let changes = collection.catalogue.edit(taken.id, edits, what, |id| line(id, None).to_json())?;
        follow(collection, &changes, None, listener)?;
    }
    collection.said(taken.id)
}

/// Undoes the newest edit.
pub(crate) fn undo(collection: &mut Collection, taken: &Taken, listener: &mut Listener<'_>) -> Result<Summary> {
    if !is_done(collection, taken)? {
        let undone = collection.catalogue.undo_edit(taken.id, |id| line(id, None).to_json())?;
        let nothing =
            || Error::Job { message: "there is no edit to undo: `apostille history` says what was done".to_owned() };
        let (undone, changes) = undone.ok_or_else(nothing)?;
        let message = format!("back as before {} of {}, by {}", undone.what, undone.at, undone.who);
        follow(collection, &changes, Some(message), listener)?;
    }
    collection.said(taken.id)
}

/// An edit is one transaction with its lines: a job that was taken up again and has a line is done.
fn is_done(collection: &Collection, taken: &Taken) -> Result<bool> {
    Ok(taken.resumed && !collection.catalogue.events_after(taken.id, 0)?.is_empty())
}

fn line(document: DocumentId, message: Option<String>) -> Line {
    Line::Document(DocumentReport { document, status: Outcome::Edited, message })
}

fn follow(
    collection: &mut Collection,
    changes: &[Change],
    message: Option<String>,
    listener: &mut Listener<'_>,
) -> Result<()> {
    let Collection { catalogue, projection, .. } = collection;
    for change in changes {
        projection.follow(catalogue, *change, None)?;
        listener(line(change.document, message.clone()).into());
    }
    Ok(())
}
