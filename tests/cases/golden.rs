//! The rankings of the sample documents are those that were looked at and accepted: a change of analysis or ranking shows here.
//!
//! `just bless` writes `tests/golden/rankings.txt` anew; the diff is then what there is to accept.

use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Added, Collection};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Questions as people type them: with and without accents, inflected, in either language, with each operator.
const QUESTIONS: [(&str, &[&str]); 12] = [
    ("do lawyers slow down the asylum procedure?", &[]),
    ("la deuda de las familias", &[]),
    ("protocolo modelo para la recepcion de ninas y ninos", &[]),
    ("remittance prices", &[]),
    ("remesas", &["--lang", "es"]),
    ("\"unaccompanied minors\"", &[]),
    ("\"lawyer at the first interview\"", &[]),
    ("backlog -detention", &["--group", "none", "--in", "body"]),
    ("temporary workers OR trabajadores temporales", &[]),
    ("regularización por arraigo", &["--year", "2022"]),
    ("working paper", &["--in", "notes"]),
    ("childrens", &[]),
];

/// Where a hit stands, without its score: document, kind, place, language and what is marked.
fn line(hit: &Value) -> String {
    let segments = hit["excerpt"].as_array().unwrap();
    let marks: Vec<&str> =
        segments.iter().filter(|part| part["mark"] == true).map(|part| part["text"].as_str().unwrap()).collect();
    let file = Path::new(hit["document"]["path"].as_str().unwrap()).file_stem().unwrap().to_string_lossy();
    let passage = &hit["passage"];
    let (kind, number) = (passage["kind"].as_str().unwrap(), passage["number"].as_u64().unwrap());
    format!(
        "  {file} {kind} {number} {} [{}] +{}",
        passage["language"].as_str().unwrap(),
        marks.join(" | "),
        hit["more"]
    )
}

fn rankings(collection: &Collection) -> String {
    let mut written = String::new();
    for (question, options) in QUESTIONS {
        let answer = collection.search(question, &[&["--limit", "5"], options].concat());
        written.push_str(&format!("{question} {}: {}\n", options.join(" "), answer["total"]["value"]));
        for hit in answer["hits"].as_array().unwrap() {
            written.push_str(&line(hit));
            written.push('\n');
        }
    }
    written
}

#[test]
fn the_rankings_of_the_samples_are_those_that_were_accepted() {
    let collection = Collection::new();
    let samples = Path::new(ROOT).join("crates/apostille/samples/documents");
    let added = Added::of(collection.json(["add".as_ref(), samples.as_os_str()]).with(0));
    assert_eq!(added.count("indexed"), added.files.len(), "no sample is a copy or broken: {:?}", added.files);
    let found = rankings(&collection);
    let golden = Path::new(ROOT).join("tests/golden/rankings.txt");
    if env::var("APOSTILLE_BLESS").as_deref() == Ok("1") {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, found).unwrap();
        return;
    }
    let accepted = fs::read_to_string(&golden).expect("tests/golden/rankings.txt: `just bless` writes it");
    for (found, accepted) in found.lines().zip(accepted.lines()) {
        assert_eq!(found, accepted, "a ranking has changed: look at it, then `just bless`");
    }
    assert_eq!(found.lines().count(), accepted.lines().count());
}
