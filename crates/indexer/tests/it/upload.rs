//! Files that were received, from their delivery to their batch's report.

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use crate::fixture::{Fixture, reading, text_about};
use apostille_catalogue::{JobId, JobState, staged_name};
use apostille_indexer::{
    BeingRead, Event, FileReport, Indexer, Job, Reading, Status, batch_lines, batch_summary, verify,
};

fn said(fixture: &Fixture, job: JobId) -> Vec<(String, Status)> {
    let name = |report: FileReport| {
        (report.path.strip_prefix(&format!("upload/{}/", job.0)).unwrap().to_owned(), report.status)
    };
    batch_lines(&fixture.catalogue(), job).unwrap().into_iter().map(name).collect()
}

fn says(lines: &[(&str, Status)]) -> Vec<(String, Status)> {
    lines.iter().map(|(name, status)| ((*name).to_owned(), *status)).collect()
}

fn staged(fixture: &Fixture) -> usize {
    fs::read_dir(fixture.home().join("incoming")).map_or(0, Iterator::count)
}

#[test]
fn what_is_sent_becomes_documents_under_shown_paths_and_leaves_nothing_in_the_way() {
    let fixture = Fixture::new();
    let (asylum, labour) = (text_about("asylum"), text_about("labour"));
    let job = fixture.deliver(&[
        ("../../etc/passwd.txt", asylum.as_bytes()),
        ("x.txt", labour.as_bytes()),
        ("x.txt", text_about("borders").as_bytes()),
        ("folder/copy.md", asylum.as_bytes()),
        ("folder/.hidden.txt", b"Hidden text."),
        ("x.txt.yaml", b"title: Labour, by its sidecar\n"),
        ("old.doc", b"\xD0\xCF\x11\xE0"),
        ("empty.pdf", b""),
    ]);
    fixture.work(reading());
    let wanted = [
        ("etc/passwd.txt", Status::Indexed),
        ("x.txt", Status::Indexed),
        ("x (2).txt", Status::Indexed),
        ("folder/copy.md", Status::Duplicate),
        ("old.doc", Status::Failed),
        ("empty.pdf", Status::Failed),
    ];
    assert_eq!(said(&fixture, job), says(&wanted));
    let summary = batch_summary(&fixture.catalogue(), job).unwrap();
    let counts = (summary.files, summary.indexed, summary.duplicate, summary.failed, summary.passed_over);
    assert_eq!(counts, (6, 3, 1, 2, 2), "the counts add up to the files sent");
    let batch = fixture.catalogue().batch(job).unwrap().unwrap();
    assert_eq!((batch.names.len(), batch.state, batch.progress.files_total), (8, JobState::Done, 6));
    let lines = batch_lines(&fixture.catalogue(), job).unwrap();
    assert!(lines[3].message.as_ref().unwrap().contains("etc/passwd.txt and nothing was added"), "{lines:?}");
    assert!(lines[4].message.as_ref().unwrap().contains("DOC"), "{:?}", lines[4].message);
    assert_eq!(lines[5].reason.as_deref(), Some("empty"));
    let card = |line: usize| fixture.catalogue().summary(lines[line].document.unwrap()).unwrap().unwrap();
    assert_eq!(card(1).record.title, "Labour, by its sidecar");
    assert_eq!(card(0).paths, [format!("upload/{}/etc/passwd.txt", job.0)], "a duplicate leaves no path");
    let counts = fixture.catalogue().counts().unwrap();
    assert_eq!((counts.documents, counts.paths, counts.failed), (3, 3, 0));
    assert_eq!((fixture.held().len(), staged(&fixture)), (3, 0));
    assert_eq!(verify(&fixture.home()).unwrap().problems, [""; 0]);
}

#[test]
fn bytes_that_are_held_add_nothing_but_what_their_sidecar_says() {
    let fixture = Fixture::new();
    let path = fixture.paper("a.txt", "asylum");
    let document = fixture.add().files[0].document.unwrap();
    let sequence = fixture.catalogue().sequence().unwrap();
    let again = fixture.deliver(&[("b.txt", &fs::read(&path).unwrap())]);
    let unread = || Reading::new(|_| panic!("known bytes are not read"));
    fixture.work(unread());
    assert_eq!(said(&fixture, again), says(&[("b.txt", Status::Duplicate)]));
    assert_eq!(fixture.catalogue().sequence().unwrap(), sequence);
    fixture.deliver(&[("b.txt", &fs::read(&path).unwrap()), ("b.yaml", b"title: By its sidecar\n")]);
    fixture.work(unread());
    let card = fixture.catalogue().summary(document).unwrap().unwrap();
    assert_eq!((card.record.title.as_str(), card.paths.len()), ("By its sidecar", 1));
}

