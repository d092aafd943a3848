//! Publishing XML: laws in Akoma Ntoso, papers in JATS and its kin. Other XML is called by the name of its root.

use apostille_corpus::Manuscript;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::tree::{Fault, Tree};
use crate::{Failure, Reason, decode};

mod akoma_ntoso;
mod furniture;
mod jats;
mod mixed;

/// How far into a file its encoding may be declared.
const HEAD: usize = 256;

/// Reads a file of this format.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let decoded = decode::marked_up(bytes, declared(bytes))?;
    let mut tree = Tree::default();
    tree.add_xml(&decoded.text).map_err(|fault| failure(&fault))?;
    let root = tree.all().next().unwrap_or_default();
    let (front_matter, pages) = match tree.name(root) {
        "akomaNtoso" => akoma_ntoso::read(&mut tree),
        "article" if is_jats(&tree) => jats::read(&tree),
        "book" | "book-part" if is_jats(&tree) => jats::read(&tree),
        "html" => return crate::html::read(bytes),
        other => return Err(unknown(other)),
    };
    Ok(Manuscript { format: "xml".to_owned(), front_matter, pages, warnings: decoded.warnings })
}

/// Whether a tree is one of JATS or BITS, and not of DocBook, which has an `article` and a `book` too.
fn is_jats(tree: &Tree) -> bool {
    let own = ["article-meta", "book-meta", "book-part-meta", "journal-meta", "body"];
    tree.all().any(|node| own.contains(&tree.name(node)))
}

fn unknown(root: &str) -> Failure {
    let shown: String = root.chars().take(60).collect();
    Failure::new(
        Reason::UnknownFormat,
        format!(
            "XML whose outermost element is <{shown}> is not read by this version (Akoma Ntoso and JATS are): convert it to \
             text or Markdown"
        ),
    )
}

fn failure(fault: &Fault) -> Failure {
    let remedy = match fault {
        Fault::Entities => "save it with its entities resolved",
        Fault::TooDeep => "save its text as plain text or Markdown",
        Fault::Malformed(_) => "replace it with a whole copy",
    };
    Failure::new(Reason::Damaged, format!("the XML is not read, since {fault}: {remedy}"))
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
    let (declaration, _) = head.split_once("?>")?;
    let label = declaration.split_once("encoding")?.1.split(['"', '\'']).nth(1)?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then_some(encoding)
}

#[cfg(test)]
mod tests;
