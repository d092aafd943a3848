//! What one document more, and each of the librarian's tables, costs in a collection of 500 and of 50,000.
//!
//! `cargo bench -p apostille-catalogue -- FOLDER`, where FOLDER holds `passages.jsonl` of 50,000 passages and some more
//! (`../shared/bench/scale-mix`). Prints medians and what each is times the same at 500; clocks differ, ratios less.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may panic, and prints what it measures")]

#[path = "../tests/it/fixture/mod.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod fixture;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use apostille_catalogue::{Accepted, Catalogue, QualityOrder, Source, What, sha256_of};
use apostille_corpus::{Document, DocumentId, Kind, Language};
use fixture::{Fixture, VERSIONS};
use serde_json::Value;

const SMALL: usize = 500;
const LARGE: usize = 50_000;
const BATCH: usize = 100;
const TIMES: usize = 15;

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("usage: cargo bench -p apostille-catalogue -- FOLDER (with passages.jsonl)");
        return;
    };
    // Cargo runs a benchmark in its package's folder; paths are given from the root.
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(folder);
    let mut rows = both_languages_by_turns(&folder.join("passages.jsonl"));
    let mut fixture = Fixture::new();
    let small = measured(&mut fixture, SMALL, &mut rows);
    let large = measured(&mut fixture, LARGE, &mut rows);
    println!("{:<32}{:>10}{:>10}{:>8}", "median, ms", SMALL, LARGE, "ratio");
    for ((what, few), (_, many)) in small.iter().zip(&large) {
        let [few, many] = [few, many].map(|time| time.as_secs_f64() * 1000.0);
        println!("{what:<32}{few:>10.2}{many:>10.2}{:>8.2}", many / few);
    }
    assert_eq!(fixture.catalogue.check().unwrap(), [""; 0]);
}

/// The rows of a file, one in eight of them Spanish: there Spanish stands at the end.
fn both_languages_by_turns(path: &Path) -> impl Iterator<Item = Value> + use<> {
    let rows = BufReader::new(File::open(path).unwrap()).lines();
    let rows = rows.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
    let (spanish, english): (Vec<Value>, Vec<Value>) = rows.partition(|row| row["lang"] == "es");
    let mut english = english.into_iter();
    spanish.into_iter().cycle().flat_map(move |one| english.by_ref().take(7).chain([one]).collect::<Vec<_>>())
}

/// Fills the collection up to `size` documents; then the median of each act.
fn measured(
    fixture: &mut Fixture,
    size: usize,
    rows: &mut impl Iterator<Item = Value>,
) -> Vec<(&'static str, Duration)> {
    let held = usize::try_from(fixture.catalogue.counts().unwrap().documents).unwrap();
    for first in (held..size).step_by(BATCH) {
        let batch: Vec<Accepted> =
            (first..first + BATCH).map(|number| accepted(fixture, number, &rows.next().unwrap()).1).collect();
        fixture.catalogue.accept(fixture.job, &batch).unwrap();
    }
    let mut number = size;
    let mut last = None;
    let one_more = median(|| {
        number += 1;
        let (id, one) = accepted(fixture, number, &rows.next().unwrap());
        fixture.catalogue.accept(fixture.job, &[one]).unwrap();
        last = Some(id);
    });
    let mut medians = vec![("one document more", one_more)];
    medians.extend(tables(&fixture.catalogue, last.unwrap()));
    medians
}

fn tables(catalogue: &Catalogue, last: DocumentId) -> [(&'static str, Duration); 7] {
    [
        ("its translations", median(|| drop(catalogue.translations(last).unwrap()))),
        ("50 pairs of translations", median(|| drop(catalogue.translation_pairs(0, 50).unwrap()))),
        ("quality, the worst 50", median(|| drop(catalogue.quality_table(QualityOrder::Soundness, 0, 50).unwrap()))),
        (
            "quality by garbled words",
            median(|| drop(catalogue.quality_table(QualityOrder::GarbledWords, 0, 50).unwrap())),
        ),
        ("quality of the collection", median(|| assert!(catalogue.collection_quality().is_ok()))),
        ("50 records that want a look", median(|| drop(catalogue.wants_a_look(None, 0, 50).unwrap()))),
        ("counts of doubts", median(|| drop(catalogue.doubt_counts().unwrap()))),
    ]
}

/// A document of one paragraph, its original kept.
fn accepted(fixture: &Fixture, number: usize, row: &Value) -> (DocumentId, Accepted) {
    let text = row["text"].as_str().unwrap();
    let path = fixture.folder.path().join("a file");
    fs::write(&path, format!("{number} {text}")).unwrap();
    let (sha256, size) = sha256_of(&path).unwrap();
    let original = fixture.catalogue.originals().path(&sha256);
    fs::create_dir_all(original.parent().unwrap()).unwrap();
    fs::rename(&path, original).unwrap();
    let id = DocumentId::from_sha256(&sha256);
    let mut passage = fixture::passage(id, 1, Kind::Body, text);
    passage.language = Language::from_tag(row["lang"].as_str().unwrap());
    let document = Document { passages: vec![passage], notes: Vec::new(), ..fixture::document(&sha256) };
    let path = Path::new("/papers").join(format!("{number}.txt"));
    let source = Source { path, sha256: Some(sha256), size, modified: 0 };
    let what = What::Indexed(Box::new(document), VERSIONS);
    (id, Accepted { source, what, sidecar: None, line: "{}".to_owned() })
}

fn median(mut act: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            act();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}
