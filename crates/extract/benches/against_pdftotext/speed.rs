//! How many pages a CPU second? Extraction and structure in one thread of this process, beside the programs.
//!
//! The peers start a process for each file, and ours here does not; the reading child, which does, is measured too.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apostille_corpus::Tagger;

use super::cpu;
use super::document;
use super::peers::Peer;

/// How often everything is read; the best time of each counts, since the machine has other things to do.
const ROUNDS: usize = 3;

/// Prints pages a CPU second, ours and theirs, in turns.
pub fn print(paths: &[PathBuf], tagger: &Tagger, program: Option<&Path>) {
    let pages: usize = paths.iter().map(|path| super::manuscript(path).pages.len()).sum();
    let mut ours = f64::MAX;
    let mut theirs = [f64::MAX; 2];
    let (mut extraction, mut children) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        extraction = extraction.min(cpu::of_thread(|| paths.iter().for_each(|path| drop(super::manuscript(path)))));
        ours = ours.min(cpu::of_thread(|| paths.iter().for_each(|path| drop(document(path, tagger)))));
        if let Some(program) = program {
            children = children.min(cpu::of_programs(|| paths.iter().for_each(|path| read_in_child(program, path))));
        }
        for (peer, best) in Peer::ALL.into_iter().zip(&mut theirs) {
            *best = best.min(cpu::of_programs(|| paths.iter().for_each(|path| drop(peer.text(path)))));
        }
    }
    let rate = |seconds: f64| pages as f64 / seconds;
    println!("\nPages a CPU second, {} files, {pages} pages, best of {ROUNDS}", paths.len());
    println!("extraction and structure {:>22.0}", rate(ours));
    println!("extraction alone         {:>22.0}", rate(extraction));
    if program.is_some() {
        println!("a reading child for each file {:>17.0}", rate(children));
    }
    for (peer, seconds) in Peer::ALL.into_iter().zip(theirs).filter(|(peer, _)| peer.version().is_some()) {
        println!("{:<25}{:>22.0}   we are {:.2} of it", peer.name(), rate(seconds), seconds / ours);
    }
}

/// Reads a file as `add` does, but for the structure: the child answers with its manuscript as JSON.
fn read_in_child(program: &Path, path: &Path) {
    let mut child = Command::new(program);
    let status = child.arg("read-file").arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{} read-file {}", program.display(), path.display());
}
