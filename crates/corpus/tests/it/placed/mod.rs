//! Pages whose blocks have places, written in few words, and the document that they become.
use apostille_corpus::language::Tagger;
use apostille_corpus::{Block, BlockKind, Document, DocumentId, Manuscript, Page, Place, Run, structure};

const HEIGHT: f32 = 800.0;
const WORDS: &str = "the programme was designed for seasonal workers and its first years showed how much a small office can do \
                     when two ministries share one register and answer employers within a week of their request which many \
                     of them had not thought possible before that agreement was signed in spring";

/// Prose of nine lines that no other page has, without a stop at its end: enough words for a passage.
fn prose(page: u32) -> String {
    let mut words: Vec<&str> = WORDS.split(' ').collect();
    let count = words.len();
    words.rotate_left(page as usize * 10 % count);
    let words = words.repeat(2);
    let lines: Vec<String> = words.chunks(count.div_ceil(4)).map(|line| line.join(" ")).collect();
    format!("Here {}", lines.join("\n"))
}

/// A page: blocks are parted by empty lines, `^1^` is raised. `head| ` stands at the upper edge, `edge| ` at the lower one,
/// `note| ` is small type above that, `side| ` stands in the margin; the others are the text from above. `~` is
/// prose.
pub fn page(number: u32, text: &str) -> Page {
    let text = text.replace('~', &prose(number));
    let texts: Vec<&str> = text.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
    let notes: usize = texts.iter().filter(|text| text.starts_with("note| ")).map(|text| text.lines().count()).sum();
    let (mut body_top, mut note_top) = (90.0, HEIGHT - 70.0 - 10.0 * notes as f32);
    let mut blocks = Vec::new();
    for text in texts {
        let (kind, text) = text.split_once("| ").unwrap_or(("text", text));
        let (left, right) = if kind == "side" { (20.0, 30.0) } else { (60.0, 540.0) };
        let (size, step) = if kind == "note" { (8.0, 10.0) } else { (10.0, 14.0) };
        let height = step * text.lines().count() as f32;
        let top = match kind {
            "head" => 30.0,
            "edge" => HEIGHT - 30.0,
            "side" => 420.0,
            "note" => note_top,
            _ => body_top,
        };
        match kind {
            "note" => note_top += height,
            "text" => body_top += height + 6.0,
            _ => {}
        }
        let place = Some(Place { left, top, right, bottom: top + height });
        blocks.push(Block { kind: BlockKind::Plain, runs: runs(text, size), place });
    }
    Page { number: Some(number), label: None, height: HEIGHT, blocks }
}

fn runs(text: &str, size: f32) -> Vec<Run> {
    let run = |(index, text): (usize, &str)| {
        let raised = index % 2 == 1;
        Run { text: text.to_owned(), raised, size: if raised { 0.6 * size } else { size }, ..Run::default() }
    };
    text.split('^').enumerate().map(run).filter(|run| !run.text.is_empty()).collect()
}

pub fn read(pages: Vec<Page>) -> Document {
    let manuscript = Manuscript { format: "pdf".to_owned(), pages, ..Manuscript::default() };
    structure::document(DocumentId::from_u64(7), manuscript, "file-name", &Tagger::new())
}

/// Pages of these texts, behind a first page that has none of what they show.
pub fn pages(texts: &[impl AsRef<str>]) -> Document {
    let first = page(1, "~.");
    read(std::iter::once(first).chain((2..).zip(texts).map(|(number, text)| page(number, text.as_ref()))).collect())
}

/// Each note: its page, its label, its text, and what stands between the last comma and its first marker.
pub fn notes(document: &Document) -> Vec<String> {
    let before = |id: &str| {
        let marked = document.passages.iter().find_map(|p| Some((p, p.markers.iter().find(|m| m.note == id)?)));
        let (passage, marker) = marked?;
        let text: String = passage.text.chars().take(marker.at).collect();
        Some(text.rsplit(',').next().unwrap_or("").trim().to_owned())
    };
    let line = |note: &apostille_corpus::Note| {
        let page = note.page.unwrap_or(0);
        format!("{page} {} {} <- {}", note.label, note.text, before(&note.id).unwrap_or_default())
    };
    document.notes.iter().map(line).collect()
}

pub fn text(document: &Document) -> String {
    document.passages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n")
}
