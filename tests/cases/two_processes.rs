//! Two processes on one home: one writes, the other queues, and both come to their end.

use std::process::Stdio;

use crate::support::papers::{WAITING, numbered};
use crate::support::program::{Added, Collection, Ended};
use crate::support::server::Server;

#[test]
fn what_is_added_beside_a_running_server_is_found_by_it() {
    let collection = Collection::new();
    let first = collection.write("waiting.md", WAITING);
    collection.json(["add".as_ref(), first.as_os_str()]).with(0);
    let server = Server::start(&mut collection.command(["serve"]));
    assert_eq!(server.search("q=albergue5")["total"]["value"], 0);

    let second = collection.write("report.txt", numbered(5));
    let added = Added::of(collection.json(["add".as_ref(), second.as_os_str()]).with(0));
    assert_eq!(added.file("report.txt")["status"], "indexed");
    assert_eq!(server.search("q=albergue5")["total"]["value"], 1, "the server answers from the newest commit");

    collection.run(["remove", added.document("report.txt")]).with(0);
    assert_eq!(server.search("q=albergue5")["total"]["value"], 0);
    collection.run(["reindex"]).with(0);
    assert_eq!(server.search("q=shelters")["total"]["value"], 1, "the server follows the swap");
    collection.run(["verify"]).with(0);
}

#[test]
fn adds_at_the_same_time_all_come_to_their_end() {
    const ADDS: u64 = 4;
    let collection = Collection::new();
    let started: Vec<_> = (0..ADDS)
        .map(|adder| {
            for number in 0..6 {
                collection.write(&format!("from{adder}/report{number}.txt"), numbered(adder * 100 + number));
            }
            let folder = collection.papers().join(format!("from{adder}"));
            let mut add = collection.command(["add".as_ref(), "--json".as_ref(), folder.as_os_str()]);
            add.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in started {
        let added = Added::of(Ended::from(child.wait_with_output().unwrap()).with(0));
        assert_eq!(
            (added.files.len(), added.count("indexed")),
            (6, 6),
            "its own files and no other's: {}",
            added.stderr
        );
    }
    assert_eq!(collection.json(["list"]).with(0).json().len() as u64, ADDS * 6);
    assert_eq!(collection.search("albergue305", &[])["total"]["value"], 1);
    collection.run(["verify"]).with(0);
}

#[test]
fn an_add_that_waits_says_so() {
    let collection = Collection::new();
    let paper = collection.write("waiting.md", WAITING);
    let _server = Server::start(&mut collection.command(["serve"]));
    // The server answers before it takes up the queue: `status` says when it has.
    let has_writer = || collection.run(["status"]).with(0).stdout.contains("a process writes");
    assert!((0..1_000).any(|_| has_writer()), "the server never takes up the queue");
    let ended = collection.run(["add".as_ref(), paper.as_os_str()]).with(0);
    assert!(ended.stderr.contains("queued"), "{}", ended.stderr);
}
