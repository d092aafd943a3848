//! A folder of papers goes in; marked passages come out, and every file is accounted for.

use std::ffi::OsStr;

use serde_json::Value;

use crate::support::papers::{INFORME, WAITING, numbered, utf_16, windows_1252};
use crate::support::program::{Added, Collection};

/// The marked stretches of a hit's excerpt.
fn marks(hit: &Value) -> Vec<&str> {
    let segments = hit["excerpt"].as_array().unwrap();
    segments.iter().filter(|segment| segment["mark"] == true).map(|segment| segment["text"].as_str().unwrap()).collect()
}

fn hits(answer: &Value) -> &Vec<Value> {
    answer["hits"].as_array().unwrap()
}

/// The files that the summary counts, by status, and whether they add up to the files seen.
fn assert_adds_up(summary: &Value, files: usize) {
    let count = |status: &str| summary[status].as_u64().unwrap_or_else(|| panic!("no count of {status} in {summary}"));
    let sum: u64 = ["indexed", "unchanged", "duplicate", "failed"].into_iter().map(count).sum();
    assert_eq!(sum, count("files"), "{summary}");
    assert_eq!(sum, files as u64, "{summary}");
}

#[test]
fn every_file_of_a_folder_is_accounted_for() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("old/informe.txt", windows_1252(INFORME));
    collection.write("old/report.txt", utf_16(&numbered(1)));
    collection.write("zz-copy.markdown", WAITING);
    collection.write("empty.txt", "");
    collection.write("picture.txt", [0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0, 0xff, 0xfe, 0]);
    collection.write("sheet.xyz", "a,b\n1,2\n");
    collection.write(".hidden.md", WAITING);

    let added = collection.add();
    assert_eq!(added.code, Some(1), "some files failed");
    let statuses = [
        ("waiting.md", "indexed", None),
        ("informe.txt", "indexed", None),
        ("report.txt", "indexed", None),
        ("zz-copy.markdown", "duplicate", None),
        ("empty.txt", "failed", Some("empty")),
        ("picture.txt", "failed", Some("not-text")),
        ("sheet.xyz", "failed", Some("unknown-format")),
    ];
    for (name, status, reason) in statuses {
        let line = added.file(name);
        assert_eq!(line["status"], status, "{line}");
        assert_eq!(line["reason"].as_str(), reason, "{line}");
        assert!(status != "failed" || line["message"].as_str().is_some_and(|message| !message.is_empty()), "{line}");
    }
    assert_eq!(added.files.len(), statuses.len(), "one line a file, none for what is hidden");
    assert_eq!(added.file("zz-copy.markdown")["duplicate_of"], added.file("waiting.md")["document"]);
    assert_eq!(added.file("waiting.md")["notes"], 2);
    assert_eq!(added.summary["passed_over"], 1, "what is hidden is passed over and said");
    assert!(added.stderr.contains("1 passed over"), "{}", added.stderr);
    assert_adds_up(&added.summary, statuses.len());
}

#[test]
fn adding_again_changes_nothing() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    let first = collection.add();
    assert_eq!((first.code, first.count("indexed")), (Some(0), 2));
    let before = collection.json(["list"]).with(0).stdout;

    let again = collection.add();
    assert_eq!((again.code, again.count("unchanged")), (Some(0), 2), "{:?}", again.files);
    assert_adds_up(&again.summary, 2);
    assert_eq!(collection.json(["list"]).with(0).stdout, before);
    assert_eq!(again.document("waiting.md"), first.document("waiting.md"));
}

#[test]
fn old_encodings_are_read_with_their_accents() {
    let collection = Collection::new();
    collection.write("informe.txt", windows_1252(INFORME));
    collection.write("informe16.txt", utf_16(&INFORME.replace("celda", "celda fría")));
    assert_eq!(collection.add().count("indexed"), 2);
    for query in ["niñas", "ninas", "detención de adolescentes", "DETENCION"] {
        assert_eq!(hits(&collection.search(query, &[])).len(), 2, "{query}");
    }
}

