//! One connection to a catalogue: how it is opened, and what every reading and writing goes through.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::schema::{self, Format};
use crate::{Error, Home, Originals, Result};

/// How long a connection waits for another process's transaction. The longest is a load's: 10,000 rows, well under 1 s.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connection to a collection's catalogue. It may be sent to another thread; each thread opens its own.
///
/// Readers and the writer work beside each other: a reader sees the last committed state and waits for nobody.
#[derive(Debug)]
pub struct Catalogue {
    home: Home,
    connection: Connection,
}

impl Catalogue {
    /// Opens the catalogue of a home; makes home and catalogue if they are not there.
    ///
    /// # Errors
    /// [`Error::NewerVersion`], [`Error::NotACatalogue`], [`Error::Damaged`], [`Error::ReadOnly`] and their like.
    pub fn open(home: &Path) -> Result<Catalogue> {
        let home = Home::new(home);
        home.create()?;
        Catalogue::connect(home, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the catalogue of a home that has one.
    ///
    /// # Errors
    /// [`Error::NoCollection`] if it has none; else as [`Catalogue::open`].
    pub fn open_existing(home: &Path) -> Result<Catalogue> {
        let home = Home::new(home);
        if !home.holds_collection() {
            return Err(Error::NoCollection { path: home.path().to_path_buf() });
        }
        Catalogue::connect(home, OpenFlags::empty())
    }

    /// The home it is the catalogue of.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Where the originals are kept.
    pub fn originals(&self) -> Originals {
        Originals::of(&self.home)
    }

    fn connect(home: Home, more: OpenFlags) -> Result<Catalogue> {
        let path = home.catalogue();
        let wrong = |error| Error::sqlite(&path, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        // Looked at before tables are: originals only come after them, also when another process makes both just now.
        let has_originals = home.originals().is_dir();
        let mut connection = Connection::open_with_flags(&path, flags).map_err(wrong)?;
        configure(&connection).map_err(wrong)?;
        if has_originals && schema::is_empty(&connection).map_err(wrong)? {
            return Err(Error::Lost { path });
        }
        if !write_ahead(&connection).map_err(wrong)? {
            return Err(Error::NoWriteAheadLog { path });
        }
        match schema::migrate(&mut connection).map_err(wrong)? {
            Format::Current => Ok(Catalogue { home, connection }),
            Format::Newer(found) => Err(Error::NewerVersion { path, found, known: schema::newest() }),
            Format::Foreign => Err(Error::NotACatalogue { path }),
        }
    }

    /// Reads within one transaction, so that several statements see the same state.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let snapshot = || {
            let transaction = self.connection.unchecked_transaction()?;
            let found = query(&transaction)?;
            transaction.commit()?;
            Ok(found)
        };
        snapshot().map_err(|error| self.wrong(error))
    }

    /// Changes within one transaction. When it returns, the change survives a power cut.
    ///
    /// IMMEDIATE, because a transaction that begins by reading and then writes fails with SQLITE_BUSY, unwaited,
    /// when another process wrote between (sqlite.org/isolation.html).
    pub(crate) fn write<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let changed =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
                let changed = change(&transaction)?;
                transaction.commit()?;
                Ok(changed)
            });
        changed.map_err(|error| self.wrong(error))
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// An error of SQLite's, with this catalogue's path.
    pub(crate) fn wrong(&self, error: rusqlite::Error) -> Error {
        Error::sqlite(&self.home.catalogue(), error)
    }
}

/// `synchronous=FULL` syncs the log at every commit (NORMAL loses the last commits in a power cut); `fullfsync` makes
/// that reach the disk on macOS and is nothing elsewhere (sqlite.org/pragma.html). 16 MB of pages are kept in memory.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16000;",
    )
}

/// Turns the write-ahead log on; whether the file system allows it. SQLite does not call its busy handler for this
/// change, so when two processes make a catalogue at the same moment, one has to try again by itself.
fn write_ahead(connection: &Connection) -> rusqlite::Result<bool> {
    let begun = Instant::now();
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
        match mode {
            Ok(mode) => return Ok(mode.eq_ignore_ascii_case("wal")),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(error) => return Err(error),
        }
    }
}
