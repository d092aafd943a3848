//! What one document more costs in a collection of 500 and of 50,000: printed, not asserted, since clocks differ.
//!
//! `cargo test --release -p apostille-catalogue --test scale -- --ignored --nocapture`, with ../shared beside the project.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and prints what it measures")]

mod fixture;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use apostille_catalogue::{Accepted, QualityOrder, Source, What, sha256_of};
use apostille_corpus::{Document, DocumentId, Kind, Language};
use fixture::{Fixture, VERSIONS};
use serde_json::Value;

const PASSAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/bench/scale-mix/passages.jsonl");
const SIZES: [usize; 2] = [500, 50_000];
const BATCH: usize = 100;
const TIMES: usize = 15;

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

#[test]
#[ignore = "takes minutes: it measures, and asserts nothing of time"]
fn one_document_more_and_the_librarians_tables() {
    let Ok(file) = File::open(PASSAGES) else {
        println!("no ../shared/bench here: nothing is measured");
        return;
    };
    let rows = BufReader::new(file).lines().map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
    // Spanish stands at the end of the file: both languages come all the time.
    let (spanish, english): (Vec<Value>, Vec<Value>) = rows.partition(|row| row["lang"] == "es");
    let mut rows = english.chunks(7).zip(spanish.chunks(1).cycle()).flat_map(|(many, one)| many.iter().chain(one));
    let mut fixture = Fixture::new();
    let mut held = 0;
    for size in SIZES {
        let begun = Instant::now();
        while held < size {
            let batch: Vec<Accepted> =
                (held..held + BATCH).map(|number| accepted(&fixture, number, rows.next().unwrap()).1).collect();
            fixture.catalogue.accept(fixture.job, &batch).unwrap();
            held += BATCH;
        }
        println!("{size} documents ({:.1} s)", begun.elapsed().as_secs_f64());
        let mut last = None;
        let one_more = median(|| {
            held += 1;
            let (id, one) = accepted(&fixture, held, rows.next().unwrap());
            fixture.catalogue.accept(fixture.job, &[one]).unwrap();
            last = Some(id);
        });
        let catalogue = &fixture.catalogue;
        for (what, time) in [
            ("one document more", one_more),
            ("its translations", median(|| drop(catalogue.translations(last.unwrap()).unwrap()))),
            ("50 pairs of translations", median(|| drop(catalogue.translation_pairs(0, 50).unwrap()))),
            (
                "quality, the worst 50",
                median(|| drop(catalogue.quality_table(QualityOrder::Soundness, 0, 50).unwrap())),
            ),
            (
                "quality by garbled words",
                median(|| drop(catalogue.quality_table(QualityOrder::GarbledWords, 0, 50).unwrap())),
            ),
            ("quality of the collection", median(|| assert!(catalogue.collection_quality().is_ok()))),
            ("50 records that want a look", median(|| drop(catalogue.wants_a_look(None, 0, 50).unwrap()))),
            ("counts of doubts", median(|| drop(catalogue.doubt_counts().unwrap()))),
        ] {
            println!("  {what}: {:.2} ms", time.as_secs_f64() * 1000.0);
        }
        let pairs = catalogue.translation_pairs(0, u64::MAX).unwrap().len();
        println!("  pairs of translations: {pairs}, forms: {}", catalogue.works().unwrap().len());
    }
    assert_eq!(fixture.catalogue.check().unwrap(), [""; 0]);
}