#[test]
fn a_note_is_found_by_its_own_words_and_shown_with_the_sentence_that_cites_it() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    let document = collection.add().document("waiting.md").to_owned();

    let answer = collection.search("Quedate en Mexico", &[]);
    let hit = &hits(&answer)[0];
    assert_eq!(hit["passage"]["kind"], "note");
    assert_eq!(hit["note"]["label"], "1");
    assert_eq!(hit["document"]["id"], document.as_str());
    assert!(marks(hit).contains(&"Quédate en México"), "{:?}", marks(hit));
    let sentence = hit["note"]["cited_by"][0]["sentence"].as_str().unwrap();
    assert!(sentence.ends_with("to await the hearing of their claims."), "{sentence}");

    let shown = collection.show(&document);
    let languages = shown["notes"][0]["languages"].as_array().unwrap();
    let spanish = languages.iter().find(|run| run["language"] == "es").expect("a Spanish part");
    assert!(spanish["text"].as_str().unwrap().contains("Quédate en México"));
    assert!(shown["notes"][1]["languages"].as_array().unwrap().iter().all(|run| run["language"] == "en"));
    assert_eq!(shown["authors"], serde_json::json!(["Lucía Prado", "Thomas Hale"]));
    assert_eq!((&shown["title"], &shown["date"]), (&"Waiting at the Northern Border".into(), &"2021-05-17".into()));
}

#[test]
fn filters_and_operators_narrow_an_answer() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    collection.add();
    let cases: [(&str, &[&str], usize); 13] = [
        ("border", &["--in", "notes", "--group", "none"], 2),
        ("border", &["--in", "notes", "--group", "none", "--no-expand"], 1),
        ("border", &["--in", "notes", "--group", "none", "--without", "border:frontera"], 1),
        ("=border", &["--in", "notes", "--group", "none"], 1),
        ("protocolo", &["--in", "body"], 0),
        ("protocolo", &["--in", "all"], 1),
        ("albergues OR shelters", &[], 2),
        ("albergues OR shelters", &["--lang", "es"], 1),
        ("shelters -lawyer", &["--year", "2021", "--group", "none"], 0),
        ("shelters", &["--year", "2020..2022"], 1),
        ("shelters", &["--year", "..2020"], 0),
        ("\"eight of every thousand\"", &[], 1),
        ("\"every eight of thousand\"", &[], 0),
    ];
    for (query, options, wanted) in cases {
        let answer = collection.search(query, options);
        assert_eq!(hits(&answer).len(), wanted, "{query} {options:?}: {answer}");
        assert_eq!(answer["total"]["value"], wanted, "{query} {options:?}");
    }
}

#[test]
fn pages_of_hits_follow_one_another_to_the_end() {
    let collection = Collection::new();
    for number in 0..7 {
        collection.write(&format!("report{number}.txt"), numbered(number));
    }
    collection.add();
    let mut seen = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut options = vec!["--limit", "3"];
        options.extend(cursor.iter().flat_map(|cursor| ["--cursor", cursor.as_str()]));
        let answer = collection.search("shelter", &options);
        assert_eq!(answer["total"]["value"], 7);
        seen.extend(hits(&answer).iter().map(|hit| hit["document"]["id"].as_str().unwrap().to_owned()));
        let Some(next) = answer["next"].as_str() else { break };
        assert!(hits(&answer).len() == 3 && seen.len() < 7, "a next page that need not be");
        cursor = Some(next.to_owned());
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (7, 7), "each document once");
}

#[test]
fn a_broken_query_is_refused_with_its_place() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.add();
    let ended = collection.run(["search", "asylum \"open"]).with(2);
    let lines: Vec<&str> = ended.stderr.lines().collect();
    let query = lines.iter().position(|line| line.trim_end().ends_with("asylum \"open")).expect("the query is shown");
    let quote = lines[query].find('"').unwrap();
    assert_eq!(lines[query + 1].find('^'), Some(quote), "{}", ended.stderr);
    for empty in ["", "   ", "\"\""] {
        assert!(!collection.run(["search", empty]).with(2).stderr.is_empty(), "{empty:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_fails_and_the_others_go_on() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    std::os::unix::fs::symlink(collection.papers(), collection.papers().join("again")).unwrap();
    let added = collection.add();
    assert_eq!(added.count("indexed"), 1, "{:?}", added.files);
    assert_eq!(added.file("again")["reason"], "unreadable", "{:?}", added.files);
}

#[test]
fn a_path_that_is_not_there_fails_and_the_rest_goes_in() {
    let collection = Collection::new();
    let there = collection.write("waiting.md", WAITING);
    let ended = collection
        .json([OsStr::new("add"), collection.papers().join("nowhere.md").as_os_str(), there.as_os_str()])
        .with(1);
    let added = Added::of(ended);
    assert_eq!(added.file("waiting.md")["status"], "indexed");
    assert_eq!(added.file("nowhere.md")["reason"], "unreadable");
}
