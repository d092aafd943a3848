//! Reading a file in a child process, from the side of the parent: start it, wait with a limit, judge how it ended.

mod pipes;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use apostille_corpus::Manuscript;

pub(crate) use pipes::{Pipes, Said};

use crate::child::Task;
use crate::limits::megabytes;
use crate::{Failure, Limits, Reason, Tesseract};

/// Larger answers of tesseract about one page are not believed: a page of 1,000 words has 150 KB.
const MOST_OF_PAGE: u64 = 16 * 1024 * 1024;

/// Reads files, each in a child process of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    limits: Limits,
}

impl Reader {
    /// A reader whose children are `program read-file PATH` and the like; [`crate::child_main`] is what that command must run.
    pub fn new(program: PathBuf, limits: Limits) -> Reader {
        Reader { program, limits }
    }

    /// Reads one file in a child process, which is killed when its time is over.
    ///
    /// # Errors
    /// What the child found wrong with the file; [`Reason::Time`], [`Reason::Memory`] or [`Reason::TooLarge`] when it
    /// went beyond its limits; [`Reason::Crash`] when it broke down or could not be started.
    pub fn read(&self, path: &Path) -> Result<Manuscript, Failure> {
        self.outcome(self.start(path, &Task::Read)?)
    }

    /// The pages of a scan, not yet with words.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub(crate) fn blank_pages(&self, path: &Path) -> Result<Manuscript, Failure> {
        self.outcome(self.start(path, &Task::BlankPages)?)
    }

    /// What tesseract reads on a page of a scan, as hOCR.
    ///
    /// # Errors
    /// As [`Reader::read`], about this page.
    pub(crate) fn recognise(&self, path: &Path, page: usize, tesseract: &Tesseract) -> Result<String, Failure> {
        let child = self.start(path, &Task::Recognise { page, program: tesseract.program().to_owned() })?;
        let said = self.said(child, MOST_OF_PAGE)?;
        if !said.status.success() {
            return Err(unrecognised(self.broken(&said), &said));
        }
        String::from_utf8(said.answer).map_err(|_| Failure::new(Reason::Crash, "tesseract's answer is no text"))
    }

    /// The first page of a PDF as a picture of this width in dots, in PNG.
    ///
    /// # Errors
    /// As [`Reader::read`]; [`Reason::NotPdf`] and its like for what is no PDF.
    pub fn draw(&self, path: &Path, width: u16) -> Result<Vec<u8>, Failure> {
        let said = self.said(self.start(path, &Task::Draw { width })?, MOST_OF_PAGE)?;
        if said.status.success() && !said.answer.is_empty() {
            return Ok(said.answer);
        }
        Err(unrecognised(self.broken(&said), &said))
    }

    /// The same reader, with no more than so many seconds for each file.
    pub fn within(&self, seconds: u64) -> Reader {
        let limits = Limits { seconds: self.limits.seconds.min(seconds), ..self.limits };
        Reader { program: self.program.clone(), limits }
    }

    /// A path is made absolute so that none can be taken for an option.
    fn start(&self, path: &Path, task: &Task) -> Result<Child, Failure> {
        let mut command = Command::new(&self.program);
        let options: Vec<OsString> = task.options();
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        command.arg("read-file").args(options).arg(absolute).envs(self.limits.environment());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| {
            let program = self.program.display();
            Failure::new(Reason::Crash, format!("the program that reads files, {program}, cannot be started: {error}"))
        })
    }

    fn outcome(&self, child: Child) -> Result<Manuscript, Failure> {
        let said = self.said(child, self.limits.output)?;
        let outcome = serde_json::from_slice(&said.answer).ok().filter(|_| said.status.success());
        outcome.unwrap_or_else(|| Err(self.broken(&said)))
    }

    /// What a child said that stayed within its limits of time and output.
    fn said(&self, child: Child, most: u64) -> Result<Said, Failure> {
        match Pipes::of(child, most).wait(self.limits.wall_time()) {
            Ok(Some(said)) if said.answer.len() as u64 > most => Err(too_large(most)),
            Ok(Some(said)) => Ok(said),
            Ok(None) => Err(self.out_of_time()),
            Err(error) => Err(unwaited(&error)),
        }
    }

    fn broken(&self, said: &Said) -> Failure {
        match signal(said.status) {
            Some(SIGXCPU) => self.out_of_time(),
            _ if is_out_of_memory(&said.complaint) => self.out_of_memory(),
            Some(SIGKILL) => self.out_of_memory(),
            _ => crashed(said),
        }
    }

    fn out_of_time(&self) -> Failure {
        let seconds = self.limits.seconds;
        let remedy = "split the file, save it anew, or raise --time-limit";
        Failure::new(Reason::Time, format!("reading it took more than {seconds} s: {remedy}"))
    }

    fn out_of_memory(&self) -> Failure {
        let memory = megabytes(self.limits.memory);
        let remedy = "split the file into parts, or raise --memory-limit";
        Failure::new(Reason::Memory, format!("reading it took more than {memory} of memory: {remedy}"))
    }
}

/// Rust's words for it, and those of C++, in which tesseract is written.
fn is_out_of_memory(complaint: &str) -> bool {
    complaint.contains("memory allocation of") || complaint.contains("bad_alloc")
}

/// The failure of a page: what it or tesseract complained of, unless that is a matter of limits.
fn unrecognised(broken: Failure, said: &Said) -> Failure {
    match broken.reason {
        Reason::Crash => {
            let complaint = complaint(said);
            Failure::new(Reason::Crash, if complaint.is_empty() { said.status.to_string() } else { complaint })
        }
        _ => broken,
    }
}

fn too_large(most: u64) -> Failure {
    Failure::new(Reason::TooLarge, format!("its text is larger than {}: split the file into parts", megabytes(most)))
}

fn unwaited(error: &io::Error) -> Failure {
    Failure::new(Reason::Crash, format!("the process that read the file cannot be waited for ({error}): try again"))
}

fn crashed(said: &Said) -> Failure {
    let complaint = complaint(said);
    let status = said.status;
    let detail = if complaint.is_empty() { status.to_string() } else { format!("{status}; {complaint}") };
    let message =
        format!("the reader broke down on it ({detail}): save the file anew, and report this as a fault of ours");
    Failure::new(Reason::Crash, message)
}

/// The first lines of what a child complained of.
fn complaint(said: &Said) -> String {
    let lines = said.complaint.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(2).collect::<Vec<_>>().join(" ")
}

/// Signal numbers that are the same on every Unix (POSIX.1-2017 leaves them open; Linux, the BSDs and macOS agree).
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

#[cfg(test)]
mod tests;
