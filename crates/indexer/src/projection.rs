//! The index as a projection of the catalogue: it follows the numbered changes, and is made again when it cannot.

use std::panic;
use std::path::Path;
use std::time::{Duration, Instant};

use apostille_catalogue::{Catalogue, Change, Home};
use apostille_corpus::Document;
use apostille_engine::{Error as EngineError, Index, Writer};

use crate::{Error, Result, generation};

/// Memory for passages that are not written to a segment yet. Larger segments mean fewer merges; a load of 97,000
/// passages has to stay under 1 GB with everything else.
const WRITER_MEMORY: usize = 128 << 20;

/// How long what was accepted may wait to be found.
const COMMIT_AFTER: Duration = Duration::from_secs(5);

/// The current generation of the index, open for writing.
pub(crate) struct Projection {
    index: Index,
    /// Opened with the first change: most commands change little or nothing.
    writer: Option<Writer>,
    committed: Instant,
}

impl Projection {
    /// Opens the current generation and brings it up to the catalogue; makes it from the catalogue's rows if it is not
    /// there, damaged, or of another analysis. The caller holds the writer's lock.
    pub(crate) fn open(catalogue: &Catalogue) -> Result<Projection> {
        let home = catalogue.home().clone();
        generation::sweep(&home)?;
        let sequence = match generation::current(&home)? {
            Some(name) => open(&generation::folder(&home, &name)),
            None => Err(EngineError::Missing { path: home.index_root() }),
        };
        match sequence {
            // A number that the catalogue has not reached is another catalogue's: this one came from a backup.
            Ok((index, sequence)) if sequence <= catalogue.sequence()? => {
                let mut projection = Projection { index, writer: None, committed: Instant::now() };
                match projection.catch_up(catalogue) {
                    // It can be read and not written: a killed process left a file that the engine wants to make.
                    Err(Error::Engine(_)) => Projection::rebuild(catalogue),
                    caught_up => caught_up.map(|()| projection),
                }
            }
            Ok(_) => Projection::rebuild(catalogue),
            Err(error) if is_rebuilt(&error) => Projection::rebuild(catalogue),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a new generation from the catalogue's rows beside the old one, and swaps.
    pub(crate) fn rebuild(catalogue: &Catalogue) -> Result<Projection> {
        let sequence = catalogue.sequence()?;
        let mut beside = Beside::create(catalogue.home())?;
        for id in catalogue.answering_documents()? {
            if let Some(document) = catalogue.document(id)? {
                beside.writer.replace(&document)?;
            }
        }
        beside.swap(sequence)
    }

    /// Follows what the catalogue did since the index's newest commit: what a killed process left undone.
    pub(crate) fn catch_up(&mut self, catalogue: &Catalogue) -> Result<()> {
        // What a job that failed had begun and not committed is forgotten; the changes bring it again.
        self.writer = None;
        let changes = catalogue.changes_after(self.index.sequence()?)?;
        let Some(newest) = changes.last().map(|change| change.sequence) else { return Ok(()) };
        for change in changes {
            self.follow(catalogue, change, None)?;
        }
        self.commit(newest)
    }

    /// Follows one change. The document is given where it is at hand.
    pub(crate) fn follow(&mut self, catalogue: &Catalogue, change: Change, at_hand: Option<&Document>) -> Result<()> {
        follow(self.writer()?, catalogue, change, at_hand)
    }

    /// The writer, for what streams.
    pub(crate) fn writer(&mut self) -> Result<&mut Writer> {
        if self.writer.is_none() {
            self.writer = Some(self.index.writer(WRITER_MEMORY)?);
            self.committed = Instant::now();
        }
        Ok(self.writer.as_mut().expect("it was opened above"))
    }

    /// Makes what was followed durable and found, if some of it has waited long enough.
    pub(crate) fn commit_if_due(&mut self, sequence: u64) -> Result<()> {
        if self.writer.is_some() && self.committed.elapsed() >= COMMIT_AFTER {
            return self.commit(sequence);
        }
        Ok(())
    }

    /// Makes what was followed durable and found.
    pub(crate) fn commit(&mut self, sequence: u64) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.commit(sequence)?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    /// Ends a job: what was followed is durable and found, and merges are done with.
    pub(crate) fn close(&mut self, sequence: u64) -> Result<()> {
        self.commit(sequence)?;
        if let Some(writer) = self.writer.take() {
            writer.close()?;
        }
        Ok(())
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }
}

/// A generation that is being made beside the current one. A crash leaves the current one as it was.
pub(crate) struct Beside {
    home: Home,
    name: String,
    index: Index,
    pub(crate) writer: Writer,
}

impl Beside {
    pub(crate) fn create(home: &Home) -> Result<Beside> {
        let name = generation::unused(home)?;
        let path = generation::folder(home, &name);
        apostille_catalogue::durable::create_folder(&path)?;
        let index = Index::create(&path)?;
        let writer = index.writer(WRITER_MEMORY)?;
        Ok(Beside { home: home.clone(), name, index, writer })
    }

    /// Makes it the current one and removes the old.
    pub(crate) fn swap(mut self, sequence: u64) -> Result<Projection> {
        self.writer.commit(sequence)?;
        self.writer.close()?;
        generation::make_current(&self.home, &self.name)?;
        Ok(Projection { index: self.index, writer: None, committed: Instant::now() })
    }
}

/// Follows one change; only what answers searches for its work is in the index. The document is given where it is at hand.
pub(crate) fn follow(
    writer: &mut Writer,
    catalogue: &Catalogue,
    change: Change,
    at_hand: Option<&Document>,
) -> Result<()> {
    let answers = change.live && catalogue.answers(change.document)?;
    let read;
    let document = match at_hand.filter(|_| answers) {
        Some(document) => Some(document),
        None => {
            read = if answers { catalogue.document(change.document)? } else { None };
            read.as_ref()
        }
    };
    // What is at hand is as it was read: the record may say otherwise.
    let record = if answers { catalogue.record(change.document)? } else { None };
    writer.remove(change.document)?;
    if let (Some(document), Some(record)) = (document, record) {
        writer.append(document.id, &record, &document.passages, &document.notes)?;
    }
    Ok(())
}

/// Opens an index, with its sequence number. Files whose bits have flipped make the engine panic: they are damaged.
fn open(path: &Path) -> std::result::Result<(Index, u64), EngineError> {
    let opened = panic::catch_unwind(|| {
        let index = Index::open(path)?;
        let sequence = index.sequence()?;
        Ok((index, sequence))
    });
    let damaged = || EngineError::Damaged { path: path.to_path_buf(), message: "its files cannot be read".to_owned() };
    opened.unwrap_or_else(|_| Err(damaged()))
}

/// Whether an index that cannot be opened for this reason is made again from the catalogue.
fn is_rebuilt(error: &EngineError) -> bool {
    matches!(error, EngineError::Missing { .. } | EngineError::OtherAnalysis { .. } | EngineError::Damaged { .. })
}
