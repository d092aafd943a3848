//! Web pages: their content without what surrounds it, their notes, and what they say of themselves.
//!
//! Elements become blocks in `walk`, which e-books share; which part of a page is read is `content`'s, and which links
//! cite notes is `notes`'s. No script runs, nothing is fetched, styles are not applied.

use apostille_corpus::Manuscript;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::tree::{Fault, Tree};
use crate::{Failure, Reason, decode};

mod clues;
mod content;
pub(crate) mod elements;
mod json_ld;
mod links;
mod list;
mod metadata;
mod names;
mod nesting;
mod notes;
mod page;
mod pagebreak;
mod table;
pub(crate) mod tidy;
mod walk;

pub(crate) use content::Content;
pub(crate) use names::{forename_first, is_title};
pub(crate) use notes::Notes;
pub(crate) use walk::Walk;

/// How far into a page its encoding may be declared. The HTML standard says 1024 bytes; pages that put it later exist.
const HEAD: usize = 4096;

/// Reads a file of this format.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let decoded = decode::marked_up(bytes, declared(bytes))?;
    let mut tree = Tree::default();
    add(&decoded.text, &mut tree).map_err(|fault| failure(&fault))?;
    let address = metadata::address(&tree).unwrap_or_default();
    let front_matter = metadata::read(&tree);
    let content = Content::of(&tree, &decoded.text);
    let notes = Notes::take(&mut tree, &[address]);
    let mut walk = Walk::new(&tree, &notes, Some(&content));
    walk.read(content.root);
    let mut pages = tidy::without_headings_of_notes(walk.finish());
    tidy::drop_byline(&mut pages, &front_matter);
    Ok(Manuscript { format: "html".to_owned(), front_matter, pages, warnings: decoded.warnings })
}

/// Adds a page to a tree as a new file: by the rules of XML where it follows them, by those of HTML otherwise.
///
/// # Errors
/// [`Fault::TooDeep`], or [`Fault::Entities`] for XML that declares its own.
pub(crate) fn add(text: &str, tree: &mut Tree) -> Result<(), Fault> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\t']);
    if start.starts_with("<?xml") {
        match tree.add_xml(text) {
            Err(Fault::Malformed(_)) => {}
            outcome => return outcome,
        }
    }
    page::add(text, tree)
}

/// Why a page is not read.
pub(crate) fn failure(fault: &Fault) -> Failure {
    Failure::new(
        Reason::Damaged,
        format!("the page is not read, since {fault}: save its text as plain text or Markdown"),
    )
}

/// The encoding that a page declares for itself. UTF-8 is recognised without, and UTF-16 cannot be declared in ASCII.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let after = ["charset", "encoding"].iter().find_map(|word| Some(head.split_once(word)?.1.trim_start()))?;
    let label = after.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(label.len());
    let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then_some(encoding)
}

#[cfg(test)]
mod tests;
