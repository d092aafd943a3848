//! Records put right: one value by hand, many in a table, and all of it taken back.

use std::fs;

use serde_json::{Value, json};

use crate::support::papers::{INFORME, WAITING, numbered, windows_1252};
use crate::support::pdf::{Sheet, pdf};
use crate::support::program::{Collection, Ended, with_stdin};
use crate::support::server::Server;

fn import(collection: &Collection, table: &str, more: &[&str]) -> Ended {
    let mut command = collection.command(["records", "import", "-"].iter().chain(more));
    with_stdin(&mut command, table.as_bytes())
}

fn export(collection: &Collection) -> String {
    collection.run(["records", "export"]).with(0).stdout
}

fn hits(collection: &Collection, query: &str) -> u64 {
    collection.search(query, &["--no-expand"])["total"]["value"].as_u64().unwrap()
}

#[test]
fn a_value_set_by_hand_is_shown_searched_and_kept_when_the_file_is_read_again() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    let id = collection.add().document("waiting.md").to_owned();
    collection.run(["records", "set", &id, "title", "Zanzibar Revisited"]).with(0);
    collection.run(["records", "set", &id, "authors", "Ana Quiroga", "B. Lee"]).with(0);
    collection.run(["records", "set", &id, "date", ""]).with(0);
    let is_ours = || {
        let shown = collection.show(&id);
        assert_eq!(shown["title"], "Zanzibar Revisited");
        assert_eq!(shown["authors"], json!(["Ana Quiroga", "B. Lee"]));
        assert_eq!(shown["date"], Value::Null);
        assert!(hits(&collection, "author:Quiroga shelters") == 1 || hits(&collection, "title:Zanzibar") == 1);
        assert_eq!(collection.search("shelters", &["--year", "2021"])["total"]["value"], 0);
    };
    is_ours();
    collection.run(["reindex"]).with(0);
    is_ours();
    collection.run(["remove", &id]).with(0);
    collection.add();
    is_ours();
    let values = collection.json(["records", "show", &id]).with(0).json();
    let title: Vec<_> = values.iter().filter(|value| value["field"] == "title").collect();
    assert_eq!((&title[0]["source"], &title[0]["holds"]), (&"librarian".into(), &true.into()));
    assert_eq!((&title[1]["source"], &title[1]["value"]), (&"file".into(), &"Waiting at the Northern Border".into()));
    collection.run(["records", "unset", &id, "title"]).with(0);
    assert_eq!(collection.show(&id)["title"], "Waiting at the Northern Border");
    for wrong in [["date", "May 2021"], ["titel", "x"], ["title", ""]] {
        collection.run(["records", "set", &id].iter().chain(&wrong)).with(2);
    }
    collection.run(["verify"]).with(0);
}

#[test]
fn a_table_that_is_imported_as_it_was_exported_changes_nothing() {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    collection.add();
    let (table, history) = (export(&collection), collection.run(["history"]).stdout);
    for table in [table.clone(), collection.run(["records", "export", "--excel"]).with(0).stdout] {
        assert!(import(&collection, &table, &["--dry-run"]).with(0).stdout.is_empty());
        import(&collection, &table, &[]).with(0);
    }
    assert_eq!((export(&collection), collection.run(["history"]).stdout), (table, history));
}

#[test]
fn a_table_is_imported_whole_or_not_at_all_and_can_be_undone() {
    let collection = Collection::new();
    for number in 0..60 {
        collection.write(&format!("report{number:02}.txt"), numbered(number));
    }
    collection.add();
    let before = export(&collection);
    let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
    for (number, line) in lines.iter_mut().enumerate().skip(1) {
        let id = &line[..16];
        *line = format!("{id},Volume {number} on Ganymede,\"Prado, L.; Hale, T.\",2019-0{}", 1 + number % 9);
    }
    lines[0] = "id,title,authors,date".into();
    let good = lines.join("\n");
    let bad = good.replacen("2019-01", "January", 1);

    let refused = import(&collection, &bad, &[]).with(2);
    assert!(refused.stderr.contains("row ") && refused.stderr.contains("2021-05"), "{}", refused.stderr);
    assert_eq!(export(&collection), before, "nothing half done");

    let said = import(&collection, &good, &["--dry-run"]).with(0);
    assert_eq!(said.stdout.lines().filter(|line| line.contains("  title: ")).count(), 60, "{}", said.stdout);
    assert_eq!(export(&collection), before);

    import(&collection, &good, &[]).with(0);
    assert_eq!(collection.search("title:Ganymede", &[])["total"]["value"].as_u64().unwrap().min(60), 60);
    assert!(import(&collection, &good, &["--dry-run"]).with(0).stdout.is_empty(), "it is as the table says");
    let id = lines[1][..16].to_owned();
    assert_eq!(collection.show(&id)["authors"], json!(["Prado, L.", "Hale, T."]));

    collection.run(["records", "undo"]).with(0);
    assert_eq!(export(&collection), before);
    assert_eq!(hits(&collection, "title:Ganymede"), 0);
    let whats: Vec<Value> =
        collection.json(["history", &id]).with(0).json().iter().map(|line| line["what"].clone()).collect();
    assert_eq!(whats, ["edited", "edited", "added"], "the history keeps both");
    let nothing = collection.run(["records", "undo"]).with(2).stderr;
    assert!(nothing.contains("no edit to undo"), "{nothing}");
    collection.run(["verify"]).with(0);
}

