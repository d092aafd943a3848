//! A job followed by a person or a program: lines on stdout for a program, words and a bar on stderr for a person.
//!
//! What a job does is the indexer's; here is only how it is told.

use std::io::{Write, stdout};
use std::mem;
use std::time::Duration;

use apostille_catalogue::JobId;
use apostille_extract::{Limits, Reader};
use apostille_indexer::{BeingRead, DocumentReport, Event, FileReport, Job, JobOutcome, Outcome, Status, Summary};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::collection;
use crate::command_line::{Common, Output};
use crate::terminal::count;

/// Files, passages, rate and time left. indicatif draws it on a terminal alone.
const BAR: &str = "{bar:24} {pos}/{len} {msg} · {per_sec:0} · {eta} left";
const REDRAWN: Duration = Duration::from_millis(200);

/// Submits a job and follows it to its end; its summary.
///
/// # Errors
/// A job that could not be done; a stdout that cannot be written.
pub fn follow(job: Job, what: &'static str, limits: Limits, common: &Common) -> anyhow::Result<Summary> {
    let (home, reader) = (common.home(), Reader::new(collection::program()?, limits));
    told(what, common.output, |hear| apostille_indexer::submit(home, reader, job, hear))
}

/// Follows a job that is in the queue already to its end; its summary.
///
/// # Errors
/// As [`follow`].
pub fn follow_queued(job: JobId, what: &'static str, limits: Limits, common: &Common) -> anyhow::Result<Summary> {
    let (home, reader) = (common.home(), Reader::new(collection::program()?, limits));
    told(what, common.output, |hear| apostille_indexer::see_through(home, reader, job, hear))
}

fn told(
    what: &'static str,
    output: Output,
    done: impl FnOnce(&mut dyn FnMut(Event)) -> apostille_indexer::Result<JobOutcome>,
) -> anyhow::Result<Summary> {
    let mut follower = Follower::new(what, output);
    let ended = done(&mut |event| follower.hear(&event));
    follower.bar.finish_and_clear();
    // A reader that has gone away is told of first: the job has ended all the same.
    follower.printed?;
    Ok(ended?.summary)
}

struct Follower {
    bar: ProgressBar,
    what: &'static str,
    output: Output,
    /// The slow files that were named last.
    told: Vec<BeingRead>,
    /// The first line that could not be printed; the job goes on, the lines after it are not tried.
    printed: anyhow::Result<()>,
}

impl Follower {
    fn new(what: &'static str, output: Output) -> Follower {
        let style = ProgressStyle::with_template(BAR).expect("the template of the bar is well formed");
        let bar = ProgressBar::no_length().with_style(style).with_message(what);
        bar.enable_steady_tick(REDRAWN);
        Follower { bar, what, output, told: Vec::new(), printed: Ok(()) }
    }

    fn hear(&mut self, event: &Event) {
        match event {
            Event::Queued { behind } => self.say(&queued(*behind)),
            Event::Progress { files_done, files_total, passages } => {
                self.bar.set_length(*files_total);
                self.bar.set_position(*files_done);
                self.bar.set_message(format!("{} · {}", self.what, count(*passages, "passage", "passages")));
            }
            Event::Reading(files) => {
                let told = mem::replace(&mut self.told, files.clone());
                files.iter().filter(|file| !told.contains(file)).for_each(|file| self.at_file(&being_read(file)));
            }
            Event::File(report) => self.tell(json!(report), file_line(report)),
            Event::Document(report) => self.tell(json!(report), Some(document_line(report))),
            Event::Summary(summary) => self.tell(json!({"summary": summary}), None),
        }
    }

    /// A line for a program on stdout, or for a person, if there is one, on stderr.
    fn tell(&mut self, line: serde_json::Value, words: Option<String>) {
        match (self.output, words) {
            (Output::Json, _) if self.printed.is_ok() => {
                self.printed = self.bar.suspend(|| writeln!(stdout().lock(), "{line}")).map_err(Into::into);
            }
            (Output::Text, Some(words)) => self.say(&words),
            _ => {}
        }
    }

    /// Where there is no bar, a file or page that is slow is a line: each takes seconds.
    fn at_file(&self, words: &str) {
        if self.bar.is_hidden() { self.say(words) } else { self.bar.set_message(words.to_owned()) }
    }

    fn say(&self, words: &str) {
        self.bar.suspend(|| anstream::eprintln!("{words}"));
    }
}

fn being_read(file: &BeingRead) -> String {
    match (file.page, file.pages) {
        (Some(page), Some(pages)) => format!("reading page {page} of {pages} (OCR) of {}", file.path),
        _ => format!("reading {}", file.path),
    }
}

fn queued(behind: u64) -> String {
    match behind {
        0 => "queued: another process writes this collection, and will do this next".to_owned(),
        jobs => format!("queued behind {}: another process writes this collection", count(jobs, "job", "jobs")),
    }
}

/// What a person should know of a file; nothing of one that is plainly indexed, or was.
fn file_line(report: &FileReport) -> Option<String> {
    let message = report.message.as_deref().unwrap_or_default();
    let reason = report.reason.as_deref().unwrap_or_default();
    let path = &report.path;
    match report.status {
        Status::Failed => Some(format!("failed ({reason}): {path}: {message}")),
        Status::Duplicate => Some(format!("duplicate: {path}: {message}")),
        Status::Indexed if !report.same_as.is_empty() => {
            let others: Vec<String> = report.same_as.iter().map(ToString::to_string).collect();
            Some(format!("indexed, the same text as {}: {path}", others.join(", ")))
        }
        Status::Indexed if !report.warnings.is_empty() => {
            let doubts: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
            Some(format!("indexed, with a doubt: {path}: {}", doubts.join("; ")))
        }
        Status::Indexed if !report.sidecars.is_empty() => {
            Some(format!("indexed, with its record from {}: {path}", report.sidecars.join(", ")))
        }
        Status::Unchanged if report.warnings.iter().any(|warning| warning.code == "sidecar") => {
            let doubts = report.warnings.iter().filter(|warning| warning.code == "sidecar");
            let doubts: Vec<&str> = doubts.map(|warning| warning.message.as_str()).collect();
            Some(format!("unchanged, with a doubt: {path}: {}", doubts.join("; ")))
        }
        Status::Indexed | Status::Unchanged => None,
    }
}

fn document_line(report: &DocumentReport) -> String {
    let became = match report.status {
        Outcome::Removed => "removed",
        Outcome::Restored => "restored",
        Outcome::Purged => "purged",
        Outcome::Edited => "edited",
        Outcome::Split => "a work of its own",
        Outcome::Joined => "joined",
        Outcome::Paired => "paired",
        Outcome::Unpaired => "no pair",
        Outcome::Dismissed => "right as it is",
        Outcome::Recalled => "looked at again",
        Outcome::Unknown => "not there",
        Outcome::Refused => "refused",
    };
    let why = report.message.as_ref().map(|message| format!(": {message}"));
    format!("{became}: {}{}", report.document, why.unwrap_or_default())
}
