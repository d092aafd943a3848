//! Files come in, change and leave.

use crate::fixture::{Fixture, VERSIONS, document, failed};
use apostille_catalogue::{Accepted, Catalogue, Error, PassageOrNote, Presence, What};
use apostille_corpus::{DocumentId, Language};

#[test]
fn a_document_is_read_back_as_it_was_written() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (document, changes) = fixture.index(&source);
    let other = Catalogue::open_existing(&fixture.home()).unwrap();
    assert_eq!(other.document(document.id).unwrap().as_ref(), Some(&document));
    let card = other.summary(document.id).unwrap().unwrap();
    assert_eq!((card.passages, card.notes, card.warnings, card.has_original), (2, 1, 1, true));
    assert_eq!(
        (card.record.clone(), card.paths.clone()),
        (document.record.clone(), vec![source.path.display().to_string()])
    );
    assert_eq!(other.summaries(0, 10).unwrap(), std::slice::from_ref(&card));
    assert_eq!(other.summaries_of(&[document.id]).unwrap(), [card]);
    let note = &document.notes[0];
    assert_eq!(other.passage(&note.id).unwrap(), Some((document.id, PassageOrNote::Note(note.clone()))));
    let body = &document.passages[1];
    assert_eq!(other.passage(&body.id).unwrap(), Some((document.id, PassageOrNote::Passage(body.clone()))));
    let ids = other.passage_ids(document.id).unwrap();
    assert_eq!(ids, [document.passages[0].id.as_str(), &body.id, &note.id]);
    assert_eq!(other.changes_after(0).unwrap(), changes);
    assert_eq!(std::fs::read(other.original(document.id).unwrap().unwrap()).unwrap(), b"some text");
    assert_eq!(other.check().unwrap(), [""; 0]);
}

#[test]
fn documents_are_listed_page_by_page_also_after_one_that_has_left() {
    let mut fixture = Fixture::new();
    for number in 0..5 {
        let source = fixture.file(&format!("{number}.txt"), &format!("text {number}"));
        fixture.index(&source);
    }
    let all = fixture.catalogue.summaries_after(None, 10).unwrap();
    assert_eq!(all, fixture.catalogue.summaries(0, 10).unwrap());
    let (mut listed, mut last) = (Vec::new(), None);
    while let Some(card) = fixture.catalogue.summaries_after(last, 2).unwrap().last() {
        last = Some(card.id);
        listed.push(card.id);
    }
    assert_eq!(listed, [all[1].id, all[3].id, all[4].id]);
    fixture.catalogue.remove(all[1].id, fixture.job, "{}").unwrap();
    assert_eq!(fixture.catalogue.summaries_after(Some(all[1].id), 10).unwrap(), all[2..]);
    let unknown = fixture.catalogue.summaries_after(Some(DocumentId::from_u64(7)), 1).unwrap_err();
    assert!(matches!(unknown, Error::UnknownDocument { .. }), "{unknown}");
}

#[test]
fn new_bytes_at_a_path_replace_the_document_unless_another_path_has_it() {
    for copies in [0, 1] {
        let mut fixture = Fixture::new();
        let before = fixture.file("a.txt", "the old text");
        let (old, _) = fixture.index(&before);
        for copy in 0..copies {
            let copy = fixture.file(&format!("copy-{copy}.txt"), "the old text");
            assert_eq!(fixture.accept(&copy, What::Known(old.id)), []);
        }
        let after = fixture.file("a.txt", "the new text");
        let (new, changes) = fixture.index(&after);
        let changes: Vec<_> = changes.iter().map(|change| (change.document, change.live)).collect();
        let still_held = copies > 0;
        let retired = if still_held { vec![] } else { vec![(old.id, false)] };
        assert_eq!(changes, [vec![(new.id, true)], retired].concat());
        assert_eq!(fixture.catalogue.document(old.id).unwrap().is_some(), still_held);
        assert_eq!(fixture.catalogue.passage(&old.passages[0].id).unwrap().is_some(), still_held);
        assert_eq!(fixture.catalogue.counts().unwrap().history, u64::from(!still_held));
        assert_eq!(fixture.catalogue.kept().unwrap().len(), 2, "the old original stays as history");
    }
}

