//! Links, and paths that lead nowhere.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use crate::fixture::{Fixture, reading};
use apostille_indexer::{Job, Status};

#[test]
fn a_link_that_leads_back_fails_with_the_remedy_and_the_other_files_go_on() {
    let fixture = Fixture::new();
    fixture.paper("deep/a.txt", "asylum");
    symlink(fixture.papers(), fixture.papers().join("deep/back")).unwrap();
    let heard = fixture.add();
    assert_eq!(heard.statuses(), [("a.txt", Status::Indexed), ("back", Status::Failed)]);
    assert_eq!(heard.files[1].reason.as_deref(), Some("unreadable"));
    assert!(heard.files[1].message.as_ref().unwrap().contains("remove the link"), "{heard:?}");
}

#[test]
fn a_file_that_links_lead_to_counts_once_under_its_own_name() {
    let fixture = Fixture::new();
    fixture.paper("papers/m.txt", "asylum");
    symlink(fixture.papers().join("papers/m.txt"), fixture.papers().join("a-link.txt")).unwrap();
    symlink(fixture.papers().join("papers"), fixture.papers().join("z-link")).unwrap();
    let heard = fixture.add();
    assert_eq!(heard.statuses(), [("m.txt", Status::Indexed)]);
    assert_eq!(heard.summary.passed_over, 2);
}

#[test]
fn what_is_no_file_fails_and_is_not_waited_for() {
    let fixture = Fixture::new();
    symlink("nowhere.txt", fixture.papers().join("broken.txt")).unwrap();
    symlink("nowhere", fixture.papers().join(".#lock")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(fixture.papers().join("socket.txt")).unwrap();
    let gone = fixture.papers().join("gone.txt");
    let heard = fixture.run(reading(), Job::Add { paths: vec![fixture.papers(), gone] });
    drop(socket);
    let failed = ["broken.txt", "gone.txt", "socket.txt"].map(|name| (name, Status::Failed));
    assert_eq!(heard.statuses(), failed);
    assert!(heard.files.iter().all(|file| file.reason.as_deref() == Some("unreadable")));
    assert_eq!(heard.summary.passed_over, 1);
}

#[test]
fn a_collection_inside_the_folder_is_passed_over() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fixture.add();
    fs::rename(fixture.home(), fixture.papers().join("index")).unwrap();
    let heard = fixture.add();
    assert_eq!(heard.statuses(), [("a.txt", Status::Indexed)]);
    assert_eq!(heard.summary.passed_over, 1);
}
