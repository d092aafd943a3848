//! The picture of the first page, beside the form: who may see it, and of which files there is one.

use std::fs;

use apostille_catalogue::{Catalogue, Role};
use apostille_indexer::{Failure, Reason};
use apostille_server::Server;

use super::Desk;
use crate::client::{Answer, send};
use crate::sample::{HOSTILE, LAW, PAGED, collection, id_in, reading, run};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and dots";

/// A server whose drawer draws one of its PDFs and breaks down on the other.
fn desk() -> Desk {
    let home = collection("pictures", &[("returns.PDF", PAGED), ("broken.pdf", HOSTILE), ("asilo.md", LAW)]);
    let mut catalogue = Catalogue::open(&home).unwrap();
    let keys = Role::ALL.map(|role| catalogue.create_key(role.as_str(), role, "test").unwrap().reveal().to_owned());
    let reading = reading().drawing(|place| {
        let is_whole = fs::read_to_string(place).unwrap().contains("Returns by Air");
        if is_whole { Ok(PICTURE.to_vec()) } else { Err(Failure::new(Reason::Damaged, "damaged")) }
    });
    let server = run(Server::new(&home, reading));
    let desk = Desk { home, server, keys };
    while desk.ask(Role::Admin, "GET", "/health/ready", "").status != 200 {}
    desk
}

fn picture(desk: &Desk, cookie: &str, title: &str) -> Answer {
    desk.page(cookie, &format!("/documents/{}/first-page.png", id_in(desk.server, title)))
}

#[test]
fn the_first_page_of_a_pdf_is_a_picture_for_who_may_edit_it_and_other_files_have_none() {
    let desk = desk();
    let librarian = desk.sign_in(Role::Librarian);
    let drawn = picture(&desk, &librarian, "Returns by Air");
    assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/png"));
    assert!(drawn.body.contains("PNG") && drawn.header("cache-control").starts_with("private"));
    assert!(drawn.header("content-security-policy").contains("img-src 'self'"));

    let path = format!("/documents/{}/first-page.png", id_in(desk.server, "Returns by Air"));
    let known = format!("If-None-Match: {}", drawn.header("etag"));
    let again = send(desk.server, "GET", &path, &[&format!("Cookie: {librarian}"), &known], b"");
    assert_eq!((again.status, again.body.as_str()), (304, ""));

    for title in ["Derecho de asilo en la frontera", "\"><script>alert(1)</script>"] {
        let none = picture(&desk, &librarian, title);
        assert_eq!((none.status, none.header("content-type")), (404, "application/problem+json"), "{title}");
    }
    for missing in ["/documents/0123456789abcdef/first-page.png", "/documents/x/first-page.png"] {
        assert_eq!(desk.page(&librarian, missing).status, 404);
    }
    assert_eq!(send(desk.server, "GET", &path, &[], b"").status, 303, "who has not signed in is led there");
    assert_eq!(desk.ask(Role::Reader, "GET", &path, "").status, 403);
}

#[test]
fn the_form_has_the_picture_and_below_it_the_text_and_without_one_the_text_alone() {
    let desk = desk();
    let librarian = desk.sign_in(Role::Librarian);
    for (title, has_picture) in [("Returns by Air", true), ("Derecho de asilo en la frontera", false)] {
        let id = id_in(desk.server, title);
        for language in ["en", "es"] {
            let form = desk.page(&librarian, &format!("/documents/{id}/edit?ui={language}")).body;
            assert_eq!(
                form.contains(&format!("<img src=\"/documents/{id}/first-page.png\" alt=\"")),
                has_picture,
                "{form}"
            );
            assert_eq!(form.contains("<details class=\"as-read\" open>"), !has_picture);
        }
    }
}
