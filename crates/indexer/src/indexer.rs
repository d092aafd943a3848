//! The process that writes: takes jobs from the queue, one after the other, and does them.

use std::path::Path;

use apostille_catalogue::{Job, JobId, Taken};

use crate::collection::Collection;
use crate::projection::Projection;
use crate::scans::HalfRead;
use crate::walk::walk;
use crate::{Error, Event, Reading, Result, Summary, add, reindex, short, upload};

/// The right to write a collection, and all that it takes. While it lives, no other process writes.
pub struct Indexer {
    pub(crate) collection: Collection,
    pub(crate) reading: Reading,
    /// The scan that another job has interrupted.
    pub(crate) half_read: Option<HalfRead>,
}

/// How a job was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// It has ended.
    Ended,
    /// Scans are left of it, and other jobs go first.
    Postponed,
}

/// Hears what a job says.
pub(crate) type Listener<'a> = dyn FnMut(Event) + 'a;

impl Indexer {
    /// Takes the right to write; none if another process has it. `reading` is the program whose hidden command reads
    /// one file, or a [`Reading`].
    ///
    /// The index is repaired: it follows what the catalogue did since its newest commit, and is made again from the
    /// catalogue if it is not there, damaged, or of another analysis. Waiting jobs are left waiting.
    ///
    /// # Errors
    /// As the catalogue and the engine give them.
    pub fn open(home: &Path, reading: impl Into<Reading>) -> Result<Option<Indexer>> {
        let reading = reading.into();
        Ok(Collection::open(home)?.map(|collection| Indexer { collection, reading, half_read: None }))
    }

    /// Does every job that waits, short ones first, those too that lost their runner. A job that cannot be done ends as failed,
    /// and the next one is taken. What a short job says that goes before one that has begun only its followers hear.
    ///
    /// # Errors
    /// If the queue itself cannot be read or written.
    pub fn run_queue(&mut self, watcher: &mut dyn FnMut(Event)) -> Result<()> {
        while let Some(taken) = self.collection.catalogue.next_job(&self.collection.lock)? {
            self.run(&taken, watcher)?;
        }
        Ok(())
    }

    /// Does the jobs that go before this one, and this one; only what this one says is heard.
    pub(crate) fn run_until(&mut self, job: JobId, watcher: &mut dyn FnMut(Event)) -> Result<()> {
        while let Some(taken) = self.collection.catalogue.next_job(&self.collection.lock)? {
            if taken.id != job {
                self.run(&taken, &mut |_| {})?;
            } else if self.run(&taken, watcher)? == Left::Ended {
                break;
            }
        }
        Ok(())
    }

    fn run(&mut self, taken: &Taken, listener: &mut Listener<'_>) -> Result<Left> {
        let done = match self.run_job(taken, listener) {
            Err(Error::Engine(_)) => self.run_on_new_index(taken, listener),
            done => done,
        };
        let done = match done {
            Ok(None) => {
                self.collection.catalogue.postpone(taken.id)?;
                return Ok(Left::Postponed);
            }
            Ok(Some(summary)) => Ok(summary),
            Err(error) => Err(error),
        };
        if let Some(summary) = self.collection.end(taken, done)? {
            listener(Event::Summary(summary));
        }
        Ok(Left::Ended)
    }

    /// An index that cannot be written, such as one in which a killed process left a file that the engine wants to make, is
    /// made again from the catalogue; then the job goes on where it was.
    fn run_on_new_index(&mut self, taken: &Taken, listener: &mut Listener<'_>) -> Result<Option<Summary>> {
        self.collection.projection = Projection::rebuild(&self.collection.catalogue)?;
        self.run_job(&Taken { resumed: true, ..taken.clone() }, listener)
    }

    /// Does a job, as far as it goes now; its counts, if it has ended.
    fn run_job(&mut self, taken: &Taken, listener: &mut Listener<'_>) -> Result<Option<Summary>> {
        self.collection.projection.catch_up(&self.collection.catalogue)?;
        let summary = match &taken.job {
            Job::Add { paths } => add::add(self, taken, walk(paths), listener)?,
            Job::AddFrom { paths, folders } => add::add(self, taken, walk(paths).within(folders), listener)?,
            Job::Upload { folder, files } => {
                let sent = upload::sent(self.collection.catalogue.home(), taken.id, folder, files);
                add::add(self, taken, sent, listener)?
            }
            Job::Reindex => Some(reindex::reindex(self, taken, listener)?),
            _ => short::act(&mut self.collection, taken, listener).transpose()?,
        };
        let sequence = self.collection.catalogue.sequence()?;
        self.collection.projection.close(sequence)?;
        Ok(summary)
    }
}
