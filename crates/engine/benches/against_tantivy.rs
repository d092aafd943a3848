//! What do our analysis, filters, facets and marks cost? The same passages and questions given to plain tantivy, in one run.
//!
//! `cargo bench -p apostille-engine -- SET [PROGRAM]`. SET is a folder with `passages.jsonl` and `queries.tsv`; PROGRAM is
//! the `apostille` program, whose loading of the set (language tagging and catalogue included) is then measured too. Plain tantivy
//! means its default tokenizer, its QueryParser, TopDocs and SnippetGenerator, over the same fields: the text twice (we keep
//! stems and words), the title, the columns that filters and groups need, and the stored passage.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use apostille_corpus::{DocumentId, Kind, Language, Passage, Record};
use apostille_engine::{Grouping, Index, Query, Search};
use serde::Deserialize;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, INDEXED, STORED, STRING, Schema, TEXT, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{TantivyDocument, doc};

/// Memory that each writer may fill before it writes a segment.
const WRITER_MEMORY: usize = 150 << 20;
/// Hits of each answer.
const HITS: usize = 10;

#[derive(Deserialize)]
struct Row {
    id: String,
    title: String,
    text: String,
    #[serde(default)]
    lang: String,
}

fn main() {
    let given = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    // Cargo runs a benchmark in its package's folder; paths are given from the root.
    let from_root = |path: String| Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path);
    let given: Vec<PathBuf> = given.map(from_root).collect();
    let Some(set) = given.first() else {
        println!("passed over: cargo bench -p apostille-engine -- SET [PROGRAM]");
        return;
    };
    let passages = fs::read_to_string(set.join("passages.jsonl")).unwrap();
    let rows: Vec<Row> = passages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let queries = fs::read_to_string(set.join("queries.tsv")).unwrap();
    let questions: Vec<String> =
        queries.lines().filter_map(|line| line.split_once('\t')).map(|(_, q)| plain(q)).collect();

    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let their_cpu = cpu(|| index_plainly(&rows, theirs.path()));
    let our_cpu = cpu(|| index(&rows, ours.path()));
    println!("{} passages, {} questions", rows.len(), questions.len());
    println!("indexing, CPU s: plain tantivy {their_cpu:.2}   engine {our_cpu:.2}   ratio {:.2}", our_cpu / their_cpu);
    if let Some(program) = given.get(1) {
        let whole = children_cpu(|| evaluate(program, set));
        println!(
            "indexing, CPU s: plain tantivy {their_cpu:.2}   whole load {whole:.2}   ratio {:.2}",
            whole / their_cpu
        );
    }
    let (their_size, our_size) = (size(theirs.path()), size(ours.path()));
    let text: usize = rows.iter().map(|row| row.text.len()).sum();
    let of_text = |bytes: u64| bytes as f64 / text as f64;
    println!("index / text: plain tantivy {:.2}   engine {:.2}", of_text(their_size), of_text(our_size));
    let [theirs, ours, expanded] = search_all(&questions, ours.path(), theirs.path());
    let ratio = |ours: f64| ours / theirs;
    println!("parse, search, {HITS} excerpts, mean ms: plain tantivy {theirs:.3}");
    println!("  engine, without expansion {ours:.3}   ratio {:.2}", ratio(ours));
    println!("  engine, with expansion    {expanded:.3}   ratio {:.2}", ratio(expanded));
}

