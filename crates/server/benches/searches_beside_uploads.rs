//! What do searches suffer while documents come in? 32 people search and 8 upload; no search may fail and no upload be lost.
//!
//! `cargo bench -p apostille-server --bench searches_beside_uploads -- PROGRAM [SECONDS [DOCUMENTS]]`. PROGRAM is an apostille whose hidden
//! command reads files. So many small documents (50,000) are held before; then people search for so many seconds (60) alone, and for
//! as many beside uploads. The server's anonymous memory at the end is told too.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use apostille_catalogue::{Catalogue, Role};
use apostille_indexer::{Row, load_rows};
use apostille_server::Server;

const SEARCHING: usize = 32;
const UPLOADING: usize = 8;
/// A person looks at the hits before the next question.
const THINKING: Duration = Duration::from_millis(250);

/// Words that documents are made of; each document has some of its own too.
const WORDS: [&str; 24] = [
    "asylum",
    "border",
    "visa",
    "wages",
    "harbour",
    "return",
    "family",
    "permit",
    "court",
    "labour",
    "season",
    "ministry",
    "asilo",
    "frontera",
    "visado",
    "salario",
    "puerto",
    "retorno",
    "familia",
    "permiso",
    "tribunal",
    "trabajo",
    "temporada",
    "ministerio",
];

fn main() {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(program) = given.next() else {
        println!("give the program that reads files: -- target/release/apostille");
        return;
    };
    let program = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(program);
    let seconds = given.next().map_or(60, |seconds| seconds.parse().unwrap());
    let documents = given.next().map_or(50_000, |documents| documents.parse().unwrap());
    let home = tempfile::tempdir().unwrap();
    load_rows(home.path(), (0..documents).map(row).map(Ok::<_, std::convert::Infallible>), &mut |_| {}).unwrap();
    let mut catalogue = Catalogue::open(home.path()).unwrap();
    let key = catalogue.create_key("bench", Role::Librarian, "bench").unwrap().reveal().to_owned();
    let server = serve(home.path(), &program);

    let time = Duration::from_secs(seconds);
    let (alone, failed_alone) = search(server, time, || {});
    let uploads = Uploads::default();
    let (beside, failed_beside) = search(server, time, || uploads.run(server, &key, time));
    let sent = uploads.sent.load(Ordering::Relaxed);
    let kept = settled(&catalogue, documents, sent);
    println!("{documents} documents, {SEARCHING} people searching, {UPLOADING} uploading, {seconds} s each");
    println!("alone     {}", told(&alone, failed_alone));
    println!("beside    {}", told(&beside, failed_beside));
    println!("p99 beside / alone {:.2}", quantile(&beside, 0.99).as_secs_f64() / quantile(&alone, 0.99).as_secs_f64());
    println!(
        "uploads accepted {sent}, refused as full {}, kept {kept}, lost {}",
        uploads.full.load(Ordering::Relaxed),
        sent - kept
    );
    println!("anonymous memory of the server and of those who ask it {} MB", anonymous_kilobytes() / 1000);
}

fn row(number: u64) -> Row {
    let words = (0..60).map(|at| WORDS[((number * 7 + at * at * 3 + number / 24 * at) % 24) as usize]);
    let text = format!("Document {number} of the office. {}.", words.collect::<Vec<_>>().join(" "));
    Row { id: format!("row-{number}"), title: format!("Document {number}"), text }
}

fn serve(home: &Path, program: &Path) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (home, program) = (home.to_owned(), PathBuf::from(program));
    std::thread::spawn(move || Server::new(home, program).serve(listener, std::future::pending()).unwrap());
    while request(&mut connect(address), "GET /health/ready", "", b"").0 != 200 {}
    address
}

