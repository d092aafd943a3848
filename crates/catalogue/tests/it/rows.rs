//! Documents made from rows.

use crate::fixture::{Fixture, VERSIONS, passage};
use apostille_catalogue::{Error, Made, Row};
use apostille_corpus::{DocumentId, Kind, Language};

fn row(document: u64, number: u32, id: &str) -> Row {
    let document = DocumentId::from_u64(document);
    let mut passage = passage(document, number, Kind::Body, "A text.");
    passage.id = id.into();
    Row { document, title: format!("Title of {document}"), passage }
}

fn made(document: u64, passages: u64) -> Made {
    Made { document: DocumentId::from_u64(document), languages: vec![Language::EN, Language::ES], passages }
}

#[test]
fn rows_of_one_document_may_stand_apart_and_are_found_once_it_is_whole() {
    let mut fixture = Fixture::new();
    fixture.catalogue.append_rows(&[row(1, 1, "a"), row(2, 1, "b")], "a test").unwrap();
    fixture.catalogue.append_rows(&[row(1, 2, "c")], "a test").unwrap();
    assert_eq!(fixture.catalogue.live_documents().unwrap(), []);
    assert_eq!(fixture.catalogue.passage("a").unwrap(), None);
    let sequence = fixture.catalogue.finish_rows(&[made(1, 2), made(2, 1)], VERSIONS, "a test").unwrap();
    assert_eq!(fixture.catalogue.changes_after(0).unwrap().last().map(|change| change.sequence), Some(sequence));
    let id = DocumentId::from_u64(1);
    let document = fixture.catalogue.document(id).unwrap().unwrap();
    assert_eq!(document.passages.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(document.record.languages, [Language::EN, Language::ES]);
    let card = fixture.catalogue.summary(id).unwrap().unwrap();
    assert_eq!((card.passages, card.has_original, card.paths.len()), (2, false, 0));
    assert_eq!(fixture.catalogue.kept().unwrap(), []);
    assert_eq!(fixture.catalogue.counts().unwrap().made, 2);
}

#[test]
fn a_making_that_was_cut_off_leaves_the_hits_and_can_be_begun_again() {
    let mut fixture = Fixture::new();
    fixture.catalogue.append_rows(&[row(1, 1, "a"), row(2, 1, "b")], "a test").unwrap();
    let sequence = fixture.catalogue.finish_rows(&[made(1, 1), made(2, 1)], VERSIONS, "a test").unwrap();
    fixture.catalogue.append_rows(&[row(1, 1, "a")], "a test").unwrap();
    let changes = fixture.catalogue.changes_after(sequence).unwrap();
    assert_eq!(changes.iter().map(|c| (c.document.to_u64(), c.live)).collect::<Vec<_>>(), [(1, false)]);
    assert_eq!(fixture.catalogue.drop_unfinished().unwrap(), 1);
    assert_eq!(fixture.catalogue.drop_unfinished().unwrap(), 0);
    fixture.catalogue.append_rows(&[row(1, 1, "a")], "a test").unwrap();
    fixture.catalogue.finish_rows(&[made(1, 1)], VERSIONS, "a test").unwrap();
    assert_eq!(fixture.catalogue.live_documents().unwrap().len(), 2);
}

#[test]
fn an_id_that_comes_twice_is_named_and_nothing_of_the_batch_is_written() {
    let mut fixture = Fixture::new();
    let refused = fixture.catalogue.append_rows(&[row(1, 1, "a"), row(2, 1, "a")], "a test").unwrap_err();
    assert!(matches!(&refused, Error::PassageTaken { id, .. } if id == "a"), "{refused}");
    assert_eq!(fixture.catalogue.drop_unfinished().unwrap(), 0);
}
