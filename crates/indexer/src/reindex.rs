//! Originals are read again and a new index is made beside the old one; then catalogue and index change at once.
//!
//! Until the last moment everybody reads the old index and the old rows. A crash before the catalogue's transaction
//! leaves both as they were; after it, the old index follows by the changes, as after any crash.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use apostille_catalogue::{JobId, Progress, Taken};
use apostille_corpus::{Document, DocumentId, Warning};
use apostille_extract::Reason;

use crate::add::VERSIONS;
use crate::collection::Collection;
use crate::event::Line;
use crate::indexer::Listener;
use crate::pipeline::{self, Read, Readers, Task, WINDOW};
use crate::projection::{self, Beside};
use crate::short::{self, LOOK_EVERY};
use crate::workshop::Workshop;
use crate::{FileReport, Indexer, Result, Status, Summary};

/// Reads every original again, makes a new index, and swaps.
pub(crate) fn reindex(indexer: &mut Indexer, taken: &Taken, listener: &mut Listener<'_>) -> Result<Summary> {
    let Indexer { collection, reading, .. } = indexer;
    let workshop = Workshop::open(collection.catalogue.home())?;
    let beside = Beside::create(collection.catalogue.home())?;
    let originals = collection.catalogue.originals();
    let before = collection.catalogue.sequence()?;
    let (mut beside, lines) = pipeline::with_readers(reading, &originals, |readers| {
        Rereading { collection, readers, beside, workshop: &workshop, lines: Vec::new() }.run(taken.id, listener)
    })?;
    // What short jobs changed meanwhile is in the old index, and comes into the new one after what was read.
    let meanwhile = collection.catalogue.changes_after(before)?;
    collection.projection.close(collection.catalogue.sequence()?)?;
    let sequence = collection.catalogue.reread(taken.id, workshop.staged()?, VERSIONS)?;
    for change in meanwhile {
        projection::follow(&mut beside.writer, &collection.catalogue, change, None)?;
    }
    // Which text of a work is the best is known only now that all are read.
    let answering: HashSet<DocumentId> = collection.catalogue.answering_documents()?.into_iter().collect();
    for document in lines.iter().filter_map(|line| line.document).filter(|document| !answering.contains(document)) {
        beside.writer.remove(document)?;
    }
    collection.projection = beside.swap(sequence)?;
    let about = |line: &FileReport| line.document.map_or_else(OsString::new, |id| id.to_string().into());
    let written: Vec<_> = lines.iter().map(|line| (about(line), Line::File(line.clone()).to_json())).collect();
    collection
        .catalogue
        .set_progress(taken.id, Progress { files_total: written.len() as u64, ..Progress::default() })?;
    collection.catalogue.report(taken.id, &written)?;
    lines.into_iter().for_each(|line| listener(Line::File(line).into()));
    collection.said(taken.id)
}

struct Rereading<'a> {
    collection: &'a mut Collection,
    readers: &'a Readers,
    beside: Beside,
    workshop: &'a Workshop,
    lines: Vec<FileReport>,
}

impl Rereading<'_> {
    fn run(mut self, job: JobId, listener: &mut Listener<'_>) -> Result<(Beside, Vec<FileReport>)> {
        let documents = self.collection.catalogue.live_documents()?;
        let mut staged = self.workshop.stage()?;
        let mut progress = Progress { files_total: documents.len() as u64, ..Progress::default() };
        for some in documents.chunks(WINDOW) {
            for (id, read) in some.iter().zip(self.read(some)?) {
                progress.passages += self.take(*id, read, &mut staged)?;
                progress.files_done += 1;
            }
            self.collection.catalogue.set_progress(job, progress)?;
            listener(progress.into());
        }
        self.workshop.close(staged)?;
        // Nearly all of the index is on disk before the catalogue changes, so that the two differ for a moment only.
        self.beside.writer.commit(self.collection.catalogue.sequence()?)?;
        Ok((self.beside, self.lines))
    }

    /// Reads the originals of some documents; none for a document that has no original.
    fn read(&mut self, some: &[DocumentId]) -> Result<Vec<Option<Read>>> {
        let mut reads: Vec<Option<Read>> = some.iter().map(|_| None).collect();
        let mut begun = 0;
        for (number, id) in some.iter().enumerate() {
            if let Some(original) = self.collection.catalogue.original(*id)? {
                let card = self.collection.catalogue.summary(*id)?;
                let path = card.and_then(|card| card.paths.into_iter().next()).map_or(original.clone(), PathBuf::from);
                let place = self.workshop.named(number, &original, &path)?;
                self.readers.begin(Task { number, id: *id, path, place, keep: None });
                begun += 1;
            }
        }
        for _ in 0..begun {
            let (number, read) = self.next()?;
            reads[number] = Some(read?);
        }
        Ok(reads)
    }

    /// The next that was read; short jobs are done while it is waited for.
    fn next(&mut self) -> Result<(usize, Result<Read>)> {
        loop {
            short::do_waiting(self.collection)?;
            if let Some(next) = self.readers.next(LOOK_EVERY) {
                return Ok(next);
            }
        }
    }

    /// Puts a document into the new index: as it was read, or as it was if it cannot be read. How many passages.
    fn take(&mut self, id: DocumentId, read: Option<Read>, staged: &mut BufWriter<File>) -> Result<u64> {
        let held = self.collection.catalogue.document(id)?;
        let Some(held) = held else { return Ok(0) };
        let card = self.collection.catalogue.summary(id)?;
        let path = card.and_then(|card| card.paths.into_iter().next()).unwrap_or_default();
        let (mut warnings, mut read) = (Vec::new(), read);
        if matches!(&read, Some(Err(failure)) if failure.reason == Reason::Scanned) && by_ocr(&held) {
            read = None;
            warnings.push(ocr_kept());
        }
        let (document, status, failure) = match read {
            Some(Ok(document)) => {
                self.workshop.write(staged, &document)?;
                (document, Status::Indexed, None)
            }
            Some(Err(failure)) => (held, Status::Failed, Some(failure)),
            None => (held, Status::Unchanged, None),
        };
        let record = self.collection.catalogue.record_if_read(id, &document.record)?;
        self.beside.writer.append(id, &record, &document.passages, &document.notes)?;
        warnings.extend(document.warnings);
        self.lines.push(FileReport {
            path,
            status,
            sidecars: Vec::new(),
            document: Some(id),
            duplicate_of: None,
            work: None,
            same_as: Vec::new(),
            reason: failure.as_ref().map(|failure| failure.reason.as_str().to_owned()),
            message: failure.map(|failure| format!("{}; what was read from it before is kept", failure.message)),
            pages: document.pages,
            passages: document.passages.len() as u64,
            notes: document.notes.len() as u64,
            languages: document.record.languages,
            warnings,
        });
        Ok((document.passages.len() + document.notes.len()) as u64)
    }
}

/// Whether a document's text was read by OCR.
fn by_ocr(document: &Document) -> bool {
    document.warnings.iter().any(|warning| warning.code == "ocr")
}

/// OCR takes minutes a document, and may not be installed any more: what it once read is not read again.
fn ocr_kept() -> Warning {
    let message = "the text that OCR read before is kept as it is: remove the document and add its file again to have it read anew";
    Warning { code: "ocr-kept".to_owned(), message: message.to_owned(), page: None }
}
