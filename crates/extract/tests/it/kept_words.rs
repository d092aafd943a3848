//! No word of the text is lost between a PDF and its document: what structure leaves out is running heads and feet.
//!
//! A line of the manuscript is left out if its letters stand less often in the document than in the manuscript. The check
//! knows nothing of how furniture is told: what is left out recurs, and hardly a line of its shape is kept elsewhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use apostille_corpus::{Block, Document, DocumentId, Manuscript, Page, Passage, Tagger, structure};

use crate::shared::corpus;

/// Letters and digits, raised digits as ordinary ones: spaces, hyphens, brackets and quotes may be read another way.
fn letters(text: &str) -> String {
    let raised = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' => '0',
        '⁴'..='⁹' => char::from_u32(u32::from(c) - 0x2074 + u32::from('4')).unwrap_or(c),
        other => other,
    };
    text.chars().map(raised).filter(|c| c.is_alphanumeric()).collect()
}

/// A passage's letters with the labels of its notes where they are cited.
fn of_passage(passage: &Passage, document: &Document) -> String {
    let text: Vec<char> = passage.text.chars().collect();
    let mut whole = String::new();
    let mut from = 0;
    for marker in &passage.markers {
        whole.extend(&text[from..marker.at]);
        let note = document.notes.iter().find(|note| note.id == marker.note);
        whole.push_str(note.map_or("", |note| note.label.as_str()));
        from = marker.at;
    }
    whole.extend(&text[from..]);
    letters(&whole)
}

/// The letters of what a document has on pages that are wanted.
fn of_document(document: &Document, wanted: impl Fn(u32) -> bool) -> String {
    let wanted = |page: Option<u32>| page.is_none_or(&wanted);
    let passages = document.passages.iter().filter(|passage| wanted(passage.page));
    let passages: String = passages.map(|passage| of_passage(passage, document)).collect();
    let notes = document.notes.iter().filter(|note| wanted(note.page));
    let notes = notes.map(|note| format!("{}{}", letters(&note.label), letters(&note.text)));
    format!("{passages}|{}", notes.collect::<Vec<_>>().join("|"))
}

/// The text of a manuscript's blocks with their pages, raised runs as they stand.
fn blocks(manuscript: &Manuscript) -> Vec<(u32, String)> {
    let text = |block: &Block| block.runs.iter().map(|run| run.text.as_str()).collect();
    let of_page = |page: &Page| page.blocks.iter().map(text).collect::<Vec<String>>();
    (1..)
        .zip(&manuscript.pages)
        .flat_map(|(number, page)| of_page(page).into_iter().map(move |t| (number, t)))
        .collect()
}

/// A line's text with runs of digits as `#`.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            other => shape.push(other),
        }
    }
    shape
}

/// A line of words, how often the manuscript has it, and how often the document has not.
struct Counted {
    line: String,
    /// The last page that has it.
    page: u32,
    count: usize,
    gone: usize,
}

/// The lines of a manuscript that have words. Of a line that is left out, no part is missed again.
fn counted(manuscript: &Manuscript, document: &Document) -> Vec<Counted> {
    let blocks = blocks(manuscript);
    let before: Vec<String> = blocks.iter().map(|(_, block)| letters(block)).collect();
    let (before, after) = (before.join("|"), of_document(document, |_| true));
    let mut lines: BTreeMap<(Reverse<usize>, String), Counted> = BTreeMap::new();
    for (page, line) in blocks.iter().flat_map(|(page, block)| block.split('\n').map(move |line| (*page, line))) {
        let letters = letters(line);
        let count = lines.get(&(Reverse(letters.len()), letters.clone())).map_or(0, |line| line.count) + 1;
        if line.contains(char::is_alphabetic) {
            lines.insert((Reverse(letters.len()), letters), Counted { line: line.to_owned(), page, count, gone: 0 });
        }
    }
    let mut out: Vec<(String, usize)> = Vec::new();
    for ((_, letters), line) in &mut lines {
        let within: usize = out.iter().map(|(longer, gone)| gone * longer.matches(letters).count()).sum();
        let kept = after.matches(letters).count() + within;
        line.gone = before.matches(letters).count().saturating_sub(kept).min(line.count);
        out.extend((line.gone > 0).then_some((letters.clone(), line.gone)));
    }
    lines.into_values().collect()
}

/// Whether a line begins or ends with what may be the label of its page: that of its passages, or of a page beside it, or
/// a number between these.
fn is_labelled(line: &str, page: u32, document: &Document) -> bool {
    let near = document.passages.iter().filter(|passage| passage.page.is_some_and(|other| other.abs_diff(page) <= 1));
    let labels: BTreeSet<&str> = near.filter_map(|passage| passage.page_label.as_deref()).collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let numbers: BTreeSet<u32> = labels.iter().filter_map(|label| number(label)).collect();
    let between = |number: u32| numbers.first() <= Some(&number) && Some(&number) <= numbers.last();
    let mut words = line.split_whitespace();
    let ends = [words.next(), words.next_back()].into_iter().flatten();
    ends.into_iter().any(|word| labels.contains(word) || number(word).is_some_and(between))
}

/// What of a document's lines is left out and yet not furniture: of its shape as many lines are kept, or it is alone and
/// neither a part of other furniture nor with the label of a page, nor on its page. The heading of a list of notes goes with them.
fn lost(path: &Path, tagger: &Tagger) -> Vec<String> {
    let bytes = fs::read(path).expect("the corpus can be read");
    let manuscript = apostille_extract::read(path, &bytes).unwrap_or_else(|failure| panic!("{path:?}: {failure}"));
    let document = structure::document(DocumentId::from_u64(1), manuscript.clone(), "stem", tagger);
    let lines = counted(&manuscript, &document);
    let mut shapes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for Counted { line, count, gone, .. } in &lines {
        let (kept, of_shape) = shapes.entry(shape(line)).or_default();
        (*kept, *of_shape) = (*kept + count - gone, *of_shape + gone);
    }
    let is_part = |line: &str| {
        let out = lines.iter().filter(|other| other.gone > 0 && other.line != line);
        out.map(|other| letters(&other.line)).any(|other| other.contains(&letters(line)))
    };
    let is_lost = |counted: &&Counted| {
        let (kept, gone) = shapes[&shape(&counted.line)];
        let line = counted.line.as_str();
        let here = || of_document(&document, |page| page == counted.page || page + 1 == counted.page);
        let named = ["Notas", "Notes"].contains(&line) || is_part(line) || is_labelled(line, counted.page, &document);
        let alone = gone < 2 && !named && !here().contains(&letters(line));
        counted.gone > 0 && (alone || (gone >= 2 && kept >= gone))
    };
    let lost = lines.iter().filter(is_lost);
    lost.map(|lost| format!("{}: {} of {}: {}", path.display(), lost.gone, lost.count, lost.line)).collect()
}

#[test]
fn what_structure_leaves_out_of_a_pdf_is_furniture() {
    let tagger = Tagger::new();
    let mut all = Vec::new();
    for folder in ["pdf", "laws"] {
        let Some(folder) = corpus(folder) else { return };
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let is_read = |path: &Path| {
            path.extension().is_some_and(|ending| ending == "pdf") && !path.to_string_lossy().contains("scan")
        };
        all.extend(files.iter().filter(|path| is_read(path)).flat_map(|path| lost(path, &tagger)));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
