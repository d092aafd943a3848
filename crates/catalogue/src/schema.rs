//! The catalogue's tables and how they come about. A released migration is never edited: a change is a new one.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Every migration in order; `PRAGMA user_version` counts how many a catalogue has seen.
const MIGRATIONS: [&str; 9] = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH];

/// "APOS" in ASCII, in SQLite's `application_id`: `file(1)` and this program know a catalogue by it.
const APPLICATION: i64 = 0x4150_4f53;

/// What a file that SQLite can open turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A catalogue of this program's format.
    Current,
    /// A catalogue of a newer program, in this format.
    Newer(i64),
    /// A file of another program.
    Foreign,
}

/// The newest format that this program knows.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// Whether nothing was ever written into the file.
pub(crate) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}

/// Brings a catalogue to the newest format; an empty file becomes a catalogue.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<Format> {
    match format(connection)? {
        Some(format) => Ok(format),
        None => {
            // Another process may be migrating at this moment: the format is looked at again under the write lock.
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some(format) = format(&transaction)? {
                return Ok(format);
            }
            apply(&transaction)?;
            transaction.commit()?;
            Ok(Format::Current)
        }
    }
}

/// What the file is; none if it is empty or older, and so to be migrated.
fn format(connection: &Connection) -> rusqlite::Result<Option<Format>> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application == APPLICATION, version) {
        (true, version) if version > newest() => Some(Format::Newer(version)),
        (true, version) if version == newest() => Some(Format::Current),
        (false, _) if tables > 0 || application != 0 => Some(Format::Foreign),
        _ => None,
    })
}

fn apply(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let seen = usize::try_from(version).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(seen) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest())
}

/// STRICT, so that a column holds what it says. `paths.path` is ANY: a name that is not Unicode is kept as its bytes.
/// A document that is not live stays as history when its path got new bytes; made documents (rows of a table given to
/// `eval`) have no original, and one that is not live is one whose making was cut off.
const FIRST: &str = "
CREATE TABLE documents (
    id         TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    sha256     TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
    size       INTEGER NOT NULL,
    live       INTEGER NOT NULL CHECK (live IN (0, 1)),
    made       INTEGER NOT NULL CHECK (made IN (0, 1)),
    record     TEXT NOT NULL,
    pages      INTEGER,
    sections   TEXT NOT NULL,
    warnings   TEXT NOT NULL,
    passages   INTEGER NOT NULL,
    notes      INTEGER NOT NULL,
    extraction INTEGER NOT NULL,
    analysis   INTEGER NOT NULL,
    added      TEXT NOT NULL,
    CHECK (made = (sha256 IS NULL))
) STRICT;
CREATE INDEX documents_listed ON documents (live, added, id);
CREATE INDEX documents_unfinished ON documents (id) WHERE made = 1 AND live = 0;

