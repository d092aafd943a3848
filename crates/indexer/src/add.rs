//! Files come in: walked, judged, read several at once, and written down in their order, some at a time.
//!
//! A file is reported once the transaction that holds its document and its line is on disk. The index follows. What is slow
//! to read, scans, comes last (`scans`).

mod settle;

use std::collections::{HashMap, HashSet, VecDeque};
use std::mem;
use std::time::Instant;

use apostille_catalogue::{BeingRead, Catalogue, JobId, Progress, Sha256, Source, Taken, Versions, What};
use apostille_corpus::{Document, DocumentId};

use crate::batch::Batch;
use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::{Left, Listener};
use crate::judge::{self, Judgement};
use crate::pipeline::{self, Read, Readers, Task, WINDOW};
use crate::places::Places;
use crate::scans::{self, Scans, Stage};
use crate::short::{self, LOOK_EVERY};
use crate::walk::{Found, Walk};
use crate::{EXTRACTION_VERSION, Event, FileReport, Indexer, Reading, Result, Status, Summary};

/// The versions that a document is read with now.
pub(crate) const VERSIONS: Versions =
    Versions { extraction: EXTRACTION_VERSION, analysis: apostille_engine::ANALYSIS_VERSION };

/// Adds what was found; files that the job reported before are passed over. Its counts; none if scans are left to be
/// read, for which the job has to be taken again.
pub(crate) fn add(
    indexer: &mut Indexer,
    taken: &Taken,
    walked: Walk,
    listener: &mut Listener<'_>,
) -> Result<Option<Summary>> {
    let Indexer { collection, reading, half_read } = indexer;
    let Walk { mut found, passed_over, places, .. } = walked;
    let total = found.len();
    if taken.resumed {
        found = unreported(collection, taken.id, found)?;
    }
    let (_, before) = collection.catalogue.job_state(taken.id)?;
    let done = (total - found.len()) as u64;
    let progress = Progress { files_done: done, files_total: total as u64, ..before };
    collection.catalogue.set_progress(taken.id, progress)?;
    listener(progress.into());
    let originals = collection.catalogue.originals();
    let scans = Scans::new(if taken.postponed { Stage::Scans } else { Stage::Files }, half_read);
    let left = pipeline::with_readers(reading, &originals, |readers| {
        let (places, job) = (&places, taken.id);
        let (begun, batch, slow, looked) = (HashSet::new(), Batch::default(), Vec::new(), Instant::now());
        Addition { collection, reading, readers, places, job, listener, begun, batch, scans, slow, looked }.run(found)
    })?;
    match left {
        Left::Postponed => Ok(None),
        Left::Ended => Ok(Some(Summary { passed_over, ..collection.said(taken.id)? })),
    }
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
    places: &'a Places,
    job: JobId,
    listener: &'a mut Listener<'a>,
    /// The digests of the new files so far.
    begun: HashSet<Sha256>,
    batch: Batch,
    scans: Scans<'a>,
    /// The files that were told to be slow to read.
    slow: Vec<BeingRead>,
    /// When it was last looked whether a short job waits.
    looked: Instant,
}

/// A file on its way, kept in order.
enum Slot {
    Reading(Source),
    Read(Source, Box<Read>),
    Known(Source, Sha256),
    Same(Source, Sha256),
}