#[test]
fn files_that_change_names_with_each_other_keep_their_documents() {
    let mut fixture = Fixture::new();
    let (a, b) = (fixture.file("a.txt", "first"), fixture.file("b.txt", "second"));
    let ((first, _), (second, _)) = (fixture.index(&a), fixture.index(&b));
    let (a, b) = (fixture.file("a.txt", "second"), fixture.file("b.txt", "first"));
    let lines = [(&a, second.id), (&b, first.id)].map(|(source, id)| Accepted {
        source: source.clone(),
        what: What::Known(id),
        sidecar: None,
        line: "{}".into(),
    });
    let sequence = fixture.catalogue.sequence().unwrap();
    assert_eq!(fixture.catalogue.accept(fixture.job, &lines).unwrap(), []);
    assert_eq!(fixture.catalogue.sequence().unwrap(), sequence);
    assert_eq!(fixture.catalogue.live_documents().unwrap().len(), 2);
}

#[test]
fn a_document_whose_path_comes_back_in_a_later_batch_is_live_again() {
    let mut fixture = Fixture::new();
    let a = fixture.file("a.txt", "first");
    let (first, _) = fixture.index(&a);
    let a = fixture.file("a.txt", "second");
    fixture.index(&a);
    let b = fixture.file("b.txt", "first");
    let changes = fixture.accept(&b, What::Known(first.id));
    assert_eq!(changes.iter().map(|c| (c.document, c.live)).collect::<Vec<_>>(), [(first.id, true)]);
    assert_eq!(fixture.catalogue.document(first.id).unwrap(), Some(first));
}

#[test]
fn a_path_that_fails_keeps_the_document_it_had() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "good");
    let (good, _) = fixture.index(&source);
    let broken = fixture.file("a.txt", "\0broken");
    assert_eq!(fixture.accept(&broken, failed()), []);
    assert!(fixture.catalogue.document(good.id).unwrap().is_some());
    let known = fixture.catalogue.path_state(&source.path).unwrap().unwrap();
    assert_eq!((known.document, known.sha256), (Some(good.id), broken.sha256));
    assert_eq!(fixture.catalogue.counts().unwrap().failed, 1);
}

#[test]
fn a_removed_document_lies_in_the_trash_until_it_is_restored_or_purged() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (document, _) = fixture.index(&source);
    let (id, job) = (document.id, fixture.job);
    assert_eq!(fixture.catalogue.purge(id, job, "{}").unwrap(), None, "it is live");
    let change = fixture.catalogue.remove(id, job, "{}").unwrap().unwrap()[0];
    assert_eq!((change.document, change.live), (id, false));
    assert_eq!(fixture.catalogue.changes_after(0).unwrap(), [change]);
    assert_eq!(fixture.catalogue.document(id).unwrap(), None);
    assert_eq!(fixture.catalogue.path_state(&source.path).unwrap(), None);
    assert_eq!(fixture.catalogue.document_at(&source.path).unwrap(), Some(id));
    assert_eq!(fixture.catalogue.originals().all().unwrap().len(), 1);
    assert!(matches!(fixture.catalogue.presence(id).unwrap(), Presence::Trashed { .. }));
    assert_eq!(fixture.catalogue.remove(id, job, "{}").unwrap(), None);

    let change = fixture.catalogue.restore(id, job, "{}").unwrap().unwrap()[0];
    assert!(change.live);
    assert_eq!(fixture.catalogue.document(id).unwrap(), Some(document));
    assert_eq!(fixture.catalogue.path_state(&source.path).unwrap().unwrap().document, Some(id));
    assert_eq!(fixture.catalogue.restore(id, job, "{}").unwrap(), None);

    fixture.catalogue.remove(id, job, "{}").unwrap();
    fixture.catalogue.purge(id, job, "{}").unwrap().unwrap();
    assert_eq!(fixture.catalogue.originals().all().unwrap(), []);
    assert_eq!(fixture.catalogue.counts().unwrap().trash, 0);
    assert!(matches!(fixture.catalogue.presence(id).unwrap(), Presence::Purged { .. }));
    let history = fixture.catalogue.history(Some(id), None, 9).unwrap();
    let whats: Vec<&str> = history.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(whats, ["purged", "removed", "restored", "removed", "added"]);
    assert!(history.iter().all(|entry| entry.who.as_deref() == Some("a test")));
    assert_eq!(fixture.catalogue.presence(DocumentId::from_u64(7)).unwrap(), Presence::Unknown);
}

