//! Following a job from another process: its lines, its state, how far it is. Only reading; the writing is `queue`.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::job::{JobId, SHORT};
use crate::{Catalogue, Error, Result};

/// Where a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobState {
    /// Others are before it.
    Waiting,
    /// A process is at it, or was.
    Running,
    /// It has ended.
    Done,
    /// It could not be done; the sentence says why.
    Failed(String),
}

/// How far a job is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files or documents that are done.
    pub files_done: u64,
    /// Files or documents in all; 0 until they are counted.
    pub files_total: u64,
    /// Passages and notes that came in.
    pub passages: u64,
}

/// A file that a job is reading and that takes a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeingRead {
    /// Its path; what is not Unicode in it is U+FFFD.
    pub path: String,
    /// Of a scan, the page that is being read, from 1.
    pub page: Option<u32>,
    /// Of a scan, how many pages it has.
    pub pages: Option<u32>,
}

impl Catalogue {
    /// Whether a job has not ended yet.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn has_open_job(&self) -> Result<bool> {
        self.read(|sql| sql.prepare_cached("SELECT 1 FROM jobs WHERE state IN ('waiting', 'running')")?.exists([]))
    }

    /// Whether a job waits, or was left by its runner, that goes before every postponed one.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn has_prompt_job(&self) -> Result<bool> {
        let prompt = "SELECT 1 FROM jobs WHERE state IN ('waiting', 'running') AND NOT postponed";
        self.read(|sql| sql.prepare_cached(prompt)?.exists([]))
    }

    /// Whether a short job waits, or was left by its runner.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn has_short_job(&self) -> Result<bool> {
        let short = format!("SELECT 1 FROM jobs WHERE state IN ('waiting', 'running') AND {SHORT}");
        self.read(|sql| sql.prepare_cached(&short)?.exists([]))
    }

    /// How many jobs stand before this one.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn jobs_before(&self, job: JobId) -> Result<u64> {
        let before = format!(
            "WITH places AS (SELECT id, state, NOT {SHORT} AS long, postponed FROM jobs
                             WHERE state IN ('waiting', 'running') OR id = ?1)
             SELECT count(*) FROM places AS one JOIN places AS this ON this.id = ?1 WHERE one.state IN ('waiting', 'running')
                AND (one.long, one.postponed, one.id) < (this.long, this.postponed, this.id)"
        );
        self.read(|sql| sql.prepare_cached(&before)?.query_row([job.0], |row| row.get(0)))
    }

    /// The lines of a job after this one (exclusive; 0 for all), in order, at most 10,000 at a time.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn events_after(&self, job: JobId, sequence: u64) -> Result<Vec<(u64, String)>> {
        self.read(|sql| {
            let lines = "SELECT sequence, line FROM job_events WHERE job = ?1 AND sequence > ?2
                         ORDER BY sequence LIMIT 10000";
            let mut lines = sql.prepare_cached(lines)?;
            let lines = lines.query_map((job.0, sequence), |row| Ok((row.get(0)?, row.get(1)?)))?;
            lines.collect()
        })
    }

    /// The files that a job is reading and that take a while; none of a job that nobody is at.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn being_read(&self, job: JobId) -> Result<Vec<BeingRead>> {
        let found = self.read(|sql| {
            let mut scan = sql.prepare_cached("SELECT scan FROM jobs WHERE id = ?1 AND state = 'running'")?;
            scan.query_row([job.0], |row| row.get::<_, Option<String>>(0)).optional()
        })?;
        // Earlier versions wrote something else there, which nobody needs any more.
        Ok(found.flatten().and_then(|told| serde_json::from_str(&told).ok()).unwrap_or_default())
    }

    /// Where a job stands and how far it is.
    ///
    /// # Errors
    /// [`Error::UnknownJob`] if there is none; else as the catalogue gives them.
    pub fn job_state(&self, job: JobId) -> Result<(JobState, Progress)> {
        let found = self.read(|sql| {
            let mut found = sql.prepare_cached(
                "SELECT state, coalesce(message, ''), files_done, files, passages FROM jobs WHERE id = ?1",
            )?;
            let found = found.query_row([job.0], |row| {
                let state = state(&row.get::<_, String>(0)?, row.get(1)?);
                Ok((state, Progress { files_done: row.get(2)?, files_total: row.get(3)?, passages: row.get(4)? }))
            });
            found.optional()
        })?;
        found.ok_or_else(|| Error::UnknownJob { job: job.0, path: self.home().catalogue() })
    }
}

/// The state that a word of the catalogue means.
pub(crate) fn state(word: &str, message: String) -> JobState {
    match word {
        "waiting" => JobState::Waiting,
        "running" => JobState::Running,
        "done" => JobState::Done,
        _ => JobState::Failed(message),
    }
}
