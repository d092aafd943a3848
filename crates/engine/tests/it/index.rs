//! The life of an index: commits, replacement, other versions, damage.

use std::fs;

use crate::common::{Collection, note, passage};
use apostille_corpus::{Document, DocumentId, Language, Record};
use apostille_engine::{ANALYSIS_VERSION, Error, Index};

fn document(id: u64, text: &str) -> Document {
    Document {
        id: DocumentId::from_u64(id),
        record: Record { title: "A title".to_owned(), ..Record::default() },
        printed: Default::default(),
        pages: None,
        sections: Vec::new(),
        passages: vec![passage(id, Language::EN, text)],
        notes: vec![note(id, &[(Language::EN, "a note")])],
        warnings: Vec::new(),
        spelling: Default::default(),
    }
}

#[test]
fn a_replaced_document_is_found_by_its_new_text_alone_and_a_removed_one_not_at_all() {
    let collection = Collection::empty();
    assert_eq!(collection.index.sequence().unwrap(), 0);
    let mut writer = collection.index.writer(15_000_000).unwrap();
    writer.replace(&document(1, "old asylum")).unwrap();
    writer.replace(&document(2, "other asylum")).unwrap();
    writer.commit(7).unwrap();
    let before = collection.index.searcher().unwrap();
    assert_eq!(collection.index.sequence().unwrap(), 7);
    assert_eq!(before.documents().unwrap(), [(DocumentId::from_u64(1), 2), (DocumentId::from_u64(2), 2)]);
    assert_eq!(before.passage_ids(DocumentId::from_u64(2)).unwrap(), ["2-p1", "2-n1"]);

    writer.replace(&document(1, "new asylum")).unwrap();
    writer.remove(DocumentId::from_u64(2)).unwrap();
    assert_eq!(collection.ids("asylum").len(), 2, "what is not committed is not there");
    writer.commit(9).unwrap();
    assert_eq!(collection.ids("asylum"), ["1-p1"]);
    assert!(collection.ids("old").is_empty());
    assert_eq!(collection.index.sequence().unwrap(), 9);
    let after = collection.index.searcher().unwrap();
    assert_eq!((before.passages(), after.passages()), (4, 2), "a searcher stays with its commit");
    assert!(after.passage_ids(DocumentId::from_u64(2)).unwrap().is_empty());
    drop(writer);

    let again = Index::open(collection.folder.path()).unwrap();
    assert_eq!(again.sequence().unwrap(), 9);
    assert_eq!(again.searcher().unwrap().passages(), 2);
}

#[test]
fn another_opening_of_the_folder_sees_a_commit_at_once() {
    let collection = Collection::empty();
    let reader = Index::open(collection.folder.path()).unwrap();
    assert_eq!(reader.searcher().unwrap().passages(), 0);
    let mut writer = collection.index.writer(15_000_000).unwrap();
    for round in 1..=20 {
        writer.replace(&document(round, "asylum")).unwrap();
        writer.commit(round).unwrap();
        assert_eq!(reader.searcher().unwrap().passages(), 2 * round);
        assert_eq!(reader.sequence().unwrap(), round);
    }
    writer.close().unwrap();
    assert_eq!(reader.searcher().unwrap().passages(), 40);
}

#[test]
fn there_is_one_writer_at_a_time() {
    let collection = Collection::empty();
    let writer = collection.index.writer(15_000_000).unwrap();
    assert!(matches!(collection.index.writer(15_000_000), Err(Error::Locked { .. })));
    drop(writer);
    assert!(collection.index.writer(15_000_000).is_ok());
}

#[test]
fn a_folder_without_an_index_of_this_version_says_which_remedy_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Missing { .. })));
    assert!(matches!(Index::open(&folder.path().join("nowhere")), Err(Error::Missing { .. })));
    drop(Index::create(folder.path()).unwrap());
    assert!(Index::create(folder.path()).is_err(), "an index is not made over another");

    let version = folder.path().join("analysis.json");
    fs::write(&version, "{\"analysis\":999}").unwrap();
    let error = Index::open(folder.path()).map(|_| ()).unwrap_err();
    assert!(matches!(error, Error::OtherAnalysis { found: 999, wanted: ANALYSIS_VERSION }));
    fs::write(&version, "not json").unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Damaged { .. })));
    fs::write(&version, format!("{{\"analysis\":{ANALYSIS_VERSION}}}")).unwrap();
    fs::write(folder.path().join("meta.json"), "{").unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Damaged { .. })));
    fs::remove_file(folder.path().join("meta.json")).unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Damaged { .. })));
}

#[test]
fn a_lost_segment_is_damage() {
    let collection = Collection::of_texts(&["asylum"]);
    for entry in fs::read_dir(collection.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "store") {
            fs::remove_file(path).unwrap();
        }
    }
    let opened = Index::open(collection.folder.path()).and_then(|index| index.searcher());
    assert!(matches!(opened.map(|_| ()), Err(Error::Damaged { .. })));
}

#[test]
fn a_creation_that_did_not_end_can_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(Index::create(folder.path()).unwrap());
    fs::remove_file(folder.path().join("analysis.json")).unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Missing { .. })));
    assert!(Index::create(folder.path()).is_ok());
}
