//! Rankings that were looked at and accepted: a change of analysis or ranking shows here as a diff of files.
//!
//! `tests/golden/samples.tsv` asks the sample documents, `corpus.tsv` the shared ones: a question, its options, words of the passage
//! that answers it, and the rank that this passage has at most. Beside each table a folder holds a file a question, with the
//! rank and the first five hits. `just bless` writes them anew; the diff is then what there is to accept.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::program::{Added, Collection};
use crate::support::shared::shared;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
/// Hits that are looked through for the answer.
const DEPTH: &str = "20";
/// Hits that a file lists.
const LISTED: usize = 5;

/// A row of a table.
struct Question {
    asked: String,
    options: Vec<String>,
    /// Words of the passage that answers it.
    target: String,
    /// The rank that it has at most.
    within: usize,
}

fn table(name: &str) -> Vec<Question> {
    let written = fs::read_to_string(golden(name).with_extension("tsv")).unwrap();
    let question = |line: &str| {
        let [asked, options, target, within] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns are wanted: {line}");
        };
        Question {
            asked: asked.to_owned(),
            options: options.split_whitespace().map(str::to_owned).collect(),
            target: target.to_owned(),
            within: within.parse().unwrap(),
        }
    };
    written.lines().skip(1).map(question).collect()
}

fn golden(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/golden").join(name)
}

/// The name of a question's file: its words.
fn file_name(asked: &str) -> String {
    let words: Vec<String> =
        asked.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    format!("{}.txt", words.join("-"))
}

/// White space as one space: a PDF's lines end anywhere.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rank(hits: &[Value], target: &str) -> Option<usize> {
    let place = hits.iter().position(|hit| spaced(hit["passage"]["text"].as_str().unwrap()).contains(target));
    place.map(|place| place + 1)
}

/// Where a hit stands, without its score: document, kind, place, language and what is marked.
fn line(hit: &Value) -> String {
    let segments = hit["excerpt"].as_array().unwrap();
    let marked = segments.iter().filter(|part| part["mark"] == true);
    let marks: Vec<String> = marked
        .map(|part| {
            let text = spaced(part["text"].as_str().unwrap());
            if part["added"] == true { format!("{text} (added)") } else { text }
        })
        .collect();
    let file = Path::new(hit["document"]["path"].as_str().unwrap()).file_stem().unwrap().to_string_lossy();
    let passage = &hit["passage"];
    let (kind, number) = (passage["kind"].as_str().unwrap(), passage["number"].as_u64().unwrap());
    let language = passage["language"].as_str().unwrap();
    format!("{file} {kind} {number} {language} [{}] +{}", marks.join(" | "), hit["more"])
}

/// What a file of a question says.
fn told(question: &Question, answer: &Value) -> String {
    let hits = answer["hits"].as_array().unwrap();
    let rank = rank(hits, &question.target).map_or_else(|| "none".to_owned(), |rank| rank.to_string());
    let mut told = format!(
        "question: {}\noptions: {}\ntarget: {}\nrank: {rank}\nhits: {}\n",
        question.asked,
        question.options.join(" "),
        question.target,
        answer["total"]["value"]
    );
    for (index, hit) in hits.iter().take(LISTED).enumerate() {
        told.push_str(&format!("{}. {}\n", index + 1, line(hit)));
    }
    told
}

/// Asks the questions of a table and compares the files.
fn compare(name: &str, collection: &Collection) {
    let bless = env::var("APOSTILLE_BLESS").as_deref() == Ok("1");
    let mut changed = Vec::new();
    for question in table(name) {
        let options: Vec<&str> = question.options.iter().map(String::as_str).collect();
        let answer = collection.search(&question.asked, &[&["--limit", DEPTH], &options[..]].concat());
        let found = told(&question, &answer);
        let rank = rank(answer["hits"].as_array().unwrap(), &question.target);
        assert!(rank.is_some_and(|rank| rank <= question.within), "within {}: {found}", question.within);
        let file = golden(name).join(file_name(&question.asked));
        if bless {
            fs::write(&file, &found).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != found {
            changed.push(found);
        }
    }
    assert!(changed.is_empty(), "rankings have changed: look at them, then `just bless`\n{}", changed.join("\n"));
}

#[test]
fn the_rankings_of_the_samples_are_those_that_were_accepted() {
    let collection = Collection::new();
    let samples = Path::new(ROOT).join("crates/apostille/samples/documents");
    let added = Added::of(collection.json(["add".as_ref(), samples.as_os_str()]).with(0));
    assert_eq!(added.count("indexed"), added.files.len(), "no sample is a copy or broken: {:?}", added.files);
    compare("samples", &collection);
}

#[test]
fn questions_to_the_shared_documents_find_what_answers_them_among_the_first_three() {
    let Some(corpus) = shared("corpus") else { return };
    let collection = Collection::new();
    let paths = ["articles", "laws", "pdf", "seeds/selee-heredia-2021.txt"].map(|path| corpus.join(path));
    let mut arguments = vec![OsStr::new("add")];
    arguments.extend(paths.iter().map(|path| path.as_os_str()));
    // Scans stay out: what is read in them depends on the machine.
    let mut command = collection.command(arguments);
    command.arg("--json").env("APOSTILLE_TESSERACT", collection.home().join("none"));
    assert!(command.output().unwrap().stdout.len() > 1_000);
    compare("corpus", &collection);
}
