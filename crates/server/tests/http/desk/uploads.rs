//! Files that are sent: what is taken, what is refused, and what becomes of each.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;

use apostille_catalogue::Role;
use apostille_server::Intake;

use super::{Desk, form, word};
use crate::client::{Answer, send};

const BOUNDARY: &str = "a-line-that-no-file-has";

/// A form with these files.
fn body(word: &str, files: &[(&str, &str)]) -> String {
    let mut body = String::new();
    if !word.is_empty() {
        body += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\n{word}\r\n");
    }
    for (name, text) in files {
        body += &format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        );
    }
    body + &format!("--{BOUNDARY}--\r\n")
}

fn multipart(desk: &Desk, path: &str, authority: &str, body: &str) -> Answer {
    let headers = [
        authority.to_owned(),
        format!("Content-Length: {}", body.len()),
        format!("Content-Type: multipart/form-data; boundary={BOUNDARY}"),
    ];
    send(desk.server, "POST", path, &headers.each_ref().map(String::as_str), body.as_bytes())
}

fn upload(desk: &Desk, files: &[(&str, &str)]) -> Answer {
    let key = format!("Authorization: Bearer {}", desk.key(Role::Librarian));
    multipart(desk, "/api/v1/documents", &key, &body("", files))
}

fn paper(subject: &str) -> String {
    format!(
        "title: On {subject}\n\nA paper that says much of {subject}, of its causes, and of what may follow from it."
    )
}

#[test]
fn every_file_that_is_sent_has_an_end_and_the_counts_add_up() {
    let desk = Desk::new("uploads");
    let (harbours, ferries) = (paper("harbours"), paper("ferries"));
    let files = [
        ("harbours.md", harbours.as_str()),
        ("more/ferries.md", &ferries),
        ("again.md", &harbours),
        ("empty.md", "x\n\n"),
    ];
    let taken = upload(&desk, &files);
    assert_eq!(taken.status, 202, "{}", taken.body);
    let status = taken.header("location").to_owned();
    assert_eq!(taken.json()["status"], status.as_str());
    let batch = desk.batch(&status);
    let counts = &batch["counts"];
    let of = |name: &str| counts[name].as_u64().unwrap();
    assert_eq!((of("files"), of("indexed"), of("duplicate"), of("failed")), (4, 2, 1, 1), "{batch}");
    let ends = ["waiting", "reading", "indexed", "unchanged", "duplicate", "failed", "beside"];
    assert_eq!(ends.map(of).iter().sum::<u64>(), of("files"));
    let failed = batch["files"].as_array().unwrap().iter().find(|file| file["state"] == "failed").unwrap();
    assert!(failed["reason"].is_string() && failed["message"].is_string(), "{failed}");
    assert_eq!(batch["by"], "librarian");

    let report = desk.ask(Role::Librarian, "GET", &format!("{status}/report.csv"), "");
    assert_eq!((report.header("content-type"), report.body.lines().count()), ("text/csv; charset=utf-8", 5));
    let found = desk.ask(Role::Reader, "GET", "/api/v1/search?q=ferries", "").json();
    assert_eq!(found["hits"][0]["document"]["title"], "On ferries");

    // The same bytes again add nothing.
    let before = desk.ask(Role::Reader, "GET", "/api/v1/documents", "").json()["total"].clone();
    let again = desk.batch(upload(&desk, &files[..2]).header("location"));
    assert_eq!(again["counts"]["duplicate"], 2, "{again}");
    assert_eq!(desk.ask(Role::Reader, "GET", "/api/v1/documents", "").json()["total"], before);
}

#[test]
fn the_name_of_a_file_is_never_a_path() {
    let desk = Desk::new("names");
    let outside = desk.home.parent().unwrap().join("evil.md");
    let _ = fs::remove_file(&outside);
    let names =
        ["../evil.md", "/etc/evil.md", "..\\\\evil.md", "a/../../../evil.md", "%2e%2e/evil.md", "<b>evil</b>.md"];
    let texts: Vec<String> = (0..names.len()).map(|number| paper(&format!("wells {number}"))).collect();
    let files: Vec<(&str, &str)> = names.iter().copied().zip(texts.iter().map(String::as_str)).collect();
    let batch = desk.batch(upload(&desk, &files).header("location"));
    assert_eq!(batch["counts"]["indexed"], names.len(), "{batch}");
    assert!(!outside.exists() && !Path::new("/etc/evil.md").exists());
    for file in batch["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        assert!(path.starts_with("upload/") && !path.contains("..") && !path.contains('\\'), "{path}");
    }
    // What was read is not kept twice.
    while fs::read_dir(desk.home.join("incoming")).map_or(0, Iterator::count) > 0 {}
}

