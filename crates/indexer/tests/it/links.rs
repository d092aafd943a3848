//! Links, and paths that lead nowhere.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use crate::fixture::{Fixture, reading, text_about};
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

#[test]
fn what_links_lead_out_of_the_folders_is_not_added_where_a_folder_in_them_was_named() {
    let fixture = Fixture::new();
    let inside = fixture.paper("folder/a.txt", "asylum");
    let elsewhere = fixture.home().with_file_name("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for (name, text) in [("secret.txt", text_about("secrets")), ("a.txt.yaml", "title: A secret".to_owned())] {
        fs::write(elsewhere.join(name), text).unwrap();
    }
    let folder = inside.parent().unwrap();
    for (link, to) in [
        ("file.txt", elsewhere.join("secret.txt")),
        ("all", elsewhere.clone()),
        ("a.txt.yaml", elsewhere.join("a.txt.yaml")),
        ("again.txt", inside.clone()),
    ] {
        symlink(to, folder.join(link)).unwrap();
    }
    let job = Job::AddFrom { paths: vec![folder.to_path_buf()], folders: vec![fixture.papers()] };
    let heard = fixture.run(reading(), job);
    let failed: Vec<_> = heard.files.iter().filter(|file| file.status == Status::Failed).collect();
    assert!(heard.statuses().contains(&("a.txt", Status::Indexed)), "{heard:?}");
    assert!(!failed.is_empty() && failed.iter().all(|file| file.message.as_ref().unwrap().contains("link leads out")));
    let cards = fixture.catalogue().summaries(0, 9).unwrap();
    assert_eq!(cards.iter().map(|card| card.record.title.as_str()).collect::<Vec<_>>(), ["A report on asylum"]);
}
