//! Who may do what: by key, by session, and by the one-time address.

use apostille_catalogue::{Catalogue, Role};
use apostille_server::{OneTimeKey, Readers};

use super::{Desk, form, word};
use crate::client::ask;
use crate::sample::id_in;

#[test]
fn each_role_may_what_it_is_for_and_nobody_without_a_key_may_change_anything() {
    let desk = Desk::new("access");
    let id = id_in(desk.server, "Seasonal Work and Return");
    let document = format!("/api/v1/documents/{id}");
    let edit = r#"{"publisher": "Institute"}"#;
    for (method, path, body, allowed) in [
        ("PATCH", document.as_str(), edit, 200),
        ("GET", "/api/v1/batches", "", 200),
        ("GET", "/api/v1/batches/1", "", 200),
        ("GET", "/api/v1/batches/1/report.csv", "", 200),
        ("POST", "/api/v1/documents?name=a.md", "title: A\n\nA paper of harbours.", 202),
        ("DELETE", document.as_str(), "", 200),
        ("POST", &format!("{document}/restore"), "", 200),
    ] {
        let length = format!("Content-Length: {}", body.len());
        let nobody = crate::client::send(desk.server, method, path, &[&length], body.as_bytes());
        assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, "Bearer"), "{method} {path}");
        let reader = desk.ask(Role::Reader, method, path, body);
        assert_eq!(
            (reader.status, &reader.json()["type"]),
            (403, &"urn:apostille:problem:not-allowed".into()),
            "{path}"
        );
        let librarian = desk.ask(Role::Librarian, method, path, body);
        assert_eq!(librarian.status, allowed, "{method} {path}: {}", librarian.body);
    }
    let wrong = ask(desk.server, "GET", "/api/v1/batches", &["Authorization: Bearer ap_00000000_ff"]);
    assert_eq!(wrong.status, 401);
    // A wrong key is said to be wrong, also where none is needed.
    let wrong = ask(desk.server, "GET", "/api/v1/search?q=asylum", &["Authorization: Bearer ap_00000000_ff"]);
    assert_eq!(wrong.status, 401);
}

#[test]
fn a_revoked_key_is_good_no_more_also_in_a_session_that_it_opened() {
    let desk = Desk::new("revoked");
    let cookie = desk.sign_in(Role::Librarian);
    assert_eq!(desk.page(&cookie, "/desk").status, 200);
    assert_eq!(desk.ask(Role::Librarian, "GET", "/api/v1/batches", "").status, 200);
    assert!(Catalogue::open(&desk.home).unwrap().revoke_key("librarian", "test").unwrap());
    assert_eq!(desk.ask(Role::Librarian, "GET", "/api/v1/batches", "").status, 401);
    assert_eq!(desk.page(&cookie, "/desk").header("location"), "/sign-in?to=%2Fdesk");
}

#[test]
fn where_readers_need_a_key_nothing_is_told_without_one() {
    let desk = Desk::with("closed", |server| server.for_readers(Readers::Bearers));
    let id = id_of_first(&desk);
    for path in ["/api/v1/search?q=asylum", "/api/v1/documents", "/openapi.json", "/metrics", "/api/v1/nothing"] {
        assert_eq!(ask(desk.server, "GET", path, &[]).status, 401, "{path}");
        assert!(desk.ask(Role::Reader, "GET", path, "").status < 405, "{path}");
    }
    for path in ["/", "/search?q=asylum", "/documents", &format!("/documents/{id}"), "/nothing"] {
        let led = ask(desk.server, "GET", path, &[]);
        assert_eq!(led.status, 303, "{path}");
        assert!(led.header("location").starts_with("/sign-in?to=%2F"), "{path}");
    }
    for path in ["/health/live", "/sign-in", "/static/style.css"] {
        assert_eq!(ask(desk.server, "GET", path, &[]).status, 200, "{path}");
    }
    let cookie = desk.sign_in(Role::Reader);
    assert_eq!(desk.page(&cookie, "/search?q=asylum").status, 200);
    assert_eq!(desk.page(&cookie, "/desk").status, 403);
}

fn id_of_first(desk: &Desk) -> String {
    let list = desk.ask(Role::Reader, "GET", "/api/v1/documents", "").json();
    list["documents"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_session_is_for_this_server_alone_and_ends_when_it_is_left() {
    let desk = Desk::new("sessions");
    let signed_in = form(desk.server, "/sign-in", "", &[("key", desk.key(Role::Librarian)), ("to", "/desk/works")]);
    assert_eq!((signed_in.status, signed_in.header("location")), (303, "/desk/works"));
    let cookie = signed_in.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"),
        "{cookie}"
    );
    assert!(!cookie.contains(desk.key(Role::Librarian)));
    for away in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let led = form(desk.server, "/sign-in", "", &[("key", desk.key(Role::Librarian)), ("to", away)]);
        assert_eq!(led.header("location"), "/desk", "{away}");
    }
    for wrong in ["", "ap_00000000_ff", "nothing"] {
        let refused = form(desk.server, "/sign-in", "", &[("key", wrong)]);
        assert_eq!((refused.status, refused.header("set-cookie")), (401, ""));
        assert!(refused.body.contains("This key is none"));
    }

    let cookie = desk.sign_in(Role::Librarian);
    let good = word(&desk.page(&cookie, "/desk").body);
    // Another site can make the browser send the cookie, but not the word.
    for forged in [vec![("do", "split")], vec![("word", "")], vec![("word", "guessed")]] {
        let refused = form(desk.server, "/desk/works", &cookie, &forged);
        assert_eq!(refused.status, 403, "{forged:?}");
        assert!(refused.body.contains("not sent by a page of this session"));
    }
    let with_cookie = format!("Cookie: {cookie}");
    let id = id_in(desk.server, "Seasonal Work and Return");
    let path = format!("/api/v1/documents/{id}");
    assert_eq!(ask(desk.server, "DELETE", &path, &[&with_cookie]).status, 403);
    assert_eq!(ask(desk.server, "DELETE", &path, &[&with_cookie, &format!("X-Apostille-Form: {good}")]).status, 200);

    assert_eq!(desk.post(&cookie, "/sign-out", &[]).status, 303);
    assert_eq!(desk.page(&cookie, "/desk").status, 303);
}

#[test]
fn a_one_time_address_opens_one_session() {
    let (once, path) = OneTimeKey::new("ana").unwrap();
    let desk = Desk::with("once", |server| server.with_one_time_key(once));
    assert_eq!(ask(desk.server, "GET", "/sign-in?once=guessed", &[]).status, 403);
    let opened = ask(desk.server, "GET", &path, &[]);
    assert_eq!((opened.status, opened.header("location")), (303, "/desk"));
    let cookie = opened.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = desk.page(&cookie, "/desk").body;
    assert!(page.contains("Signed in as ana") && page.contains("/desk/keys"));
    let again = ask(desk.server, "GET", &path, &[]);
    assert_eq!((again.status, again.header("set-cookie")), (403, ""));
}
