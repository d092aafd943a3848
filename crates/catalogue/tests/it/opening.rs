//! What is opened, by whom, and what is refused.

use std::fs;
use std::thread;

use crate::fixture::Fixture;
use apostille_catalogue::{Catalogue, Error, Home};
use rusqlite::Connection;

#[test]
fn a_home_without_a_catalogue_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Catalogue::open_existing(folder.path()).unwrap_err();
    assert!(matches!(refused, Error::NoCollection { .. }));
    assert!(refused.to_string().contains("apostille add"), "{refused}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_catalogue_that_is_not_ours_is_refused_by_what_it_is() {
    type Make = fn(&std::path::Path);
    let cases: [(Make, &str); 3] = [
        (|path| drop(Connection::open(path).unwrap().execute_batch("CREATE TABLE birds (name)")), "another program"),
        (
            |path| fs::write(path, "no database, though it is long enough to be looked at".repeat(99)).unwrap(),
            "damaged",
        ),
        (
            |path| {
                Catalogue::open(path.parent().unwrap()).unwrap();
                Connection::open(path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
            },
            "newer Apostille (format 99",
        ),
    ];
    for (make, said) in cases {
        let folder = tempfile::tempdir().unwrap();
        make(&Home::new(folder.path()).catalogue());
        let refused = Catalogue::open(folder.path()).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
}

#[test]
fn several_threads_make_and_open_one_catalogue_at_the_same_moment() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    thread::scope(|scope| {
        let opened: Vec<_> = (0..8).map(|_| scope.spawn(|| Catalogue::open(&home).map(drop))).collect();
        for opened in opened {
            opened.join().unwrap().unwrap();
        }
    });
    assert_eq!(Catalogue::open_existing(&home).unwrap().sequence().unwrap(), 0);
}

#[test]
fn readers_see_the_last_committed_state_while_another_writes() {
    let mut fixture = Fixture::new();
    let first = fixture.file("a.txt", "first");
    let (first, _) = fixture.index(&first);
    let writing = Connection::open(Home::new(fixture.home()).catalogue()).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE; DELETE FROM documents").unwrap();
    let home = fixture.home();
    let read = thread::spawn(move || Catalogue::open_existing(&home).unwrap().live_documents().unwrap());
    assert_eq!(read.join().unwrap(), [first.id]);
    writing.execute_batch("ROLLBACK").unwrap();
}
