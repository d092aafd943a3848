//! The way in: walk, extract, structure, catalogue, index. Also what keeps the index in step with the catalogue.
//!
//! One process writes a collection; the others leave their jobs in the catalogue's queue and follow them ([`submit`]).
//! Not here: how a format is read, how text becomes passages, how SQLite and tantivy keep them.

mod add;
mod batch;
mod collection;
mod doubts;
mod edit;
mod error;
mod event;
mod follow;
mod generation;
mod indexer;
mod judge;
mod pipeline;
mod places;
mod projection;
mod reading;
mod reindex;
mod report;
mod restore;
mod rows;
mod scans;
mod short;
mod sidecar;
mod submit;
mod translations;
mod trash;
mod upload;
mod verify;
mod walk;
mod watch;
mod works;
mod workshop;

pub use error::{Error, Result};
pub use event::{DocumentReport, Event, FileReport, Outcome, Status, Summary};
pub use generation::{CurrentIndex, open_index};
pub use indexer::Indexer;
pub use reading::{EXTRACTION_VERSION, PICTURE_WIDTH, Reading};
pub use report::{batch_lines, batch_summary};
pub use restore::{Restored, restore};
pub use rows::{Loaded, Row, load_rows};
pub use submit::{JobOutcome, login, see_through, submit};
pub use verify::{VerifyReport, verify};
pub use watch::{Watch, WatchEvent, is_within, watch};

pub use apostille_catalogue::{BeingRead, Job};
pub use apostille_extract::{Failure, Reason};
