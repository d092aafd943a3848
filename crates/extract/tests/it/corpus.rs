//! Every file of the shared corpus ends as a manuscript or as a failure that names its format.

use std::fs;
use std::path::{Path, PathBuf};

use apostille_corpus::{BlockKind, Manuscript};
use apostille_extract::{EXTENSIONS, Reason, read};

use crate::shared::corpus;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the corpus can be listed");
    let entries = entries.map(|entry| entry.expect("the corpus can be listed").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn manuscript(path: &Path) -> Manuscript {
    let bytes = fs::read(path).expect("the corpus can be read");
    read(path, &bytes).unwrap_or_else(|failure| panic!("{}: {failure}", path.display()))
}

/// The text of blocks that pass, letters and digits only, so that line ends and quotes do not count.
fn letters(manuscript: &Manuscript, wanted: impl Fn(&BlockKind) -> bool) -> String {
    let blocks = manuscript.pages.iter().flat_map(|page| &page.blocks).filter(|block| wanted(&block.kind));
    let runs = blocks.flat_map(|block| &block.runs).filter(|run| !run.raised);
    runs.flat_map(|run| run.text.chars()).filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_text_is_read_and_a_format_that_is_not_read_is_named() {
    let Some(corpus) = corpus(".") else { return };
    let mut read_whole = 0;
    for path in files(&corpus) {
        let bytes = fs::read(&path).unwrap();
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_text = ["txt", "md", "markdown"].contains(&ending.as_str());
        if !is_text && EXTENSIONS.contains(&ending.as_str()) {
            continue;
        }
        let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
        match read(&path, &bytes) {
            Ok(_) => {
                assert!(is_text && !is_blank, "{}", path.display());
                read_whole += 1;
            }
            Err(failure) if is_text => {
                assert!(is_blank && failure.reason == Reason::Empty, "{}: {failure}", path.display())
            }
            Err(failure) => {
                assert_eq!(failure.reason, Reason::UnknownFormat, "{}", path.display());
                assert!(failure.message.contains(&ending.to_uppercase()), "{}: {failure}", path.display());
            }
        }
    }
    assert!(read_whole > 100, "only {read_whole} texts");
}

#[test]
fn no_mark_of_markdown_or_html_is_left_in_the_text() {
    let Some(corpus) = corpus("articles") else { return };
    for path in files(&corpus) {
        let manuscript = manuscript(&path);
        let runs = manuscript.pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs);
        for run in runs {
            for mark in ["**", "](", "</", "{{", "{%", "<!--", "style=\"", "&nbsp;"] {
                assert!(!run.text.contains(mark), "{}: {mark} in {}", path.display(), run.text);
            }
        }
    }
}

#[test]
fn every_record_of_a_front_matter_is_found() {
    for folder in ["articles", "laws/es-boe", "laws/ca"] {
        let Some(corpus) = corpus(folder) else { return };
        for path in files(&corpus) {
            let source = fs::read_to_string(&path).unwrap();
            let manuscript = manuscript(&path);
            let front_matter = &manuscript.front_matter;
            let broken = manuscript.warnings.iter().any(|warning| !warning.message.contains("duplicate entry"));
            assert!(!broken, "{}: {:?}", path.display(), manuscript.warnings);
            assert_eq!(front_matter.title.is_some(), source.contains("title: "), "{}", path.display());
            let has_author = source.contains("\nauthor: ") && !source.contains("\nauthor: \"\"");
            assert!(!has_author || !front_matter.authors.is_empty(), "{}", path.display());
        }
    }
}

#[test]
fn the_sample_paper_is_the_same_as_text_and_as_markdown() {
    let (Some(seeds), Some(formats)) = (corpus("seeds"), corpus("formats")) else { return };
    let text = manuscript(&seeds.join("selee-heredia-2021.txt"));
    let markdown = manuscript(&formats.join("made-en-footnotes.md"));
    let body = letters(&markdown, |kind| !matches!(kind, BlockKind::NoteBody(_)));
    let notes = letters(&markdown, |kind| matches!(kind, BlockKind::NoteBody(_)));
    let all = letters(&text, |_| true);
    assert!(all.contains(&body), "the body differs");
    assert!(all.ends_with(&notes), "the notes differ");
    let raised = text.pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs).filter(|run| run.raised);
    let cites = markdown.pages.iter().flat_map(|page| &page.blocks).flat_map(|block| &block.runs);
    let labels: Vec<String> = cites.filter_map(|run| run.cites.clone()).collect();
    let markers: Vec<String> = raised.map(|run| run.text.clone()).collect();
    assert_eq!(labels, (1..=16).map(|label| label.to_string()).collect::<Vec<_>>());
    assert_eq!(markers, [labels.clone(), labels].concat());
}
