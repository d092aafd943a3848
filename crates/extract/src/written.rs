//! A manuscript's blocks, one on a line each, as the tests of the readers compare them.

use apostille_corpus::{Block, BlockKind, Page, Run};

/// A block on one line: its kind, then its runs with raised, stressed and citing ones marked.
pub(crate) fn written(block: &Block) -> String {
    let run = |run: &Run| match (&run.cites, run.raised, run.emphasis) {
        (Some(label), _, _) => format!("{{{label}}}"),
        (None, true, _) => format!("^{}^", run.text),
        (None, false, true) => format!("*{}*", run.text),
        (None, false, false) => run.text.clone(),
    };
    let kind = match &block.kind {
        BlockKind::Plain => String::new(),
        BlockKind::Paragraph => "P ".to_owned(),
        BlockKind::Heading(level) => format!("H{level} "),
        BlockKind::Item(label) => format!("I({label}) "),
        BlockKind::Row => "R ".to_owned(),
        BlockKind::NoteBody(label) => format!("N({label}) "),
    };
    kind + &block.runs.iter().map(run).collect::<String>()
}

/// The blocks of all pages.
pub(crate) fn lines(pages: &[Page]) -> Vec<String> {
    pages.iter().flat_map(|page| &page.blocks).map(written).collect()
}
