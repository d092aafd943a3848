//! Do words stand in the order in which they are read? F1 of neighbouring words against each peer.
//!
//! `pdftotext` is the measure where text has one column, `mutool` where it has several; how far those two agree says how far
//! either can be trusted. Accents are dropped in the last two columns: a peer that sets them beside their letters cuts words.

use std::path::PathBuf;

use apostille_corpus::{Block, Manuscript, Page};

use super::peers::Peer;
use super::tokens::{Accents, bigrams, f1, text, tokens};
use super::{mean, name, shown};

/// Prints a line a file, and the means of files of one column and of several.
pub fn print(read: &[(PathBuf, Manuscript)]) {
    println!("\nReading order, F1 of neighbours against       accents kept            accents dropped");
    println!("                               columns   pdftotext   mutool   pdftotext   mutool   peers");
    let mut means: [Vec<[Option<f64>; 2]>; 2] = Default::default();
    for (path, manuscript) in read {
        let many = usize::from(has_columns(manuscript));
        let [kept, dropped] = [Accents::Kept, Accents::Dropped].map(|accents| agreement(path, manuscript, accents));
        println!(
            "{:<32}{:>6}{:>12}{:>9}{:>12}{:>9}{:>8}",
            name(path),
            ["one", "many"][many],
            shown(kept[0]),
            shown(kept[1]),
            shown(dropped[0]),
            shown(dropped[1]),
            shown(dropped[2]),
        );
        means[many].push([kept[many], dropped[many]]);
    }
    for (many, peer) in [(0, "one column, against pdftotext"), (1, "many columns, against mutool")] {
        let [kept, dropped] = [0, 1].map(|at| means[many].iter().filter_map(|both| both[at]).collect::<Vec<f64>>());
        if !kept.is_empty() {
            println!("mean, {peer:<32}{:.3}, accents dropped {:.3}   (floor .97)", mean(&kept), mean(&dropped));
        }
    }
}

/// How far we agree with each peer, and they with each other.
fn agreement(path: &std::path::Path, manuscript: &Manuscript, accents: Accents) -> [Option<f64>; 3] {
    let mine = tokens(&text(manuscript), accents);
    let theirs = Peer::ALL.map(|peer| Some(tokens(&peer.text(path)?, accents)));
    let with = |a: Option<&Vec<String>>, b: Option<&Vec<String>>| Some(f1(&bigrams(a?), &bigrams(b?)));
    let [pdftotext, mutool] = theirs.each_ref().map(Option::as_ref);
    [with(Some(&mine), pdftotext), with(Some(&mine), mutool), with(pdftotext, mutool)]
}

/// Whether a third of the letters stands in blocks beside which others stand.
fn has_columns(manuscript: &Manuscript) -> bool {
    let letters = |block: &Block| block.runs.iter().map(|run| run.text.len()).sum::<usize>();
    let count = |page: &Page, wanted: &dyn Fn(&Block) -> bool| -> usize {
        page.blocks.iter().filter(|block| wanted(block)).map(letters).sum()
    };
    let all: usize = manuscript.pages.iter().map(|page| count(page, &|_| true)).sum();
    let beside: usize = manuscript.pages.iter().map(|page| count(page, &|block| is_beside(block, page))).sum();
    3 * beside > all
}

/// Whether a block of at least two lines stands beside another such block.
fn is_beside(block: &Block, page: &Page) -> bool {
    let lines = |block: &Block| block.runs.iter().map(|run| run.text.matches('\n').count()).sum::<usize>() + 1;
    let Some(place) = block.place.filter(|_| lines(block) > 1) else { return false };
    page.blocks.iter().filter(|other| lines(other) > 1).filter_map(|other| other.place).any(|other| {
        let apart = other.left > place.right || place.left > other.right;
        apart && other.top < place.bottom && place.top < other.bottom
    })
}
