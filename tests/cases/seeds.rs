//! The sample paper: its sixteen notes, the sentences that cite them, their languages, and the paragraphs that pages cut.

use std::fs;

use serde_json::Value;

use crate::support::program::{Added, Collection};
use crate::support::shared::shared;

/// What is true of one note.
struct Truth {
    label: String,
    languages: Vec<String>,
    spanish_part: String,
    sentence_ends_with: String,
}

fn truth() -> Option<Vec<Truth>> {
    let table = fs::read_to_string(shared("corpus/truth/selee-heredia-2021.tsv")?).unwrap();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        Truth {
            label: fields[0].to_owned(),
            languages: fields[1].split(',').map(str::to_owned).collect(),
            spanish_part: fields[2].to_owned(),
            sentence_ends_with: fields[3].to_owned(),
        }
    };
    Some(table.lines().skip(1).map(row).collect())
}

/// The document that a shared file becomes.
fn document(path: &str) -> Option<(Collection, Value)> {
    let file = shared(path)?;
    let collection = Collection::new();
    let added = Added::of(collection.json(["add".as_ref(), file.as_os_str()]).with(0));
    let id = added.files[0]["document"].as_str().unwrap().to_owned();
    let shown = collection.show(&id);
    Some((collection, shown))
}

/// Letters and digits only: quotes, spaces and stops may be printed one way or another.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What is wrong with a document's notes, a line each.
fn wrong_notes(shown: &Value, truth: &[Truth]) -> Vec<String> {
    let notes = shown["notes"].as_array().unwrap();
    let mut wrong = Vec::new();
    if notes.len() != truth.len() {
        wrong.push(format!("{} notes, not {}", notes.len(), truth.len()));
    }
    for true_note in truth {
        let Some(note) = notes.iter().find(|note| note["label"] == true_note.label.as_str()) else {
            wrong.push(format!("no note {}", true_note.label));
            continue;
        };
        wrong.extend(wrong_note(note, true_note).into_iter().map(|what| format!("note {}: {what}", true_note.label)));
    }
    wrong
}

fn wrong_note(note: &Value, truth: &Truth) -> Vec<String> {
    let runs = note["languages"].as_array().unwrap();
    let mut found: Vec<&str> = runs.iter().map(|run| run["language"].as_str().unwrap()).collect();
    found.sort_unstable();
    found.dedup();
    let spanish: String =
        runs.iter().filter(|run| run["language"] == "es").map(|run| run["text"].as_str().unwrap()).collect();
    let joined: String = runs.iter().map(|run| run["text"].as_str().unwrap()).collect();
    let ends = |citation: &Value| {
        letters(citation["sentence"].as_str().unwrap()).ends_with(&letters(&truth.sentence_ends_with))
    };
    let checks = [
        (found == truth.languages, format!("languages {found:?}, not {:?}", truth.languages)),
        (letters(&spanish).contains(&letters(&truth.spanish_part)), format!("its Spanish part is {spanish:?}")),
        (joined == note["text"].as_str().unwrap(), "its parts, joined, are not its text".to_owned()),
        (note["cited_by"].as_array().unwrap().iter().any(ends), format!("cited by {}", note["cited_by"])),
    ];
    checks.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what).collect()
}

#[test]
fn the_paper_has_its_sixteen_notes_linked_and_tagged() {
    let Some(truth) = truth() else { return };
    for path in ["corpus/seeds/selee-heredia-2021.txt", "corpus/formats/made-en-footnotes.md"] {
        let Some((_collection, shown)) = document(path) else { return };
        assert_eq!(wrong_notes(&shown, &truth), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn the_paper_has_its_title_authors_and_date() {
    let Some((_collection, shown)) = document("corpus/seeds/selee-heredia-2021.txt") else { return };
    assert!(shown["title"].as_str().unwrap().to_lowercase().contains("increasing opportunities"), "{}", shown["title"]);
    let authors = shown["authors"].as_array().unwrap();
    assert_eq!(authors.len(), 2, "{authors:?}");
    assert!(authors[0].as_str().unwrap().contains("Selee"), "{authors:?}");
    assert!(shown["date"].as_str().unwrap().starts_with("2021-05"), "{}", shown["date"]);
    assert!(shown["sections"].as_array().unwrap().len() > 1, "its bare headings are sections");
}

#[test]
fn paragraphs_that_a_page_cut_are_one_again_and_no_mark_of_the_layout_is_left() {
    let Some((_collection, shown)) = document("corpus/seeds/selee-heredia-2021.txt") else { return };
    let texts: Vec<&str> = ["passages", "notes"]
        .into_iter()
        .flat_map(|part| shown[part].as_array().unwrap())
        .map(|part| part["text"].as_str().unwrap())
        .collect();
    let joined = [
        "The United States was doubling down",
        "U.S. citizens who have retired",
        "(Deferred Action on Childhood",
        "would be rapidly returned",
        "and Canada have a unique opportunity",
        "one-year-us-mexico-agreement",
        "$9,863",
    ];
    for wanted in joined {
        assert!(texts.iter().any(|text| text.contains(wanted)), "not joined: {wanted}");
    }
    for left in ["\\$", "2017.1", "2017¹", "  "] {
        let with: Vec<&&str> = texts.iter().filter(|text| text.contains(left)).collect();
        assert!(with.is_empty(), "{left:?} is left in {with:?}");
    }
}

#[test]
fn the_spanish_phrase_typed_without_accents_finds_note_ten_and_is_marked_whole() {
    let Some((collection, _)) = document("corpus/seeds/selee-heredia-2021.txt") else { return };
    let answer = collection.search("Quedate en Mexico", &[]);
    let hit = &answer["hits"][0];
    assert_eq!(hit["note"]["label"], "10", "{hit}");
    let whole =
        |segment: &Value| segment["mark"] == true && segment["text"].as_str().unwrap().contains("Quédate en México");
    assert!(hit["excerpt"].as_array().unwrap().iter().any(whole), "{}", hit["excerpt"]);
}
