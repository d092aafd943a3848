//! Files come in: walked, judged, read several at once, and written down in their order, some at a time.
//!
//! A file is reported once the transaction that holds its document and its line is on disk. The index follows.

use std::collections::{HashMap, HashSet, VecDeque};
use std::mem;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use apostille_catalogue::{Accepted, JobId, Progress, Sha256, Source, Taken, Versions, What};
use apostille_corpus::{Document, DocumentId};

use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::judge::{self, Judgement};
use crate::pipeline::{self, Read, Readers, Task, WINDOW};
use crate::walk::{Found, walk};
use crate::{EXTRACTION_VERSION, FileReport, Indexer, Reading, Result, Summary};

/// One transaction, and so one wait for the disk, for so many files,
const BATCH_FILES: usize = 64;
/// or so many passages,
const BATCH_PASSAGES: usize = 10_000;
/// or as many as come in this time.
const BATCH_TIME: Duration = Duration::from_millis(200);

/// The versions that a document is read with now.
pub(crate) const VERSIONS: Versions =
    Versions { extraction: EXTRACTION_VERSION, analysis: apostille_engine::ANALYSIS_VERSION };

/// Adds files and folders; files that an earlier runner of the job reported are passed over.
pub(crate) fn add(
    indexer: &mut Indexer,
    taken: &Taken,
    paths: &[PathBuf],
    listener: &mut Listener<'_>,
) -> Result<Summary> {
    let Indexer { collection, reading } = indexer;
    let walked = walk(paths);
    let (total, mut found) = (walked.found.len(), walked.found);
    if taken.resumed {
        found = unreported(collection, taken.id, found)?;
    }
    let (_, before) = collection.catalogue.job_state(taken.id)?;
    let done = (total - found.len()) as u64;
    let progress = Progress { files_done: done, files_total: total as u64, ..before };
    collection.catalogue.set_progress(taken.id, progress)?;
    listener(progress.into());
    let originals = collection.catalogue.originals();
    pipeline::with_readers(reading, &originals, |readers| {
        let batch = Batch::default();
        Addition { collection, reading, readers, job: taken.id, listener, begun: HashSet::new(), batch }.run(found)
    })?;
    Ok(Summary { passed_over: walked.passed_over, ..collection.said(taken.id)? })
}

fn unreported(collection: &Collection, job: JobId, found: Vec<Found>) -> Result<Vec<Found>> {
    let mut left = Vec::new();
    for found in found {
        if !collection.catalogue.is_reported(job, found.path.as_os_str())? {
            left.push(found);
        }
    }
    Ok(left)
}

struct Addition<'a> {
    collection: &'a mut Collection,
    reading: &'a Reading,
    readers: &'a Readers,
    job: JobId,
    listener: &'a mut Listener<'a>,
    /// The digests of the new files so far.
    begun: HashSet<Sha256>,
    batch: Batch,
}

/// A file on its way, kept in order.
enum Slot {
    Reading(Source),
    Read(Source, Box<Read>),
    Known(Source, DocumentId),
    Same(Source, Sha256),
}

/// What goes into the next transaction.
#[derive(Default)]
struct Batch {
    accepted: Vec<Accepted>,
    reports: Vec<FileReport>,
    passages: usize,
    begun: Option<Instant>,
}

