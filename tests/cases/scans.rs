//! Scans: read by OCR after everything else, page by page and marked as such; where there is none, said with the remedy.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::papers::{WAITING, numbered};
use crate::support::pdf::{Sheet, pdf};
use crate::support::program::{Added, Collection, Ended};
use crate::support::server::Server;
use crate::support::shared::shared;
use crate::support::tesseract::{is_installed, open, pipe, stand_in};

/// An `add` of the papers with this tesseract.
fn add(collection: &Collection, tesseract: &Path) -> Command {
    let mut add = collection.command(["add".as_ref(), "--json".as_ref(), collection.papers().as_os_str()]);
    add.env("APOSTILLE_TESSERACT", tesseract);
    add
}

fn added(command: &mut Command) -> Added {
    Added::of(Ended::from(command.output().unwrap()))
}

fn codes(line: &Value) -> Vec<(&str, Option<u64>)> {
    let warnings = line["warnings"].as_array().unwrap();
    warnings.iter().map(|warning| (warning["code"].as_str().unwrap(), warning["page"].as_u64())).collect()
}

/// A command that goes on beside the test, and what it says on stderr line by line.
struct Beside {
    child: Child,
    said: BufReader<std::process::ChildStderr>,
}

impl Beside {
    fn start(command: &mut Command) -> Beside {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Beside { child, said }
    }

    /// Waits until it says a line with these words.
    fn wait_for(&mut self, words: &str) {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "it ended and never said {words:?}");
        }
    }

    fn ended(mut self) -> Added {
        let mut stderr = String::new();
        self.said.read_to_string(&mut stderr).unwrap();
        let output = self.child.wait_with_output().unwrap();
        Added { stderr, ..Added::of(Ended::from(output)) }
    }
}

#[test]
fn a_scan_is_read_in_the_order_of_its_columns_and_says_that_it_is_ocr() {
    let Some(scan) = shared("corpus/pdf/scan-es-2col-200dpi.pdf") else { return };
    if !is_installed() {
        return;
    }
    let collection = Collection::new();
    let added = Added::of(collection.json(["add".as_ref(), scan.as_os_str()]).with(0));
    let line = &added.files[0];
    assert_eq!((line["status"].as_str(), line["notes"].as_u64()), (Some("indexed"), Some(0)), "{line}");
    assert_eq!(codes(line), [("ocr", None)], "{line}");
    assert!(added.stderr.contains("reading page 1 of 1 (OCR) of "), "{}", added.stderr);

    let document = collection.show(line["document"].as_str().unwrap());
    assert_eq!(document["warnings"][0]["code"], "ocr");
    let passages = document["passages"].as_array().unwrap();
    let text: Vec<&str> = passages.iter().map(|passage| passage["text"].as_str().unwrap()).collect();
    let text = text.join(" ");
    // Seen on the picture: one stretch of each part, from the head of the left column to the notes below the right one.
    let mut from = 0;
    for stretch in [
        "Flujos migratorios y protección internacional en América del",
        "ha experimentado flujos migratorios significativos desde 2017",
        "los conflictos internos dificultan la planificación eficaz de los servicios",
        "constituyen la base del sistema",
        "Los acuerdos bilaterales firmados entre 2002 y 2014",
        "las entrevistas realizadas en Tijuana, Ciudad Juárez y Tapachula",
        "puertas abiertas con controles eficaces resulta preferible a la mera contención",
        "Informe sobre las migraciones en el mundo 2018",
        "Quinto informe de labores",
    ] {
        let at = text[from..].find(stretch).unwrap_or_else(|| panic!("{stretch:?} is not behind {from} in {text}"));
        from += at + stretch.len();
    }
    let found = collection.search("\"condición de refugiado en 2019\"", &["--lang", "es"]);
    assert_eq!(found["total"]["value"], 1, "{found}");
}

#[test]
fn where_there_is_no_ocr_a_scan_fails_and_the_remedy_names_what_is_missing() {
    let collection = Collection::new();
    collection.write("scan.pdf", pdf(&[Sheet::Picture]));
    let english = stand_in(&collection.folder("english"), "");
    let script = fs::read_to_string(&english).unwrap().replace("spa\\n", "");
    fs::write(&english, script).unwrap();
    for (tesseract, named, unnamed) in [
        (Path::new("off"), "APOSTILLE_TESSERACT", "tesseract-ocr"),
        (Path::new("/nowhere/tesseract"), "tesseract-ocr-eng and tesseract-ocr-spa", "APOSTILLE_TESSERACT"),
        (&english, "install tesseract-ocr-spa", "tesseract-ocr-eng"),
    ] {
        let added = added(&mut add(&collection, tesseract));
        let line = added.file("scan.pdf");
        assert_eq!((line["status"].as_str(), line["reason"].as_str()), (Some("failed"), Some("scanned")), "{line}");
        let message = line["message"].as_str().unwrap();
        assert!(message.contains(named) && !message.contains(unnamed), "{tesseract:?}: {message}");
        assert_eq!(added.code, Some(1));
    }
}

