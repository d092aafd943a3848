//! What goes with every answer.

use crate::client::ask;
use crate::sample::{get, id_of, server};

#[test]
fn every_answer_has_the_security_headers() {
    for path in ["/", "/search?q=asylum", "/search?q=%22", "/nothing", "/api/v1/search?q=a", "/api/nothing", "/metrics"]
    {
        let answer = get(path);
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
}

/// What is inline or comes from elsewhere. A link may lead elsewhere.
const FORBIDDEN: [&str; 9] = [
    " style=",
    "<style",
    " onclick=",
    "<script>",
    "javascript:",
    "<img",
    "<iframe",
    "src=\"http",
    "stylesheet\" href=\"http",
];

#[test]
fn a_page_has_nothing_that_its_policy_forbids() {
    let document = format!("/documents/{}", id_of("Seasonal Work and Return"));
    for path in ["/", "/search?q=asylum", "/search?q=%22", "/documents", "/help", "/nothing", &document] {
        let page = get(path).body;
        for forbidden in FORBIDDEN {
            assert!(!page.contains(forbidden), "{path} has {forbidden}");
        }
    }
}

#[test]
fn what_a_document_or_a_question_says_is_never_code() {
    let hostile = format!("/documents/{}?q=%3Cscript%3E", id_of("\"><script>alert(1)</script>"));
    for path in [
        "/documents",
        "/search?q=quarantine",
        "/search?q=%22%3E%3Cscript%3Ealert(4)%3C/script%3E",
        "/search?q=a&year=%3Cb%3E",
        &hostile,
    ] {
        let page = get(path).body;
        assert!(!page.contains("<script>") && !page.contains("<img src=x") && !page.contains("<b>Nobody"), "{path}");
    }
}

#[test]
fn assets_are_kept_for_ever_under_an_address_of_their_content() {
    let home = get("/").body;
    let style = home.split('"').find(|part| part.starts_with("/static/style.css?v=")).unwrap();
    let answer = get(style);
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert!(answer.header("cache-control").contains("immutable"));
    let tag = answer.header("etag").to_owned();
    let again = ask(server(), "GET", style, &[&format!("If-None-Match: {tag}")]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(get("/static/style.css").header("cache-control"), "no-cache");
    assert_eq!(get("/static/..%2Fbase.html").status, 404);
}

#[test]
fn a_page_is_compressed_where_that_is_understood() {
    let answer = ask(server(), "GET", "/help", &["Accept-Encoding: gzip"]);
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert_eq!(get("/help").header("content-encoding"), "");
}
