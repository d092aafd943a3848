//! What a job says as it goes: one line a file or document, then a summary whose counts add up.

use apostille_catalogue::{BeingRead, Progress};
use apostille_corpus::{DocumentId, Language, Warning};
use serde::{Deserialize, Serialize};

/// What a follower of a job hears. Lines and the summary are durable before they are said; progress is only said.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The job has to wait: another process writes, or jobs that a killed process left are done first.
    Queued {
        /// How many jobs stand before it.
        behind: u64,
    },
    /// What became of a file.
    File(FileReport),
    /// What became of a document that was to be removed, restored, purged or edited.
    Document(DocumentReport),
    /// How far the job is.
    Progress {
        /// Files or documents that are done.
        files_done: u64,
        /// Files or documents in all.
        files_total: u64,
        /// Passages and notes that came in.
        passages: u64,
    },
    /// Files, or pages of a scan, that are being read and take a while; none when that is over.
    Reading(Vec<BeingRead>),
    /// The job's last word.
    Summary(Summary),
}

impl From<Progress> for Event {
    fn from(progress: Progress) -> Event {
        let Progress { files_done, files_total, passages } = progress;
        Event::Progress { files_done, files_total, passages }
    }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is a document now.
    Indexed,
    /// It was held at this path already.
    Unchanged,
    /// It is another path of a document that is held.
    Duplicate,
    /// It could not be indexed.
    Failed,
}

/// One file of an `add`, or one document of a `reindex`; as JSON, the line of the contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its absolute path, what is not Unicode in it as U+FFFD; of an upload `upload/<job>/<name>`.
    pub path: String,
    /// What became of it.
    pub status: Status,
    /// The document that it is a source of.
    pub document: Option<DocumentId>,
    /// Of a duplicate: the document whose bytes it has; `message` names that one's first path.
    pub duplicate_of: Option<DocumentId>,
    /// Of a document whose text is also another's: the work that they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<DocumentId>,
    /// The other documents of the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<DocumentId>,
    /// Of a failure: a documented word.
    pub reason: Option<String>,
    /// A sentence for a person; of a failure, with the remedy.
    pub message: Option<String>,
    /// What a reader should doubt in the document or in its sidecars.
    pub warnings: Vec<Warning>,
    /// The names of the files beside it that were read for its record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sidecars: Vec<String>,
    /// How many pages, where the format has pages.
    pub pages: Option<u32>,
    /// How many passages other than notes.
    pub passages: u64,
    /// How many notes.
    pub notes: u64,
    /// The languages of the passages, the most frequent first.
    pub languages: Vec<Language>,
}

/// What became of a document that something was to be done with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReport {
    /// The document.
    pub document: DocumentId,
    /// What became of it.
    pub status: Outcome,
    /// A sentence for a person: why nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is in the trash.
    Removed,
    /// It is in the collection again.
    Restored,
    /// It is deleted for good.
    Purged,
    /// Its record is another.
    Edited,
    /// It is a work of its own.
    Split,
    /// It is one work with others.
    Joined,
    /// It is a translation of another.
    Paired,
    /// It is no translation of the other.
    Unpaired,
    /// A doubt about its record is none.
    Dismissed,
    /// A doubt about its record that was dismissed is one again, if there is reason for it.
    Recalled,
    /// There is none with this id.
    Unknown,
    /// There is one, and it is not where this could be done with it.
    Refused,
}

/// A job's counts: `files` is `indexed + unchanged + duplicate + failed`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Files of an `add`, or documents of a `reindex`, in all.
    pub files: u64,
    /// How many are documents now.
    pub indexed: u64,
    /// How many were held at their path already.
    pub unchanged: u64,
    /// How many are other paths of documents that are held.
    pub duplicate: u64,
    /// How many could not be indexed.
    pub failed: u64,
    /// Documents put into the trash.
    pub removed: u64,
    /// Documents taken out of the trash.
    #[serde(default)]
    pub restored: u64,
    /// Documents deleted for good.
    #[serde(default)]
    pub purged: u64,
    /// Documents whose records were edited.
    #[serde(default)]
    pub edited: u64,
    /// Documents made works of their own.
    #[serde(default)]
    pub split: u64,
    /// Documents made one work with others.
    #[serde(default)]
    pub joined: u64,
    /// Documents paired with a translation.
    #[serde(default)]
    pub paired: u64,
    /// Documents that are no translations any more.
    #[serde(default)]
    pub unpaired: u64,
    /// Documents of which a doubt was dismissed.
    #[serde(default)]
    pub dismissed: u64,
    /// Documents of which a dismissed doubt was recalled.
    #[serde(default)]
    pub recalled: u64,
    /// Documents that something was to be done with and are not there.
    pub unknown: u64,
    /// Documents with which it could not be done.
    #[serde(default)]
    pub refused: u64,
    /// Hidden files and folders, collections, sidecars, and links to files that were counted elsewhere: not among `files`.
    pub passed_over: u64,
    /// Passages, other than notes, of the indexed.
    pub passages: u64,
    /// Notes of the indexed.
    pub notes: u64,
}

impl Summary {
    /// Counts a line.
    pub(crate) fn count(&mut self, line: &Line) {
        match line {
            Line::File(report) => self.count_file(report),
            Line::Document(report) => *self.count_of(report.status) += 1,
            Line::Summary { .. } => {}
        }
    }

    fn count_of(&mut self, outcome: Outcome) -> &mut u64 {
        match outcome {
            Outcome::Removed => &mut self.removed,
            Outcome::Restored => &mut self.restored,
            Outcome::Purged => &mut self.purged,
            Outcome::Edited => &mut self.edited,
            Outcome::Split => &mut self.split,
            Outcome::Joined => &mut self.joined,
            Outcome::Paired => &mut self.paired,
            Outcome::Unpaired => &mut self.unpaired,
            Outcome::Dismissed => &mut self.dismissed,
            Outcome::Recalled => &mut self.recalled,
            Outcome::Unknown => &mut self.unknown,
            Outcome::Refused => &mut self.refused,
        }
    }

    fn count_file(&mut self, report: &FileReport) {
        self.files += 1;
        match report.status {
            Status::Indexed => {
                self.indexed += 1;
                self.passages += report.passages;
                self.notes += report.notes;
            }
            Status::Unchanged => self.unchanged += 1,
            Status::Duplicate => self.duplicate += 1,
            Status::Failed => self.failed += 1,
        }
    }
}

/// A line as it stands in the queue and as `--json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Line {
    Summary { summary: Summary },
    File(FileReport),
    Document(DocumentReport),
}

impl Line {
    /// Its JSON.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a line has only strings and numbers")
    }
}

impl From<Line> for Event {
    fn from(line: Line) -> Event {
        match line {
            Line::Summary { summary } => Event::Summary(summary),
            Line::File(report) => Event::File(report),
            Line::Document(report) => Event::Document(report),
        }
    }
}
