//! A collection open for writing: its lock, its catalogue and its index, in step with each other.

use std::path::Path;

use apostille_catalogue::{Catalogue, Job, JobId, Taken, WriterLock};

use crate::Result;
use crate::event::{Line, Summary};
use crate::projection::Projection;
use crate::{report, workshop};

/// Fields are dropped in order, so the lock is freed last.
pub(crate) struct Collection {
    pub(crate) projection: Projection,
    pub(crate) catalogue: Catalogue,
    pub(crate) lock: WriterLock,
}

impl Collection {
    /// Opens a collection for writing and repairs what a killed process left undone; none if another process writes.
    pub(crate) fn open(home: &Path) -> Result<Option<Collection>> {
        let Some(lock) = WriterLock::try_acquire(home)? else { return Ok(None) };
        let mut catalogue = Catalogue::open(home)?;
        catalogue.drop_unfinished()?;
        catalogue.discard_purged()?;
        workshop::sweep(catalogue.home())?;
        catalogue.sweep_deliveries(&lock)?;
        catalogue.place_unplaced()?;
        let projection = Projection::open(&catalogue)?;
        Ok(Some(Collection { projection, catalogue, lock }))
    }

    /// What a job has said, counted: also what an earlier runner of it said before it died.
    pub(crate) fn said(&self, job: JobId) -> Result<Summary> {
        let mut summary = Summary::default();
        report::each_line(&self.catalogue, job, |line| summary.count(&line))?;
        Ok(summary)
    }

    /// Ends a job: with its counts, which are given back, or with why it could not be done.
    pub(crate) fn end(&mut self, taken: &Taken, done: Result<Summary>) -> Result<Option<Summary>> {
        let Collection { catalogue, projection, .. } = self;
        let summary = match done {
            Ok(summary) => {
                catalogue.finish(taken.id, Ok(&Line::Summary { summary }.to_json()))?;
                Some(summary)
            }
            Err(error) => {
                catalogue.finish(taken.id, Err(&error.message()))?;
                // What was accepted before it failed is to be found. If that fails too, the next job or start does it.
                let _ = projection.catch_up(catalogue);
                None
            }
        };
        // What was received for a job is kept until the job has ended.
        if let Job::Upload { folder, .. } = &taken.job {
            catalogue.discard_delivery(folder);
        }
        Ok(summary)
    }
}
