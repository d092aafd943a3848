//! A server beside the commands that change its collection.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use apostille_indexer::{Event, Indexer, Job, submit};
use apostille_server::Server;
use tokio::sync::oneshot;

use crate::client::ask;

/// A folder of its own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left is no part of this one.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_server_does_the_jobs_of_others_and_gives_the_collection_up_when_it_ends() {
    let (home, papers) = (folder("queue"), folder("queue-papers"));
    fs::write(papers.join("a.md"), "A paper of asylum.").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel::<()>();
    let server = {
        let home = home.clone();
        let shutdown = async { drop(ended.await) };
        std::thread::spawn(move || Server::new(home, "no-program").serve(listener, shutdown))
    };
    // An empty home is ready once the server has made its index, and then it is the server that may write.
    while ask(address, "GET", "/health/ready", &[]).status != 200 {}
    assert!(ask(address, "GET", "/", &[]).body.contains("The collection is empty."));

    let mut waited = false;
    let mut hear = |event: Event| waited |= matches!(event, Event::Queued { .. });
    let outcome = submit(&home, PathBuf::from("no-program"), Job::Add { paths: vec![papers] }, &mut hear).unwrap();
    assert!(waited, "the job was done beside the server");
    assert_eq!((outcome.summary.files, outcome.summary.failed), (1, 1), "there is no program to read with");

    end.send(()).unwrap();
    server.join().unwrap().unwrap();
    while Indexer::open(&home, PathBuf::from("no-program")).unwrap().is_none() {}
}

#[test]
fn a_home_that_is_none_is_said_to_be_not_ready() {
    // A file where the home's folder would be: no collection can be made there.
    let file = folder("no-home").join("file");
    fs::write(&file, "").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || Server::new(file, "no-program").serve(listener, std::future::pending()));
    let ready = ask(address, "GET", "/health/ready", &[]);
    assert_eq!((ready.status, ready.header("content-type")), (503, "application/problem+json"));
    assert_eq!(ask(address, "GET", "/health/live", &[]).status, 200);
    assert_eq!(ask(address, "GET", "/openapi.json", &[]).status, 200);
    let page = ask(address, "GET", "/search?q=asylum", &["Accept-Language: es"]);
    assert_eq!(page.status, 503);
    assert!(page.body.contains("Todavía no hay ninguna colección"));
}
