//! What does HTTP cost? The same questions asked over a kept loopback connection and in process, in one run. And how long does
//! completion take as each question's words are typed, letter after letter?
//!
//! `cargo bench -p apostille-server [-- SET]`. SET is a folder with `passages.jsonl` and `queries.tsv`; without one the
//! sample documents of the program are asked, a paragraph a passage. In process means the whole answer as JSON.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use apostille_catalogue::Catalogue;
use apostille_indexer::{CurrentIndex, Row, load_rows};
use apostille_server::Server;
use apostille_server::answer::{self, SearchRequest};

/// Questions asked of each side; the first tenth is not counted.
const ASKED: usize = 500;
/// How many of them are typed letter after letter.
const TYPED: usize = 100;

fn main() {
    // Cargo runs a benchmark in its package's folder; paths are given from the root.
    let from_root = |path: String| Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path);
    let given: Option<PathBuf> = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(from_root);
    let (rows, questions) = match given {
        Some(set) => set_of(&set),
        None => samples(),
    };
    let home = tempfile::tempdir().unwrap();
    let passages = rows.len();
    load_rows(home.path(), rows.into_iter().map(Ok::<_, std::convert::Infallible>), &mut |_| {}).unwrap();
    let questions: Vec<String> = questions.into_iter().cycle().take(ASKED).collect();

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = Server::new(home.path(), "no-program-is-needed-to-search");
    let serving = std::thread::spawn(move || server.serve(listener, async { drop(stopped.await) }));

    let index = CurrentIndex::new(home.path());
    let catalogue = Catalogue::open_existing(home.path()).unwrap();
    let mut connection = BufReader::new(TcpStream::connect(address).unwrap());
    let (mut inside, mut over_http) = (Vec::new(), Vec::new());
    for question in &questions {
        let begun = Instant::now();
        let searcher = index.index().unwrap().searcher().unwrap();
        let answer = answer::search(&searcher, &catalogue, &SearchRequest::new(question.as_str())).unwrap();
        let json = serde_json::to_string(&answer).unwrap();
        inside.push(begun.elapsed());
        let begun = Instant::now();
        let received = get(&mut connection, "search", question);
        over_http.push(begun.elapsed());
        assert!(received.abs_diff(json.len()) < 200, "the two sides answer alike: {received} and {} bytes", json.len());
    }
    let typed = questions.iter().take(TYPED).flat_map(|question| typed(question));
    let mut completed: Vec<Duration> = typed
        .map(|typed| {
            let begun = Instant::now();
            get(&mut connection, "complete", &typed);
            begun.elapsed()
        })
        .collect();
    drop(connection);
    drop(stop);
    drop(serving.join());
    let (inside, over_http) = (median(inside), median(over_http));
    let ratio = over_http.as_secs_f64() / inside.as_secs_f64();
    println!("{passages} passages, {ASKED} questions, ten hits each, p50");
    println!("in process {inside:?}   over HTTP {over_http:?}   ratio {ratio:.2}");
    let first = completed[0];
    completed.sort();
    let [half, most, all] =
        [50, 99, 100].map(|percent| completed[(completed.len() * percent / 100).min(completed.len() - 1)]);
    println!(
        "completion over HTTP, {} letters typed: p50 {half:?}   p99 {most:?}   slowest {all:?}   first {first:?}",
        completed.len()
    );
}

/// What stands in the box after each letter of a question.
fn typed(question: &str) -> Vec<String> {
    let ends = question.char_indices().skip(1).map(|(at, _)| at).chain([question.len()]);
    ends.map(|end| question[..end].to_owned()).filter(|typed| !typed.ends_with(' ')).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.drain(..ASKED / 10);
    times.sort();
    times[times.len() / 2]
}

/// Asks a question and reads the whole answer; how many bytes its body has.
fn get(connection: &mut BufReader<TcpStream>, what: &str, question: &str) -> usize {
    let query: String = form_urlencoded::byte_serialize(question.as_bytes()).collect();
    let request = format!("GET /api/v1/{what}?q={query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes()).unwrap();
    let mut length = 0;
    let mut line = String::new();
    while connection.read_line(&mut line).unwrap() > 2 {
        if let Some(written) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = written.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).unwrap();
    let begins = if what == "search" { "{\"query\"" } else { "{\"words\"" };
    assert!(body.starts_with(begins.as_bytes()), "{question}: {}", String::from_utf8_lossy(&body));
    length
}

/// A question without what the query language would take for an operator.
fn plain(question: &str) -> String {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn set_of(set: &Path) -> (Vec<Row>, Vec<String>) {
    let passages = fs::read_to_string(set.join("passages.jsonl")).unwrap();
    let rows = passages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let questions = fs::read_to_string(set.join("queries.tsv")).unwrap();
    (rows, questions.lines().filter_map(|line| line.split_once('\t')).map(|(_, text)| plain(text)).collect())
}

fn samples() -> (Vec<Row>, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../apostille/samples/documents");
    let mut rows = Vec::new();
    for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let title = file.file_name().unwrap().to_string_lossy().into_owned();
        // Those in PDF and Word are no text, and the others are enough.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        let row = |(number, text): (usize, &str)| Row {
            id: format!("{title}-{number}"),
            title: title.clone(),
            text: text.to_owned(),
        };
        rows.extend(paragraphs.enumerate().map(row));
    }
    let words = |row: &Row| row.text.split_whitespace().take(6).map(plain).collect::<Vec<_>>().join(" ");
    let questions = rows.iter().map(words).filter(|question| question.len() > 12).collect();
    (rows, questions)
}
