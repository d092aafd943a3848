//! How well does extraction read? Every number of the table in README's "How well it reads", beside `pdftotext` and `mutool`.
//!
//! `cargo bench -p apostille-extract -- CORPUS [PROGRAM]`. CORPUS is a folder with `truth/documents.tsv`; PROGRAM is the
//! `apostille` program, through which hostile files are added. `pdftotext` (poppler-utils) and `mutool` (mupdf-tools) are the
//! peers; where one is not installed, its columns are empty and the command says so.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod cpu;
mod forms;
mod hostile;
mod notes;
mod order;
mod peers;
mod speed;
mod tokens;
mod truth;
mod words;

use std::path::{Path, PathBuf};

use apostille_corpus::{Document, DocumentId, Manuscript, Tagger, structure};
use peers::Peer;
use truth::Truth;

fn main() {
    let given = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    // Cargo runs a benchmark in its package's folder; paths are given from the root.
    let from_root = |path: String| Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path);
    let given: Vec<PathBuf> = given.map(from_root).collect();
    let Some(corpus) = given.first().filter(|corpus| corpus.is_dir()) else {
        println!("passed over: cargo bench -p apostille-extract -- CORPUS [PROGRAM]");
        return;
    };
    let truth = Truth::of(corpus);
    for peer in Peer::ALL {
        println!("{}", peer.version().unwrap_or_else(|| format!("{} is not installed: our side only", peer.name())));
    }
    let tagger = Tagger::new();
    notes::print(&truth, &tagger);
    forms::print(&truth, &tagger);
    let read: Vec<(PathBuf, Manuscript)> =
        truth.clean_pdfs().into_iter().map(|path| (path.clone(), manuscript(&path))).collect();
    words::print(&read);
    order::print(&read);
    speed::print(&truth.clean_pdfs(), &tagger, given.get(1).map(PathBuf::as_path));
    match given.get(1) {
        Some(program) => hostile::print(&truth, program),
        None => println!("\nhostile files: passed over, no PROGRAM is given"),
    }
}

/// What extraction makes of a file that can be read.
fn manuscript(path: &Path) -> Manuscript {
    let bytes = std::fs::read(path).unwrap();
    apostille_extract::read(path, &bytes).unwrap_or_else(|failure| panic!("{}: {failure}", path.display()))
}

/// What structure makes of that.
fn document(path: &Path, tagger: &Tagger) -> Document {
    structure::document(DocumentId::from_u64(1), manuscript(path), "stem", tagger)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A share for a table; a dash where nothing was measured.
fn shown(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
}
