//! What programs rely on.

use serde_json::Value;

use crate::client::ask;
use crate::sample::{LAW, get, id_of, server};

const PROBLEM: &str = "application/problem+json";

#[test]
fn a_note_is_a_hit_with_the_sentence_that_cites_it() {
    let answer = get("/api/v1/search?q=derechos+de+las+ninas+y+los+ninos&in=notes").json();
    let hit = &answer["hits"][0];
    assert_eq!(hit["passage"]["kind"], "note");
    assert_eq!(hit["passage"]["language"], "es");
    assert_eq!(hit["note"]["label"], "2");
    assert_eq!(hit["note"]["cited_by"][0]["sentence"], "The ministry calls this circular migration.");
    assert_eq!(hit["document"]["title"], "Seasonal Work and Return");
    assert_eq!(hit["document"]["date"], "2020-03");
    let marked = hit["excerpt"].as_array().unwrap().iter().find(|segment| segment["mark"] == true).unwrap();
    assert!(marked["text"].as_str().unwrap().contains("niñas"), "{marked}");
    assert_eq!(answer["query"]["in"], "notes");
}

#[test]
fn the_answer_says_the_query_as_understood() {
    let answer = get("/api/v1/search?q=asilo&lang=es,en&lang=es&year=2000..&expand=false&limit=3&group=none").json();
    let query = &answer["query"];
    assert_eq!(query["text"], "asilo");
    assert_eq!(query["lang"], serde_json::json!(["es", "en"]));
    assert_eq!(query["year"], "2000..");
    assert_eq!(query["expand"], false);
    assert_eq!(query["group"], "none");
    assert_eq!(query["expansions"], serde_json::json!([]));
    assert!(answer["took_ms"].is_number() && answer["partial"] == false && answer["total"]["exact"] == true);
}

#[test]
fn excerpts_joined_are_text_of_the_passage() {
    for hit in get("/api/v1/search?q=seasonal+OR+asilo+OR+quarantine&group=none").json()["hits"].as_array().unwrap() {
        let segments = hit["excerpt"].as_array().unwrap().iter();
        let joined: String = segments.map(|segment| segment["text"].as_str().unwrap()).collect();
        assert!(hit["passage"]["text"].as_str().unwrap().contains(&joined), "{joined}");
    }
}

#[test]
fn cursors_lead_to_every_hit_once() {
    for group in ["document", "none"] {
        let mut seen: Vec<String> = Vec::new();
        let mut path = format!("/api/v1/search?q=ferry&limit=5&group={group}");
        let first = get(&path).json();
        loop {
            let answer = get(&path).json();
            assert_eq!(answer["total"], first["total"]);
            seen.extend(answer["hits"].as_array().unwrap().iter().map(|hit| hit["passage"]["id"].to_string()));
            let Some(next) = answer["next"].as_str() else { break };
            path = format!("/api/v1/search?q=ferry&limit=5&group={group}&cursor={next}");
        }
        let listed = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((listed, seen.len()), (12, 12), "{group}");
        assert_eq!(first["total"]["value"], 12);
    }
}

#[test]
fn what_cannot_be_read_is_a_problem_that_names_its_parameter() {
    let next = get("/api/v1/search?q=ferry&limit=5").json()["next"].as_str().unwrap().to_owned();
    for (path, parameter) in [
        ("/api/v1/search".to_owned(), "q"),
        ("/api/v1/search?q=".to_owned(), "q"),
        ("/api/v1/search?q=%22open".to_owned(), "q"),
        ("/api/v1/search?q=%22%22".to_owned(), "q"),
        ("/api/v1/search?q=%ff".to_owned(), "q"),
        ("/api/v1/search?q=%2".to_owned(), "q"),
        ("/api/v1/search?q=a&q=b".to_owned(), "q"),
        ("/api/v1/search?q=a&in=foot".to_owned(), "in"),
        ("/api/v1/search?q=a&lang=klingon".to_owned(), "lang"),
        ("/api/v1/search?q=a&year=soon".to_owned(), "year"),
        ("/api/v1/search?q=a&limit=1000".to_owned(), "limit"),
        ("/api/v1/search?q=a&page=2".to_owned(), "page"),
        ("/api/v1/search?q=a&cursor=zzz".to_owned(), "cursor"),
        (format!("/api/v1/search?q=island&limit=5&cursor={next}"), "cursor"),
        ("/api/v1/documents?q=a".to_owned(), "q"),
        ("/api/v1/documents?cursor=0".to_owned(), "cursor"),
    ] {
        let answer = get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (400, PROBLEM), "{path}");
        let problem = answer.json();
        assert_eq!(problem["parameter"], parameter, "{path}: {problem}");
        assert_eq!(problem["status"], 400);
        assert!(problem["type"].is_string() && problem["title"].is_string() && problem["detail"].is_string());
    }
}

