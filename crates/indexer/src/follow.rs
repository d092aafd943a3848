//! Following a job that another process does: its lines, once each, and how far it is, until it ends.

use apostille_catalogue::{BeingRead, Catalogue, JobId, JobState, Progress};

use crate::event::{Line, Summary};
use crate::indexer::Listener;
use crate::{Error, Event, Result};

/// One who follows a job, and what was heard of it.
pub(crate) struct Follower {
    catalogue: Catalogue,
    job: JobId,
    heard: u64,
    progress: Progress,
    being_read: Vec<BeingRead>,
    summary: Option<Summary>,
}

impl Follower {
    pub(crate) fn new(catalogue: Catalogue, job: JobId) -> Follower {
        Follower { catalogue, job, heard: 0, progress: Progress::default(), being_read: Vec::new(), summary: None }
    }

    /// How many jobs stand before it.
    pub(crate) fn behind(&self) -> Result<u64> {
        Ok(self.catalogue.jobs_before(self.job)?)
    }

    /// Says what is new; the summary once the job has ended.
    ///
    /// # Errors
    /// [`Error::Job`] if the job could not be done.
    pub(crate) fn hear(&mut self, listener: &mut Listener<'_>) -> Result<Option<Summary>> {
        // The state is read first: a job that had ended then has all its lines now.
        let (state, progress) = self.catalogue.job_state(self.job)?;
        self.hear_lines(listener)?;
        if progress != self.progress {
            self.progress = progress;
            listener(progress.into());
        }
        if state == JobState::Running {
            self.hear_reading(listener)?;
        }
        match state {
            JobState::Waiting | JobState::Running => Ok(None),
            JobState::Done => Ok(Some(self.summary.unwrap_or_default())),
            JobState::Failed(message) => Err(Error::Job { message }),
        }
    }

    fn hear_reading(&mut self, listener: &mut Listener<'_>) -> Result<()> {
        let being_read = self.catalogue.being_read(self.job)?;
        if being_read != self.being_read {
            self.being_read.clone_from(&being_read);
            listener(Event::Reading(being_read));
        }
        Ok(())
    }

    fn hear_lines(&mut self, listener: &mut Listener<'_>) -> Result<()> {
        loop {
            let events = self.catalogue.events_after(self.job, self.heard)?;
            let Some((last, _)) = events.last() else { return Ok(()) };
            self.heard = *last;
            for line in events.iter().filter_map(|(_, line)| serde_json::from_str::<Line>(line).ok()) {
                self.note(&line);
                listener(line.into());
            }
        }
    }

    fn note(&mut self, line: &Line) {
        if let Line::Summary { summary } = line {
            self.summary = Some(*summary);
        }
    }

    /// Passes over what was said while this process did the job itself; the summary, if the job has ended.
    pub(crate) fn skip(&mut self) -> Result<Option<Summary>> {
        self.hear(&mut |_: Event| {})
    }
}
