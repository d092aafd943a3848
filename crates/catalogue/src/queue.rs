//! The queue of jobs: one process writes the collection, the others leave their jobs here and follow the lines.
//!
//! What can be done is `job`, and how a job's lines are read is `follow`. A job that is `running` while nobody holds the writer's
//! lock lost its runner and is taken up again; what it has already reported stays reported.

use std::ffi::{OsStr, OsString};

use rusqlite::{Connection, OptionalExtension};

use crate::column::{Json, Name};
use crate::job::{Job, JobId, SHORT};
use crate::{BeingRead, Catalogue, Error, Progress, Result, WriterLock};

/// After so many tries in a row without one new line, a job is given up: it ends its runner before it gets anywhere,
/// and would keep every other job waiting for ever.
const IDLE_TRIES: u32 = 20;

/// How many days the lines of an ended job are kept: the report of a batch is read again when the next year's is written.
const DAYS_KEPT: u32 = 400;

/// A job that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub id: JobId,
    /// What is to be done.
    pub job: Job,
    /// Whether it was begun before: some of it may be reported already.
    pub resumed: bool,
    /// Whether it was postponed: what is left of it may take long.
    pub postponed: bool,
}

impl Catalogue {
    /// Puts a job at the end of the queue. `submitter` is whose it is: a login name or the name of a
    /// key, which stands in the history of what the job changes.
    ///
    /// # Errors
    /// [`Error::PathNotText`] for a path that is not Unicode; else as the catalogue gives them.
    pub fn enqueue(&mut self, job: &Job, submitter: &str) -> Result<JobId> {
        if let Job::Add { paths } | Job::AddFrom { paths, .. } = job
            && let Some(path) = paths.iter().find(|path| path.to_str().is_none())
        {
            return Err(Error::PathNotText { path: path.clone() });
        }
        self.write(|sql| {
            let mut insert = sql.prepare_cached(
                "INSERT INTO jobs (job, state, submitter, submitted)
                 VALUES (?1, 'waiting', ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            )?;
            insert.insert((Json(job), submitter)).map(JobId)
        })
    }

    /// Takes the oldest job that has not ended; short ones before the others, postponed ones after them. Holding the writer's lock
    /// is what entitles to it: a job that is running then has no runner.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn next_job(&mut self, _lock: &WriterLock) -> Result<Option<Taken>> {
        self.write(|sql| take(sql, &format!("SELECT {TAKEN} ORDER BY {SHORT} DESC, postponed, id")))
    }

    /// Takes the oldest short job that has not ended, for who is at another job.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn next_short_job(&mut self, _lock: &WriterLock) -> Result<Option<Taken>> {
        self.write(|sql| take(sql, &format!("SELECT {TAKEN} AND {SHORT} ORDER BY id")))
    }

    /// Puts a job behind those that wait, and every other that comes: what is left of it takes long.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn postpone(&mut self, job: JobId) -> Result<()> {
        self.write(|sql| {
            let mut postpone =
                sql.prepare_cached("UPDATE jobs SET state = 'waiting', postponed = 1, scan = NULL WHERE id = ?1")?;
            postpone.execute([job.0]).map(drop)
        })
    }

    /// Says which files that take a while a job is reading now.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn set_being_read(&mut self, job: JobId, files: &[BeingRead]) -> Result<()> {
        self.write(|sql| {
            let mut set = sql.prepare_cached("UPDATE jobs SET scan = ?2, idle_tries = 0 WHERE id = ?1")?;
            set.execute((job.0, Json(files))).map(drop)
        })
    }

    /// Says how far a job is, where [`Catalogue::accept`] and its like do not count by themselves.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn set_progress(&mut self, job: JobId, progress: Progress) -> Result<()> {
        self.write(|sql| {
            let mut set = sql.prepare_cached(
                "UPDATE jobs SET files_done = ?2, files = ?3, passages = ?4, idle_tries = 0 WHERE id = ?1",
            )?;
            set.execute((job.0, progress.files_done, progress.files_total, progress.passages)).map(drop)
        })
    }

    /// Writes lines for the followers of a job in one transaction, each with the file or document that it is about; a
    /// file or document has one line, the first.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn report(&mut self, job: JobId, lines: &[(OsString, String)]) -> Result<()> {
        self.write(|sql| {
            let mut new = 0;
            for (about, line) in lines {
                new += u64::from(put_event(sql, job, Some(about), line)?);
            }
            advance(sql, job, new, 0)
        })
    }

    /// Whether a job has a line about this file or document.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn is_reported(&self, job: JobId, about: &OsStr) -> Result<bool> {
        let reported = "SELECT 1 FROM job_events WHERE job = ?1 AND about = ?2";
        self.read(|sql| sql.prepare_cached(reported)?.exists((job.0, Name(about))))
    }

    /// Ends a job: with its last line, or with the sentence that says why it could not be done.
    ///
    /// # Errors
    /// As the catalogue gives them.
    pub fn finish(&mut self, job: JobId, ended: std::result::Result<&str, &str>) -> Result<()> {
        self.write(|sql| {
            if let Ok(line) = ended {
                put_event(sql, job, None, line)?;
            }
            end(sql, job, ended.err())?;
            let forget = "DELETE FROM job_events WHERE job IN
                (SELECT id FROM jobs WHERE finished < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-' || ?1 || ' days'))";
            sql.prepare_cached(forget)?.execute([DAYS_KEPT]).map(drop)
        })
    }
}

