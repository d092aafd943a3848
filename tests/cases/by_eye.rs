//! What a person saw on the rendered pages of the shared corpus: the number printed on each, and which words a note follows.
//!
//! The tables in the folder of this name were read from pictures of the pages. A page without a printed number has an empty
//! label. The first page of es-scielo-tinf is left out: its number is drawn and covered, which a picture does not show.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Added, Collection};
use crate::support::shared::shared;

/// A table's rows, each with its file first.
fn rows(table: &'static str) -> Vec<Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect()).collect()
}

/// The documents that the files of a table become, by file.
fn documents(rows: &[Vec<&'static str>]) -> Option<BTreeMap<&'static str, Value>> {
    let corpus = shared("corpus")?;
    let collection = Collection::new();
    let files: BTreeMap<&str, _> = rows.iter().map(|row| (row[0], corpus.join(row[0]))).collect();
    let paths = files.values().map(|path| path.as_os_str());
    let added = Added::of(collection.json(["add".as_ref()].into_iter().chain(paths)).with(0));
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    Some(files.iter().map(|(file, path)| (*file, collection.show(added.document(&name(path))))).collect())
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap()
}

/// Letters and digits only: quotes, spaces and hyphens may be read one way or another.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a passage cites a note right behind these words.
fn cites_behind(passage: &Value, note: &Value, words: &str) -> bool {
    let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
    let mut markers = list(passage, "markers").iter().filter(|marker| marker["note"] == note["id"]);
    markers.any(|marker| {
        let before: String = text[..marker["at"].as_u64().unwrap() as usize].iter().collect();
        letters(&before).ends_with(&letters(words))
    })
}

/// What is wrong with the link that a row tells of.
fn wrong_link(document: &Value, row: &[&str]) -> Option<String> {
    let [_, label, page, words, begins] = row else { return Some("not a row of five fields".to_owned()) };
    let page: u64 = page.parse().unwrap();
    let of_label = |note: &&Value| note["label"] == *label && note["page"] == page;
    let begun = |note: &&Value| letters(note["text"].as_str().unwrap()).starts_with(&letters(begins));
    let Some(note) = list(document, "notes").iter().filter(of_label).find(begun) else {
        return Some(format!("no note {label} on page {page} begins {begins:?}"));
    };
    let says = |cited: &Value| letters(cited["sentence"].as_str().unwrap()).contains(&letters(words));
    if !list(note, "cited_by").iter().any(says) {
        return Some(format!("note {label} on page {page}: no citing sentence has {words:?}: {}", note["cited_by"]));
    }
    let marked = list(document, "passages").iter().any(|passage| cites_behind(passage, note, words));
    (!marked).then(|| format!("note {label} on page {page}: its marker does not stand behind {words:?}"))
}

#[test]
fn notes_follow_the_words_that_they_follow_on_the_page() {
    let rows = rows(include_str!("by_eye/links.tsv"));
    let Some(documents) = documents(&rows) else { return };
    let wrong: Vec<String> =
        rows.iter().filter_map(|row| Some(format!("{}: {}", row[0], wrong_link(&documents[row[0]], row)?))).collect();
    assert!(wrong.is_empty(), "{} of {} links:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn every_page_has_the_label_that_is_printed_on_it() {
    let rows = rows(include_str!("by_eye/labels.tsv"));
    let Some(documents) = documents(&rows) else { return };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for row in &rows {
        let (document, page, printed) = (&documents[row[0]], row[1].parse::<u64>().unwrap(), row[2]);
        let of_page = |item: &&Value| item["page"] == page;
        let passages = list(document, "passages").iter().filter(of_page).map(|passage| &passage["page_label"]);
        let notes = list(document, "notes").iter().filter(of_page).filter_map(|note| note.get("page_label"));
        let found: Vec<&str> = passages.chain(notes).map(|label| label.as_str().unwrap_or("")).collect();
        seen += usize::from(!found.is_empty());
        if let Some(other) = found.iter().find(|label| **label != printed) {
            wrong.push(format!("{} page {page}: {other:?}, printed {printed:?}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} pages:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(20 * seen > 19 * rows.len(), "pages without a passage tell nothing: only {seen} of {} do", rows.len());
}
