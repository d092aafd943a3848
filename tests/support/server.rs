//! A running server, on a port of the system's choice; ended when dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A server that answers.
pub struct Server {
    child: Child,
    /// What it said when it began to listen.
    pub said: Value,
}

impl Server {
    /// Starts a command that serves (`serve`, `demo`) and waits until it has said its address.
    pub fn start(command: &mut Command) -> Server {
        Server::start_at(command, "127.0.0.1:0")
    }

    /// The same, listening to this address.
    pub fn start_at(command: &mut Command, address: &str) -> Server {
        let mut child = command.args(["--listen", address, "--json"]).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(|line| line.unwrap());
        let said =
            lines.map(|line| serde_json::from_str::<Value>(&line).unwrap()).find(|line| line["address"].is_string());
        let Some(said) = said else {
            panic!("the server ended before it listened: {:?}", child.wait());
        };
        Server { child, said }
    }

    /// `http://127.0.0.1:PORT`, without a last slash.
    pub fn address(&self) -> &str {
        self.said["address"].as_str().unwrap().trim_end_matches('/')
    }

    /// The status, content type and body at this path.
    pub fn get(&self, path: &str) -> Answer {
        self.get_in(path, "en")
    }

    /// The same, for a reader of this language.
    pub fn get_in(&self, path: &str, language: &str) -> Answer {
        let asked = ureq::get(format!("{}{path}", self.address())).header("accept-language", language);
        let mut response = asked.config().http_status_as_error(false).build().call().unwrap();
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let body = response.body_mut().read_to_string().unwrap();
        Answer { status: response.status().as_u16(), kind: kind.unwrap_or_default(), body }
    }

    /// The search of the API.
    pub fn search(&self, parameters: &str) -> Value {
        let answer = self.get(&format!("/api/v1/search?{parameters}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What an address answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub kind: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }
}
