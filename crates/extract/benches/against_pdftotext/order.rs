//! Do words stand in the order in which they are read? F1 of neighbouring words against each peer.
//!
//! The measure is `pdftotext` where text has one column and `mutool` where it has several; both are printed for every
//! file, with how far they agree with each other. They differ most in tables, which `pdftotext` reads by columns. Which files
//! have columns is told by the places of our own blocks. Accents are dropped in the last columns: a peer that sets them beside
//! their letters cuts words in two.

use std::path::PathBuf;

use apostille_corpus::{Block, Manuscript, Page};

use super::peers::Peer;
use super::tokens::{Accents, bigrams, f1, text, tokens};
use super::{mean, name, shown};

/// Prints a line a file, and the means of files of one column and of several.
pub fn print(read: &[(PathBuf, Manuscript)]) {
    println!("\nReading order, F1 of neighbours                 accents kept               accents dropped");
    println!("{:<40}columns pdftotext  mutool   peers pdftotext  mutool   peers", "");
    let mut groups: [Vec<[Option<f64>; 6]>; 2] = Default::default();
    for (path, manuscript) in read {
        let many = has_columns(manuscript);
        let [kept, dropped] = [Accents::Kept, Accents::Dropped].map(|accents| agreement(path, manuscript, accents));
        let [a, b, c] = kept;
        let [d, e, f] = dropped;
        print_row(&name(path), many, [a, b, c, d, e, f]);
        groups[usize::from(many)].push([a, b, c, d, e, f]);
    }
    for (many, group) in [(false, &groups[0]), (true, &groups[1])] {
        let all = |at: usize| group.iter().filter_map(|row| row[at]).collect::<Vec<f64>>();
        let means = std::array::from_fn(|at| Some(mean(&all(at))).filter(|mean| mean.is_finite()));
        print_row("mean", many, means);
    }
    println!("floor .97: one column against pdftotext, many against mutool");
}

fn print_row(name: &str, many: bool, shares: [Option<f64>; 6]) {
    let [a, b, c, d, e, f] = shares.map(shown);
    println!("{name:<40}{:>7}{a:>10}{b:>8}{c:>8}{d:>10}{e:>8}{f:>8}", if many { "many" } else { "one" });
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