/// People search, each over a connection of their own, while `meanwhile` runs; how long answers took, and how many failed.
fn search(server: SocketAddr, time: Duration, meanwhile: impl FnOnce()) -> (Vec<Duration>, u64) {
    let (over, failed) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut took = std::thread::scope(|scope| {
        let person = |person: usize| {
            let (over, failed) = (&over, &failed);
            scope.spawn(move || {
                let (mut connection, mut took) = (connect(server), Vec::new());
                for turn in person.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let question = format!("{}+{}", WORDS[turn % 24], WORDS[(turn * 5 + person) % 24]);
                    let begun = Instant::now();
                    let (status, _) = request(&mut connection, &format!("GET /api/v1/search?q={question}"), "", b"");
                    took.push(begun.elapsed());
                    failed.fetch_add(u64::from(status != 200), Ordering::Relaxed);
                    std::thread::sleep(THINKING);
                }
                took
            })
        };
        let people: Vec<_> = (0..SEARCHING).map(person).collect();
        let begun = Instant::now();
        meanwhile();
        std::thread::sleep(time.saturating_sub(begun.elapsed()));
        over.store(true, Ordering::Relaxed);
        people.into_iter().flat_map(|person| person.join().unwrap()).collect::<Vec<_>>()
    });
    took.sort();
    (took, failed.into_inner())
}

#[derive(Default)]
struct Uploads {
    sent: AtomicU64,
    full: AtomicU64,
}

impl Uploads {
    /// People upload one new file after the other.
    fn run(&self, server: SocketAddr, key: &str, time: Duration) {
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for person in 0..UPLOADING {
                scope.spawn(move || {
                    let mut connection = connect(server);
                    for turn in 0.. {
                        if begun.elapsed() >= time {
                            break;
                        }
                        let Row { text, .. } = row(1_000_000 + turn * UPLOADING as u64 + person as u64);
                        let head = format!("Authorization: Bearer {key}\r\n");
                        let path = format!("POST /api/v1/documents?name=paper-{person}-{turn}.txt");
                        match request(&mut connection, &path, &head, text.as_bytes()).0 {
                            202 => self.sent.fetch_add(1, Ordering::Relaxed),
                            503 => self.full.fetch_add(1, Ordering::Relaxed),
                            status => panic!("an upload was answered with {status}"),
                        };
                        std::thread::sleep(THINKING);
                    }
                });
            }
        });
    }
}

/// Waits until nothing is left to be read; how many of the documents that were sent are held.
fn settled(catalogue: &Catalogue, before: u64, sent: u64) -> u64 {
    while catalogue.open_uploads().unwrap().1 > 0 {
        std::thread::sleep(Duration::from_millis(200));
    }
    (catalogue.counts().unwrap().documents - before).min(sent)
}

fn connect(server: SocketAddr) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(server).unwrap();
    stream.set_nodelay(true).unwrap();
    BufReader::new(stream)
}

/// Asks over a kept connection; the status and how long the body is.
fn request(connection: &mut BufReader<TcpStream>, what: &str, head: &str, body: &[u8]) -> (u16, usize) {
    let length = body.len();
    let mut message =
        format!("{what} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n{head}\r\n").into_bytes();
    message.extend_from_slice(body);
    connection.get_mut().write_all(&message).unwrap();
    let (mut status, mut length, mut line) = (0, 0, String::new());
    while connection.read_line(&mut line).unwrap() > 2 {
        if let Some(code) = line.strip_prefix("HTTP/1.1 ") {
            status = code[..3].parse().unwrap();
        }
        if let Some(written) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = written.trim().parse().unwrap();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).unwrap();
    (status, length)
}

fn quantile(sorted: &[Duration], share: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

fn told(took: &[Duration], failed: u64) -> String {
    let [p50, p99] = [0.5, 0.99].map(|share| quantile(took, share));
    format!("{} searches, {failed} failed, p50 {p50:?}, p99 {p99:?}", took.len())
}

/// `RssAnon` of this process, which the server runs in; 0 where the system does not tell.
fn anonymous_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
