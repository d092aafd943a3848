//! What we hold: records, originals, queue, history, trash and keys. The only crate that knows SQLite.
//!
//! The catalogue is the truth and the index a projection of it: every change has a sequence number, and the index
//! follows the numbers. Not here: how a file is read, what a query means, who writes when (only the lock itself).

mod accept;
mod backup;
mod catalogue;
mod changes;
mod check;
mod column;
mod doubts;
pub mod durable;
mod edit;
mod error;
mod field;
mod follow;
mod history;
mod home;
mod keys;
mod list;
mod lock;
mod matching;
mod originals;
mod presence;
mod quality;
mod queue;
mod read;
mod record;
mod reread;
mod rows;
mod schema;
mod state;
mod table;
mod translations;
mod trash;
mod unpack;
mod works;
mod write;

pub use accept::{Accepted, Known, Source, What};
pub use backup::{Kept, Manifest};
pub use catalogue::Catalogue;
pub use changes::Change;
pub use doubts::{Doubt, DoubtCounts, DoubtKind, Guess, NoSuchDoubt};
pub use edit::{Edit, Undone};
pub use error::{Error, Result};
pub use field::{BadValue, Field, NoSuchField};
pub use follow::{JobState, Progress, ScanProgress};
pub use history::HistoryEntry;
pub use home::Home;
pub use keys::{Key, KeyEntry, NoSuchRole, Role, Secret};
pub use list::{Counts, Summary};
pub use lock::WriterLock;
pub use originals::{Original, Originals, Sha256, hex, sha256_of};
pub use presence::Presence;
pub use quality::{CollectionQuality, QualityOrder, QualityReport, QualityRow, Totals, UnlinkedNote};
pub use queue::{Job, JobId, Taken};
pub use read::PassageOrNote;
pub use record::{FieldValue, ValueSource};
pub use rows::{Made, Row};
pub use state::FailedPath;
pub use table::{CellDifference, Difference, RowError, TableForm};
pub use translations::{Translation, TranslationPair};
pub use trash::Trashed;
pub use unpack::{agrees, unpack};
pub use works::Form;
pub use write::Versions;
