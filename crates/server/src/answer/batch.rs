//! What became of the files of a batch? The JSON of `/api/v1/batches`, and the rows of a batch's report.

use std::collections::HashMap;
use std::path::Path;

use apostille_catalogue::{BatchEntry, Catalogue, JobId, JobState};
use apostille_corpus::DocumentId;
use apostille_indexer::{FileReport, Status, batch_lines};
use serde::Serialize;
use utoipa::ToSchema;

/// Files that came together, and what became of each.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Batch {
    /// Its number: `/api/v1/batches/{id}`.
    pub id: i64,
    /// Who sent it: a login name or the name of a key.
    pub by: String,
    /// When it came: RFC 3339, UTC.
    pub submitted: String,
    /// When its reading began.
    pub started: Option<String>,
    /// When the last file was done.
    pub finished: Option<String>,
    /// `waiting`, `running`, `done` or `failed`.
    #[schema(example = "done")]
    pub state: &'static str,
    /// Of a failed one: why, and what to do.
    pub message: Option<String>,
    /// How many files became what; they add up to `files`.
    pub counts: BatchCounts,
    /// Each file; empty in the list of batches.
    pub files: Vec<BatchFile>,
}

/// How many files of a batch became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct BatchCounts {
    /// Files in all.
    pub files: u64,
    /// They wait.
    pub waiting: u64,
    /// They are being read.
    pub reading: u64,
    /// They are documents now.
    pub indexed: u64,
    /// They were held at their path already.
    pub unchanged: u64,
    /// They have the bytes of documents that are held.
    pub duplicate: u64,
    /// They could not be indexed.
    pub failed: u64,
    /// They say what other files are, and are no documents.
    pub beside: u64,
}

/// A file of a batch.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BatchFile {
    /// Its path, as it is shown.
    pub path: String,
    /// `waiting`, `reading`, `indexed`, `unchanged`, `duplicate`, `failed`, or `beside` for a file that says what another is.
    #[schema(example = "indexed")]
    pub state: &'static str,
    /// The page that is being read, from 1, where that takes a while.
    pub page: Option<u32>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// The document that it is a source of.
    #[schema(value_type = Option<String>)]
    pub document: Option<DocumentId>,
    /// Other documents with the same text.
    #[schema(value_type = Vec<String>)]
    pub same_as: Vec<DocumentId>,
    /// Of a failure: a documented word.
    pub reason: Option<String>,
    /// A sentence for a person; of a failure, with the remedy.
    pub message: Option<String>,
    /// How many warnings its reading gave.
    pub warnings: usize,
    /// How many passages.
    pub passages: u64,
    /// How many notes.
    pub notes: u64,
}

/// Batches, the newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BatchList {
    /// The batches, without their files.
    pub batches: Vec<Batch>,
}

/// A batch with its files; none if there is none of this number.
///
/// # Errors
/// As the catalogue gives them.
pub fn batch(catalogue: &Catalogue, id: JobId) -> Result<Option<Batch>, apostille_indexer::Error> {
    let Some(entry) = catalogue.batch(id)? else { return Ok(None) };
    let lines = batch_lines(catalogue, id)?;
    let mut reported: HashMap<&str, &FileReport> = lines.iter().map(|line| (line.path.as_str(), line)).collect();
    let is_over = matches!(entry.state, JobState::Done | JobState::Failed(_));
    let being_read = if is_over { Vec::new() } else { catalogue.being_read(id)? };
    // Files in a folder are known once they are reported; uploaded ones from the beginning.
    let mut files: Vec<BatchFile> = Vec::new();
    for name in &entry.names {
        match reported.remove(name.as_str()) {
            Some(line) => files.push(done(line)),
            None if Path::new(name).is_relative() => files.push(unreported(name, &entry.state)),
            None => {}
        }
    }
    files.extend(lines.iter().filter(|line| reported.contains_key(line.path.as_str())).map(done));
    for now in being_read {
        let at = files.iter().position(|file| file.path == now.path && file.state == "waiting");
        let reading =
            BatchFile { state: "reading", page: now.page, pages: now.pages, ..unreported(&now.path, &entry.state) };
        match at {
            Some(at) => files[at] = reading,
            None if !files.iter().any(|file| file.path == reading.path) => files.push(reading),
            None => {}
        }
    }
    Ok(Some(Batch { counts: counts(&files, &entry, is_over), files, ..listed(entry) }))
}

/// The newest batches before this one (exclusive), without their files.
///
/// # Errors
/// As the catalogue gives them.
pub fn batches(
    catalogue: &Catalogue,
    before: Option<JobId>,
    limit: u64,
) -> Result<BatchList, apostille_catalogue::Error> {
    Ok(BatchList { batches: catalogue.batches(before, limit)?.into_iter().map(listed).collect() })
}

fn listed(entry: BatchEntry) -> Batch {
    let (state, message) = match entry.state {
        JobState::Waiting => ("waiting", None),
        JobState::Running => ("running", None),
        JobState::Done => ("done", None),
        JobState::Failed(why) => ("failed", Some(why)),
    };
    let files = entry.progress.files_total;
    let waiting = files.saturating_sub(entry.progress.files_done);
    Batch {
        id: entry.id.0,
        by: entry.submitter,
        submitted: entry.submitted,
        started: entry.started,
        finished: entry.finished,
        state,
        message,
        counts: BatchCounts { files, waiting, ..BatchCounts::default() },
        files: Vec::new(),
    }
}

fn done(line: &FileReport) -> BatchFile {
    BatchFile {
        path: line.path.clone(),
        state: match line.status {
            Status::Indexed => "indexed",
            Status::Unchanged => "unchanged",
            Status::Duplicate => "duplicate",
            Status::Failed => "failed",
        },
        page: None,
        pages: line.pages,
        document: line.document,
        same_as: line.same_as.clone(),
        reason: line.reason.clone(),
        message: line.message.clone(),
        warnings: line.warnings.len(),
        passages: line.passages,
        notes: line.notes,
    }
}

/// A file without a line. When its batch is over, it was read for the record of another, or nobody came to it.
fn unreported(path: &str, batch: &JobState) -> BatchFile {
    let (state, message) = match batch {
        JobState::Waiting | JobState::Running => ("waiting", None),
        JobState::Done => ("beside", None),
        JobState::Failed(why) => ("failed", Some(why.clone())),
    };
    BatchFile {
        path: path.to_owned(),
        state,
        page: None,
        pages: None,
        document: None,
        same_as: Vec::new(),
        reason: None,
        message,
        warnings: 0,
        passages: 0,
        notes: 0,
    }
}

fn counts(files: &[BatchFile], entry: &BatchEntry, is_over: bool) -> BatchCounts {
    let of = |state: &str| files.iter().filter(|file| file.state == state).count() as u64;
    let known = files.len() as u64;
    // A folder's files are counted before they are named.
    let unnamed = if is_over { 0 } else { entry.progress.files_total.saturating_sub(known) };
    BatchCounts {
        files: known + unnamed,
        waiting: of("waiting") + unnamed,
        reading: of("reading"),
        indexed: of("indexed"),
        unchanged: of("unchanged"),
        duplicate: of("duplicate"),
        failed: of("failed"),
        beside: of("beside"),
    }
}