impl Addition<'_> {
    fn run(mut self, found: Vec<Found>) -> Result<Left> {
        let mut found = found.into_iter().enumerate();
        let (mut slots, mut first) = (VecDeque::new(), 0);
        loop {
            while slots.len() < WINDOW
                && let Some((number, found)) = found.next()
            {
                slots.push_back(self.begin(number, found)?);
            }
            match slots.pop_front() {
                None => {
                    self.commit()?;
                    return Ok(if self.scans.aside > 0 { Left::Postponed } else { Left::Ended });
                }
                Some(Slot::Reading(source)) => {
                    slots.push_front(Slot::Reading(source));
                    self.wait(&mut slots, first)?;
                }
                Some(slot) => match self.settle(slot)? {
                    Left::Postponed => return Ok(Left::Postponed),
                    Left::Ended => first += 1,
                },
            }
        }
    }

    fn begin(&mut self, number: usize, found: Found) -> Result<Slot> {
        let (source, judgement) = judge::judge(&self.collection.catalogue, &mut self.begun, found, self.places)?;
        Ok(match judgement {
            Judgement::Known(sha256) => Slot::Known(source, sha256),
            Judgement::Same(sha256) => Slot::Same(source, sha256),
            Judgement::Failed(failure) => Slot::Read(source, Box::new(Err(failure))),
            Judgement::New(sha256) => {
                self.readers.begin(self.task(number, &source, sha256));
                Slot::Reading(source)
            }
        })
    }

    pub(super) fn task(&self, number: usize, source: &Source, sha256: Sha256) -> Task {
        let (path, place) = (source.path.clone(), self.places.of(&source.path).to_path_buf());
        Task { number, id: DocumentId::from_sha256(&sha256), path, place, keep: Some(sha256) }
    }

    /// Waits for any file to be read, but no longer than what is ready may wait, or what else there is to look after.
    fn wait(&mut self, slots: &mut VecDeque<Slot>, first: usize) -> Result<()> {
        let patience = self.batch.patience().map_or(LOOK_EVERY, |patience| patience.min(LOOK_EVERY));
        if let Some((number, read)) = self.readers.next(patience) {
            let slot = &mut slots[number - first];
            if let Slot::Reading(source) = slot {
                *slot = Slot::Read(source.clone(), Box::new(read?));
            }
        } else if self.batch.is_due() {
            self.commit()?;
        }
        self.give_way()?;
        self.tell_what_is_slow(slots, first)
    }

    /// Tells which files have been read for a while, where they are others than were told last.
    fn tell_what_is_slow(&mut self, slots: &VecDeque<Slot>, first: usize) -> Result<()> {
        let slow = self.readers.slow().into_iter().filter_map(|number| match &slots[number - first] {
            Slot::Reading(source) => Some(scans::being_read(source, None)),
            _ => None,
        });
        let slow: Vec<BeingRead> = slow.collect();
        if slow != self.slow {
            self.collection.catalogue.set_being_read(self.job, &slow)?;
            (self.listener)(Event::Reading(slow.clone()));
            self.slow = slow;
        }
        Ok(())
    }

    /// Lets short jobs go first, now and then. What was settled is written down before, so that they find it.
    pub(super) fn give_way(&mut self) -> Result<()> {
        if self.looked.elapsed() < LOOK_EVERY {
            return Ok(());
        }
        self.looked = Instant::now();
        if self.collection.catalogue.has_short_job()? {
            self.commit()?;
            short::do_waiting(self.collection)?;
        }
        Ok(())
    }

    /// Writes the batch down, reports it, and lets the index follow.
    pub(super) fn commit(&mut self) -> Result<()> {
        let batch = mem::take(&mut self.batch);
        if batch.accepted.is_empty() {
            return Ok(());
        }
        let Collection { catalogue, projection, .. } = &mut *self.collection;
        let changes = catalogue.accept(self.job, &batch.accepted)?;
        for report in batch.reports {
            let report = with_work(catalogue, report)?;
            (self.listener)(Line::File(report).into());
        }
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

/// A report with what the catalogue has put into its line: the other documents of the work.
fn with_work(catalogue: &Catalogue, report: FileReport) -> Result<FileReport> {
    let document = report.document.filter(|_| report.status == Status::Indexed);
    let standing = document.map(|document| catalogue.standing(document)).transpose()?.flatten();
    Ok(match standing {
        Some((work, same_as)) => FileReport { work: Some(work), same_as, ..report },
        None => report,
    })
}
