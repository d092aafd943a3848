//! The way of a command that changes a collection: queue the job, then do it, or follow the process that does.

use std::path::Path;
use std::thread;
use std::time::Duration;

use apostille_catalogue::{Catalogue, Job, JobId};

use crate::follow::Follower;
use crate::walk::absolute;
use crate::{Event, Indexer, Reading, Result, Summary};

/// How often a follower looks for new lines, and whether the process that writes is still there. Often enough for a
/// progress bar; a look costs two small queries.
const LOOK_EVERY: Duration = Duration::from_millis(75);

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobOutcome {
    /// Its number in the queue.
    pub job: JobId,
    /// Its counts.
    pub summary: Summary,
}

/// Queues a job and waits until it has ended. If no other process writes, this one does the queue up to this job;
/// otherwise it follows, and takes the queue up if that process ends before the job does. Either way the watcher hears
/// each of the job's lines once. Relative paths are made absolute.
///
/// # Errors
/// [`crate::Error::Job`] if the job could not be done; else as the catalogue and the engine give them.
pub fn submit(
    home: &Path,
    reading: impl Into<Reading>,
    job: Job,
    watcher: &mut dyn FnMut(Event),
) -> Result<JobOutcome> {
    let job = Catalogue::open(home)?.enqueue(&with_absolute_paths(job), &login())?;
    see_through(home, reading, job, watcher)
}

/// As [`submit`], of a job that is in the queue already.
///
/// # Errors
/// As [`submit`].
pub fn see_through(
    home: &Path,
    reading: impl Into<Reading>,
    job: JobId,
    watcher: &mut dyn FnMut(Event),
) -> Result<JobOutcome> {
    let reading = reading.into();
    let mut follower = Follower::new(Catalogue::open(home)?, job);
    let mut is_told = false;
    loop {
        let indexer = Indexer::open(home, reading.clone())?;
        // Heard after the lock was tried: what the process that wrote before said last is among it.
        if let Some(summary) = follower.hear(watcher)? {
            return Ok(JobOutcome { job, summary });
        }
        let behind = follower.behind()?;
        if !is_told && (indexer.is_none() || behind > 0) {
            watcher(Event::Queued { behind });
            is_told = true;
        }
        if let Some(mut indexer) = indexer {
            indexer.run_until(job, watcher)?;
            let summary = follower.skip()?.unwrap_or_default();
            return Ok(JobOutcome { job, summary });
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn with_absolute_paths(job: Job) -> Job {
    match job {
        Job::Add { paths } => Job::Add { paths: paths.iter().map(|path| absolute(path)).collect() },
        other => other,
    }
}

/// The login name of whoever runs this process, as the history says it.
pub fn login() -> String {
    whoami::username().unwrap_or_else(|_| "somebody".to_owned())
}
