//! What is held stays in order: removal, new bytes at a known path, status, reindex, verify and repair.

use std::fs;

use crate::support::papers::{INFORME, WAITING, numbered, windows_1252};
use crate::support::program::{Collection, Ended};

/// How many hits a query has by its own words.
fn hits(collection: &Collection, query: &str) -> u64 {
    collection.search(query, &["--no-expand"])["total"]["value"].as_u64().unwrap()
}

#[test]
fn what_is_removed_is_gone_from_hits_and_list_at_once() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    let added = collection.add();
    let document = added.document("waiting.md");
    assert_eq!(hits(&collection, "shelters"), 1);

    collection.run(["remove", document]).with(0);
    assert_eq!(hits(&collection, "shelters"), 0);
    assert_eq!(collection.json(["list"]).with(0).json().len(), 1);
    collection.run(["show", document]).with(2);
    collection.run(["remove", document]).with(1);
    collection.run(["verify"]).with(0);

    assert_eq!(collection.add().file("waiting.md")["status"], "indexed", "what was removed can be added again");
    assert_eq!(hits(&collection, "shelters"), 1);
}

#[test]
fn new_bytes_at_a_known_path_take_the_place_of_the_old() {
    let collection = Collection::new();
    collection.write("paper.txt", numbered(1));
    let old = collection.add().document("paper.txt").to_owned();
    collection.write("paper.txt", numbered(2));
    let added = collection.add();
    assert_eq!(added.file("paper.txt")["status"], "indexed");
    assert_ne!(added.document("paper.txt"), old);
    assert_eq!(hits(&collection, "albergue1"), 0, "the old text has left the hits");
    assert_eq!(hits(&collection, "albergue2"), 1);
    assert_eq!(collection.json(["list"]).json().len(), 1);
    collection.run(["verify"]).with(0);
}

#[test]
fn a_copy_keeps_the_document_when_the_first_path_takes_other_bytes() {
    let collection = Collection::new();
    collection.write("a.txt", numbered(1));
    collection.write("b.txt", numbered(1));
    let added = collection.add();
    assert_eq!((added.count("indexed"), added.count("duplicate")), (1, 1));
    collection.write("a.txt", numbered(2));
    collection.add();
    for query in ["albergue1", "albergue2"] {
        assert_eq!(hits(&collection, query), 1, "{query}");
    }
}

#[test]
fn status_counts_what_list_lists_and_names_what_failed() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    collection.write("empty.txt", "");
    collection.add();
    let status = collection.json(["status"]).with(0).json().pop().unwrap();
    assert_eq!(status["documents"], collection.json(["list"]).with(0).json().len());
    assert_eq!(status["notes"], 2);
    let failed = status["failed"].as_array().unwrap();
    assert_eq!(failed.len(), 1, "{status}");
    assert_eq!(failed[0]["reason"], "empty");
    let said = collection.run(["status"]).with(0).stdout;
    assert!(said.contains("empty.txt"), "{said}");
}

#[test]
fn reindex_leaves_every_answer_as_it_was() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    for number in 0..5 {
        collection.write(&format!("report{number}.txt"), numbered(number));
    }
    collection.add();
    let answers =
        || ["shelters", "Quedate en Mexico", "albergue3"].map(|query| collection.search(query, &[])["hits"].clone());
    let before = answers();
    collection.run(["reindex"]).with(0);
    assert_eq!(answers(), before);
    collection.run(["verify"]).with(0);
}

#[test]
fn an_index_that_is_lost_is_made_again_by_the_next_start() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.add();
    fs::remove_dir_all(collection.home().join("tantivy")).unwrap();
    assert_eq!(hits(&collection, "Quedate en Mexico"), 1);
    collection.run(["verify"]).with(0);
}

#[test]
fn verify_takes_a_lost_or_changed_original_anew_from_its_file_and_names_it_where_there_is_none() {
    for damage in ["lost", "changed"] {
        let collection = Collection::new();
        let paper = collection.write("waiting.md", WAITING);
        let document = collection.add().document("waiting.md").to_owned();
        let shelf = fs::read_dir(collection.home().join("originals")).unwrap().next().unwrap().unwrap().path();
        let original = fs::read_dir(shelf).unwrap().next().unwrap().unwrap().path();
        let harm = || {
            // An original may be kept read-only: another file takes its place.
            fs::remove_file(&original).unwrap();
            if damage == "changed" {
                fs::write(&original, "other bytes").unwrap();
            }
        };
        harm();
        let ended = collection.run(["verify"]).with(0);
        assert!(ended.stdout.contains("mended") && ended.stdout.contains(&document), "{}", ended.stdout);
        assert_eq!(fs::read(&original).unwrap(), WAITING.as_bytes());
        harm();
        fs::remove_file(&paper).unwrap();
        let ended = collection.run(["verify"]).with(1);
        assert!((ended.stdout + &ended.stderr).contains(&document), "an original that is {damage} is not named");
    }
}

#[test]
fn a_list_comes_page_by_page() {
    let collection = Collection::new();
    for number in 0..7 {
        collection.write(&format!("report{number}.txt"), numbered(number));
    }
    collection.add();
    let all = collection.json(["list"]).with(0).json();
    let (mut listed, mut after) = (Vec::new(), vec![]);
    loop {
        let mut command = collection.command(["list", "--json", "--limit", "3"]);
        let page = Ended::from(command.args(&after).output().unwrap()).with(0).json();
        assert!(page.len() <= 3);
        let Some(document) = page.last() else { break };
        after = vec!["--after".to_owned(), document["id"].as_str().unwrap().to_owned()];
        listed.extend(page);
    }
    assert_eq!((listed.len(), listed), (7, all));
    let unknown = collection.run(["list", "--after", "0123456789abcdef"]).with(2);
    assert!(unknown.stderr.contains("apostille list"), "{}", unknown.stderr);
}