#[test]
fn one_file_is_sent_as_the_body_with_its_name() {
    let desk = Desk::new("raw");
    let taken = desk.ask(Role::Librarian, "POST", "/api/v1/documents?name=wells.md", &paper("wells"));
    assert_eq!(desk.batch(taken.header("location"))["files"][0]["path"], "upload/2/wells.md");
    let nameless = desk.ask(Role::Librarian, "POST", "/api/v1/documents", &paper("wells"));
    assert_eq!((nameless.status, &nameless.json()["parameter"]), (400, &"name".into()));
    for broken in ["", "no boundary here", "--a-line-that-no-file-has\r\nContent-Disposition: form-data"] {
        let key = format!("Authorization: Bearer {}", desk.key(Role::Librarian));
        assert_eq!(multipart(&desk, "/api/v1/documents", &key, broken).status, 400, "{broken:?}");
    }
    assert_eq!(upload(&desk, &[]).status, 400);
}

#[test]
fn what_is_too_large_or_too_much_is_refused_with_the_limit() {
    let desk = Desk::with("limits", |server| server.with_intake(Intake { file: 1 << 20, waiting: 3 }));
    let large = "x".repeat((1 << 20) + 1);
    let refused = upload(&desk, &[("small.md", "y"), ("large.md", &large)]);
    assert_eq!((refused.status, &refused.json()["limit"]), (413, &(1 << 20).into()));
    assert!(refused.json()["detail"].as_str().unwrap().contains("1 MiB"));
    let five: Vec<(String, String)> = (0..5).map(|n| (format!("{n}.md"), paper(&format!("tides {n}")))).collect();
    let five: Vec<(&str, &str)> = five.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let full = upload(&desk, &five);
    assert_eq!((full.status, full.header("retry-after")), (503, "30"), "{}", full.body);
    assert_eq!(upload(&desk, &five[..3]).status, 202, "what was refused leaves room");
    let list = desk.ask(Role::Librarian, "GET", "/api/v1/batches", "").json();
    assert_eq!(list["batches"].as_array().unwrap().len(), 2, "{list}");
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    let desk = Desk::new("broken-off");
    let mut stream = TcpStream::connect(desk.server).unwrap();
    let key = desk.key(Role::Librarian);
    let whole = body("", &[("a.md", &paper("dunes"))]);
    write!(
        stream,
        "POST /api/v1/documents HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nContent-Length: {}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n{}",
        whole.len() + 1000,
        &whole[..whole.len() - 20]
    )
    .unwrap();
    let incoming = desk.home.join("incoming");
    let count = || fs::read_dir(&incoming).map_or(0, Iterator::count);
    while count() == 0 {}
    drop(stream);
    while count() > 0 {}
    assert_eq!(desk.ask(Role::Librarian, "GET", "/api/v1/batches", "").json()["batches"].as_array().unwrap().len(), 1);
}

#[test]
fn the_page_takes_files_without_a_script_and_says_what_became_of_them() {
    let desk = Desk::new("page-upload");
    let cookie = desk.sign_in(Role::Librarian);
    let authority = format!("Cookie: {cookie}");
    let form_word = word(&desk.page(&cookie, "/desk").body);
    let files = [("wells.md", &*paper("wells")), ("x.md", "x\n\n")];
    assert_eq!(multipart(&desk, "/desk/files", &authority, &body("", &files)).status, 403);
    assert_eq!(multipart(&desk, "/desk/files", &authority, &body("guessed", &files)).status, 403);
    let taken = multipart(&desk, "/desk/files", &authority, &body(&form_word, &files));
    assert_eq!((taken.status, taken.header("location")), (303, "/desk/batches/2"), "{}", taken.body);
    desk.batch("/api/v1/batches/2");
    let page = desk.page(&cookie, "/desk/batches/2").body;
    assert!(page.contains(">wells.md</a>") && page.contains("<b>1</b> indexed") && page.contains("<b>1</b> failed"));
    assert!(!page.contains("data-renew"), "a batch that is over is not asked for again");
    assert!(page.find(">x.md<").unwrap() < page.find(">wells.md<").unwrap(), "what failed stands first");
    assert!(desk.page(&cookie, "/desk").body.contains("Batch 2"));
    assert_eq!(desk.page(&cookie, "/desk/batches/77").status, 404);
}

#[test]
fn paths_are_taken_from_watched_folders_alone() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watched");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tides.md"), paper("tides")).unwrap();
    let watched = vec![folder.clone()];
    let desk = Desk::with("paths", move |server| server.with_watched(watched));
    let cookie = desk.sign_in(Role::Librarian);
    let inside = folder.join("tides.md").display().to_string();
    for outside in ["/etc/hostname", "nothing.md", &folder.join("../names/lock").display().to_string(), ""] {
        let refused = desk.post(&cookie, "/desk/paths", &[("paths", outside)]);
        assert!(refused.status == 422 || refused.status == 400, "{outside}: {}", refused.status);
    }
    assert_eq!(desk.post(&cookie, "/desk/paths", &[("paths", &inside)]).header("location"), "/desk/batches/2");
    assert_eq!(desk.batch("/api/v1/batches/2")["counts"]["indexed"], 1);
    assert_eq!(form(desk.server, "/desk/paths", "", &[("paths", &inside)]).status, 303, "led to sign in");
}
