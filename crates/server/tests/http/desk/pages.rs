//! A librarian at the pages: records put right, documents that leave and come back, works, keys.

use apostille_catalogue::Role;

use super::Desk;
use crate::client::send;
use crate::sample::id_in;

fn title(desk: &Desk, id: &str) -> String {
    desk.ask(Role::Reader, "GET", &format!("/api/v1/documents/{id}"), "").json()["title"].as_str().unwrap().to_owned()
}

#[test]
fn a_record_is_put_right_on_its_page_and_the_edit_is_undone() {
    let desk = Desk::new("edit");
    let cookie = desk.sign_in(Role::Librarian);
    let id = id_in(desk.server, "Seasonal Work and Return");
    let path = format!("/documents/{id}/edit");
    let page = desk.page(&cookie, &path).body;
    assert!(page.contains("value=\"Seasonal Work and Return\"") && page.contains("Ana Prado\nLuis Mena"), "{page}");
    assert!(page.contains("Seasonal workers cross the northern border"), "the first page stands beside the form");
    let fields = [("title", "Seasonal Work"), ("authors", "Ana Prado\r\nLuis Mena\r\nRosa Gil"), ("date", "2020-03")];
    let saved = desk.post(&cookie, &path, &fields);
    assert_eq!((saved.status, saved.header("location")), (303, format!("/documents/{id}?done=yes").as_str()));
    let record = desk.ask(Role::Reader, "GET", &format!("/api/v1/documents/{id}"), "").json();
    assert_eq!((&record["title"], record["authors"].as_array().unwrap().len()), (&"Seasonal Work".into(), 3));
    assert!(desk.page(&cookie, &format!("/documents/{id}?done=yes")).body.contains("It is done."));

    let wrong = desk.post(&cookie, &path, &[("title", ""), ("date", "soon"), ("publisher", "Kept")]);
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("Not saved")
            && wrong.body.contains("value=\"Kept\"")
            && wrong.body.contains("value=\"soon\"")
    );

    assert!(desk.page(&cookie, &format!("{path}?ui=es")).body.contains("<option value=\"solicitante de asilo\">"));
    for chosen in ["asylum seeker", "return migration", "asylum seeker"] {
        let record = desk.ask(Role::Reader, "GET", &format!("/api/v1/documents/{id}"), "").json();
        let held = record["subjects"].as_array().into_iter().flatten();
        let held: Vec<&str> = held.map(|held| held.as_str().unwrap()).collect();
        let fields = [("subjects", held.join("\r\n")), ("added-subject", chosen.to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(desk.post(&cookie, &path, &fields).status, 303, "{chosen}");
    }
    let record = desk.ask(Role::Reader, "GET", &format!("/api/v1/documents/{id}"), "").json();
    assert_eq!(record["subjects"], serde_json::json!(["asylum seeker", "return migration"]));
    assert!(desk.page(&cookie, &format!("/documents/{id}")).body.contains("asylum seeker · return migration"));

    let back = desk.post(&cookie, &path, &[("unset", "title")]);
    assert_eq!(back.status, 303);
    assert_eq!(title(&desk, &id), "Seasonal Work and Return");
    assert_eq!(desk.post(&cookie, "/desk/undo", &[]).header("location"), "/desk/history?done=yes");
    assert_eq!(title(&desk, &id), "Seasonal Work");
    let history = desk.page(&cookie, &format!("/desk/history?document={id}")).body;
    assert!(history.contains("record edited") && history.contains("<td>librarian</td>"), "{history}");
}

#[test]
fn many_records_are_edited_after_a_look_at_what_would_change() {
    let desk = Desk::new("bulk");
    let cookie = desk.sign_in(Role::Librarian);
    let ids = ["Seasonal Work and Return", "Derecho de asilo en la frontera"].map(|title| id_in(desk.server, title));
    let chosen = desk.page(&cookie, &format!("/desk/bulk?id={}&id={}", ids[0], ids[1])).body;
    assert!(chosen.contains("Seasonal Work and Return") && chosen.contains("Derecho de asilo"));
    let fields =
        [("id", ids[0].as_str()), ("id", &ids[1]), ("field", "subjects"), ("value", "borders\r\nwork"), ("how", "add")];
    let preview = desk.post(&cookie, "/desk/bulk", &fields).body;
    assert!(preview.contains("2 values would change") && preview.contains("<ins>borders; work</ins>"), "{preview}");
    let edits = preview.split("name=\"edits\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let edits = edits.replace("&#34;", "\"").replace("&quot;", "\"");
    assert_eq!(desk.post(&cookie, "/desk/edits", &[("edits", &edits), ("what", "bulk")]).status, 303);
    assert!(desk.page(&cookie, &format!("/documents/{}/edit", ids[1])).body.contains("borders\nwork"));
    let wrong = desk.post(&cookie, "/desk/bulk", &[("id", &ids[0]), ("field", "date"), ("value", "soon")]).body;
    assert!(wrong.contains("role=\"alert\"") && !wrong.contains("name=\"edits\""));
}

#[test]
fn the_table_goes_to_a_spreadsheet_and_comes_back() {
    let desk = Desk::new("table");
    let cookie = desk.sign_in(Role::Librarian);
    let table = desk.page(&cookie, "/desk/table.csv");
    assert!(table.header("content-disposition").contains("records.csv"));
    let edited =
        table.body.replace("Derecho de asilo en la frontera", "Derecho de asilo").replace("2020-03", "2020-04");
    let word = super::word(&desk.page(&cookie, "/desk/table").body);
    let preview = |table: &str| {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\n{word}\r\n--b\r\nContent-Disposition: form-data; \
             name=\"table\"; filename=\"r.csv\"\r\n\r\n{table}\r\n--b--\r\n"
        );
        let headers = [
            format!("Cookie: {cookie}"),
            format!("Content-Length: {}", body.len()),
            "Content-Type: multipart/form-data; boundary=b".to_owned(),
        ];
        send(desk.server, "POST", "/desk/table", &headers.each_ref().map(String::as_str), body.as_bytes()).body
    };
    let shown = preview(&edited);
    assert!(shown.contains("2 values would change") && shown.contains("<ins>2020-04</ins>"), "{shown}");
    assert!(shown.contains("Apply all of it"));
    let broken = preview(&edited.replace("2020-04", "soon"));
    assert!(broken.contains("The table has errors") && !broken.contains("Apply all of it"), "{broken}");
    assert!(preview(&table.body).contains("Nothing would change."));
}

#[test]
fn a_document_leaves_and_comes_back_and_only_an_admin_deletes_for_good() {
    let desk = Desk::new("leaving");
    let cookie = desk.sign_in(Role::Librarian);
    let id = id_in(desk.server, "Seasonal Work and Return");
    let left = desk.post(&cookie, &format!("/documents/{id}/remove"), &[]);
    assert_eq!(left.header("location"), "/desk/trash?done=yes");
    let trash = desk.page(&cookie, "/desk/trash").body;
    assert!(trash.contains("Seasonal Work and Return") && !trash.contains("value=\"purge\""));
    assert_eq!(desk.page(&cookie, &format!("/documents/{id}")).status, 410);
    assert_eq!(desk.post(&cookie, "/desk/trash", &[("do", "restore"), ("id", &id)]).status, 303);
    assert_eq!(desk.page(&cookie, &format!("/documents/{id}")).status, 200);

    desk.post(&cookie, &format!("/documents/{id}/remove"), &[]);
    assert_eq!(desk.post(&cookie, "/desk/trash", &[("do", "purge"), ("id", &id), ("sure", "yes")]).status, 403);
    let admin = desk.sign_in(Role::Admin);
    assert_eq!(desk.post(&admin, "/desk/trash", &[("do", "purge"), ("id", &id)]).status, 422, "without being sure");
    assert_eq!(desk.post(&admin, "/desk/trash", &[("do", "purge"), ("id", &id), ("sure", "yes")]).status, 303);
    assert!(desk.page(&cookie, "/desk/trash").body.contains("The trash is empty."));
    assert!(desk.page(&cookie, "/desk/history").body.contains("deleted for good"));
}

#[test]
fn works_are_joined_and_split() {
    let desk = Desk::new("works-page");
    let cookie = desk.sign_in(Role::Librarian);
    let ids = ["Seasonal Work and Return", "Derecho de asilo en la frontera"].map(|title| id_in(desk.server, title));
    assert!(desk.page(&cookie, "/desk/works").body.contains("No text is there twice."));
    assert_eq!(desk.post(&cookie, "/desk/works", &[("do", "join"), ("ids", &ids[0])]).status, 422);
    let both = format!("{} http://a.example/documents/{}", ids[0], ids[1]);
    assert_eq!(desk.post(&cookie, "/desk/works", &[("do", "join"), ("ids", &both)]).status, 303);
    let works = desk.page(&cookie, "/desk/works").body;
    assert!(works.contains("answers searches") && works.contains("decided by a librarian"));
    assert_eq!(desk.post(&cookie, "/desk/works", &[("do", "split"), ("id", &ids[1])]).status, 303);
    assert!(desk.page(&cookie, "/desk/works").body.contains("No text is there twice."));
}

#[test]
fn an_admin_makes_and_revokes_keys_and_the_secret_is_shown_once() {
    let desk = Desk::new("keys-page");
    assert_eq!(desk.page(&desk.sign_in(Role::Librarian), "/desk/keys").status, 403);
    let admin = desk.sign_in(Role::Admin);
    let made = desk.post(&admin, "/desk/keys", &[("do", "create"), ("name", "maria"), ("role", "reader")]);
    let secret = made.body.split('>').find_map(|part| part.starts_with("ap_").then(|| part.split('<').next().unwrap()));
    let secret = secret.expect("the secret is shown").to_owned();
    assert!(!desk.page(&admin, "/desk/keys").body.contains(&secret));
    let key = format!("Authorization: Bearer {secret}");
    assert_eq!(send(desk.server, "GET", "/api/v1/search?q=asylum", &[&key], b"").status, 200);
    assert_eq!(desk.post(&admin, "/desk/keys", &[("do", "create"), ("name", "maria"), ("role", "admin")]).status, 422);
    assert_eq!(desk.post(&admin, "/desk/keys", &[("do", "revoke"), ("name", "maria")]).status, 303);
    assert_eq!(send(desk.server, "GET", "/api/v1/search?q=asylum", &[&key], b"").status, 401);
}

#[test]
fn the_desk_is_in_the_readers_language_and_has_nothing_that_its_policy_forbids() {
    let desk = Desk::new("languages");
    let cookie = desk.sign_in(Role::Admin);
    let id = id_in(desk.server, "Seasonal Work and Return");
    let edit = format!("/documents/{id}/edit");
    let pages = [
        "",
        "/batches",
        "/batches/1",
        "/table",
        "/works",
        "/trash",
        "/history",
        "/keys",
        "/bulk",
        "/doubts",
        "/quality",
    ];
    let quality = format!("/documents/{id}/quality");
    let pages = pages.map(|page| format!("/desk{page}")).into_iter().chain([edit, quality, "/sign-in".to_owned()]);
    for path in pages {
        let (english, spanish) = (desk.page(&cookie, &path), desk.page(&cookie, &format!("{path}?ui=es")));
        assert_eq!((english.status, spanish.status), (200, 200), "{path}");
        assert!(english.body.contains(">Desk<") && spanish.body.contains(">Mostrador<"), "{path}");
        for forbidden in [" style=", "<style", " onclick=", "<script>", "<img", "src=\"http"] {
            assert!(!english.body.contains(forbidden), "{path} has {forbidden}");
        }
    }
}
