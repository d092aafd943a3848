//! Following a job from another process: its lines, its state, how far it is. Only reading; the writing is `queue`.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::column::Json;
use crate::queue::JobId;
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

/// The page of a scan that a job is at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanProgress {
    /// The path of the scan; what is not Unicode in it is U+FFFD.
    pub path: String,
    /// The page that is being read, from 1.
    pub page: u32,
    /// How many pages the scan has.
    pub pages: u32,
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

    /// How many jobs stand before this one.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn jobs_before(&self, job: JobId) -> Result<u64> {
        let before = "SELECT count(*) FROM jobs AS one JOIN jobs AS this ON this.id = ?1
                      WHERE one.state IN ('waiting', 'running') AND (one.postponed, one.id) < (this.postponed, this.id)";
        self.read(|sql| sql.prepare_cached(before)?.query_row([job.0], |row| row.get(0)))
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

    /// The page of a scan that a job is at, or was at last.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn scan_progress(&self, job: JobId) -> Result<Option<ScanProgress>> {
        let found = self.read(|sql| {
            let mut scan = sql.prepare_cached("SELECT scan FROM jobs WHERE id = ?1")?;
            scan.query_row([job.0], |row| row.get::<_, Option<Json<ScanProgress>>>(0)).optional()
        })?;
        Ok(found.flatten().map(|scan| scan.0))
    }

    /// Where a job stands and how far it is.
    ///
    /// # Errors
    /// [`Error::UnknownJob`] if there is none; else as the catalogue gives them.
    pub fn job_state(&self, job: JobId) -> Result<(JobState, Progress)> {
        let found = self.read(|sql| {
            let mut state = sql.prepare_cached(
                "SELECT state, coalesce(message, ''), files_done, files, passages FROM jobs WHERE id = ?1",
            )?;
            let found = state.query_row([job.0], |row| {
                let state = match row.get::<_, String>(0)?.as_str() {
                    "waiting" => JobState::Waiting,
                    "running" => JobState::Running,
                    "done" => JobState::Done,
                    _ => JobState::Failed(row.get(1)?),
                };
                Ok((state, Progress { files_done: row.get(2)?, files_total: row.get(3)?, passages: row.get(4)? }))
            });
            found.optional()
        })?;
        found.ok_or_else(|| Error::UnknownJob { job: job.0, path: self.home().catalogue() })
    }
}
