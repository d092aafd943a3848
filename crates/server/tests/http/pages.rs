//! What people see.

use crate::client::ask;
use crate::sample::{get, id_of, server};

fn in_spanish(path: &str) -> String {
    ask(server(), "GET", path, &["Accept-Language: es-MX,es;q=0.9"]).body
}

#[test]
fn the_language_is_the_browsers_unless_another_is_chosen() {
    for (path, headers, language) in [
        ("/", &[][..], "en"),
        ("/", &["Accept-Language: es"][..], "es"),
        ("/?ui=en", &["Accept-Language: es"], "en"),
        ("/", &["Accept-Language: en", "Cookie: other=1; ui=es"], "es"),
        ("/", &["Cookie: ui=klingon"], "en"),
    ] {
        let answer = ask(server(), "GET", path, headers);
        assert!(answer.body.contains(&format!("<html lang=\"{language}\">")), "{path} {headers:?}");
        assert_eq!(answer.header("content-language"), language);
    }
    let chosen = ask(server(), "GET", "/search?q=asylum&ui=es", &[]);
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("ui=es;") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(chosen.body.contains("href=\"/search?q=asylum&#38;ui=en\""), "the way back to English");
}

#[test]
fn a_spanish_note_is_shown_marked_with_the_sentence_that_cites_it() {
    let page = get("/search?q=derechos+de+las+ninas&in=notes").body;
    for part in [
        "<blockquote lang=\"es\" class=\"note\">",
        "<b class=\"label\" lang=\"en\">Note 2.</b>",
        "<mark>",
        "The ministry calls this circular migration.",
        "<span class=\"badge\">Note</span>",
        "<span class=\"badge\">Spanish</span>",
        "#m2-1\">2</a>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
}

#[test]
fn a_broken_query_stays_in_its_box_and_is_marked_where_it_breaks() {
    let answer = get("/search?q=asylum+%22seekers");
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("value=\"asylum &#34;seekers\""), "{}", answer.body);
    assert!(answer.body.contains("role=\"alert\"") && answer.body.contains("class=\"wrong\""));
    assert!(in_spanish("/search?q=asylum+%22seekers").contains("Aquí se abren unas comillas que no se cierran."));
    assert_eq!(get("/search?q=").status, 400);
    assert_eq!(get("/search").status, 400);
}

#[test]
fn filters_show_counts_and_can_be_taken_away() {
    let page = get("/search?q=ni%C3%B1as&lang=es").body;
    assert!(page.contains("href=\"/search?q=ni%C3%B1as\" title=\"Remove this filter\">Spanish"), "{page}");
    assert!(
        page.contains("href=\"/search?q=ni%C3%B1as&#38;in=notes&#38;lang=es\">Notes</a> <span class=\"count\">1"),
        "{page}"
    );
    assert!(page.contains("2019</a> <span class=\"count\">1"), "{page}");
}

#[test]
fn no_hits_are_said_with_a_way_on() {
    let page = get("/search?q=zeppelin&in=notes").body;
    assert!(page.contains("Nothing was found for this question."));
    assert!(page.contains("<a href=\"/search?q=zeppelin\">Search without the filters</a>"), "{page}");
}

#[test]
fn a_further_page_is_a_link() {
    let page = get("/search?q=ferry").body;
    let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let second = get(&next.replace("&#38;", "&")).body;
    assert_eq!(second.matches("<li class=\"hit ").count(), 2);
    assert!(second.contains("Back to the first hits") && !second.contains("rel=\"next\""));
}

#[test]
fn a_document_is_read_with_its_notes_linked_both_ways() {
    let id = id_of("Seasonal Work and Return");
    let page = get(&format!("/documents/{id}")).body;
    for part in [
        "<h1 lang=\"en\">Seasonal Work and Return</h1>",
        "Ana Prado; Luis Mena",
        "seasonal work.md",
        "in autumn.<sup class=\"marker\"><a href=\"#n1\" id=\"m1-1\" role=\"doc-noteref\">1</a></sup>",
        "<li id=\"n2\" class=\"passage\">",
        "href=\"#m2-1\" role=\"doc-backlink\"",
        "<span lang=\"es\">",
        ">Remittances</h2>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(!page.contains("<mark>"));
    assert!(get(&format!("/documents/{id}?q=seasonal")).body.contains("<mark>Seasonal</mark>"));
    assert_eq!(get(&format!("/documents/{id}?q=%22")).status, 200);
}

#[test]
fn what_is_not_there_is_a_page_in_the_readers_language() {
    for path in ["/nothing", "/documents/0000000000000000", "/documents/%ff", "/documents/x"] {
        let answer = get(path);
        assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
        assert!(answer.body.contains("Nothing here"));
        assert!(in_spanish(path).contains("Aquí no hay nada"));
    }
    let refused = ask(server(), "POST", "/search", &["Content-Length: 0"]);
    assert_eq!((refused.status, refused.header("allow")), (405, "GET,HEAD"));
    assert_eq!(get("/search?q=%ff").status, 400);
    assert_eq!(get("/search?q=a&year=soon").status, 400);
}

#[test]
fn the_first_page_counts_what_is_held() {
    let page = get("/").body;
    assert!(page.contains("15 documents") && page.contains("2 notes"), "{page}");
    assert!(in_spanish("/").contains("15 documentos"));
}
