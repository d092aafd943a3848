//! What can go wrong with a collection's catalogue, each with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, where, and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no collection.
    #[error("there is no collection in {}: `apostille add PATH --home {}` makes one", .path.display(), .path.display())]
    NoCollection {
        /// The home that was asked for.
        path: PathBuf,
    },
    /// The catalogue's format is newer than this program.
    #[error("{} was written by a newer Apostille (format {found}; this one knows up to {known}): use the newer program", .path.display())]
    NewerVersion {
        /// The catalogue.
        path: PathBuf,
        /// The format it is in.
        found: i64,
        /// The newest format that this program reads.
        known: i64,
    },
    /// An SQLite file of another program stands where the catalogue should.
    #[error("{} belongs to another program: choose another folder with --home", .path.display())]
    NotACatalogue {
        /// That file.
        path: PathBuf,
    },
    /// The catalogue cannot be read.
    #[error("{} is damaged ({detail}): restore the folder from a backup, or move it away and add the files again; their bytes are in its originals/", .path.display())]
    Damaged {
        /// The catalogue.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// The catalogue is gone or empty, and originals are there.
    #[error("{} is missing or empty, and its originals are there: restore a backup into a new home, or move this folder away and add its originals", .path.display())]
    Lost {
        /// The catalogue.
        path: PathBuf,
    },
    /// The collection may not be written.
    #[error("{} cannot be written: change its permissions, or choose another folder with --home", .path.display())]
    ReadOnly {
        /// The catalogue.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk that holds {} is full: make room and run the command again; what was reported is safe", .path.display())]
    Full {
        /// The catalogue.
        path: PathBuf,
    },
    /// Another program has kept the catalogue locked.
    #[error("another program keeps {} locked: close it there and run the command again", .path.display())]
    Busy {
        /// The catalogue.
        path: PathBuf,
    },
    /// The file system has no shared memory for SQLite's write-ahead log.
    #[error("{} stands on a file system without shared memory, such as a network share: put the collection on a local disk", .path.display())]
    NoWriteAheadLog {
        /// The catalogue.
        path: PathBuf,
    },
    /// A file did not keep still between being hashed and being copied.
    #[error("{} changed while it was read: add it again when nothing writes to it", .path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A document was to be accepted before its original was kept.
    #[error("the original of document {document} is not in {}: add the file again", .path.display())]
    NoOriginal {
        /// The document.
        document: String,
        /// Where its original should be.
        path: PathBuf,
    },
    /// Two rows give the same id to different passages.
    #[error("the passage id `{id}` is already taken in {}: ids must be unique in a collection; choose another folder with --home", .path.display())]
    PassageTaken {
        /// The id.
        id: String,
        /// The catalogue.
        path: PathBuf,
    },
    /// A path that cannot be written down in a job.
    #[error("{} is not valid Unicode: give the folder that it stands in instead", .path.display())]
    PathNotText {
        /// The path.
        path: PathBuf,
    },
    /// No such job.
    #[error("there is no job {job} in {}", .path.display())]
    UnknownJob {
        /// Its number.
        job: i64,
        /// The catalogue.
        path: PathBuf,
    },
    /// A document after which others were to be listed was never there, or is purged.
    #[error("there is no document {document}: `apostille list` prints those there are")]
    UnknownDocument {
        /// The document.
        document: String,
    },
    /// A document whose record was to be edited is not in the collection.
    #[error("document {document} is not in {} any more: nothing was changed; leave it out, or bring it back with `apostille trash restore`", .path.display())]
    NotLive {
        /// The document.
        document: String,
        /// The catalogue.
        path: PathBuf,
    },
    /// A table of records could not be written.
    #[error("the table cannot be written: {detail}")]
    Table {
        /// Why.
        detail: String,
    },
    /// A file that was to be made is there.
    #[error("{} is there already: choose another name, or move it away", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A backup was to be restored over a collection.
    #[error("{} holds a collection already: choose a new folder with --home", .path.display())]
    HoldsCollection {
        /// The home.
        path: PathBuf,
    },
    /// A backup was to be restored into a folder that holds something.
    #[error("{} is not empty: choose a new folder with --home", .path.display())]
    NotEmpty {
        /// The home.
        path: PathBuf,
    },
    /// A file is no backup, or not a whole one.
    #[error("{} is not a whole backup: {detail}; nothing was restored, take another backup", .path.display())]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Another key has the name.
    #[error("there is, or was, a key `{name}`: choose another name, since the history says names")]
    KeyTaken {
        /// The name.
        name: String,
    },
    /// The system gives no random numbers, or a hash of them cannot be made.
    #[error("no secret can be made: {detail}")]
    NoChance {
        /// Why.
        detail: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else that SQLite says.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The catalogue.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl Error {
    /// An I/O error and where it happened. A full disk and a missing permission are told apart.
    pub(crate) fn file(path: &Path, source: io::Error) -> Error {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull => Error::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path },
            _ => Error::File { path, source },
        }
    }

    /// An error of SQLite's and the catalogue it happened in.
    pub(crate) fn sqlite(path: &Path, source: rusqlite::Error) -> Error {
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Error::Damaged { path, detail: source.to_string() }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::ReadOnly { path },
            Some(ErrorCode::DiskFull) => Error::Full { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
            _ if matches!(source, rusqlite::Error::FromSqlConversionFailure(..)) => {
                Error::Damaged { path, detail: source.to_string() }
            }
            _ => Error::Sqlite { path, source },
        }
    }
}
