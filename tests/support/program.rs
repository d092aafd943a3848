//! The program and a collection: runs commands on a home of its own, gone when dropped.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program with these arguments and none of the user's settings.
pub fn apostille() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apostille"));
    for setting in ["APOSTILLE_TIME_LIMIT", "APOSTILLE_MEMORY_LIMIT"] {
        command.env_remove(setting);
    }
    command
        .env_remove("APOSTILLE_HOME")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("APOSTILLE_TESSERACT")
        .stdin(Stdio::null());
    command
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ended {
    /// The JSON objects of stdout; every line must be one.
    pub fn json(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
        self.stdout.lines().map(parse).collect()
    }

    /// The same, if the code is the one that is wanted.
    pub fn with(self, code: i32) -> Ended {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Ended {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A folder for files and a home beside it.
pub struct Collection {
    folder: TempDir,
}

impl Collection {
    pub fn new() -> Collection {
        let collection = Collection { folder: TempDir::new().unwrap() };
        fs::create_dir(collection.papers()).unwrap();
        collection
    }

    /// Where the collection is kept.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where the files that are added lie.
    pub fn papers(&self) -> PathBuf {
        self.folder.path().join("papers")
    }

    /// A new folder beside the home and the papers.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    }

    /// Writes a file among the papers.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.papers().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The command on this home, not yet started.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = apostille();
        command.args(args).arg("--home").arg(self.home());
        command
    }

    /// Runs a command as a person does.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ended {
        self.command(args).output().unwrap().into()
    }

    /// Runs a command as a program does.
    pub fn json<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ended {
        self.command(args).arg("--json").output().unwrap().into()
    }

    /// Adds the papers; the lines of files and the summary.
    pub fn add(&self) -> Added {
        Added::of(self.json([OsStr::new("add"), self.papers().as_os_str()]))
    }

    /// The answer to a search that must be understood.
    pub fn search(&self, query: &str, options: &[&str]) -> Value {
        let ended = self.json(["search", query].iter().chain(options)).with(0);
        ended.json().pop().expect("search prints one object")
    }

    /// A whole document.
    pub fn show(&self, document: &str) -> Value {
        self.json(["show", document]).with(0).json().pop().expect("show prints one object")
    }
}

/// What `add --json` said.
#[derive(Debug)]
pub struct Added {
    pub code: Option<i32>,
    pub files: Vec<Value>,
    pub summary: Value,
    pub stderr: String,
}

impl Added {
    pub fn of(ended: Ended) -> Added {
        let (files, mut rest): (Vec<Value>, Vec<Value>) =
            ended.json().into_iter().partition(|line| line["path"].is_string());
        let last = rest.pop().unwrap_or_else(|| panic!("no summary: {}", ended.stderr));
        assert!(rest.is_empty(), "neither a file nor the summary: {rest:?}");
        Added { code: ended.code, files, summary: last["summary"].clone(), stderr: ended.stderr }
    }

    /// The line of the file with this name.
    pub fn file(&self, name: &str) -> &Value {
        let named = |line: &&Value| Path::new(line["path"].as_str().unwrap()).ends_with(name);
        self.files.iter().find(named).unwrap_or_else(|| panic!("no line for {name}"))
    }

    /// The id of the document that the file with this name is.
    pub fn document(&self, name: &str) -> &str {
        let line = self.file(name);
        line["document"].as_str().unwrap_or_else(|| panic!("no document: {line}"))
    }

    /// How many files ended in this status.
    pub fn count(&self, status: &str) -> usize {
        self.files.iter().filter(|line| line["status"] == status).count()
    }
}

/// Runs the program with these bytes on stdin.
pub fn with_stdin(command: &mut Command, bytes: &[u8]) -> Ended {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(bytes));
        child.wait_with_output().unwrap().into()
    })
}
