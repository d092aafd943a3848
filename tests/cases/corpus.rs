//! The shared corpus: every file ends as its table of truth says, and one that fails says why.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Added, Collection};
use crate::support::shared::shared;
use crate::support::tesseract::is_installed;

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

/// What the table says of a file: the pattern of its row is a path, with one `{a,b}` or `*` at most.
fn outcome_of(path: &str, truth: &str) -> Option<String> {
    let rows = truth.lines().skip(1).filter_map(|row| Some((row.split('\t').next()?, row.split('\t').nth(3)?)));
    let mut rows = rows.filter(|(pattern, _)| alternatives(pattern).iter().any(|pattern| matches(pattern, path)));
    rows.next().map(|(_, outcome)| outcome.to_owned())
}

fn alternatives(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((inside, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    inside.split(',').map(|choice| format!("{before}{choice}{after}")).collect()
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => {
            path.len() >= before.len() + after.len() && path.starts_with(before) && path.ends_with(after)
        }
        None => path == pattern,
    }
}

/// What the table says of a scan.
const SCANNED: &str = "failed: no text (scanned) unless OCR is installed";

/// Whether a file ended as the table says, with OCR or without. Outcomes that leave a choice only ask for a reason.
fn ended_so(line: &Value, outcome: &str, ocr: bool) -> bool {
    let failed = line["status"] == "failed" && line["reason"].as_str().is_some_and(|reason| !reason.is_empty());
    let held = line["status"] == "indexed" && line["passages"].as_u64() > Some(0) || line["status"] == "duplicate";
    let warned = line["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty());
    match outcome {
        SCANNED if ocr => held && line["warnings"].as_array().unwrap().iter().any(|warning| warning["code"] == "ocr"),
        SCANNED => failed && line["reason"] == "scanned",
        choice if choice.contains(" or ") || choice.contains(", with a warning") => failed || held,
        "indexed with a warning" => held && warned,
        indexed if indexed.starts_with("indexed") => held,
        _ => failed,
    }
}

#[test]
fn every_file_ends_as_the_table_of_truth_says() {
    let Some(corpus) = shared("corpus") else { return };
    let ocr = is_installed();
    let collection = Collection::new();
    let added = Added::of(collection.json(["add".as_ref(), corpus.as_os_str()]).with(1));
    assert_eq!(added.files.len(), files(&corpus), "one line a file");

    let truth = fs::read_to_string(corpus.join("truth/documents.tsv")).unwrap();
    let readable = ["txt", "md", "markdown"];
    for line in &added.files {
        let path = Path::new(line["path"].as_str().unwrap()).strip_prefix(&corpus).unwrap().to_str().unwrap();
        let outcome = match outcome_of(path, &truth) {
            Some(outcome) => outcome,
            None if readable.contains(&extension(line).as_str()) && has_words(line) => "indexed".to_owned(),
            None if readable.contains(&extension(line).as_str()) => "failed".to_owned(),
            None => "indexed or failed".to_owned(),
        };
        assert!(ended_so(line, &outcome, ocr), "should be {outcome}: {line}");
    }
    let indexed = added.count("indexed");
    assert_eq!(collection.json(["list"]).with(0).json().len(), indexed);
    if ocr {
        // Seen on the pictures of pages 1 and 2.
        for words in
            ["\"sesión Ordinaria número 233 de fecha 19 de enero\"", "\"necesidad de modificar la competencia\""]
        {
            let found = collection.search(words, &["--lang", "es"]);
            let path = found["hits"][0]["document"]["path"].as_str().unwrap_or_default();
            assert!(path.ends_with("es-mx-acuerdo-scan.pdf"), "{words}: {found}");
        }
    }
    collection.run(["verify"]).with(0);
}
