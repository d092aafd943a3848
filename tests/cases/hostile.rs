//! Files made to hang, crash or exhaust who reads them: a server that reads them goes on answering.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::papers::WAITING;
use crate::support::program::{Added, Collection, Ended};
use crate::support::server::Server;
use crate::support::shared::shared;

#[test]
fn a_server_that_reads_hostile_files_goes_on_answering_searches() {
    let Some(hostile) = shared("corpus/hostile") else { return };
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.add();
    let server = Server::start(&mut collection.command(["serve"]));
    // The server answers before it takes up the queue: `status` says when it has.
    let has_writer = || collection.run(["status"]).with(0).stdout.contains("a process writes");
    assert!((0..1_000).any(|_| has_writer()), "the server never takes up the queue");

    let mut add = collection.command(["add".as_ref(), "--json".as_ref(), hostile.as_os_str()]);
    let add = add.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let ended = AtomicBool::new(false);
    let (added, asked) = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let output = add.wait_with_output().unwrap();
            ended.store(true, Ordering::Relaxed);
            Added::of(Ended::from(output).with(1))
        });
        let mut asked = 0;
        while !ended.load(Ordering::Relaxed) {
            let answer = server.search("q=shelters&limit=3");
            assert_eq!(answer["hits"][0]["document"]["title"], "Waiting at the Northern Border", "{answer}");
            asked += 1;
        }
        (waiting.join().unwrap(), asked)
    });
    println!("{asked} searches answered while {} hostile files were read", added.files.len());
    assert!(asked > added.files.len(), "{asked} searches");
    assert!(added.stderr.contains("queued"), "the server did not read them: {}", added.stderr);
    assert_eq!(server.get("/health/ready").status, 200);
}