/// A question without what either query language would take for an operator.
fn plain(question: &str) -> String {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn index(rows: &[Row], folder: &Path) {
    let index = Index::create(folder).unwrap();
    let mut writer = index.writer(WRITER_MEMORY).unwrap();
    for (number, row) in (1..).zip(rows) {
        let passage = Passage {
            id: row.id.clone(),
            number,
            kind: Kind::Body,
            language: Language::from_tag(&row.lang),
            page: None,
            page_label: None,
            section: None,
            text: row.text.clone(),
            continues: false,
            markers: Vec::new(),
        };
        let record = Record { title: row.title.clone(), ..Record::default() };
        writer.append(document_of(row), &record, &[passage], &[]).unwrap();
    }
    writer.commit(1).unwrap();
    writer.close().unwrap();
}

/// A document for each title: FNV-1a of it, which is enough to tell them apart here.
fn document_of(row: &Row) -> DocumentId {
    let name = if row.title.is_empty() { &row.id } else { &row.title };
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    DocumentId::from_u64(name.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

fn index_plainly(rows: &[Row], folder: &Path) {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let text = schema.add_text_field("text", TEXT | STORED);
    let words = schema.add_text_field("words", TEXT);
    let document = schema.add_u64_field("document", INDEXED | FAST);
    let columns = ["number", "kind", "language", "year"].map(|name| schema.add_u64_field(name, FAST));
    let index = tantivy::Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads(1, WRITER_MEMORY).unwrap();
    for (number, row) in (1u64..).zip(rows) {
        let mut added = doc!(id => row.id.as_str(), title => row.title.as_str(), text => row.text.as_str());
        added.add_text(words, &row.text);
        added.add_u64(document, document_of(row).to_u64());
        columns.iter().for_each(|column| added.add_u64(*column, number));
        writer.add_document(added).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

/// The mean milliseconds of a question: theirs, ours without and with what the vocabulary adds, asked in turn.
fn search_all(questions: &[String], ours: &Path, theirs: &Path) -> [f64; 3] {
    let searcher = Index::open(ours).unwrap().searcher().unwrap();
    let plain = tantivy::Index::open_in_dir(theirs).unwrap();
    let (title, text) = (plain.schema().get_field("title").unwrap(), plain.schema().get_field("text").unwrap());
    let reader = plain.reader().unwrap().searcher();
    let parser = QueryParser::for_index(&plain, vec![title, text]);
    // The vocabulary is read when it is first asked, once a process.
    let ask = |question: &str, expand| {
        let query = Query::parse(question).unwrap();
        let search = Search { grouping: Grouping::None, limit: HITS, expand, ..Search::new(query) };
        std::hint::black_box(searcher.search(&search).unwrap());
    };
    ask("asylum", true);
    let mut seconds = [0.0; 3];
    for question in questions {
        let begun = Instant::now();
        let query = parser.parse_query(question).unwrap();
        let snippets = SnippetGenerator::create(&reader, &*query, text).unwrap();
        for (_, address) in reader.search(&query, &TopDocs::with_limit(HITS).order_by_score()).unwrap() {
            let found: TantivyDocument = reader.doc(address).unwrap();
            let shown = found.get_first(text).and_then(|value| value.as_str()).unwrap_or_default();
            std::hint::black_box(snippets.snippet(shown).to_html());
        }
        seconds[0] += begun.elapsed().as_secs_f64();
        for (expand, seconds) in [false, true].into_iter().zip(&mut seconds[1..]) {
            let begun = Instant::now();
            ask(question, expand);
            *seconds += begun.elapsed().as_secs_f64();
        }
    }
    seconds.map(|seconds| 1000.0 * seconds / questions.len() as f64)
}

/// Loads the set through the whole program: `eval` with one question, so that the loading is what is measured.
fn evaluate(program: &Path, set: &Path) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["passages.jsonl", "qrels.tsv"] {
        fs::copy(set.join(name), folder.path().join(name)).unwrap();
    }
    let questions = fs::read_to_string(set.join("queries.tsv")).unwrap();
    fs::write(folder.path().join("queries.tsv"), questions.lines().next().unwrap()).unwrap();
    let mut eval = Command::new(program);
    eval.arg("eval").arg(folder.path()).arg("--json").stdout(Stdio::null()).stderr(Stdio::null());
    assert!(eval.status().unwrap().success(), "{} eval", program.display());
}

/// CPU seconds that this process spends in `work`, its threads included.
fn cpu(work: impl FnOnce()) -> f64 {
    let before = spent(13);
    work();
    spent(13) - before
}

/// CPU seconds of the processes that `work` starts and waits for.
fn children_cpu(work: impl FnOnce()) -> f64 {
    let before = spent(15);
    work();
    spent(15) - before
}

/// The sum of two neighbouring fields of `/proc/self/stat` in seconds: `utime`, `stime` (13), `cutime`, `cstime` (15).
/// Linux counts them in hundredths (`USER_HZ`, proc(5)).
fn spent(field: usize) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| fields[at - 2].parse::<f64>().unwrap();
    (ticks(field) + ticks(field + 1)) / 100.0
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap());
    entries.filter(fs::Metadata::is_file).map(|file| file.len()).sum()
}
