//! A file of an addition whose turn has come: what it was judged to be, or what was read of it, becomes a line of the batch.

use apostille_catalogue::{Sha256, Source, What};
use apostille_extract::{Failure, Reason};

use super::{Addition, Slot, VERSIONS};
use crate::indexer::Left;
use crate::pipeline::{self, Read, Task};
use crate::scans::{Begun, Fate, Stage};
use crate::{Result, judge};

impl Addition<'_> {
    /// Puts the next file in order into the batch, unless it has to wait.
    pub(super) fn settle(&mut self, slot: Slot) -> Result<Left> {
        let read = match slot {
            Slot::Reading(_) => unreachable!("a file is settled when it has been read"),
            Slot::Read(source, read) => Some((source, *read)),
            Slot::Known(source, sha256) => self.settle_known(source, sha256)?,
            Slot::Same(source, sha256) => self.settle_same(source, sha256)?,
        };
        if let Some((source, read)) = read
            && self.settle_read(source, read)? == Left::Postponed
        {
            return Ok(Left::Postponed);
        }
        if self.batch.is_due() {
            self.commit()?;
        }
        self.give_way()?;
        Ok(Left::Ended)
    }

    /// The file with the same bytes stands before this one: written down, it is a document, or it is none and this one is read.
    fn settle_same(&mut self, source: Source, sha256: Sha256) -> Result<Option<(Source, Read)>> {
        self.commit()?;
        self.settle_known(source, sha256)
    }

    /// A short job that went first may have taken the document away: then the file is read after all.
    fn settle_known(&mut self, source: Source, sha256: Sha256) -> Result<Option<(Source, Read)>> {
        let Some(document) = self.collection.catalogue.document_of(&sha256)? else {
            let originals = self.collection.catalogue.originals();
            let read = pipeline::read(self.reading, &originals, &self.task(0, &source, sha256))?;
            return Ok(Some((source, read)));
        };
        let report = judge::known(&self.collection.catalogue, &source, document, self.places)?;
        self.batch.push(source, What::Known(document), report, self.places);
        Ok(None)
    }

    fn settle_read(&mut self, source: Source, read: Read) -> Result<Left> {
        let fate = match (read, source.sha256) {
            (Err(failure), Some(sha256)) if failure.reason == Reason::Scanned => {
                self.fate_of_scan(&self.task(0, &source, sha256), &source, failure)?
            }
            (read, _) => Fate::Read(Box::new(read)),
        };
        match fate {
            Fate::Read(read) => {
                let read = self.kept(&source, *read)?;
                self.write_down(source, read)?;
            }
            Fate::Aside => self.scans.aside += 1,
            Fate::Interrupted => return Ok(Left::Postponed),
        }
        Ok(Left::Ended)
    }

    fn fate_of_scan(&mut self, task: &Task, source: &Source, failure: Failure) -> Result<Fate> {
        let tesseract = match self.scans.tesseract(self.reading, failure) {
            Ok(tesseract) => tesseract,
            Err(failure) => return Ok(Fate::Read(Box::new(Err(failure)))),
        };
        if self.scans.stage == Stage::Files {
            return Ok(Fate::Aside);
        }
        // It takes a while: what came before it is to be found meanwhile.
        self.commit()?;
        let sequence = self.collection.catalogue.sequence()?;
        self.collection.projection.commit(sequence)?;
        let begun = Begun { job: self.job, source, task, tesseract };
        self.scans.read(begun, (&mut *self.collection, self.reading), self.listener)
    }

    /// What was read, with its original: a short job that went first may have purged another document of the same bytes.
    fn kept(&self, source: &Source, read: Read) -> Result<Read> {
        let originals = self.collection.catalogue.originals();
        match (read, source.sha256) {
            (Ok(document), Some(sha256)) if !originals.path(&sha256).is_file() => {
                pipeline::kept(&originals, &self.task(0, source, sha256), document)
            }
            (read, _) => Ok(read),
        }
    }

    fn write_down(&mut self, source: Source, read: Read) -> Result<()> {
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
        self.batch.push(source, what, report, self.places);
        Ok(())
    }
}