CREATE TABLE passages (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    language   TEXT NOT NULL,
    page       INTEGER,
    page_label TEXT,
    section    TEXT,
    text       TEXT NOT NULL,
    continues  INTEGER NOT NULL CHECK (continues IN (0, 1)),
    markers    TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE notes (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    label      TEXT NOT NULL,
    text       TEXT NOT NULL,
    languages  TEXT NOT NULL,
    page       INTEGER,
    page_label TEXT,
    cited_by   TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE paths (
    number     INTEGER PRIMARY KEY,
    path       ANY NOT NULL UNIQUE,
    sha256     TEXT,
    size       INTEGER NOT NULL,
    modified   INTEGER NOT NULL,
    document   TEXT REFERENCES documents (id) ON DELETE SET NULL,
    status     TEXT NOT NULL CHECK (status IN ('kept', 'failed')),
    reason     TEXT,
    message    TEXT,
    seen       TEXT NOT NULL
) STRICT;
CREATE INDEX paths_of_document ON paths (document);

CREATE TABLE changes (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    document   TEXT NOT NULL,
    live       INTEGER NOT NULL CHECK (live IN (0, 1)),
    what       TEXT NOT NULL,
    at         TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    job        TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    message    TEXT,
    submitter  TEXT NOT NULL,
    submitted  TEXT NOT NULL,
    started    TEXT,
    finished   TEXT,
    idle_tries INTEGER NOT NULL DEFAULT 0,
    files_done INTEGER NOT NULL DEFAULT 0,
    files      INTEGER NOT NULL DEFAULT 0,
    passages   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX jobs_open ON jobs (id) WHERE state IN ('waiting', 'running');

CREATE TABLE job_events (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    job        INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    about      ANY,
    line       TEXT NOT NULL
) STRICT;
CREATE INDEX job_events_of_job ON job_events (job, sequence);
CREATE UNIQUE INDEX job_events_about ON job_events (job, about) WHERE about IS NOT NULL;
";

/// Jobs of which only scans are left come after the others; `scan` is the page that is being read, for followers.
const SECOND: &str = "
ALTER TABLE jobs ADD COLUMN postponed INTEGER NOT NULL DEFAULT 0 CHECK (postponed IN (0, 1));
ALTER TABLE jobs ADD COLUMN scan TEXT;
";

/// Who did what, and the trash: a document in it is not live, but all of it is kept, with the paths that it had. The original of a
/// purged document stands in `purged_originals` from the transaction that deletes its record until its file is deleted.
const THIRD: &str = "
ALTER TABLE changes ADD COLUMN who TEXT;
ALTER TABLE changes ADD COLUMN details TEXT;
CREATE INDEX changes_of_document ON changes (document, sequence);

CREATE TABLE trash (
    document   TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL
) STRICT;

CREATE TABLE trash_paths (
    path       ANY NOT NULL,
    document   TEXT NOT NULL REFERENCES trash (document) ON DELETE CASCADE,
    sha256     TEXT,
    size       INTEGER NOT NULL,
    modified   INTEGER NOT NULL,
    seen       TEXT NOT NULL,
    PRIMARY KEY (document, path)
) STRICT;
CREATE INDEX trash_paths_by_path ON trash_paths (path);

CREATE TABLE purged_originals (
    sha256     TEXT PRIMARY KEY NOT NULL
) STRICT;
";

/// Values of records, by where they come from; `documents.record` is worked out of them. What was read before counts as read from
/// the file. `edits` are what librarians changed, with what they had said before, so that it can be undone.
const FOURTH: &str = "
CREATE TABLE field_values (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    field      TEXT NOT NULL,
    source     TEXT NOT NULL CHECK (source IN ('file', 'first-page', 'sidecar', 'librarian')),
    value      TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (document, field, source)
) STRICT, WITHOUT ROWID;
INSERT INTO field_values (document, field, source, value, confidence)
    SELECT documents.id, said.key, 'file', record -> said.key, 0.5 FROM documents, json_each(record) AS said
    WHERE said.type <> 'null' AND record -> said.key <> '[]';

CREATE TABLE edits (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    what       TEXT NOT NULL,
    undone     INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX edits_to_undo ON edits (id) WHERE undone = 0;

CREATE TABLE edit_values (
    edit       INTEGER NOT NULL REFERENCES edits (id),
    document   TEXT NOT NULL,
    field      TEXT NOT NULL,
    before     TEXT,
    after      TEXT,
    PRIMARY KEY (edit, document, field)
) STRICT;
CREATE INDEX edit_values_of_document ON edit_values (document);
";

/// Keys of a server. A revoked one stays, since the history names keys.
const FIFTH: &str = "
CREATE TABLE keys (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('reader', 'librarian', 'admin')),
    hash       TEXT NOT NULL,
    created    TEXT NOT NULL,
    created_by TEXT NOT NULL,
    revoked    TEXT,
    revoked_by TEXT
) STRICT;
";

/// How much there is of everything, kept as it changes, so that `status` takes as long for 50,000 documents as for 500.
/// `all` counts every row of documents, the other names what is live; `language:en` passages, notes not counted.
const SIXTH: &str = "
CREATE INDEX paths_by_status ON paths (status);
ALTER TABLE documents ADD COLUMN by_language TEXT NOT NULL DEFAULT '{}';
UPDATE documents SET by_language = (SELECT json_group_object(language, counted) FROM
    (SELECT language, count(*) AS counted FROM passages WHERE document = documents.id GROUP BY language));

CREATE TABLE tallies (
    name       TEXT PRIMARY KEY NOT NULL,
    value      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (name, value)
    SELECT 'all', count(*) FROM documents
    UNION ALL SELECT 'documents', count(*) FROM documents WHERE live
    UNION ALL SELECT 'made', count(*) FROM documents WHERE live AND made
    UNION ALL SELECT 'passages', coalesce(sum(passages), 0) FROM documents WHERE live
    UNION ALL SELECT 'notes', coalesce(sum(notes), 0) FROM documents WHERE live
    UNION ALL SELECT 'language:' || key, sum(value) FROM documents, json_each(by_language) WHERE live GROUP BY key;

CREATE TRIGGER documents_came AFTER INSERT ON documents BEGIN
    UPDATE tallies SET value = value + 1 WHERE name = 'all';
END;
CREATE TRIGGER documents_went AFTER DELETE ON documents BEGIN
    UPDATE tallies SET value = value - 1 WHERE name = 'all';
END;
CREATE TRIGGER documents_not_as_before AFTER UPDATE OF live, made, passages, notes, by_language ON documents WHEN OLD.live BEGIN
    UPDATE tallies SET value = value - CASE name WHEN 'documents' THEN 1 WHEN 'made' THEN OLD.made
        WHEN 'passages' THEN OLD.passages ELSE OLD.notes END WHERE name IN ('documents', 'made', 'passages', 'notes');
    UPDATE tallies SET value = value - (SELECT value FROM json_each(OLD.by_language) WHERE 'language:' || key = name)
        WHERE name IN (SELECT 'language:' || key FROM json_each(OLD.by_language));
END;
CREATE TRIGGER documents_as_now AFTER UPDATE OF live, made, passages, notes, by_language ON documents WHEN NEW.live BEGIN
    UPDATE tallies SET value = value + CASE name WHEN 'documents' THEN 1 WHEN 'made' THEN NEW.made
        WHEN 'passages' THEN NEW.passages ELSE NEW.notes END WHERE name IN ('documents', 'made', 'passages', 'notes');
    INSERT INTO tallies (name, value) SELECT 'language:' || key, value FROM json_each(NEW.by_language) WHERE true
        ON CONFLICT (name) DO UPDATE SET value = value + excluded.value;
END;
CREATE TRIGGER documents_went_live AFTER DELETE ON documents WHEN OLD.live BEGIN
    UPDATE tallies SET value = value - CASE name WHEN 'documents' THEN 1 WHEN 'made' THEN OLD.made
        WHEN 'passages' THEN OLD.passages ELSE OLD.notes END WHERE name IN ('documents', 'made', 'passages', 'notes');
    UPDATE tallies SET value = value - (SELECT value FROM json_each(OLD.by_language) WHERE 'language:' || key = name)
        WHERE name IN (SELECT 'language:' || key FROM json_each(OLD.by_language));
END;
";

/// Works: which documents have one text, and which of them answers searches. `shingles` finds the documents that have a hash of a
/// fingerprint; it has no foreign key, whose index would double it. `works_apart` are the pairs that librarians split, both ways.
const SEVENTH: &str = "
CREATE TABLE works (
    document   TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    work       TEXT NOT NULL,
    decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'librarian')),
    best       INTEGER NOT NULL CHECK (best IN (0, 1)),
    quality    REAL NOT NULL,
    language   TEXT NOT NULL,
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX works_by_work ON works (work);

CREATE TABLE shingles (
    hash       INTEGER NOT NULL,
    document   TEXT NOT NULL,
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE works_apart (
    one        TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other      TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX works_apart_by_other ON works_apart (other);
";

/// What is told of documents from their text when they come. `landmarks` tell translations, and `landmark_holders` finds the documents
/// that have one; `translations` are the pairs, the lesser id first, and what librarians said are none (`is_pair` 0).
/// `doubts` are what a librarian may want to look at, with a guess where there is one; `any` stands once for each document that has
/// a doubt. `dismissed` are doubts of which a librarian has said that all is right. `measures` say how well a text was read.
const EIGHTH: &str = "
CREATE TABLE landmarks (
    document   TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    language   TEXT NOT NULL,
    landmarks  BLOB NOT NULL
) STRICT;

CREATE TABLE landmark_holders (
    hash       INTEGER NOT NULL,
    language   TEXT NOT NULL,
    document   TEXT NOT NULL,
    PRIMARY KEY (hash, language, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE translations (
    one        TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other      TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'librarian')),
    is_pair    INTEGER NOT NULL CHECK (is_pair IN (0, 1)),
    likeness   REAL NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX translations_by_other ON translations (other);

CREATE TABLE doubts (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    field      TEXT,
    guess      TEXT,
    live       INTEGER NOT NULL CHECK (live IN (0, 1)),
    added      TEXT NOT NULL,
    PRIMARY KEY (document, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubts_listed ON doubts (live, kind, added DESC, document);
CREATE TRIGGER doubts_follow AFTER UPDATE OF live ON documents BEGIN
    UPDATE doubts SET live = NEW.live WHERE document = NEW.id;
END;

CREATE TABLE dismissed (
    document   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    PRIMARY KEY (document, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE measures (
    document   TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    live       INTEGER NOT NULL CHECK (live IN (0, 1)),
    soundness  REAL NOT NULL,
    pages      INTEGER,
    pages_read INTEGER NOT NULL,
    label_gaps INTEGER NOT NULL,
    letters    INTEGER NOT NULL,
    doubtful_letters INTEGER NOT NULL,
    words      INTEGER NOT NULL,
    garbled_words INTEGER NOT NULL,
    notes      INTEGER NOT NULL,
    unlinked_notes INTEGER NOT NULL,
    is_scanned INTEGER NOT NULL CHECK (is_scanned IN (0, 1)),
    ocr_confidence INTEGER,
    warnings   INTEGER NOT NULL,
    languages  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX measures_listed ON measures (live, soundness, document);
CREATE TRIGGER measures_follow AFTER UPDATE OF live ON documents BEGIN
    UPDATE measures SET live = NEW.live WHERE document = NEW.id;
END;
";

/// Words that were looked up in dictionaries; of a document that was read before, none were.
const NINTH: &str = "
ALTER TABLE measures ADD COLUMN dictionary_words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE measures ADD COLUMN unknown_words INTEGER NOT NULL DEFAULT 0;
";
