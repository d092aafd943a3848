//! The librarian's desk: nothing is lost. History, trash and purge.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::papers::{INFORME, WAITING, numbered, windows_1252};
use crate::support::pdf::{Sheet, pdf};
use crate::support::program::Collection;
use crate::support::server::Server;

fn hits(collection: &Collection, query: &str) -> u64 {
    collection.search(query, &["--no-expand"])["total"]["value"].as_u64().unwrap()
}

fn originals(collection: &Collection) -> Vec<PathBuf> {
    let entries = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries(collection.home().join("originals")).flat_map(entries).collect()
}

/// What happened to a document, the first change first.
fn happened(collection: &Collection, document: &str) -> Vec<String> {
    let mut entries = collection.json(["history", document]).with(0).json();
    entries.reverse();
    entries.iter().map(|entry| entry["what"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_was_removed_comes_back_as_it_was() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    let informe = collection.write("informe.txt", windows_1252(INFORME));
    let document = collection.add().document("waiting.md").to_owned();
    let before = (collection.show(&document), collection.search("shelters", &[])["hits"].clone());

    collection.run(["remove", &document]).with(0);
    let said = collection.run(["show", &document]).with(2).stderr;
    assert!(said.contains("trash restore"), "{said}");
    let trash = collection.json(["trash"]).with(0).json();
    assert_eq!((trash.len(), &trash[0]["document"]), (1, &Value::from(document.as_str())));
    assert_eq!(originals(&collection).len(), 2, "the original is kept");
    collection.run(["verify"]).with(0);
    collection.run(["trash", "restore", informe.to_str().unwrap()]).with(1);

    let paper = collection.papers().join("waiting.md");
    collection.run(["trash", "restore", paper.to_str().unwrap()]).with(0);
    assert_eq!((collection.show(&document), collection.search("shelters", &[])["hits"].clone()), before);
    assert_eq!(collection.json(["trash"]).with(0).stdout, "");
    assert_eq!(collection.add().count("unchanged"), 2);
    assert_eq!(happened(&collection, &document), ["added", "removed", "restored"]);
    collection.run(["verify"]).with(0);
}

#[test]
fn what_is_purged_is_gone_for_good_and_stays_in_the_history() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    let added = collection.add();
    let document = added.document("waiting.md");
    let refused = collection.run(["purge", document]).with(1).stderr;
    assert!(refused.contains("apostille remove"), "what is in the collection is not purged: {refused}");
    assert_eq!(hits(&collection, "shelters"), 1);

    collection.run(["remove", document]).with(0);
    collection.run(["purge", "--trash", "--older-than", "30"]).with(0);
    assert_eq!(originals(&collection).len(), 2, "it has not been there for thirty days");
    collection.run(["purge", "--trash"]).with(0);
    assert_eq!(originals(&collection).len(), 1);
    assert_eq!(happened(&collection, document), ["added", "removed", "purged"]);
    let newest = &collection.json(["history", "--limit", "1"]).with(0).json()[0];
    assert_eq!(newest["title"], "Waiting at the Northern Border");
    let who = newest["who"].as_str().unwrap();
    assert!(who != "anonymous" && !who.is_empty() && newest["at"].is_string(), "{newest}");
    collection.run(["trash", "restore", document]).with(1);
    collection.run(["verify"]).with(0);
    let bytes = fs::read(collection.home().join("catalogue.sqlite")).unwrap();
    let words = b"shelters are full";
    assert!(!bytes.windows(words.len()).any(|window| window == words), "its words are overwritten");

    assert_eq!(collection.add().file("waiting.md")["status"], "indexed", "what was purged can be added again");
}

#[test]
fn a_document_that_was_replaced_names_the_one_that_has_its_place() {
    let collection = Collection::new();
    collection.write("paper.txt", numbered(1));
    let old = collection.add().document("paper.txt").to_owned();
    collection.write("paper.txt", numbered(2));
    let new = collection.add().document("paper.txt").to_owned();
    let said = collection.run(["show", &old]).with(2).stderr;
    assert!(said.contains(&new), "{said}");
    let history = collection.json(["history", &old]).with(0).json();
    assert_eq!((&history[0]["what"], &history[0]["details"]["by"]), (&"replaced".into(), &Value::from(new)));
    collection.run(["purge", &old]).with(0);
    assert_eq!(originals(&collection).len(), 1);
}

#[test]
fn a_path_that_was_taken_meanwhile_stays_with_the_one_that_took_it() {
    let collection = Collection::new();
    collection.write("paper.txt", numbered(1));
    let old = collection.add().document("paper.txt").to_owned();
    collection.run(["remove", &old]).with(0);
    collection.write("paper.txt", numbered(2));
    let new = collection.add().document("paper.txt").to_owned();
    collection.run(["trash", "restore", &old]).with(0);
    assert_eq!(collection.show(&old)["paths"], serde_json::json!([]));
    assert_eq!(collection.show(&new)["paths"].as_array().unwrap().len(), 1);
    assert_eq!((hits(&collection, "albergue1"), hits(&collection, "albergue2")), (1, 1));
    collection.run(["verify"]).with(0);
}

#[test]
fn the_desk_works_beside_a_running_server() {
    let collection = Collection::new();
    collection.write("paper.txt", numbered(5));
    let document = collection.add().document("paper.txt").to_owned();
    let server = Server::start(&mut collection.command(["serve"]));
    let found = || server.search("q=albergue5")["total"]["value"].clone();
    assert_eq!(found(), 1);
    collection.run(["remove", &document]).with(0);
    assert_eq!(found(), 0);
    collection.run(["trash", "restore", &document]).with(0);
    assert_eq!(found(), 1);
    collection.run(["remove", &document]).with(0);
    collection.run(["purge", &document]).with(0);
    assert!(originals(&collection).is_empty());
}

#[test]
fn the_first_page_of_a_pdf_is_drawn_for_who_has_signed_in_and_of_a_damaged_one_there_is_no_picture() {
    let collection = Collection::new();
    let printed =
        "Boats on the River\nBy Luz Vega and Eva Rey\nThe boats of the river carry families north before the rains.";
    collection.write("boats.pdf", pdf(&[Sheet::Printed(printed)]));
    collection.write("waiting.md", WAITING);
    let added = collection.add();
    let secret = collection.run(["key", "create", "--role", "librarian", "--name", "ana"]).with(0).stdout;
    let server = Server::start(&mut collection.command(["serve"]));
    let picture = |document: &str| {
        let address = format!("{}/documents/{document}/first-page.png", server.address());
        let asked = ureq::get(address).header("authorization", format!("Bearer {}", secret.trim()));
        let mut answer = asked.config().http_status_as_error(false).build().call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap())
    };
    let boats = added.document("boats.pdf");
    let (status, png) = picture(boats);
    assert_eq!((status, &png[..8]), (200, &b"\x89PNG\r\n\x1a\n"[..]));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    // The header that every PNG begins with has the width and the height; the page has 600 by 800 points.
    assert_eq!((number(16), number(20)), (900, 1200));
    assert_eq!(picture(added.document("waiting.md")).0, 404);
    for damage in [&b"%PDF-1.4\nbroken"[..], b""] {
        let original =
            originals(&collection).into_iter().find(|path| path.to_string_lossy().contains(&boats[2..])).unwrap();
        fs::remove_file(&original).unwrap();
        fs::write(&original, damage).unwrap();
        assert_eq!(picture(boats).0, 404);
    }
    assert_eq!(server.get("/health/ready").status, 200);
}
