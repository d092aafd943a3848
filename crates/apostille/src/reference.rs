//! Which document is meant? A person writes an id, the beginning of one, or the path of a file that was added.

use std::path::Path;

use anyhow::bail;
use apostille_catalogue::Catalogue;
use apostille_corpus::DocumentId;

/// As many as are looked at in one reading.
const BATCH: u64 = 1_000;
/// As many as are named when a beginning is not enough.
const NAMED: usize = 5;

/// The one document that is meant.
///
/// # Errors
/// None is meant, or several.
pub fn document(catalogue: &Catalogue, written: &str) -> anyhow::Result<DocumentId> {
    if let Some(id) = by_path(catalogue, Path::new(written))? {
        return Ok(id);
    }
    let begins = |id: &DocumentId| !written.is_empty() && id.to_string().starts_with(&written.to_lowercase());
    let meant: Vec<DocumentId> = all(catalogue)?.into_iter().filter(begins).collect();
    match meant.as_slice() {
        [id] => Ok(*id),
        [] => bail!(
            "no document `{written}`: give an id, its beginning, or an added path; `apostille list` prints them (`apostille add` makes them)"
        ),
        several => {
            let named: Vec<String> = several.iter().take(NAMED).map(ToString::to_string).collect();
            bail!(
                "`{written}` is the beginning of {} documents ({}): write more of it",
                several.len(),
                named.join(", ")
            )
        }
    }
}

/// Paths are catalogued whole, links followed. One that is gone from the disk may still be known as it is written.
fn by_path(catalogue: &Catalogue, written: &Path) -> anyhow::Result<Option<DocumentId>> {
    let whole = written.canonicalize().or_else(|_| std::path::absolute(written));
    let Ok(whole) = whole else { return Ok(None) };
    Ok(catalogue.path_state(&whole)?.and_then(|known| known.document))
}

fn all(catalogue: &Catalogue) -> anyhow::Result<Vec<DocumentId>> {
    let mut ids = Vec::new();
    loop {
        let batch = catalogue.summaries(ids.len() as u64, BATCH)?;
        ids.extend(batch.iter().map(|summary| summary.id));
        if (batch.len() as u64) < BATCH {
            return Ok(ids);
        }
    }
}