impl Catalogue {
    /// Ends every job that has not ended, saying why.
    pub(crate) fn end_open_jobs(&mut self, why: &str) -> Result<()> {
        self.write(|sql| {
            let mut open = sql.prepare_cached("SELECT id FROM jobs WHERE state IN ('waiting', 'running')")?;
            let open: Vec<i64> = open.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            open.into_iter().try_for_each(|job| end(sql, JobId(job), Some(why)))
        })
    }
}

const TAKEN: &str =
    "id, job, state = 'running' OR postponed, postponed FROM jobs WHERE state IN ('waiting', 'running')";

/// Takes the first job that this gives.
fn take(sql: &Connection, next: &str) -> rusqlite::Result<Option<Taken>> {
    give_up_idle(sql)?;
    let taken = sql.prepare_cached(next)?.query_row([], |row| {
        let (id, job) = (JobId(row.get(0)?), row.get::<_, Json<Job>>(1)?.0);
        Ok(Taken { id, job, resumed: row.get(2)?, postponed: row.get(3)? })
    });
    let taken = taken.optional()?;
    if let Some(taken) = &taken {
        let mut run = sql.prepare_cached(
            "UPDATE jobs SET state = 'running', idle_tries = idle_tries + 1, scan = NULL,
                    started = coalesce(started, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) WHERE id = ?1",
        )?;
        run.execute([taken.id.0])?;
    }
    Ok(taken)
}

/// Writes a line; whether it was the first about this file or document.
pub(crate) fn put_event(sql: &Connection, job: JobId, about: Option<&OsStr>, line: &str) -> rusqlite::Result<bool> {
    let mut insert = sql.prepare_cached("INSERT OR IGNORE INTO job_events (job, about, line) VALUES (?1, ?2, ?3)")?;
    insert.execute((job.0, about.map(Name), line)).map(|rows| rows > 0)
}

/// Moves a job on; it has got somewhere, so its tries are counted anew.
pub(crate) fn advance(sql: &Connection, job: JobId, files: u64, passages: u64) -> rusqlite::Result<()> {
    let mut advance = sql.prepare_cached(
        "UPDATE jobs SET files_done = files_done + ?2, passages = passages + ?3, idle_tries = 0 WHERE id = ?1",
    )?;
    advance.execute((job.0, files, passages)).map(drop)
}

/// Whose job it is.
pub(crate) fn submitter(sql: &Connection, job: JobId) -> rusqlite::Result<String> {
    sql.prepare_cached("SELECT submitter FROM jobs WHERE id = ?1")?.query_row([job.0], |row| row.get(0))
}

/// Whether a job's files have no paths on this machine.
pub(crate) fn is_upload(sql: &Connection, job: JobId) -> rusqlite::Result<bool> {
    let mut is_upload = sql.prepare_cached("SELECT job ->> 'do' = 'upload' FROM jobs WHERE id = ?1")?;
    is_upload.query_row([job.0], |row| row.get(0))
}

fn give_up_idle(sql: &Connection) -> rusqlite::Result<()> {
    let mut idle =
        sql.prepare_cached("SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND idle_tries >= ?1")?;
    let idle: Vec<i64> = idle.query_map([IDLE_TRIES], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let why = format!(
        "it was begun {IDLE_TRIES} times and its process ended each time before it got anywhere: \
                       try its files one by one"
    );
    idle.into_iter().try_for_each(|job| end(sql, JobId(job), Some(&why)))
}

fn end(sql: &Connection, job: JobId, why: Option<&str>) -> rusqlite::Result<()> {
    let mut end = sql.prepare_cached(
        "UPDATE jobs SET state = iif(?2 IS NULL, 'done', 'failed'), message = ?2, scan = NULL,
                finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?1",
    )?;
    end.execute((job.0, why)).map(drop)
}
