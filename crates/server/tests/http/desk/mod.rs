//! What changes the collection: who may, and what becomes of it. Each test has a collection and a server of its own.

mod access;
mod pages;
mod picture;
mod uploads;

use std::net::SocketAddr;
use std::path::PathBuf;

use apostille_catalogue::{Catalogue, Role};
use apostille_server::Server;

use crate::client::{Answer, send};
use crate::sample::{LAW, PAPER, collection, reading, run};

/// A collection of two papers with a key of each role, and its server.
pub struct Desk {
    pub home: PathBuf,
    pub server: SocketAddr,
    pub keys: [String; 3],
}

impl Desk {
    pub fn new(name: &str) -> Desk {
        Desk::with(name, |server| server)
    }

    pub fn with(name: &str, options: impl FnOnce(Server) -> Server) -> Desk {
        let home = collection(name, &[("seasonal work.md", PAPER), ("asilo.md", LAW)]);
        let mut catalogue = Catalogue::open(&home).unwrap();
        let keys = Role::ALL.map(|role| catalogue.create_key(role.as_str(), role, "test").unwrap().reveal().to_owned());
        let server = run(options(Server::new(&home, reading())));
        let desk = Desk { home, server, keys };
        while desk.ask(Role::Admin, "GET", "/health/ready", "").status != 200 {}
        desk
    }

    pub fn key(&self, role: Role) -> &str {
        &self.keys[role as usize]
    }

    /// Asks with a key; a body is JSON.
    pub fn ask(&self, role: Role, method: &str, path: &str, body: &str) -> Answer {
        let key = format!("Authorization: Bearer {}", self.key(role));
        let length = format!("Content-Length: {}", body.len());
        send(self.server, method, path, &[&key, &length, "Content-Type: application/json"], body.as_bytes())
    }

    /// Signs in by the page; the cookie.
    pub fn sign_in(&self, role: Role) -> String {
        let signed_in = form(self.server, "/sign-in", "", &[("key", self.key(role))]);
        assert_eq!(signed_in.status, 303, "{}", signed_in.body);
        signed_in.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The page that who is signed in sees.
    pub fn page(&self, cookie: &str, path: &str) -> Answer {
        send(self.server, "GET", path, &[&format!("Cookie: {cookie}")], b"")
    }

    /// Sends a form from the page at `path`, with the word that stands on it.
    pub fn post(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let word = word(&self.page(cookie, "/desk").body);
        let fields: Vec<_> = fields.iter().copied().chain([("word", word.as_str())]).collect();
        form(self.server, path, cookie, &fields)
    }

    /// Waits until a batch is over; its JSON.
    pub fn batch(&self, status: &str) -> serde_json::Value {
        loop {
            let batch = self.ask(Role::Librarian, "GET", status, "").json();
            if batch["state"] == "done" || batch["state"] == "failed" {
                return batch;
            }
        }
    }
}

/// The word that a page's forms bring along.
pub fn word(page: &str) -> String {
    let after = page.split("name=\"word\" value=\"").nth(1).expect("the page has a form");
    after.split('"').next().unwrap().to_owned()
}

/// Sends a form.
pub fn form(server: SocketAddr, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let headers = [
        format!("Cookie: {cookie}"),
        format!("Content-Length: {}", body.len()),
        "Content-Type: application/x-www-form-urlencoded".to_owned(),
    ];
    send(server, "POST", path, &headers.each_ref().map(String::as_str), body.as_bytes())
}
