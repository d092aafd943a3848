//! Are all words there? F1 of the words of each PDF, with notes, heads and feet, against each peer.

use std::path::PathBuf;

use apostille_corpus::Manuscript;

use super::peers::Peer;
use super::tokens::{Accents, f1, text, tokens};
use super::{mean, name, shown};

/// Prints a line a file, and the means.
pub fn print(read: &[(PathBuf, Manuscript)]) {
    println!("\nWords, F1 against             pdftotext   mutool   pdftotext against mutool");
    let mut ours = Vec::new();
    for (path, manuscript) in read {
        let mine = tokens(&text(manuscript), Accents::Kept);
        let theirs = Peer::ALL.map(|peer| Some(tokens(&peer.text(path)?, Accents::Kept)));
        let [pdftotext, mutool] = theirs.each_ref().map(|theirs| Some(f1(&mine, theirs.as_ref()?)));
        let between = || Some(f1(theirs[0].as_ref()?, theirs[1].as_ref()?));
        println!("{:<38}{:>9}{:>9}{:>9}", name(path), shown(pdftotext), shown(mutool), shown(between()));
        ours.extend(pdftotext);
    }
    if !ours.is_empty() {
        println!("{:<38}{:>9.3}   (floor .985)", "mean", mean(&ours));
    }
}
