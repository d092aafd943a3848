//! Several processes want to write; one does, the others follow.

#![allow(clippy::unwrap_used, reason = "a test's own functions, too, may panic")]

mod fixture;

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use apostille_catalogue::{Accepted, Catalogue, Source, What, WriterLock};
use apostille_indexer::{Event, Indexer, Job, Reading, Status, submit};
use fixture::{Fixture, Heard, reading};

/// Reads only once somebody has said so.
fn reading_held_back() -> (Reading, mpsc::Sender<()>) {
    let (go, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let reading = Reading::new(move |path| {
        // The first to read waits; once the sender is gone, nobody does.
        let _ = held.lock().unwrap().recv();
        apostille_extract::read(path, &std::fs::read(path).unwrap())
    });
    (reading, go)
}

#[test]
fn the_second_of_two_submitters_queues_says_so_and_hears_its_own_lines() {
    let fixture = Fixture::new();
    let (one, two) = (fixture.paper("one/a.txt", "asylum"), fixture.paper("two/b.txt", "labour"));
    let (held_back, go) = reading_held_back();
    let home = fixture.home();
    let add = |path: std::path::PathBuf| Job::Add { paths: vec![path] };
    thread::scope(|scope| {
        let (begun, is_begun) = mpsc::channel();
        let first = scope.spawn({
            let home = &home;
            move || {
                let mut heard = Heard::default();
                let mut watcher = |event| {
                    let _ = begun.send(());
                    heard.hear(event);
                };
                submit(home, held_back, add(one), &mut watcher).unwrap();
                heard
            }
        });
        is_begun.recv().unwrap();
        let mut go = Some(go);
        let mut heard = Heard::default();
        let mut watcher = |event| {
            if matches!(event, Event::Queued { behind: 1 }) {
                go = None;
            }
            heard.hear(event);
        };
        submit(&home, reading(), add(two), &mut watcher).unwrap();
        assert_eq!((heard.queued, heard.statuses()), (1, vec![("b.txt", Status::Indexed)]));
        let first = first.join().unwrap();
        assert_eq!((first.queued, first.statuses()), (0, vec![("a.txt", Status::Indexed)]));
    });
    assert_eq!(fixture.held().len(), 2);
}

#[test]
fn a_running_indexer_does_what_others_submit_and_they_follow() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fixture.paper("b.txt", "labour");
    let mut server = Indexer::open(&fixture.home(), reading()).unwrap().unwrap();
    assert!(Indexer::open(&fixture.home(), reading()).unwrap().is_none());
    thread::scope(|scope| {
        let unread = Reading::new(|_| panic!("the server reads"));
        let (queued, is_queued) = mpsc::channel();
        let follower = scope.spawn({
            let fixture = &fixture;
            move || {
                let mut heard = Heard::default();
                let mut watcher = |event| {
                    if matches!(event, Event::Queued { .. }) {
                        queued.send(()).unwrap();
                    }
                    heard.hear(event);
                };
                submit(&fixture.home(), unread, Job::Add { paths: vec![fixture.papers()] }, &mut watcher).unwrap();
                heard
            }
        });
        is_queued.recv().unwrap();
        let mut lines = Vec::new();
        server.run_queue(&mut |event| lines.push(event)).unwrap();
        let heard = follower.join().unwrap();
        assert_eq!(heard.statuses(), [("a.txt", Status::Indexed), ("b.txt", Status::Indexed)]);
        assert_eq!(heard.summary.files, 2);
        assert!(lines.contains(&Event::Summary(heard.summary)));
    });
}

#[test]
fn a_job_whose_runner_died_is_taken_up_and_no_file_is_reported_twice() {
    let fixture = Fixture::new();
    let first = fixture.write("a.txt", "");
    fixture.paper("b.txt", "labour");
    let mut catalogue = Catalogue::open(&fixture.home()).unwrap();
    let died = catalogue.enqueue(&Job::Add { paths: vec![fixture.papers()] }, "a test").unwrap();
    let lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    catalogue.next_job(&lock).unwrap();
    let line = format!(
        r#"{{"path":"{}","status":"failed","document":null,"duplicate_of":null,"reason":"empty","message":"It is empty.",
            "warnings":[],"pages":null,"passages":0,"notes":0,"languages":[]}}"#,
        first.display()
    );
    let source = Source { path: first, sha256: None, size: 0, modified: 0 };
    let what = What::Failed { reason: "empty".into(), message: "It is empty.".into() };
    catalogue.accept(died, &[Accepted { source, what, sidecar: None, line }]).unwrap();
    drop(lock);
    // The next command takes up what was left, then does its own.
    let next = fixture.run(reading(), Job::Add { paths: vec![fixture.papers().join("b.txt")] });
    assert_eq!((next.queued, next.statuses()), (1, vec![("b.txt", Status::Unchanged)]));
    let lines = catalogue.events_after(died, 0).unwrap();
    assert_eq!(lines.len(), 3, "two files and a summary: {lines:?}");
    let summary: serde_json::Value = serde_json::from_str(&lines[2].1).unwrap();
    assert_eq!((&summary["summary"]["files"], &summary["summary"]["failed"]), (&2.into(), &1.into()));
}

#[test]
fn a_job_that_cannot_be_done_says_why() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fixture.add();
    // The originals' place is taken by a file.
    fixture.paper("b.txt", "labour");
    std::fs::remove_dir_all(fixture.home().join("originals")).unwrap();
    std::fs::write(fixture.home().join("originals"), "in the way").unwrap();
    let job = Job::Add { paths: vec![fixture.papers()] };
    let error = submit(&fixture.home(), reading(), job, &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("originals"), "{error}");
}