#[test]
fn scans_come_after_the_other_files_and_every_page_is_told() {
    let collection = Collection::new();
    collection.write("a-scan.pdf", pdf(&[Sheet::Picture; 3]));
    collection.write("b-copy.pdf", pdf(&[Sheet::Picture; 3]));
    collection.write("c.txt", numbered(7));
    let tesseract = stand_in(&collection.folder("tesseract"), "say escaneada$page frontera sur y norte");
    let added = added(&mut add(&collection, &tesseract));
    let statuses: Vec<_> = added
        .files
        .iter()
        .map(|line| {
            let name = Path::new(line["path"].as_str().unwrap()).file_name().unwrap().to_str().unwrap();
            (name, line["status"].as_str().unwrap())
        })
        .collect();
    assert_eq!(statuses, [("c.txt", "indexed"), ("a-scan.pdf", "indexed"), ("b-copy.pdf", "duplicate")]);
    assert_eq!(added.summary["files"], 3, "{}", added.summary);
    for page in 1..=3 {
        let told = format!("reading page {page} of 3 (OCR) of ");
        assert_eq!(added.stderr.matches(&told).count(), 1, "{}", added.stderr);
        let hits = collection.search(&format!("escaneada{page}"), &[]);
        assert_eq!(hits["total"]["value"], 1, "{hits}");
    }
    assert_eq!(codes(added.file("a-scan.pdf")), [("ocr", None)]);
    assert!(added.file("a-scan.pdf")["warnings"][0]["message"].as_str().unwrap().contains("91 %"));
    assert_eq!(self::added(&mut add(&collection, &tesseract)).count("unchanged"), 3);
    collection.run(["verify"]).with(0);
}

#[test]
fn a_page_that_cannot_be_read_is_a_warning_and_all_of_them_are_a_failure() {
    let collection = Collection::new();
    collection.write("scan.pdf", pdf(&[Sheet::Picture; 5]));
    let folder = collection.folder("tesseract");
    let failing = stand_in(&folder, "echo 'Error: no picture' >&2; exit 1");
    let failed = added(&mut add(&collection, &failing));
    let line = failed.file("scan.pdf");
    assert_eq!(line["reason"], "scanned", "{line}");
    let message = line["message"].as_str().unwrap();
    assert!(message.contains("OCR was tried") && message.contains("page 1: Error: no picture"), "{message}");

    let hostile = "case $page in
        6) say la primera frontera ;;
        7) exec yes '<p>' ;;
        8) exec tail -f /dev/null ;;
        9) printf '\\377\\376' ;;
        *) say la quinta frontera ;;
    esac";
    let partly = added(add(&collection, &stand_in(&folder, hostile)).args(["--time-limit", "2"]));
    let line = partly.file("scan.pdf");
    assert_eq!(line["status"], "indexed", "{line}");
    let failed = |page| ("ocr-failed", Some(page));
    assert_eq!(codes(line), [("ocr", None), failed(2), failed(3), failed(4)], "{line}");
    assert_eq!(collection.search("quinta", &[])["hits"][0]["passage"]["page"], 5);
}

#[test]
fn a_kill_in_the_middle_of_a_scan_loses_nothing() {
    let collection = Collection::new();
    collection.write("paper.md", WAITING);
    collection.write("scan.pdf", pdf(&[Sheet::Picture; 2]));
    let folder = collection.folder("tesseract");
    let held = open(&pipe(&folder, "go"));
    let waiting = format!("[ $page = 2 ] && cat {}/go; say la frontera", folder.display());
    let mut killed = Beside::start(&mut add(&collection, &stand_in(&folder, &waiting)));
    killed.wait_for("reading page 2 of 2");
    killed.child.kill().unwrap();
    killed.child.wait().unwrap();
    assert_eq!(collection.search("shelters", &[])["total"]["value"], 1, "what came before the scan is found");

    let again = added(&mut add(&collection, &stand_in(&folder, "say escaneada la frontera")));
    assert_eq!(again.file("paper.md")["status"], "unchanged");
    assert!(["indexed", "unchanged"].contains(&again.file("scan.pdf")["status"].as_str().unwrap()), "{again:?}");
    assert_eq!(collection.search("escaneada", &[])["total"]["value"], 1);
    collection.run(["verify"]).with(0);
    drop(held);
}

