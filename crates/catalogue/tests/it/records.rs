//! Records: which value holds, edits that can be undone, and tables that come back from a spreadsheet.

use crate::fixture::{Fixture, VERSIONS, document};
use apostille_catalogue::{Catalogue, Edit, Error, Field, Home, TableForm, ValueSource, What};
use apostille_corpus::DocumentId;
use rusqlite::Connection;
use serde_json::{Value, json};

fn set(document: DocumentId, field: Field, value: Value) -> Edit {
    Edit { document, field, value: Some(value) }
}

fn title(catalogue: &Catalogue, id: DocumentId) -> String {
    catalogue.record(id).unwrap().unwrap().title
}

fn table(catalogue: &Catalogue) -> String {
    let mut table = Vec::new();
    catalogue.export_records(&mut table, TableForm::Plain).unwrap();
    String::from_utf8(table).unwrap()
}

#[test]
fn a_librarians_value_holds_when_the_file_is_read_again() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (read, _) = fixture.index(&source);
    let (id, job) = (read.id, fixture.job);
    let edits = [set(id, Field::Title, json!("Ours")), set(id, Field::Date, Value::Null)];
    let changes = fixture.catalogue.edit(job, &edits, "set", |_| "{}".into()).unwrap();
    assert_eq!(changes.iter().map(|change| (change.document, change.live)).collect::<Vec<_>>(), [(id, true)]);
    let holds = |catalogue: &Catalogue| {
        let record = catalogue.record(id).unwrap().unwrap();
        (record.title, record.date, record.authors) == ("Ours".to_owned(), None, read.record.authors.clone())
    };
    assert!(holds(&fixture.catalogue));
    let again = [Ok(read.clone())].into_iter();
    fixture.catalogue.reread(job, again, VERSIONS).unwrap();
    assert!(holds(&fixture.catalogue), "after a reindex");
    let read_anew = What::Indexed(Box::new(document(&source.sha256.unwrap())), VERSIONS);
    fixture.accept(&source, read_anew);
    assert!(holds(&fixture.catalogue), "after an add");
    assert_eq!(fixture.catalogue.record_if_read(id, &read.record).unwrap().title, "Ours");
    let values = fixture.catalogue.field_values(id).unwrap();
    let sources: Vec<ValueSource> = values.iter().map(|value| value.source).collect();
    assert_eq!(sources[..2], [ValueSource::Librarian, ValueSource::FirstPage], "the one that holds comes first");
    let authors = values.iter().find(|value| value.field == Field::Authors).unwrap();
    assert_eq!(authors.source, ValueSource::File);
    assert!(values[1].confidence < authors.confidence, "a page is less sure than metadata");
}

#[test]
fn edits_are_made_all_or_none_and_undone_one_after_the_other() {
    let mut fixture = Fixture::new();
    let (a, b) = (fixture.file("a.txt", "first"), fixture.file("b.txt", "second"));
    let ((a, _), (b, _)) = (fixture.index(&a), fixture.index(&b));
    let job = fixture.job;
    let line = |_| "{}".to_owned();
    let unknown = [set(a.id, Field::Title, json!("X")), set(DocumentId::from_u64(7), Field::Title, json!("X"))];
    let refused = fixture.catalogue.edit(job, &unknown, "import", line).unwrap_err();
    assert!(matches!(refused, Error::NotLive { .. }), "{refused}");
    assert_eq!(title(&fixture.catalogue, a.id), a.record.title);

    let both = [set(a.id, Field::Title, json!("A1")), set(b.id, Field::Title, json!("B1"))];
    fixture.catalogue.edit(job, &both, "import", line).unwrap();
    fixture.catalogue.edit(job, &[set(a.id, Field::Title, json!("A2"))], "set", line).unwrap();
    let mut seen = Vec::new();
    while let Some((undone, changes)) = fixture.catalogue.undo_edit(job, line).unwrap() {
        seen.push((undone.what, changes.len(), title(&fixture.catalogue, a.id), title(&fixture.catalogue, b.id)));
    }
    let (first, second) = (a.record.title.clone(), b.record.title.clone());
    assert_eq!(seen, [("set".into(), 1, "A1".into(), "B1".into()), ("import".into(), 2, first, second)]);
    let history = fixture.catalogue.history(Some(a.id), None, 9).unwrap();
    assert_eq!(history.iter().filter(|entry| entry.what == "edited").count(), 4, "the history keeps all of it");
    assert_eq!(history[0].details.as_ref().unwrap()["fields"]["title"]["from"], "A1");
}