#[test]
fn records_are_edited_beside_a_running_server() {
    let collection = Collection::new();
    let paper = collection.write("waiting.md", WAITING);
    collection.add();
    let server = Server::start(&mut collection.command(["serve"]));
    collection.run(["records", "set", paper.to_str().unwrap(), "title", "Zanzibar Revisited"]).with(0);
    let found = server.search("q=shelters");
    assert_eq!(found["hits"][0]["document"]["title"], "Zanzibar Revisited");
    fs::write(&paper, WAITING).unwrap();
    assert_eq!(collection.add().file("waiting.md")["status"], "unchanged");
}

/// Where a record's values come from, by field, and how sure they are.
fn sources(collection: &Collection, document: &str) -> Vec<(String, String, f64)> {
    let values = collection.json(["records", "show", document]).with(0).json();
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    values.iter().map(|v| (text(v, "field"), text(v, "source"), v["confidence"].as_f64().unwrap())).collect()
}

#[test]
fn what_the_first_page_says_and_what_the_file_says_of_itself_are_told_apart() {
    let page = "The Price of a Permit\n\nBy Ana Ruiz and Tom Hale\n\nMay 2021\n\nWorking Paper\n\nThe fees of the registrar have \
                risen every year since the reform, and nobody has asked those who pay them what they think of it.\n";
    let html = "<html lang=en><head><title>Ferries</title><meta name=author content='Eva Rey'></head><body><h1>Ferries</h1>\
                <p>3 March 2020</p><p>The ferries of the strait carry workers home at the end of each season, and they come back \
                with fewer of them every spring.</p></body></html>";
    let sheet = "Boats on the River\nBy Luz Vega and Eva Rey\nMay 2021\nThe boats of the river carry families north before the rains,\n\
                 and the ferrymen ask for more each month than they did before.";
    let collection = Collection::new();
    collection.write("permit.txt", page);
    collection.write("ferries.html", html);
    collection.write("boats.pdf", pdf(&[Sheet::Printed(sheet)]));
    let added = collection.add();
    let from = |name: &str, field: &str| {
        let of_it = sources(&collection, added.document(name));
        of_it.into_iter().find(|(known, ..)| known == field).map(|(_, source, sure)| (source, sure)).unwrap_or_default()
    };
    let (printed, own) = (from("permit.txt", "title"), from("ferries.html", "title"));
    assert_eq!((printed.0.as_str(), own.0.as_str()), ("first-page", "file"));
    assert!(printed.1 < own.1, "{printed:?} {own:?}");
    for (name, field, source) in [
        ("permit.txt", "authors", "first-page"),
        ("permit.txt", "date", "first-page"),
        ("permit.txt", "type", "first-page"),
        ("permit.txt", "languages", "file"),
        ("ferries.html", "authors", "file"),
        ("ferries.html", "date", "first-page"),
        ("boats.pdf", "title", "first-page"),
        ("boats.pdf", "authors", "first-page"),
    ] {
        assert_eq!(from(name, field).0, source, "{field} of {name}");
    }
    assert_eq!(collection.show(added.document("boats.pdf"))["title"], "Boats on the River");
    let before = sources(&collection, added.document("permit.txt"));
    collection.run(["reindex"]).with(0);
    assert_eq!(sources(&collection, added.document("permit.txt")), before);
    collection.write("permit.txt.yaml", "title: By its sidecar");
    collection.add();
    let of_it = sources(&collection, added.document("permit.txt"));
    assert_eq!((of_it[0].1.as_str(), of_it[1].1.as_str()), ("sidecar", "first-page"), "the one that holds comes first");
}