#[test]
fn another_job_goes_first_between_two_pages_and_the_scan_goes_on_where_it_was() {
    let collection = Collection::new();
    collection.write("scan.pdf", pdf(&[Sheet::Picture; 3]));
    let folder = collection.folder("tesseract");
    for page in 1..=2 {
        pipe(&folder, &format!("go{page}"));
    }
    let lines = format!("[ $page -le 2 ] && cat {}/go$page; say página$page de la frontera", folder.display());
    let mut scanning = Beside::start(&mut add(&collection, &stand_in(&folder, &lines)));
    scanning.wait_for("reading page 1 of 3");

    let report = collection.write("report.txt", numbered(5));
    let mut other = collection.command(["add".as_ref(), "--json".as_ref(), report.as_os_str()]);
    let mut other = Beside::start(&mut other);
    other.wait_for("queued");
    fs::write(folder.join("go1"), "").unwrap();
    assert_eq!(other.ended().count("indexed"), 1, "it did not wait for the scan");
    assert_eq!(collection.search("albergue5", &[])["total"]["value"], 1);

    scanning.wait_for("reading page 2 of 3");
    fs::write(folder.join("go2"), "").unwrap();
    let scanned = scanning.ended();
    assert_eq!(codes(scanned.file("scan.pdf")), [("ocr", None)]);
    let pages = fs::read_to_string(folder.join("stand-in.page")).unwrap();
    assert_eq!(pages.trim(), "3", "no page was read twice");
    assert_eq!(collection.search("página1", &[])["total"]["value"], 1);
}

#[test]
fn who_follows_a_server_that_reads_a_scan_hears_of_its_pages() {
    let collection = Collection::new();
    collection.write("scan.pdf", pdf(&[Sheet::Picture]));
    let folder = collection.folder("tesseract");
    pipe(&folder, "go");
    let lines = format!("cat {}/go; say la frontera", folder.display());
    let tesseract = stand_in(&folder, &lines);
    let server = Server::start(collection.command(["serve"]).env("APOSTILLE_TESSERACT", &tesseract));
    // The server answers before it takes up the queue: `status` says when it has.
    let has_writer = || collection.run(["status"]).with(0).stdout.contains("a process writes");
    assert!((0..1_000).any(|_| has_writer()), "the server never takes up the queue");
    let mut following = Beside::start(&mut add(&collection, Path::new("off")));
    following.wait_for("reading page 1 of 1 (OCR) of ");
    fs::write(folder.join("go"), "").unwrap();
    assert_eq!(following.ended().count("indexed"), 1);
    assert_eq!(server.search("q=frontera")["total"]["value"], 1);
}

#[test]
fn what_ocr_read_is_kept_where_it_cannot_be_read_again() {
    let collection = Collection::new();
    collection.write("scan.pdf", pdf(&[Sheet::Picture]));
    let tesseract = stand_in(&collection.folder("tesseract"), "say la frontera");
    let first = added(&mut add(&collection, &tesseract));
    let mut reindex = collection.command(["reindex", "--json"]);
    let again = Added::of(Ended::from(reindex.env("APOSTILLE_TESSERACT", "off").output().unwrap()).with(0));
    assert_eq!(again.files[0]["status"], "unchanged", "{again:?}");
    assert_eq!(codes(&again.files[0]), [("ocr-kept", None), ("ocr", None)]);
    assert_eq!(collection.search("frontera", &[])["total"]["value"], 1);
    assert_eq!(codes(&collection.show(first.document("scan.pdf"))), [("ocr", None)]);
}

#[test]
fn a_text_behind_the_picture_of_a_page_is_read_and_marked() {
    let collection = Collection::new();
    let (hidden, printed) =
        (Sheet::Hidden("El rio es la frontera del sur."), Sheet::Printed("El muro es la frontera."));
    let no_pages: Option<(&str, Option<u64>)> = None;
    for (name, sheets, warned) in [
        ("all.pdf", vec![hidden, hidden], Some(("hidden-text", None))),
        ("some.pdf", vec![printed, hidden], Some(("hidden-text", Some(2)))),
        ("blank.pdf", vec![Sheet::Picture, hidden], Some(("hidden-text", None))),
        ("background.pdf", vec![printed, printed], no_pages),
    ] {
        let path = collection.write(name, pdf(&sheets));
        let added = Added::of(collection.json(["add".as_ref(), path.as_os_str()]).with(0));
        assert_eq!(codes(added.file(name)), Vec::from_iter(warned), "{name}");
    }
    let found = collection.search("río", &[]);
    assert_eq!(found["total"]["value"], 3, "{found}");
}