#[test]
fn a_table_that_comes_back_unchanged_changes_nothing() {
    let mut fixture = Fixture::new();
    for number in 0..3 {
        let source = fixture.file(&format!("{number}.txt"), &format!("text {number}"));
        let (document, _) = fixture.index(&source);
        let hard = [
            (Field::Title, json!("A \"title\", with; signs\\")),
            (Field::Authors, json!(["Prado; Hale", "b\\c"])),
            (Field::Identifiers, json!([{"scheme": "doi", "value": "10.1/x;y"}])),
            (Field::Abstract, json!("Two\nlines, \"quoted\".")),
            (Field::Places, json!(["México"])),
        ];
        let edits: Vec<Edit> = hard.into_iter().map(|(field, value)| set(document.id, field, value)).collect();
        fixture.catalogue.edit(fixture.job, &edits, "set", |_| "{}".into()).unwrap();
    }
    let table = table(&fixture.catalogue);
    let with_mark = format!("\u{feff}{table}");
    for table in [&table, &with_mark, &table.replace("\r\n", "\n")] {
        let difference = fixture.catalogue.difference(table.as_bytes()).unwrap();
        assert_eq!((difference.rows, difference.cells, difference.errors), (3, vec![], vec![]));
    }
}

#[test]
fn what_is_wrong_with_a_table_is_said_by_row() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (document, _) = fixture.index(&source);
    let id = document.id;
    let cases = [
        (format!("id,title\n{id},New\n"), None),
        (format!("id;title\n{id};New\n"), None),
        (format!("title,id\nNew,{id}\n"), None),
        ("title\nNew\n".into(), Some((1, "no column `id`"))),
        (format!("id,titel\n{id},New\n"), Some((1, "no field `titel`"))),
        (format!("id,title,title\n{id},New,New\n"), Some((1, "twice"))),
        (format!("id,date\n{id},May 2021\n"), Some((2, "2021-05"))),
        (format!("id,title\n{id},New\n{id},Newer\n"), Some((3, "before this one"))),
        ("id,title\n0000000000000007,New\n".into(), Some((2, "no document"))),
        ("id,title\n1.2E+15,New\n".into(), Some((2, "as text"))),
        (",title\n,New\n".into(), Some((1, "no column `id`"))),
        (format!("id,title\n,New\n{id},X\n"), Some((2, "no id"))),
        (format!("id,title\n{id}\n"), Some((2, "cells"))),
        (String::new(), Some((1, "empty"))),
    ];
    for (table, wrong) in cases {
        let difference = fixture.catalogue.difference(table.as_bytes()).unwrap();
        let errors: Vec<(u64, &str)> =
            difference.errors.iter().map(|error| (error.row, error.message.as_str())).collect();
        match wrong {
            None => {
                assert_eq!(errors, [], "{table}");
                let cell = &difference.cells[0];
                assert_eq!((cell.row, cell.document, cell.to.as_str()), (2, id, "New"), "{table}");
            }
            Some((row, said)) => {
                assert!(errors.iter().any(|(at, message)| *at == row && message.contains(said)), "{table}: {errors:?}");
            }
        }
    }
    let latin = fixture.catalogue.difference(b"id,title\nx,M\xe9xico\n").unwrap();
    assert_eq!(latin.errors[0].row, 2);
}

#[test]
fn a_catalogue_from_before_keeps_its_records_as_read_from_the_file() {
    let mut fixture = Fixture::new();
    let source = fixture.file("a.txt", "some text");
    let (document, _) = fixture.index(&source);
    let home = fixture.home();
    drop(fixture.catalogue);
    // As the second format left it.
    let before = Connection::open(Home::new(&home).catalogue()).unwrap();
    let undo =
        "DROP TRIGGER doubts_follow; DROP TRIGGER measures_follow; DROP TABLE doubts; DROP TABLE dismissed; DROP TABLE measures;
                DROP TABLE translations; DROP TABLE landmarks; DROP TABLE landmark_holders; DROP TABLE works; DROP TABLE shingles; DROP TABLE works_apart; DROP TRIGGER documents_came; DROP TRIGGER documents_went; DROP TRIGGER documents_not_as_before;
                DROP TRIGGER documents_as_now; DROP TRIGGER documents_went_live; DROP TABLE tallies; DROP INDEX paths_by_status;
                ALTER TABLE documents DROP COLUMN by_language; DROP TABLE field_values; DROP TABLE edit_values; DROP TABLE edits; DROP TABLE keys; DROP TABLE trash_paths;
                DROP TABLE trash; DROP TABLE purged_originals; DROP INDEX changes_of_document;
                ALTER TABLE changes DROP COLUMN who; ALTER TABLE changes DROP COLUMN details; PRAGMA user_version = 2";
    before.execute_batch(undo).unwrap();
    drop(before);
    let catalogue = Catalogue::open_existing(&home).unwrap();
    assert_eq!(catalogue.check().unwrap(), [""; 0]);
    assert_eq!(catalogue.counts().unwrap().passages, 2);
    assert_eq!(catalogue.document(document.id).unwrap().unwrap().record, document.record);
    assert_eq!(catalogue.record_if_read(document.id, &document.record).unwrap(), document.record);
    let values = catalogue.field_values(document.id).unwrap();
    let fields: Vec<&str> = values.iter().map(|value| value.field.as_str()).collect();
    assert_eq!(fields, ["title", "authors", "date", "type", "languages"]);
    assert_eq!(values[1].value, json!(["A. Author"]));
}
