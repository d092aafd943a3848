//! Several processes want to write; one does, the others follow.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::fixture::{Fixture, Heard, reading};
use apostille_catalogue::{Accepted, Catalogue, Edit, Field, Source, What, WriterLock};
use apostille_corpus::DocumentId;
use apostille_engine::{Query, Search};
use apostille_indexer::{Event, Indexer, Job, Reading, Status, open_index, submit, verify};

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

/// Reads a file that says `slow` only once somebody has said so; it is said when a file is begun.
fn slow_reading() -> (Reading, mpsc::Receiver<String>, mpsc::Sender<()>) {
    let ((go, held), (begun, begins)) = (mpsc::channel::<()>(), mpsc::channel());
    let held = Arc::new(Mutex::new(held));
    let reading = Reading::new(move |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let _ = begun.send(text.lines().next().unwrap_or_default().to_owned());
        if text.contains("slow") {
            let _ = held.lock().unwrap().recv();
        }
        apostille_extract::read(path, text.as_bytes())
    });
    (reading, begins, go)
}

/// Runs a long job, and once all of these titles are begun to be read, what is to be done beside it; then lets it end.
fn beside(fixture: &Fixture, long: Job, titles: usize, meanwhile: impl FnOnce()) -> Heard {
    let (slow, begins, go) = slow_reading();
    thread::scope(|scope| {
        let long = scope.spawn(|| fixture.run(slow, long));
        begins.iter().take(titles).for_each(drop);
        meanwhile();
        drop(go);
        long.join().unwrap()
    })
}

/// A job that another process submits, and hears of its end.
fn submitted(fixture: &Fixture, job: Job) -> apostille_indexer::Summary {
    let unread = Reading::new(|_| panic!("the other process reads"));
    submit(&fixture.home(), unread, job, &mut |_| {}).unwrap().summary
}

fn title(id: DocumentId, title: &str) -> Job {
    let edit = Edit { document: id, field: Field::Title, value: Some(title.into()) };
    Job::Edit { edits: vec![edit], what: "a test".to_owned() }
}

#[test]
fn short_jobs_are_done_while_an_add_reads_and_what_it_judged_before_is_judged_anew() {
    let fixture = Fixture::new();
    for (name, subject) in [("b.txt", "borders"), ("c.txt", "courts"), ("d.txt", "deportation")] {
        fixture.paper(name, subject);
    }
    let before: Vec<_> = fixture.add().files.iter().map(|file| file.document.unwrap()).collect();
    fixture.run(reading(), Job::Remove { documents: vec![before[1], before[2]] });
    fixture.paper("a.txt", "slow trains");
    fixture.paper("e.txt", "elections");
    // While a.txt is read, c.txt and d.txt are read after it: the reading of e.txt says that they have been.
    let added = beside(&fixture, Job::Add { paths: vec![fixture.papers()] }, 4, || {
        assert_eq!(submitted(&fixture, title(before[0], "By hand")).edited, 1);
        assert_eq!(submitted(&fixture, Job::Remove { documents: vec![before[0]] }).removed, 1);
        assert_eq!(submitted(&fixture, Job::Purge { documents: vec![before[1]] }).purged, 1);
        assert_eq!(submitted(&fixture, Job::Restore { documents: vec![before[2]] }).restored, 1);
        assert_eq!(fixture.held(), [before[2]].into(), "what was done is found, and the add has not ended");
    });
    assert_eq!(added.files.len(), 5);
    assert!(added.files.iter().all(|file| file.status == Status::Indexed), "{:?}", added.statuses());
    assert_eq!(fixture.held().len(), 5);
    let card = fixture.catalogue().summary(before[0]).unwrap().unwrap();
    assert_eq!(card.record.title, "By hand");
    assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0]);
}

#[test]
fn short_jobs_are_done_while_originals_are_read_again_and_the_new_index_has_them() {
    let fixture = Fixture::new();
    for (name, subject) in
        [("a.txt", "slow trains"), ("b.txt", "borders"), ("c.txt", "courts"), ("d.txt", "deportation")]
    {
        fixture.paper(name, subject);
    }
    let all = fixture.add().files;
    let [a, b, c, d] = [0, 1, 2, 3].map(|file| all[file].document.unwrap());
    fixture.run(reading(), Job::Remove { documents: vec![d] });
    beside(&fixture, Job::Reindex, 1, || {
        assert_eq!(submitted(&fixture, title(a, "By hand")).edited, 1);
        assert_eq!(submitted(&fixture, Job::Remove { documents: vec![b, c] }).removed, 2);
        assert_eq!(submitted(&fixture, Job::Purge { documents: vec![b] }).purged, 1);
        assert_eq!(submitted(&fixture, Job::Restore { documents: vec![d] }).restored, 1);
        assert_eq!(fixture.held(), [a, d].into(), "the old index has them at once");
    });
    assert_eq!(fixture.held(), [a, d].into());
    let titles = Search::new(Query::parse("title:hand").unwrap());
    let searcher = open_index(&fixture.home()).unwrap().searcher().unwrap();
    assert!(searcher.search(&titles).unwrap().total > 0, "the new index has the edited title");
    assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0]);
}
