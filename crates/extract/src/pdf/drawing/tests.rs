//! How much may a page draw? The limits, against the pages of the shared corpus.

use std::path::Path;

use hayro_syntax::Pdf;

use super::*;

#[test]
fn no_page_of_the_corpus_takes_a_quarter_of_what_a_page_may() {
    let corpus = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let Ok(files) = std::fs::read_dir(corpus.join("pdf")) else {
        eprintln!("passed over: {} is not here", corpus.display());
        return;
    };
    let (mut steps, mut glyphs) = (0, 0);
    for file in files {
        let path = file.expect("the corpus can be listed").path();
        let pdf = Pdf::new(std::fs::read(path).expect("the corpus can be read")).expect("it is a PDF");
        let cache = InterpreterCache::new();
        for page in pdf.pages().iter() {
            let drawing = of_page(page, &cache);
            (steps, glyphs) = (steps.max(drawing.steps), glyphs.max(drawing.glyphs.len()));
        }
    }
    eprintln!("at most {steps} steps and {glyphs} glyphs on a page");
    assert!((1..MOST_STEPS / 4).contains(&steps) && (1..MOST_GLYPHS / 4).contains(&glyphs), "{steps}, {glyphs}");
}