impl Addition<'_> {
    fn run(mut self, found: Vec<Found>) -> Result<()> {
        let mut found = found.into_iter().enumerate();
        let (mut slots, mut first) = (VecDeque::new(), 0);
        loop {
            while slots.len() < WINDOW
                && let Some((number, found)) = found.next()
            {
                slots.push_back(self.begin(number, found)?);
            }
            match slots.pop_front() {
                None => return self.commit(),
                Some(Slot::Reading(source)) => {
                    slots.push_front(Slot::Reading(source));
                    self.wait(&mut slots, first)?;
                }
                Some(slot) => {
                    self.settle(slot)?;
                    first += 1;
                }
            }
        }
    }

    fn begin(&mut self, number: usize, found: Found) -> Result<Slot> {
        let (source, judgement) = judge::judge(&self.collection.catalogue, &mut self.begun, found)?;
        Ok(match judgement {
            Judgement::Known(document) => Slot::Known(source, document),
            Judgement::Same(sha256) => Slot::Same(source, sha256),
            Judgement::Failed(failure) => Slot::Read(source, Box::new(Err(failure))),
            Judgement::New(sha256) => {
                self.readers.begin(task(number, &source, sha256));
                Slot::Reading(source)
            }
        })
    }

    /// Waits for any file to be read, but no longer than what is ready may wait.
    fn wait(&mut self, slots: &mut VecDeque<Slot>, first: usize) -> Result<()> {
        let Some((number, read)) = self.readers.next(self.batch.patience()) else { return self.commit() };
        let slot = &mut slots[number - first];
        if let Slot::Reading(source) = slot {
            *slot = Slot::Read(source.clone(), Box::new(read?));
        }
        Ok(())
    }

    /// Puts the next file in order into the batch.
    fn settle(&mut self, slot: Slot) -> Result<()> {
        match slot {
            Slot::Reading(_) => unreachable!("a file is settled when it has been read"),
            Slot::Read(source, read) => self.settle_read(source, *read)?,
            Slot::Known(source, document) => self.settle_known(source, document)?,
            Slot::Same(source, sha256) => {
                // The file with the same bytes stands before this one: written down, it is a document or it is none.
                self.commit()?;
                match self.collection.catalogue.document_of(&sha256)? {
                    Some(document) => self.settle_known(source, document)?,
                    None => {
                        let originals = self.collection.catalogue.originals();
                        let read = pipeline::read(self.reading, &originals, &task(0, &source, sha256))?;
                        self.settle_read(source, read)?;
                    }
                }
            }
        }
        if self.batch.is_due() { self.commit() } else { Ok(()) }
    }

    fn settle_known(&mut self, source: Source, document: DocumentId) -> Result<()> {
        let report = judge::known(&self.collection.catalogue, &source, document)?;
        self.batch.push(source, What::Known(document), report);
        Ok(())
    }

    fn settle_read(&mut self, source: Source, read: Read) -> Result<()> {
        let (what, report) = match read {
            Ok(document) => {
                let report = judge::indexed(&source, &document);
                (What::Indexed(Box::new(document), VERSIONS), report)
            }
            Err(failure) => {
                let report = judge::failed(&self.collection.catalogue, &source, &failure)?;
                let message = report.message.clone().unwrap_or_default();
                (What::Failed { reason: failure.reason.as_str().to_owned(), message }, report)
            }
        };
        self.batch.push(source, what, report);
        Ok(())
    }

    /// Writes the batch down, reports it, and lets the index follow.
    fn commit(&mut self) -> Result<()> {
        let batch = mem::take(&mut self.batch);
        if batch.accepted.is_empty() {
            return Ok(());
        }
        let Collection { catalogue, projection, .. } = &mut *self.collection;
        let changes = catalogue.accept(self.job, &batch.accepted)?;
        batch.reports.into_iter().for_each(|report| (self.listener)(Line::File(report).into()));
        (self.listener)(catalogue.job_state(self.job)?.1.into());
        let documents = batch.accepted.iter().filter_map(|accepted| match &accepted.what {
            What::Indexed(document, _) => Some((document.id, &**document)),
            What::Known(_) | What::Failed { .. } => None,
        });
        let documents: HashMap<DocumentId, &Document> = documents.collect();
        for change in &changes {
            projection.follow(catalogue, *change, documents.get(&change.document).copied())?;
        }
        changes.last().map_or(Ok(()), |newest| projection.commit_if_due(newest.sequence))
    }
}

fn task(number: usize, source: &Source, sha256: Sha256) -> Task {
    Task { number, id: DocumentId::from_sha256(&sha256), path: source.path.clone(), keep: Some(sha256) }
}

impl Batch {
    fn push(&mut self, source: Source, what: What, report: FileReport) {
        if let What::Indexed(document, _) = &what {
            self.passages += document.passages.len() + document.notes.len();
        }
        let line = Line::File(report.clone()).to_json();
        self.accepted.push(Accepted { source, what, line });
        self.reports.push(report);
        self.begun.get_or_insert_with(Instant::now);
    }

    fn is_due(&self) -> bool {
        self.accepted.len() >= BATCH_FILES
            || self.passages >= BATCH_PASSAGES
            || self.patience().is_some_and(|left| left.is_zero())
    }

    /// How long the batch may still wait; none if there is nothing in it.
    fn patience(&self) -> Option<Duration> {
        self.begun.map(|begun| BATCH_TIME.saturating_sub(begun.elapsed()))
    }
}
