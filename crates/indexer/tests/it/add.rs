//! What becomes of the files of a folder.

use std::fs;

use crate::fixture::{Fixture, reading};
use apostille_indexer::{Event, Job, Outcome, Reading, Status, submit};

#[test]
fn every_file_has_one_line_and_the_counts_add_up() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fixture.paper("b/copy-of-a.md", "labour");
    fs::copy(fixture.papers().join("a.txt"), fixture.papers().join("c.txt")).unwrap();
    fixture.write("d.txt", "");
    fixture.write("e.bin", b"\x7fELF\0\0\0");
    fixture.write("f.txt", [0, 1, 2, 0xff, 0, 0]);
    fixture.write(".hidden.txt", "Hidden text.");
    fixture.write(".hidden/g.txt", "Hidden text.");
    let heard = fixture.add();
    let wanted = [
        ("a.txt", Status::Indexed),
        ("copy-of-a.md", Status::Indexed),
        ("c.txt", Status::Duplicate),
        ("d.txt", Status::Failed),
        ("e.bin", Status::Failed),
        ("f.txt", Status::Failed),
    ];
    assert_eq!(heard.statuses(), wanted);
    let summary = heard.summary;
    assert_eq!(
        (summary.files, summary.indexed, summary.duplicate, summary.failed, summary.passed_over),
        (6, 2, 1, 3, 2)
    );
    assert_eq!(heard.files[2].duplicate_of, heard.files[0].document);
    assert!(heard.files[2].message.as_ref().unwrap().contains("a.txt"));
    assert!(heard.files[0].passages > 0 && summary.passages >= heard.files[0].passages);
    for failed in &heard.files[3..] {
        assert!(failed.reason.is_some() && failed.message.is_some() && failed.document.is_none(), "{failed:?}");
    }
    assert_eq!(fixture.held().len(), 2);
    let card = fixture.catalogue().summary(heard.files[0].document.unwrap()).unwrap().unwrap();
    assert_eq!(card.paths.len(), 2);
}

#[test]
fn adding_again_changes_nothing() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    fs::copy(fixture.papers().join("a.txt"), fixture.papers().join("b.txt")).unwrap();
    let first = fixture.add();
    let sequence = fixture.catalogue().sequence().unwrap();
    let unread = Reading::new(|_| panic!("known bytes are not read"));
    let again = fixture.add_with(unread);
    assert_eq!(again.statuses(), [("a.txt", Status::Unchanged), ("b.txt", Status::Unchanged)]);
    assert_eq!(again.files[0].passages, first.files[0].passages);
    assert_eq!(again.files[0].document, first.files[0].document);
    assert_eq!(fixture.catalogue().sequence().unwrap(), sequence);
}

#[test]
fn new_bytes_at_a_known_path_replace_the_old_document() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    let old = fixture.add().files[0].document.unwrap();
    fixture.paper("a.txt", "labour");
    let new = fixture.add().files[0].document.unwrap();
    assert_ne!(old, new);
    assert_eq!(fixture.held(), [new].into());
}

#[test]
fn a_file_that_fails_keeps_what_was_read_from_it_before_and_is_tried_again() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    let document = fixture.add().files[0].document.unwrap();
    fixture.write("a.txt", "");
    let failed = fixture.add();
    assert_eq!((failed.files[0].status, failed.files[0].reason.as_deref()), (Status::Failed, Some("empty")));
    assert!(failed.files[0].message.as_ref().unwrap().contains("is kept"));
    assert_eq!(fixture.held(), [document].into());
    fixture.paper("a.txt", "asylum");
    assert_eq!(fixture.add().statuses(), [("a.txt", Status::Unchanged)]);
    assert_eq!(fixture.catalogue().counts().unwrap().failed, 0);
}

#[test]
fn a_reader_that_breaks_down_fails_its_file_and_no_other() {
    let fixture = Fixture::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fixture.paper(name, name);
    }
    let breaking = Reading::new(|path| {
        assert!(!path.ends_with("b.txt"), "broken down");
        apostille_extract::read(path, &fs::read(path).unwrap())
    });
    let heard = fixture.add_with(breaking);
    assert_eq!(
        heard.statuses().iter().map(|(_, status)| *status).collect::<Vec<_>>(),
        [Status::Indexed, Status::Failed, Status::Indexed]
    );
    assert_eq!(heard.files[1].reason.as_deref(), Some("crash"));
}

#[test]
fn a_document_with_nothing_to_be_found_by_is_never_indexed() {
    let fixture = Fixture::new();
    fixture.write("a.txt", "...");
    let blank = Reading::new(|_| Ok(apostille_corpus::Manuscript::default()));
    let heard = fixture.add_with(blank);
    assert_eq!(heard.files[0].reason.as_deref(), Some("empty"));
    assert!(fixture.held().is_empty());
}

#[test]
fn many_files_are_reported_in_the_order_of_their_paths() {
    let fixture = Fixture::new();
    let names: Vec<String> = (0..150).map(|number| format!("{number:03}.txt")).collect();
    for name in &names {
        // Every third has the same bytes: copies of the first of them.
        let number: usize = name[..3].parse().unwrap();
        fixture.paper(name, if number.is_multiple_of(3) { "border" } else { name });
    }
    let heard = fixture.add();
    let wanted: Vec<_> = (names.iter().enumerate())
        .map(|(number, name)| {
            (name.as_str(), if number > 0 && number.is_multiple_of(3) { Status::Duplicate } else { Status::Indexed })
        })
        .collect();
    assert_eq!(heard.statuses(), wanted);
    assert_eq!(fixture.held().len(), 101);
}

#[test]
fn a_removed_document_is_gone_and_an_unknown_one_is_named() {
    let fixture = Fixture::new();
    fixture.paper("a.txt", "asylum");
    let document = fixture.add().files[0].document.unwrap();
    let unknown = apostille_corpus::DocumentId::from_u64(7);
    let mut heard = Vec::new();
    let job = Job::Remove { documents: vec![document, unknown, document] };
    let outcome = submit(&fixture.home(), reading(), job, &mut |event| heard.push(event)).unwrap();
    let said = |wanted, status| {
        heard.iter().any(
            |event| matches!(event, Event::Document(report) if (report.document, report.status) == (wanted, status)),
        )
    };
    assert!(said(document, Outcome::Removed) && said(unknown, Outcome::Unknown));
    assert_eq!((outcome.summary.removed, outcome.summary.unknown), (1, 1));
    assert!(fixture.held().is_empty());
}

#[test]
fn a_line_is_the_json_of_the_contract() {
    let fixture = Fixture::new();
    fixture.write("a.txt", "");
    let line = serde_json::to_value(&fixture.add().files[0]).unwrap();
    let fields: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
    let mut wanted = vec![
        "path",
        "status",
        "document",
        "duplicate_of",
        "reason",
        "message",
        "warnings",
        "pages",
        "passages",
        "notes",
        "languages",
    ];
    wanted.sort_unstable();
    let mut fields = fields;
    fields.sort_unstable();
    assert_eq!(fields, wanted);
    assert_eq!(
        (&line["status"], &line["reason"], &line["document"]),
        (&"failed".into(), &"empty".into(), &serde_json::Value::Null)
    );
}
