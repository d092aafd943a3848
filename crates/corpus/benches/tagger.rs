//! What does the tagger cost a passage? CPU time, beside whatlang alone on the same passages in the same run.
//!
//! `cargo bench -p apostille-corpus --bench tagger -- SET`, where SET has `passages.jsonl`; Linux says what a thread costs.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

use apostille_corpus::Tagger;

fn main() {
    let Some(set) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("passed over: cargo bench -p apostille-corpus --bench tagger -- SET");
        return;
    };
    // Cargo runs a benchmark in its package's folder; paths are given from the root.
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(set).join("passages.jsonl");
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    let passages: Vec<String> = fs::read_to_string(file).unwrap().lines().take(10_000).map(text).collect();
    let tagger = Tagger::new();
    let ours = cost(&passages, |passage| _ = std::hint::black_box(tagger.tag(passage, None)));
    let theirs = cost(&passages, |passage| _ = std::hint::black_box(whatlang::detect(passage)));
    println!(
        "{} passages, CPU \u{b5}s each: whatlang {theirs:.1}   tagger {ours:.1}   ratio {:.2}",
        passages.len(),
        ours / theirs
    );
}

/// CPU microseconds a passage.
fn cost(passages: &[String], work: impl Fn(&str)) -> f64 {
    let before = nanoseconds();
    passages.iter().for_each(|passage| work(passage));
    (nanoseconds() - before) as f64 / 1e3 / passages.len() as f64
}

fn nanoseconds() -> u64 {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    spent.split(' ').next().unwrap().parse().unwrap()
}
