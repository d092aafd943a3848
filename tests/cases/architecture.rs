//! The house stands as DESIGN.md draws it: who may know which library, who may know whom, and ARCHITECTURE.md tells the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// What each crate may depend on, dev-dependencies included: DESIGN.md, "The house".
const ARROWS: [(&str, &[&str]); 7] = [
    ("corpus", &[]),
    ("extract", &["corpus"]),
    ("engine", &["corpus"]),
    ("catalogue", &["corpus"]),
    ("indexer", &["extract", "engine", "catalogue", "corpus"]),
    ("server", &["indexer", "engine", "catalogue", "corpus"]),
    ("apostille", &["corpus", "extract", "engine", "catalogue", "indexer", "server"]),
];

/// The one crate that knows each of these libraries.
const ALONE: [(&str, &str); 3] = [("tantivy", "engine"), ("rusqlite", "catalogue"), ("axum", "server")];

/// The names of what each of our crates depends on, by our crate's short name; every kind of dependency, as the manifests say.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(ROOT);
    let described: Value =
        serde_json::from_slice(&cargo.output().unwrap().stdout).expect("cargo describes the workspace");
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let packages = described["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| (short(&name(package)), package["dependencies"].as_array().unwrap().iter().map(name).collect()))
        .collect()
}

fn short(package: &str) -> String {
    package.strip_prefix("apostille-").unwrap_or(package).to_owned()
}

#[test]
fn the_crates_depend_on_one_another_as_drawn_and_no_otherwise() {
    let all = dependencies();
    let drawn: BTreeSet<&str> = ARROWS.iter().map(|(from, _)| *from).collect();
    assert_eq!(all.keys().map(String::as_str).collect::<BTreeSet<_>>(), drawn, "the crates");
    for (from, allowed) in ARROWS {
        let ours = all[from].iter().filter(|name| name.starts_with("apostille-")).map(|name| short(name));
        let more: Vec<String> = ours.filter(|to| !allowed.contains(&to.as_str())).collect();
        assert!(more.is_empty(), "{from} must not know {more:?}");
    }
}

#[test]
fn one_crate_alone_knows_the_index_one_the_database_and_one_the_web() {
    let all = dependencies();
    for (library, owner) in ALONE {
        let knowing: Vec<&str> = all
            .iter()
            .filter(|(_, dependencies)| dependencies.contains(library))
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(knowing, [owner], "who knows {library}");
    }
}

#[test]
fn every_path_that_the_architecture_names_is_there() {
    let architecture = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let named: BTreeSet<&str> = architecture.split('`').skip(1).step_by(2).filter(|words| is_path(words)).collect();
    assert!(named.len() >= ARROWS.len(), "ARCHITECTURE.md names the crates: {named:?}");
    let missing: Vec<&&str> = named.iter().filter(|path| !Path::new(ROOT).join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names what is not there: {missing:?}");
}

/// Whether words between backticks are a path of the project: no spaces or wildcards, under one of its folders.
fn is_path(words: &str) -> bool {
    let folders = ["crates/", "tests/", "web/", "index/vocabulary", "docs/", ".ci/"];
    folders.iter().any(|folder| words.starts_with(folder)) && !words.contains([' ', '*', '<', '{', '\n'])
}