#[test]
fn a_purged_original_whose_deletion_was_cut_off_is_deleted_later() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (document, _) = fixture.index(&source);
    fixture.catalogue.remove(document.id, fixture.job, "{}").unwrap();
    // A folder in its place cannot be deleted as a file, as if the process had been killed.
    let original = fixture.catalogue.originals().path(&source.sha256.unwrap());
    std::fs::remove_file(&original).unwrap();
    std::fs::create_dir(&original).unwrap();
    fixture.catalogue.purge(document.id, fixture.job, "{}").unwrap_err();
    std::fs::remove_dir(&original).unwrap();
    std::fs::write(&original, "some text").unwrap();
    assert_eq!(fixture.catalogue.discard_purged().unwrap(), 1);
    assert_eq!(fixture.catalogue.originals().all().unwrap(), []);
}

#[test]
fn a_batch_without_its_original_is_not_written() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let what = What::Indexed(Box::new(document(&source.sha256.unwrap())), VERSIONS);
    let batch = [Accepted { source, what, sidecar: None, line: "{}".into() }];
    let refused = fixture.catalogue.accept(fixture.job, &batch).unwrap_err();
    assert!(matches!(refused, Error::NoOriginal { .. }), "{refused}");
    assert_eq!(fixture.catalogue.sequence().unwrap(), 0);
    assert_eq!(fixture.catalogue.events_after(fixture.job, 0).unwrap(), []);
}

#[test]
fn a_file_that_changed_after_it_was_hashed_is_not_kept() {
    let fixture = Fixture::new();
    let source = fixture.file("a.txt", "before");
    fixture.file("a.txt", "after");
    let originals = fixture.catalogue.originals();
    let refused = originals.keep(&source.path, &source.sha256.unwrap()).unwrap_err();
    assert!(matches!(refused, Error::Changed { .. }), "{refused}");
    assert_eq!(originals.all().unwrap(), []);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_unicode_stay_apart() {
    use std::os::unix::ffi::OsStringExt;
    let mut fixture = Fixture::new();
    let names = [b"\xff.txt".to_vec(), b"\xfe.txt".to_vec()];
    for name in &names {
        let mut source = fixture.file("a.txt", "some text");
        source.path = std::ffi::OsString::from_vec(name.clone()).into();
        fixture.accept(&source, failed());
    }
    assert_eq!(fixture.catalogue.counts().unwrap().failed, 2);
    assert_eq!(fixture.catalogue.events_after(fixture.job, 0).unwrap().len(), 2);
}

#[test]
fn what_is_tallied_is_what_is_held_whatever_happens_to_documents() {
    let mut fixture = Fixture::new();
    let sources: Vec<_> =
        (0..4).map(|number| fixture.file(&format!("{number}.txt"), &format!("text {number}"))).collect();
    let ids: Vec<_> = sources.iter().map(|source| fixture.index(source).0.id).collect();
    let job = fixture.job;
    fixture.index(&sources[0]);
    let replaced = fixture.file("1.txt", "other text");
    fixture.index(&replaced);
    fixture.catalogue.remove(ids[2], job, "{}").unwrap();
    fixture.catalogue.remove(ids[3], job, "{}").unwrap();
    fixture.catalogue.restore(ids[3], job, "{}").unwrap();
    fixture.catalogue.purge(ids[2], job, "{}").unwrap();
    let counts = fixture.catalogue.counts().unwrap();
    assert_eq!((counts.documents, counts.history, counts.trash), (3, 1, 0));
    assert_eq!((counts.passages, counts.notes, counts.paths), (6, 3, 3));
    assert_eq!(fixture.catalogue.languages().unwrap(), [(Language::EN, 6)]);
    assert_eq!(fixture.catalogue.check().unwrap(), [""; 0]);
}
