//! `apostille eval`: the figures of a small set are those worked out by hand, and those of the shared sets are sane.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::program::{Collection, Ended, apostille};
use crate::support::server::Server;
use crate::support::shared::shared;

const PASSAGES: &str = r#"{"id":"asylum","title":"Border","text":"Asylum officers interview applicants at the bridge before any hearing."}
{"id":"visa","title":"Visas","text":"A visitor visa is valid for six months and cannot be renewed inside the country."}
{"id":"remesas","title":"","text":"Las remesas que envían los migrantes sostienen a muchas familias de la sierra.","lang":"en"}
{"id":"border-2","title":"Border","text":"The bridge closes at night, and families sleep on the pavement beside it."}
"#;

/// Written as people write: with signs that are operators elsewhere.
const QUERIES: &str = "q1\tWho interviews \"asylum applicants\"?\nq2\t¿Qué sostienen las remesas (y OR quién las envía)?\nq3\tIs a visa -like this- renewed?\nq4\tunjudged\n";
const QRELS: &str = "q1\t0\tasylum\t1\nq2\t0\tremesas\t1\nq3\t0\tvisa\t1\n";

fn set() -> (Collection, PathBuf) {
    let collection = Collection::new();
    for (name, text) in [("passages.jsonl", PASSAGES), ("queries.tsv", QUERIES), ("qrels.tsv", QRELS)] {
        collection.write(name, text);
    }
    let folder = collection.papers();
    (collection, folder)
}

#[test]
fn a_set_where_every_answer_comes_first_scores_one() {
    let (_collection, folder) = set();
    let ended = Ended::from(apostille().args(["eval", "--json"]).arg(&folder).output().unwrap()).with(0);
    let row = ended.json().pop().unwrap();
    assert_eq!(row["set"], "papers");
    for figure in ["mrr@10", "r@10", "r@100", "ndcg@10"] {
        assert_eq!(row[figure], 1.0, "{row}");
    }
    assert!(row["ms"].is_number(), "{row}");
    assert_eq!((&row["passages"], &row["queries"]), (&4.into(), &3.into()), "{row}");
    assert!(ended.stderr.contains("1 question"), "what is left out is said: {}", ended.stderr);
}

#[test]
fn a_home_that_eval_filled_can_be_listed_verified_and_served() {
    let (collection, folder) = set();
    collection.json(["eval".as_ref(), folder.as_os_str()]).with(0);
    assert_eq!(collection.json(["list"]).with(0).json().len(), 3, "rows of one title are one document");
    collection.run(["verify"]).with(0);
    let server = Server::start(&mut collection.command(["serve"]));
    let answer = server.search("q=remesas");
    assert_eq!(answer["hits"][0]["passage"]["id"], "remesas");
    assert_eq!(answer["hits"][0]["passage"]["language"], "es", "the tagger decides, not the file");
}

#[test]
fn a_folder_that_is_no_set_is_refused() {
    let collection = Collection::new();
    let ended = collection.run(["eval".as_ref(), collection.papers().as_os_str()]).with(2);
    assert!(ended.stderr.contains("passages.jsonl"), "{}", ended.stderr);
}

/// MRR@10 that a plain engine of good make (Lucene) reaches on the one-language sets.
#[test]
fn the_shared_sets_reach_what_lucene_reaches() {
    let floors = [("squad-en", 0.85), ("squad-es", 0.79), ("xquad-en", 0.87), ("xquad-es", 0.84)];
    let folders: Vec<PathBuf> = floors.iter().filter_map(|(set, _)| shared(&format!("bench/{set}"))).collect();
    if folders.len() < floors.len() {
        return;
    }
    let rows: Vec<Value> =
        Ended::from(apostille().args(["eval", "--json"]).args(&folders).output().unwrap()).with(0).json();
    assert_eq!(rows.len(), floors.len());
    for ((set, floor), row) in floors.into_iter().zip(&rows) {
        println!("{row}");
        assert_eq!(row["set"], set);
        assert!(row["mrr@10"].as_f64().unwrap() >= floor, "{set} below {floor}: {row}");
    }
}

#[test]
fn a_kept_collection_is_used_again_and_another_set_is_refused() {
    let (collection, folder) = set();
    let first = collection.json(["eval".as_ref(), folder.as_os_str()]).with(0).json().pop().unwrap();
    let again = collection.json(["eval".as_ref(), folder.as_os_str()]).with(0).json().pop().unwrap();
    assert_eq!(first["mrr@10"], again["mrr@10"]);
    fs::write(folder.join("passages.jsonl"), PASSAGES.lines().next().unwrap()).unwrap();
    collection.json(["eval".as_ref(), folder.as_os_str()]).with(2);
}