#[test]
fn a_broken_query_says_where_and_what_to_write() {
    let problem = get("/api/v1/search?q=ma%C3%B1ana+%22open").json();
    assert_eq!(problem["position"], 7, "{problem}");
    assert!(problem["length"].is_number());
    let suggestion = problem["suggestion"].as_str().unwrap();
    let pairs = [("q", suggestion)];
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    assert_eq!(get(&format!("/api/v1/search?{query}")).status, 200, "{suggestion}");
}

#[test]
fn what_is_not_there_is_a_404_problem() {
    let made = id_of("Ferry 1");
    for path in [
        "/api/v1/nothing".to_owned(),
        "/api/v1/documents/0000000000000000".to_owned(),
        "/api/v1/documents/%ff".to_owned(),
        "/api/v1/documents/x/y/z".to_owned(),
        "/api/v1/passages/none".to_owned(),
        "/api/v1/documents/0000000000000000/original".to_owned(),
        format!("/api/v1/documents/{made}/original"),
    ] {
        let answer = get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (404, PROBLEM), "{path}");
    }
}

#[test]
fn an_address_says_which_methods_it_takes() {
    for (method, path, allowed) in [
        ("PUT", "/api/v1/search", "GET,HEAD"),
        ("DELETE", "/api/v1/documents", "GET,HEAD,POST"),
        ("POST", "/api/v1/documents/0000000000000000", "GET,HEAD,PATCH,DELETE"),
    ] {
        let answer = ask(server(), method, path, &["Content-Length: 0"]);
        assert_eq!((answer.status, answer.header("content-type")), (405, PROBLEM), "{method} {path}");
        let mut methods: Vec<&str> = answer.header("allow").split(',').map(str::trim).collect();
        methods.sort_by_key(|method| allowed.find(method));
        assert_eq!(methods.join(","), allowed, "{method} {path}");
    }
}

#[test]
fn documents_and_passages_are_read_by_id() {
    let id = id_of("Seasonal Work and Return");
    let document = get(&format!("/api/v1/documents/{id}")).json();
    assert_eq!(document["authors"], serde_json::json!(["Ana Prado", "Luis Mena"]));
    assert_eq!(document["notes"].as_array().unwrap().len(), 2);
    assert!(document["path"].as_str().unwrap().ends_with("seasonal work.md"));
    assert_eq!(document["links"]["original"], format!("/api/v1/documents/{id}/original"));
    let parts = document["passages"].as_array().unwrap().iter().chain(document["notes"].as_array().unwrap());
    for part in parts {
        let answer = get(&format!("/api/v1/passages/{}", part["id"].as_str().unwrap())).json();
        assert_eq!(answer["document"], Value::from(id.as_str()));
        let found = if answer["note"].is_null() { &answer["passage"] } else { &answer["note"] };
        assert_eq!(found["text"], part["text"]);
    }
    assert_eq!(get("/api/v1/passages/rows%2F3").json()["passage"]["id"], "rows/3");
}

#[test]
fn an_original_is_downloaded_as_it_was_given_and_never_shown() {
    let id = id_of("Derecho de asilo en la frontera");
    let path = format!("/api/v1/documents/{id}/original");
    let answer = get(&path);
    assert_eq!((answer.status, answer.body.as_str()), (200, LAW));
    assert_eq!(answer.header("content-disposition"), "attachment; filename*=UTF-8''asilo%2Emd");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("sandbox"));
    let part = ask(server(), "GET", &path, &["Range: bytes=0-4"]);
    assert_eq!((part.status, part.body.as_str()), (206, &LAW[..5]));
}

#[test]
fn a_list_is_read_to_its_end() {
    let first = get("/api/v1/documents?limit=10").json();
    let next = first["next"].as_str().unwrap();
    let second = get(&format!("/api/v1/documents?limit=10&cursor={next}")).json();
    assert_eq!(first["total"], 15);
    assert_eq!(second["documents"].as_array().unwrap().len(), 5);
    assert!(second["next"].is_null());
}

#[test]
fn operators_see_health_and_counts() {
    assert_eq!(get("/health/live").json()["status"], "live");
    assert_eq!(get("/health/ready").json()["status"], "ready");
    get("/api/v1/search?q=ferry");
    let metrics = get("/metrics").body;
    for line in ["apostille_documents 15", "apostille_http_requests_total{route=\"/api/v1/search\",status=\"200\"}"] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}
