//! Folders that are watched: by the command, and beside a server.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::support::papers::numbered;
use crate::support::program::Collection;
use crate::support::server::Server;

/// Longer than any of it takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A watch that runs, and the lines that it prints. Dropped, it is killed.
struct Watching {
    child: Child,
    lines: Receiver<Value>,
}

impl Watching {
    fn start(command: &mut Command) -> Watching {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (sender, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        Watching { child, lines }
    }

    /// The next line that has this field.
    fn next(&self, field: &str) -> Value {
        loop {
            let line =
                self.lines.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("no line with {field}: {error}"));
            if !line[field].is_null() {
                return line;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn files_that_appear_are_added_and_those_that_vanish_are_named_and_kept() {
    let collection = Collection::new();
    collection.write("first.txt", numbered(1));
    let mut command = collection.command(["watch", "--settle", "1", "--json"]);
    let watching = Watching::start(command.arg(collection.papers()));
    watching.next("watching");
    let first = watching.next("status");
    assert!(first["path"].as_str().unwrap().ends_with("first.txt") && first["status"] == "indexed", "{first}");
    let second = collection.write("folder/second.txt", numbered(2));
    assert_eq!(watching.next("summary")["summary"]["indexed"], 1);
    assert_eq!(watching.next("summary")["summary"]["indexed"], 1);
    assert_eq!(collection.search("albergue2", &[])["total"]["value"], 1);
    fs::remove_file(second).unwrap();
    assert!(watching.next("vanished")["vanished"].as_str().unwrap().ends_with("second.txt"));
    assert_eq!(collection.search("albergue2", &[])["total"]["value"], 1);
    drop(watching);
    let again = Watching::start(&mut command);
    collection.write("third.txt", numbered(3));
    assert_eq!(again.next("summary")["summary"]["files"], 1, "what was added before is not added again");
}

#[test]
fn a_server_adds_what_appears_in_the_folders_that_it_watches() {
    let collection = Collection::new();
    collection.add();
    let mut command = collection.command(["serve", "--settle", "0"]);
    let server = Server::start(command.arg("--watch").arg(collection.papers()));
    collection.write("report.txt", numbered(7));
    let is_found = || server.search("q=albergue7")["total"]["value"] == 1;
    let found = (0..).map(|_| is_found()).take(100_000).any(|is_found| is_found);
    assert!(found, "the server never adds it");
}

#[test]
fn a_file_is_no_folder_to_watch() {
    let collection = Collection::new();
    let file = collection.write("report.txt", numbered(1));
    let refused = collection.run(["watch".as_ref(), file.as_os_str()]).with(2);
    assert!(refused.stderr.contains("is a file"), "{}", refused.stderr);
}
