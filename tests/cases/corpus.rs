//! The shared corpus: every text and Markdown file goes in; every other fails for a reason that names its format.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Added, Collection};
use crate::support::shared::shared;

/// How many files lie under a folder. The corpus has no hidden files and no links.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

fn extension(line: &Value) -> String {
    let path = Path::new(line["path"].as_str().unwrap());
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// One file of the corpus holds nothing but line ends.
fn has_words(line: &Value) -> bool {
    fs::read(line["path"].as_str().unwrap()).unwrap().iter().any(u8::is_ascii_alphanumeric)
}

#[test]
fn every_text_and_markdown_file_is_indexed_and_every_other_fails_by_its_format() {
    let Some(corpus) = shared("corpus") else { return };
    let collection = Collection::new();
    let added = Added::of(collection.json(["add".as_ref(), corpus.as_os_str()]).with(1));
    assert_eq!(added.files.len(), files(&corpus), "one line a file");

    let readable = ["txt", "md", "markdown"];
    for line in &added.files {
        let extension = extension(line);
        if readable.contains(&extension.as_str()) && !has_words(line) {
            assert_eq!((&line["status"], &line["reason"]), (&"failed".into(), &"empty".into()), "{line}");
            continue;
        }
        if readable.contains(&extension.as_str()) {
            let whole =
                line["status"] == "duplicate" || line["status"] == "indexed" && line["passages"].as_u64() > Some(0);
            assert!(whole, "{line}");
            continue;
        }
        assert_eq!(line["status"], "failed", "{line}");
        assert!(line["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{line}");
        let said = line["message"].as_str().unwrap().to_lowercase();
        assert!(said.contains(&extension), "the message does not name the format: {line}");
    }
    let indexed = added.count("indexed");
    assert_eq!(collection.json(["list"]).with(0).json().len(), indexed);
    collection.run(["verify"]).with(0);
}