#[test]
fn the_title_of_what_has_none_other_is_what_it_is_called_also_when_it_is_read_again() {
    let fixture = Fixture::new();
    let untitled = || {
        Reading::new(|path| {
            assert_eq!(path.extension().unwrap(), "txt");
            let mut manuscript = apostille_extract::read(path, text_about("asylum").as_bytes())?;
            manuscript.pages.iter_mut().for_each(|page| drop(page.blocks.remove(0)));
            Ok(manuscript)
        })
    };
    let long = format!("{}.txt", "é".repeat(251));
    let job = fixture.deliver(&[(&long, b"words")]);
    fixture.work(untitled());
    let document = batch_lines(&fixture.catalogue(), job).unwrap()[0].document.unwrap();
    let title = || fixture.catalogue().summary(document).unwrap().unwrap().record.title;
    assert_eq!(title(), "é".repeat(251));
    fixture.run(untitled(), Job::Reindex);
    assert_eq!(title(), "é".repeat(251));
}

#[test]
fn an_upload_whose_runner_died_is_taken_up_and_no_file_is_reported_twice() {
    let fixture = Fixture::new();
    let names: Vec<String> = (0..100).map(|number| format!("{number:03}.txt")).collect();
    let texts: Vec<String> = names.iter().map(|name| text_about(name)).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let job = fixture.deliver(&files);
    // The runner ends in the middle, as if it were killed: what it had written down stays.
    let died = std::panic::catch_unwind(|| {
        let mut indexer = Indexer::open(&fixture.home(), reading()).unwrap().unwrap();
        indexer.run_queue(&mut |event| assert!(!matches!(event, Event::File(_)), "killed")).unwrap();
    });
    assert!(died.is_err());
    let done = said(&fixture, job).len();
    assert!(done > 0 && done < 100, "{done}");
    assert_eq!(staged(&fixture), 1, "what was received is kept until its job has ended");
    fixture.work(reading());
    assert_eq!(said(&fixture, job).len(), 100);
    assert_eq!((fixture.held().len(), staged(&fixture)), (100, 0));
}

#[test]
fn what_was_received_and_is_gone_is_to_be_sent_again() {
    let fixture = Fixture::new();
    let job = fixture.deliver(&[("a.txt", b"words")]);
    let folder = fs::read_dir(fixture.home().join("incoming")).unwrap().next().unwrap().unwrap().path();
    fs::remove_dir_all(folder).unwrap();
    fixture.work(reading());
    let lines = batch_lines(&fixture.catalogue(), job).unwrap();
    assert_eq!((lines[0].status, lines[0].reason.as_deref()), (Status::Failed, Some("unreadable")));
    assert!(lines[0].message.as_ref().unwrap().contains("send it again"), "{lines:?}");
}

#[test]
fn a_file_that_takes_long_to_read_is_told_and_a_quick_one_is_not() {
    let fixture = Fixture::new();
    let (go, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let reading = Reading::new(move |path| {
        let text = fs::read_to_string(path).unwrap();
        if text.contains("labour") {
            let _ = held.lock().unwrap().recv();
        }
        apostille_extract::read(path, text.as_bytes())
    });
    let job = fixture
        .deliver(&[("quick.txt", text_about("asylum").as_bytes()), ("slow.txt", text_about("labour").as_bytes())]);
    let (mut told, mut go) = (Vec::new(), Some(go));
    let mut indexer = Indexer::open(&fixture.home(), reading).unwrap().unwrap();
    let mut watcher = |event| {
        if let Event::Reading(files) = event {
            assert_eq!(fixture.catalogue().being_read(job).unwrap(), files);
            told.push(files);
            go = None;
        }
    };
    indexer.run_queue(&mut watcher).unwrap();
    let slow = BeingRead { path: format!("upload/{}/slow.txt", job.0), page: None, pages: None };
    assert_eq!(told, [vec![slow], vec![]]);
}

#[test]
fn a_staged_file_keeps_the_ending_of_every_format_that_is_read() {
    for ending in apostille_extract::EXTENSIONS {
        assert_eq!(staged_name(1, Path::new(&format!("a.{ending}"))), format!("1.{ending}"));
    }
}
