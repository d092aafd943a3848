//! What goes into the next transaction: files that were settled, the lines that report them, and how long they may wait.

use std::time::{Duration, Instant};

use apostille_catalogue::{Accepted, Source, What};

use crate::FileReport;
use crate::event::Line;
use crate::places::Places;
use crate::sidecar::{self, Sidecars};

/// One transaction, and so one wait for the disk, for so many files,
const FILES: usize = 64;
/// or so many passages,
const PASSAGES: usize = 10_000;
/// or as many as come in this time.
const TIME: Duration = Duration::from_millis(200);

/// Files on their way into one transaction.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) accepted: Vec<Accepted>,
    pub(crate) reports: Vec<FileReport>,
    passages: usize,
    begun: Option<Instant>,
}

impl Batch {
    /// Takes a file in, with what the files beside it say of it.
    pub(crate) fn push(&mut self, source: Source, what: What, mut report: FileReport, places: &Places) {
        let sidecars = match &what {
            What::Indexed(..) | What::Known(_) => sidecar::of(&source.path, places),
            What::Failed { .. } => Sidecars::default(),
        };
        let sidecar = (!sidecars.names.is_empty()).then_some(sidecars.said);
        report.sidecars = sidecars.names;
        report.warnings.extend(sidecars.warnings);
        if let What::Indexed(document, _) = &what {
            self.passages += document.passages.len() + document.notes.len();
        }
        let line = Line::File(report.clone()).to_json();
        self.accepted.push(Accepted { source, what, sidecar, line });
        self.reports.push(report);
        self.begun.get_or_insert_with(Instant::now);
    }

    pub(crate) fn is_due(&self) -> bool {
        self.accepted.len() >= FILES || self.passages >= PASSAGES || self.patience().is_some_and(|left| left.is_zero())
    }

    /// How long the batch may still wait; none if there is nothing in it.
    pub(crate) fn patience(&self) -> Option<Duration> {
        self.begun.map(|begun| TIME.saturating_sub(begun.elapsed()))
    }
}
