//! A server on a home: the API gives the answer that the command line gives, and the pages show it.

use std::fs;

use serde_json::Value;

use crate::support::papers::{INFORME, WAITING, numbered, windows_1252};
use crate::support::program::Collection;
use crate::support::server::Server;

fn collection() -> Collection {
    let collection = Collection::new();
    collection.write("waiting.md", WAITING);
    collection.write("informe.txt", windows_1252(INFORME));
    collection.add();
    collection
}

/// An answer without what differs from one asking to the next: the time it took.
fn timeless(mut answer: Value) -> Value {
    assert!(answer["took_ms"].is_number(), "{answer}");
    answer.as_object_mut().unwrap().remove("took_ms");
    answer
}

#[test]
fn the_command_line_and_the_api_give_one_answer() {
    let collection = collection();
    let server = Server::start(&mut collection.command(["serve"]));
    let asked: [(&str, &[&str], &str); 4] = [
        ("Quedate en Mexico", &[], "q=Quedate%20en%20Mexico"),
        ("shelters -hearing", &["--in", "body", "--limit", "1"], "q=shelters%20-hearing&in=body&limit=1"),
        (
            "albergues OR shelters",
            &["--lang", "es", "--group", "none"],
            "q=albergues%20OR%20shelters&lang=es&group=none",
        ),
        (
            "border",
            &["--year", "2020..2021", "--explain", "--no-expand"],
            "q=border&year=2020..2021&explain=true&expand=false",
        ),
    ];
    for (query, options, parameters) in asked {
        assert_eq!(timeless(server.search(parameters)), timeless(collection.search(query, options)), "{query}");
    }
}

#[test]
fn a_broken_query_is_a_problem_that_says_where() {
    let collection = collection();
    let server = Server::start(&mut collection.command(["serve"]));
    for parameters in ["q=%22open", "q=", "q=asylum&limit=many", "q=asylum&in=margins", "q=asylum&year=soon"] {
        let answer = server.get(&format!("/api/v1/search?{parameters}"));
        assert_eq!(answer.status, 400, "{parameters}: {}", answer.body);
        assert!(answer.kind.starts_with("application/problem+json"), "{parameters}: {}", answer.kind);
        assert!(answer.json()["title"].is_string(), "{parameters}: {}", answer.body);
    }
    let said = server.get("/api/v1/search?q=asylum%20%22open").json();
    assert_eq!(said["position"], 7, "{said}");
}

#[test]
fn the_pages_show_a_marked_spanish_note_in_both_languages_of_the_reader() {
    let collection = collection();
    let server = Server::start(&mut collection.command(["serve"]));
    for (language, html) in [("en", "<html lang=\"en\""), ("es-MX,es;q=0.9", "<html lang=\"es\"")] {
        let page = server.get_in("/search?q=Quedate+en+Mexico", language);
        assert_eq!(page.status, 200);
        assert!(page.body.contains(html), "{language}");
        assert!(page.body.contains("<mark"), "{language}");
        assert!(page.body.contains("Quédate en México"), "{language}");
    }
}

#[test]
fn health_and_description_answer() {
    let collection = collection();
    let server = Server::start(&mut collection.command(["serve"]));
    for path in ["/health/live", "/health/ready", "/openapi.json", "/api/v1/documents", "/"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    assert!(server.get("/openapi.json").json()["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(server.get("/api/v1/documents/0123456789abcdef").status, 404);
}

#[test]
fn a_port_that_is_taken_is_said_plainly() {
    let collection = collection();
    let server = Server::start(&mut collection.command(["serve"]));
    let taken = server.address().trim_start_matches("http://");
    let ended = collection.run(["serve", "--listen", taken]).with(2);
    assert!(ended.stderr.contains(taken) && ended.stderr.contains("--listen"), "{}", ended.stderr);
}

#[test]
fn other_machines_reach_the_server_with_keys_or_where_somebody_has_said_so() {
    let collection = collection();
    let refused = collection.run(["serve", "--listen", "0.0.0.0:0"]).with(2);
    for remedy in ["apostille key create", "--anyone-who-reaches-it-may-read"] {
        assert!(refused.stderr.contains(remedy), "{}", refused.stderr);
    }
    let open = ["serve", "--anyone-who-reaches-it-may-read"];
    assert_eq!(Server::start_at(&mut collection.command(open), "0.0.0.0:0").get("/api/v1/documents").status, 200);
    collection.run(["key", "create", "--role", "reader", "--name", "ana"]).with(0);
    let keyed = Server::start_at(&mut collection.command(["serve"]), "0.0.0.0:0");
    assert_eq!((keyed.get("/api/v1/documents").status, keyed.get("/health/live").status), (401, 200));
    let here = Server::start(&mut collection.command(["serve"]));
    assert_eq!(here.get("/api/v1/documents").status, 200, "who is on this machine may read");
    let closed = Server::start(&mut collection.command(["serve", "--readers-need-a-key"]));
    assert_eq!(closed.get("/api/v1/documents").status, 401);
}

#[test]
fn the_address_of_a_removed_document_says_that_it_is_gone() {
    let collection = Collection::new();
    collection.write("paper.txt", numbered(1));
    collection.write("other.txt", numbered(2));
    let added = collection.add();
    let (removed, replaced) = (added.document("paper.txt").to_owned(), added.document("other.txt").to_owned());
    collection.run(["remove", &removed]).with(0);
    fs::remove_file(collection.papers().join("paper.txt")).unwrap();
    collection.write("other.txt", numbered(3));
    let newer = collection.add().document("other.txt").to_owned();
    let server = Server::start(&mut collection.command(["serve"]));
    for path in ["documents/{}", "api/v1/documents/{}", "api/v1/documents/{}/original", "api/v1/passages/{}-p1"] {
        for document in [&removed, &replaced] {
            let answer = server.get(&format!("/{}", path.replace("{}", document)));
            assert_eq!(answer.status, 410, "{path}: {}", answer.body);
        }
        assert_eq!(server.get(&format!("/{}", path.replace("{}", "0000000000000000"))).status, 404, "{path}");
    }
    assert!(server.get(&format!("/documents/{replaced}")).body.contains(&format!("href=\"/documents/{newer}\"")));
    collection.run(["trash", "restore", &removed]).with(0);
    assert_eq!(server.get(&format!("/documents/{removed}")).status, 200);
}
