//! The child process that reads one file: it takes limits upon itself, does its task, and prints the outcome.
//!
//! A file from outside may be made to loop or to unpack without end. What goes wrong here costs this process only.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use apostille_corpus::Manuscript;

use crate::limits::{Limits, megabytes};
use crate::ocr::{picture, tesseract};
use crate::{Failure, Reason, pdf, read};

/// What a child does with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Read it, and print `Result<Manuscript, Failure>` as one JSON document.
    Read,
    /// The same for a scan, without the words on its pages.
    BlankPages,
    /// Draw the first page, and print the picture as PNG.
    Draw {
        /// How wide, in dots.
        width: u16,
    },
    /// Draw a page of a scan and become tesseract, which prints the words on it as hOCR.
    Recognise {
        /// The number of the page, from 1.
        page: usize,
        /// Tesseract's name or path.
        program: OsString,
    },
}

/// Options of the hidden command.
const BLANK_PAGES: &str = "--blank-pages";
const PAGE: &str = "--page";
const DRAWN: &str = "--drawn";
const TESSERACT: &str = "--tesseract";

impl Task {
    /// The options that ask the hidden command for this task.
    pub(crate) fn options(&self) -> Vec<OsString> {
        match self {
            Task::Read => Vec::new(),
            Task::BlankPages => vec![BLANK_PAGES.into()],
            Task::Draw { width } => vec![DRAWN.into(), width.to_string().into()],
            Task::Recognise { page, program } => {
                vec![PAGE.into(), page.to_string().into(), TESSERACT.into(), program.clone()]
            }
        }
    }
}

/// What the hidden command `read-file PATH` runs: does its task with one file under the limits that the environment names.
///
/// The exit code is success if the outcome, good or bad, was printed whole. Limits stay on the process: nothing else
/// should be done in it.
pub fn child_main(path: &Path, task: &Task) -> ExitCode {
    let limits = Limits::from_environment(|name| std::env::var(name).ok());
    let bytes = apply(&limits).and_then(|()| bytes_of(path, &limits));
    match task {
        Task::Read => code(print(&bytes.and_then(|bytes| read(path, &bytes)))),
        Task::BlankPages => code(print(&bytes.and_then(|bytes| pdf::blank_pages(&bytes)))),
        Task::Draw { width } => {
            let picture = bytes.and_then(|bytes| picture::of_first_page(&bytes, *width));
            complain(&picture.map(|picture| code(write(&picture))))
        }
        Task::Recognise { page, program } => {
            let picture = bytes.and_then(|bytes| picture::of_page(&bytes, *page)).and_then(kept);
            complain(&picture.and_then(|picture| become_tesseract(program, picture)))
        }
    }
}

fn code(printed: io::Result<()>) -> ExitCode {
    if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A picture as a file without a name, which is gone with this process.
fn kept(picture: Vec<u8>) -> Result<File, Failure> {
    let written = tempfile::tempfile().and_then(|mut file| {
        file.write_all(&picture)?;
        io::Seek::rewind(&mut file).map(|()| file)
    });
    written.map_err(|error| {
        let message =
            format!("a picture of the page cannot be kept for a moment ({error}): make room for temporary files");
        Failure::new(Reason::Unreadable, message)
    })
}

/// Lets tesseract take this process over, with its limits; whoever waits for this process waits for it.
#[cfg(unix)]
fn become_tesseract(program: &OsString, picture: File) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;
    let error = tesseract::command(program).stdin(picture).exec();
    Err(Failure::new(Reason::Crash, format!("tesseract cannot be run ({error})")))
}

#[cfg(not(unix))]
fn become_tesseract(program: &OsString, picture: File) -> Result<ExitCode, Failure> {
    match tesseract::command(program).stdin(picture).status() {
        Ok(status) if status.success() => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::FAILURE),
        Err(error) => Err(Failure::new(Reason::Crash, format!("tesseract cannot be run ({error})"))),
    }
}

/// Says on the standard error why there is no answer.
fn complain(ended: &Result<ExitCode, Failure>) -> ExitCode {
    match ended {
        Ok(code) => *code,
        Err(failure) => {
            // Whoever started this process may be gone.
            let _ = writeln!(io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}

fn write(picture: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(picture)?;
    out.flush()
}

fn print(outcome: &Result<Manuscript, Failure>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, outcome)?;
    out.flush()
}

/// Takes the limits on memory and processor time, or what the system leaves of them; core files would only hold what the
/// reader was given. The soft limit on time speaks first, by a signal that names it.
#[cfg(unix)]
fn apply(limits: &Limits) -> Result<(), Failure> {
    use rlimit::Resource;
    let lower = |resource: Resource, soft: u64, hard: u64| {
        let (_, most) = resource.get()?;
        resource.set(soft.min(most), hard.min(most))
    };
    let taken = lower(Resource::AS, limits.memory, limits.memory)
        .and_then(|()| lower(Resource::CPU, limits.seconds, limits.seconds + 1))
        .and_then(|()| lower(Resource::CORE, 0, 0));
    taken.map_err(|error| {
        let message = format!("the limits for reading a file cannot be set ({error}): ask who runs this system");
        Failure::new(Reason::Crash, message)
    })
}

#[cfg(not(unix))]
fn apply(_limits: &Limits) -> Result<(), Failure> {
    Ok(())
}

/// The bytes of a file of the file system.
fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        let message = "it is not a regular file but a folder, a device or the like: name a file";
        return Err(Failure::new(Reason::Unreadable, message));
    }
    if metadata.len() > limits.file {
        return Err(too_large(metadata.len(), limits.file));
    }
    bytes(path, limits.file).map_err(|error| unreadable(&error))
}

/// The bytes of a file, which may have grown since its size was asked for.
fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Failure {
    let message = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "the system does not permit reading it: give yourself the right to read the file, or ask its owner"
                .to_owned()
        }
        io::ErrorKind::NotFound => "the file is not there, or a link leads nowhere: check the path".to_owned(),
        _ => format!("the system cannot read it ({error}): check the disk, or copy the file anew"),
    };
    Failure::new(Reason::Unreadable, message)
}

fn too_large(size: u64, most: u64) -> Failure {
    let (size, most) = (megabytes(size), megabytes(most));
    Failure::new(Reason::TooLarge, format!("the file has {size}, the limit is {most}: split it into parts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits { seconds: 1, memory: 1, output: 1, file: 20 };

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn a_file_of_exactly_the_limit_is_read_and_a_larger_one_refused() {
        let (_kept, path) = file("a.txt", b"twenty bytes of text");
        assert!(bytes_of(&path, &SMALL).is_ok());
        let (_kept, path) = file("a.txt", b"twenty-one bytes here");
        let failure = bytes_of(&path, &SMALL).unwrap_err();
        assert_eq!(failure.reason, Reason::TooLarge);
        assert!(failure.message.contains("21 bytes") && failure.message.contains("20 bytes"), "{failure}");
    }

    #[test]
    fn what_the_system_does_not_give_is_unreadable() {
        let (folder, _) = file("a.txt", b"words");
        for path in [folder.path().to_owned(), folder.path().join("missing.txt")] {
            assert_eq!(bytes_of(&path, &SMALL).unwrap_err().reason, Reason::Unreadable, "{path:?}");
        }
    }
}
