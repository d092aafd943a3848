//! Scans of an `add`, which are read by OCR, minutes each: set aside while there are other files, and other jobs, to be read.
//!
//! A scan that was set aside is not written down: the job is postponed, and when it is taken again, by whatever process, its
//! unreported files are the scans. Between two pages of one it gives way to any job that is not postponed itself; short jobs do not
//! even wait for the page.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use apostille_catalogue::{BeingRead, JobId, Sha256, Source};
use apostille_extract::{Failure, Scan, Tesseract};

use crate::collection::Collection;
use crate::indexer::Listener;
use crate::pipeline::{self, Read, Task};
use crate::short::{self, LOOK_EVERY};
use crate::{Event, Reading, Result};

/// What is done with the scans among a job's files.
pub(crate) struct Scans<'a> {
    pub(crate) stage: Stage,
    pub(crate) half_read: &'a mut Option<HalfRead>,
    /// How many were set aside.
    pub(crate) aside: usize,
    /// Looked for when the first scan is seen.
    tesseract: Option<Tesseract>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Scans are set aside.
    Files,
    /// They are read.
    Scans,
}

/// A scan that another job has interrupted, under the digest of its bytes. It lives as long as the process.
pub(crate) struct HalfRead {
    sha256: Sha256,
    scan: Scan,
}

/// What becomes of a scan.
pub(crate) enum Fate {
    /// It is a document or a failure.
    Read(Box<Read>),
    /// Its turn comes later.
    Aside,
    /// Its turn comes later, and that of what stands behind it too: another job goes first.
    Interrupted,
}

impl<'a> Scans<'a> {
    pub(crate) fn new(stage: Stage, half_read: &'a mut Option<HalfRead>) -> Scans<'a> {
        Scans { stage, half_read, aside: 0, tesseract: None }
    }

    /// The tesseract that reads scans; the failure of every scan, where there is none. `failure` is what the reader said.
    pub(crate) fn tesseract(&mut self, reading: &Reading, failure: Failure) -> std::result::Result<Tesseract, Failure> {
        if let Some(tesseract) = &self.tesseract {
            return Ok(tesseract.clone());
        }
        let tesseract = if reading.reads_scans() { Tesseract::find()? } else { return Err(failure) };
        self.tesseract = Some(tesseract.clone());
        Ok(tesseract)
    }

    /// Reads a scan page by page, or what is left of it.
    pub(crate) fn read(
        &mut self,
        scan: Begun<'_>,
        (collection, reading): (&mut Collection, &Reading),
        listener: &mut Listener<'_>,
    ) -> Result<Fate> {
        let sha256 = scan.task.keep;
        let half_read = self.half_read.take().filter(|half| Some(half.sha256) == sha256).map(|half| Ok(half.scan));
        let begun = half_read.unwrap_or_else(|| reading.begin_scan(scan.tesseract, &scan.task.place));
        let mut pages = match begun {
            Ok(pages) => pages,
            Err(failure) => return Ok(Fate::Read(Box::new(Err(failure)))),
        };
        while let Some(page) = pages.next_page() {
            if collection.catalogue.has_prompt_job()? {
                *self.half_read = sha256.map(|sha256| HalfRead { sha256, scan: pages });
                return Ok(Fate::Interrupted);
            }
            let at = vec![being_read(scan.source, Some((page, pages.pages())))];
            collection.catalogue.set_being_read(scan.job, &at)?;
            listener(Event::Reading(at));
            read_page(&mut pages, collection)?;
        }
        collection.catalogue.set_being_read(scan.job, &[])?;
        let originals = collection.catalogue.originals();
        pipeline::understood(reading, &originals, scan.task, pages.finish()).map(Box::new).map(Fate::Read)
    }
}

/// Reads a page, which takes seconds; short jobs are done beside it.
fn read_page(pages: &mut Scan, collection: &mut Collection) -> Result<()> {
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel();
        scope.spawn(move || {
            pages.read_page();
            // Nobody waits for it when a short job has failed.
            let _ = done.send(());
        });
        while is_done.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            short::do_waiting(collection)?;
        }
        Ok(())
    })
}

/// A scan whose turn has come.
pub(crate) struct Begun<'a> {
    pub(crate) job: JobId,
    pub(crate) source: &'a Source,
    pub(crate) task: &'a Task,
    pub(crate) tesseract: Tesseract,
}

/// How it is told that a file is being read; of a scan, at which page of how many.
pub(crate) fn being_read(source: &Source, at: Option<(usize, usize)>) -> BeingRead {
    let number = |count: usize| u32::try_from(count).ok();
    let path = source.path.to_string_lossy().into_owned();
    BeingRead { path, page: at.and_then(|(page, _)| number(page)), pages: at.and_then(|(_, pages)| number(pages)) }
}
