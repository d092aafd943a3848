//! Jobs that are done in a moment: they go before those that read files, and between two transactions of one that has begun.

use std::time::Duration;

use apostille_catalogue::{Job, Taken};

use crate::collection::Collection;
use crate::indexer::Listener;
use crate::trash::{self, Act};
use crate::{Error, Result, Summary, doubts, edit, translations, works};

/// How often a job that reads files looks whether a short one waits. A look costs a small query.
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Does a short job; none if it is not one.
pub(crate) fn act(collection: &mut Collection, taken: &Taken, listener: &mut Listener<'_>) -> Option<Result<Summary>> {
    Some(match &taken.job {
        Job::Remove { documents } => trash::each(collection, taken, (Act::Remove, documents), listener),
        Job::Restore { documents } => trash::each(collection, taken, (Act::Restore, documents), listener),
        Job::Purge { documents } => trash::each(collection, taken, (Act::Purge, documents), listener),
        Job::Split { documents } => works::split(collection, taken, documents, listener),
        Job::Join { documents } => works::join(collection, taken, documents, listener),
        Job::Pair { documents } => translations::pair(collection, taken, *documents, listener),
        Job::Unpair { documents } => translations::part(collection, taken, *documents, listener),
        Job::Dismiss { documents, doubt } => doubts::dismiss(collection, taken, (documents, *doubt), listener),
        Job::Recall { documents, doubt } => doubts::recall(collection, taken, (documents, *doubt), listener),
        Job::Edit { edits, what } => edit::edit(collection, taken, (edits, what), listener),
        Job::UndoEdit => edit::undo(collection, taken, listener),
        Job::Add { .. } | Job::AddFrom { .. } | Job::Upload { .. } | Job::Reindex => return None,
    })
}

/// Does the short jobs that wait. Only who follows them hears what they say. What the job that gives way has written down must be
/// in the index, committed or not.
///
/// # Errors
/// The engine's, for which the index is to be made anew; then the short job waits still.
pub(crate) fn do_waiting(collection: &mut Collection) -> Result<()> {
    while collection.catalogue.has_short_job()? {
        let Some(taken) = collection.catalogue.next_short_job(&collection.lock)? else { return Ok(()) };
        let done = match act(collection, &taken, &mut |_| {}) {
            Some(Err(error @ Error::Engine(_))) => return Err(error),
            Some(done) => done,
            None => unreachable!("a short job was asked for"),
        };
        if done.is_ok() {
            let sequence = collection.catalogue.sequence()?;
            collection.projection.commit(sequence)?;
        }
        collection.end(&taken, done)?;
    }
    Ok(())
}
