//! A table of passages becomes a collection.

use std::convert::Infallible;

use crate::fixture::{Fixture, reading};
use apostille_catalogue::WriterLock;
use apostille_corpus::Language;
use apostille_indexer::{Error, Job, Loaded, Row, load_rows, verify};

fn row(id: &str, title: &str, text: &str) -> Row {
    Row { id: id.into(), title: title.into(), text: text.into() }
}

fn rows() -> Vec<Row> {
    vec![
        row("r1", "Asylum", "The right of asylum is older than the states that grant it today."),
        row("r2", "", "La migración de retorno ha cambiado mucho desde la última reforma de la ley."),
        row("r3", "Asylum", "El derecho de asilo es más antiguo que los Estados que lo conceden hoy en día."),
        row("r4", "", "Nobody knows how many people have left since the reform."),
        row("r5", "Asylum", "Courts have said so in several judgments of the last decade."),
    ]
}

fn load(fixture: &Fixture, rows: Vec<Row>) -> apostille_indexer::Result<Loaded> {
    load_rows(&fixture.home(), rows.into_iter().map(Ok::<_, Infallible>), &mut |_| {})
}

#[test]
fn rows_of_one_title_are_one_document_and_an_empty_title_is_each_row_its_own() {
    let fixture = Fixture::new();
    assert_eq!(load(&fixture, rows()).unwrap(), Loaded { documents: 3, passages: 5 });
    let catalogue = fixture.catalogue();
    let (asylum, _) = catalogue.passage("r1").unwrap().unwrap();
    let document = catalogue.document(asylum).unwrap().unwrap();
    let passages: Vec<_> = document.passages.iter().map(|p| (p.number, p.id.as_str(), p.language.clone())).collect();
    assert_eq!(passages, [(1, "r1", Language::EN), (2, "r3", Language::ES), (3, "r5", Language::EN)]);
    assert_eq!(document.record.languages, [Language::EN, Language::ES]);
    let (alone, _) = catalogue.passage("r2").unwrap().unwrap();
    assert_eq!(catalogue.summary(alone).unwrap().unwrap().record.title, "r2");
    assert_eq!(fixture.held().len(), 3);
    let report = verify(&fixture.home()).unwrap();
    assert_eq!((report.made, report.originals, report.passages, report.problems.len()), (3, 0, 5, 0));
}

#[test]
fn loading_again_makes_the_documents_anew_and_reindex_keeps_them() {
    let fixture = Fixture::new();
    load(&fixture, rows()).unwrap();
    let held = fixture.held();
    let mut fewer = rows();
    fewer.truncate(4);
    assert_eq!(load(&fixture, fewer).unwrap(), Loaded { documents: 3, passages: 4 });
    assert_eq!(fixture.held(), held);
    assert_eq!(fixture.catalogue().passage("r5").unwrap(), None);
    fixture.run(reading(), Job::Reindex);
    assert_eq!(fixture.held(), held);
    assert_eq!(verify(&fixture.home()).unwrap().passages, 4);
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_nothing_of_the_load_is_found() {
    let fixture = Fixture::new();
    let broken = rows().into_iter().map(Ok).take(3).chain([Err("it has no id")]);
    let refused = load_rows(&fixture.home(), broken, &mut |_| {}).unwrap_err();
    assert!(matches!(refused, Error::Row { number: 4, .. }), "{refused}");
    load(&fixture, vec![row("r9", "Other", "A passage of another document.")]).unwrap();
    assert_eq!(fixture.held().len(), 1);
}

#[test]
fn two_passages_with_one_id_are_refused() {
    let fixture = Fixture::new();
    let refused = load(&fixture, vec![row("r1", "One", "A text."), row("r1", "Two", "A text.")]).unwrap_err();
    assert!(refused.to_string().contains("`r1`"), "{refused}");
}

#[test]
fn a_load_beside_another_writer_is_refused() {
    let fixture = Fixture::new();
    let _lock = WriterLock::try_acquire(&fixture.home()).unwrap().unwrap();
    assert!(matches!(load(&fixture, rows()), Err(Error::Busy { .. })));
}
