//! Which document is meant? A person writes an id, the beginning of one, or the path of a file that was added.

use std::path::Path;

use anyhow::bail;
use apostille_catalogue::{Catalogue, Presence};
use apostille_corpus::DocumentId;

use crate::command_line::Exit;

/// As many as are named when a beginning is not enough.
const NAMED: u64 = 5;

/// Which documents may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Those in the collection.
    Live,
    /// Those that were removed, replaced or purged, too.
    All,
}

/// The one document of the collection that is meant.
///
/// # Errors
/// None is meant, or several; of one that was removed, how it comes back.
pub fn document(catalogue: &Catalogue, written: &str) -> anyhow::Result<DocumentId> {
    find(catalogue, written, Among::Live)
}

/// Those that are meant. What is not understood is said, and the others go on.
pub fn documents(catalogue: &Catalogue, written: &[String], among: Among) -> (Vec<DocumentId>, Exit) {
    let mut documents = Vec::new();
    let mut exit = Exit::Done;
    for written in written {
        match find(catalogue, written, among) {
            Ok(id) => documents.push(id),
            Err(error) => {
                anstream::eprintln!("apostille: {error:#}");
                exit = Exit::InPart;
            }
        }
    }
    (documents, exit)
}

/// The one document that is meant.
///
/// # Errors
/// None is meant, or several.
pub fn find(catalogue: &Catalogue, written: &str, among: Among) -> anyhow::Result<DocumentId> {
    if let Some(id) = by_path(catalogue, Path::new(written))? {
        return if among == Among::All { Ok(id) } else { live(catalogue, id) };
    }
    let beginning = written.to_lowercase();
    let is_hex = !beginning.is_empty() && beginning.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = if is_hex { catalogue.documents_beginning(&beginning, 10 * NAMED)? } else { Vec::new() };
    let (here, gone): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, is_live)| *is_live || among == Among::All);
    match (here.as_slice(), gone.as_slice()) {
        ([(id, _)], _) => Ok(*id),
        ([], [(id, _)]) => live(catalogue, *id),
        ([], _) => bail!(
            "no document `{written}`: give an id, its beginning, or an added path; `apostille list` prints them (`apostille add` makes them)"
        ),
        (several, _) => {
            let named: Vec<String> = several.iter().take(NAMED as usize).map(|(id, _)| id.to_string()).collect();
            bail!("`{written}` is the beginning of several documents ({}): write more of it", named.join(", "))
        }
    }
}

/// The document itself if it is in the collection; else what became of it.
fn live(catalogue: &Catalogue, id: DocumentId) -> anyhow::Result<DocumentId> {
    match catalogue.presence(id)? {
        Presence::Live => Ok(id),
        Presence::Trashed { at } => {
            bail!("document {id} was removed on {at}: `apostille trash restore {id}` brings it back")
        }
        Presence::Replaced { by: Some(by) } => bail!("document {id} was replaced by {by}: ask for that one"),
        Presence::Purged { at } => bail!("document {id} was deleted for good on {at}: its file may be added again"),
        Presence::Replaced { by: None } | Presence::Unknown => {
            bail!("document {id} is not in the collection any more: `apostille list` prints those that are")
        }
    }
}

/// Paths are catalogued whole, links followed. One that is gone from the disk may still be known as it is written.
fn by_path(catalogue: &Catalogue, written: &Path) -> anyhow::Result<Option<DocumentId>> {
    let whole = written.canonicalize().or_else(|_| std::path::absolute(written));
    let Ok(whole) = whole else { return Ok(None) };
    Ok(catalogue.document_at(&whole)?)
}
