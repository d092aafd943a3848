//! Which files came together? The jobs that bring files in, each a batch, as they are listed. Their lines are `follow`'s.

use rusqlite::{OptionalExtension, Row};

use crate::column::Json;
use crate::follow::state;
use crate::{Catalogue, Job, JobId, JobState, Progress, Result, uploaded_path};

/// Files that came together: an add or an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchEntry {
    /// The job's number.
    pub id: JobId,
    /// Whose it is: a login name or the name of a key.
    pub submitter: String,
    /// When it was queued: RFC 3339, UTC, to the second.
    pub submitted: String,
    /// When it was begun first.
    pub started: Option<String>,
    /// When it ended.
    pub finished: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// How far it is.
    pub progress: Progress,
    /// Of an upload the path by which each file is shown, in the order sent; else the files and folders that were given.
    pub names: Vec<String>,
}

const ENTRY: &str =
    "id, submitter, submitted, started, finished, state, coalesce(message, ''), files_done, files, passages, job";
const OF_BATCHES: &str = "job ->> 'do' IN ('add', 'add-from', 'upload')";

impl Catalogue {
    /// One batch; none if there is no such job, or it brings no files in.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn batch(&self, job: JobId) -> Result<Option<BatchEntry>> {
        self.read(|sql| {
            let one = format!("SELECT {ENTRY} FROM jobs WHERE id = ?1 AND {OF_BATCHES}");
            sql.prepare_cached(&one)?.query_row([job.0], entry).optional()
        })
    }

    /// The batches before this one (exclusive; the newest if none is given), the newest first, at most `limit`.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn batches(&self, before: Option<JobId>, limit: u64) -> Result<Vec<BatchEntry>> {
        self.read(|sql| {
            let newest = format!("SELECT {ENTRY} FROM jobs WHERE id < ?1 AND {OF_BATCHES} ORDER BY id DESC LIMIT ?2");
            let (before, limit) = (before.map_or(i64::MAX, |job| job.0), i64::try_from(limit).unwrap_or(i64::MAX));
            let mut newest = sql.prepare_cached(&newest)?;
            newest.query_map((before, limit), entry)?.collect()
        })
    }

    /// How many uploads have not ended, and how many files are in them.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn open_uploads(&self) -> Result<(u64, u64)> {
        let open = "SELECT count(*), coalesce(sum(json_array_length(job, '$.files')), 0) FROM jobs
                    WHERE state IN ('waiting', 'running') AND job ->> 'do' = 'upload'";
        self.read(|sql| sql.prepare_cached(open)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))))
    }

    /// The folders of the uploads that have not ended.
    pub(crate) fn open_deliveries(&self) -> Result<Vec<String>> {
        let open =
            "SELECT job ->> 'folder' FROM jobs WHERE state IN ('waiting', 'running') AND job ->> 'do' = 'upload'";
        self.read(|sql| sql.prepare_cached(open)?.query_map([], |row| row.get(0))?.collect())
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<BatchEntry> {
    let (id, job) = (JobId(row.get(0)?), row.get::<_, Json<Job>>(10)?.0);
    Ok(BatchEntry {
        id,
        submitter: row.get(1)?,
        submitted: row.get(2)?,
        started: row.get(3)?,
        finished: row.get(4)?,
        state: state(&row.get::<_, String>(5)?, row.get(6)?),
        progress: Progress { files_done: row.get(7)?, files_total: row.get(8)?, passages: row.get(9)? },
        names: names(id, &job),
    })
}

fn names(id: JobId, job: &Job) -> Vec<String> {
    match job {
        Job::Add { paths } | Job::AddFrom { paths, .. } => {
            paths.iter().map(|path| path.display().to_string()).collect()
        }
        Job::Upload { files, .. } => {
            files.iter().map(|file| uploaded_path(id, &file.name).display().to_string()).collect()
        }
        _ => Vec::new(),
    }
}
