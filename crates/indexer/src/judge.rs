//! What is a file, before it is read: known bytes at a known path, known bytes elsewhere, or something to be read?

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use apostille_catalogue::{Catalogue, Sha256, Source, sha256_of};
use apostille_corpus::{Document, DocumentId};
use apostille_extract::{Failure, Reason};

use crate::places::Places;
use crate::walk::{Found, unreadable};
use crate::{FileReport, Result, Status};

/// What a file is before it is read.
pub(crate) enum Judgement {
    /// Its bytes are a document's that is held.
    Known(Sha256),
    /// Its bytes are those of a file that was begun before it and is not written down yet.
    Same(Sha256),
    /// New bytes.
    New(Sha256),
    /// It cannot be read.
    Failed(Failure),
}

/// Judges a file by its bytes' digest. `begun` are the digests of this run's new files.
pub(crate) fn judge(
    catalogue: &Catalogue,
    begun: &mut HashSet<Sha256>,
    found: Found,
    places: &Places,
) -> Result<(Source, Judgement)> {
    let (source, failure) = source(found, places);
    let judgement = match (source.sha256, failure) {
        (_, Some(failure)) => Judgement::Failed(failure),
        (None, None) => unreachable!("a source without a digest has a failure"),
        (Some(sha256), None) => match catalogue.document_of(&sha256)? {
            Some(_) => Judgement::Known(sha256),
            None if begun.insert(sha256) => Judgement::New(sha256),
            None => Judgement::Same(sha256),
        },
    };
    Ok((source, judgement))
}

fn source(found: Found, places: &Places) -> (Source, Option<Failure>) {
    let place = places.of(&found.path).to_path_buf();
    let (size, modified) = size_and_modified(&place);
    let unread = Source { path: found.path, sha256: None, size, modified };
    if let Some(failure) = found.failure {
        return (unread, Some(failure));
    }
    match (sha256_of(&place), places) {
        (Ok((sha256, size)), _) => (Source { sha256: Some(sha256), size, ..unread }, None),
        (Err(why), Places::Paths | Places::Within(_)) => {
            (unread, Some(Failure::new(Reason::Unreadable, unreadable(&why))))
        }
        (Err(why), Places::Staged(_)) => {
            let message = format!("what was received of it cannot be read any more ({why}): send it again");
            (unread, Some(Failure::new(Reason::Unreadable, message)))
        }
    }
}

/// Zeros for what cannot be looked at: they are for people, the digest decides.
fn size_and_modified(path: &Path) -> (u64, i64) {
    let Ok(found) = fs::metadata(path) else { return (0, 0) };
    let modified = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (found.len(), modified.map_or(0, |since| since.as_secs() as i64))
}

/// The report of a file that a document was read from.
pub(crate) fn indexed(source: &Source, document: &Document) -> FileReport {
    FileReport {
        status: Status::Indexed,
        document: Some(document.id),
        warnings: document.warnings.clone(),
        pages: document.pages,
        passages: document.passages.len() as u64,
        notes: document.notes.len() as u64,
        languages: document.record.languages.clone(),
        ..blank(source)
    }
}

/// The report of a file whose bytes are a document's that is held: at this path already, or elsewhere.
pub(crate) fn known(catalogue: &Catalogue, source: &Source, id: DocumentId, places: &Places) -> Result<FileReport> {
    let report = FileReport { document: Some(id), warnings: catalogue.warnings(id)?, ..blank(source) };
    let is_its_path = catalogue.path_state(&source.path)?.is_some_and(|known| known.document == Some(id));
    let Some(card) = catalogue.summary(id)? else {
        return Ok(FileReport { status: Status::Duplicate, duplicate_of: Some(id), ..report });
    };
    let first = card.paths.first().filter(|_| !is_its_path);
    let kept = match places {
        Places::Paths | Places::Within(_) => "and is kept as another path of it",
        Places::Staged(_) => "and nothing was added",
    };
    Ok(FileReport {
        status: if is_its_path { Status::Unchanged } else { Status::Duplicate },
        duplicate_of: if is_its_path { None } else { Some(id) },
        message: first.map(|first| format!("it has the same bytes as {first} {kept}")),
        pages: card.pages,
        passages: card.passages,
        notes: card.notes,
        languages: card.record.languages,
        ..report
    })
}

/// The report of a file that could not be indexed.
pub(crate) fn failed(catalogue: &Catalogue, source: &Source, failure: &Failure) -> Result<FileReport> {
    let had = catalogue.path_state(&source.path)?.and_then(|known| known.document);
    let kept = had.map_or("", |_| "; the document that was read from it before is kept");
    Ok(FileReport {
        reason: Some(failure.reason.as_str().to_owned()),
        message: Some(format!("{}{kept}", failure.message)),
        ..blank(source)
    })
}

fn blank(source: &Source) -> FileReport {
    FileReport {
        path: source.path.to_string_lossy().into_owned(),
        status: Status::Failed,
        document: None,
        duplicate_of: None,
        work: None,
        same_as: Vec::new(),
        reason: None,
        message: None,
        warnings: Vec::new(),
        sidecars: Vec::new(),
        pages: None,
        passages: 0,
        notes: 0,
        languages: Vec::new(),
    }
}
