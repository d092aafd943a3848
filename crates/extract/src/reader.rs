//! Reading a file in a child process, from the side of the parent: start it, wait with a limit, judge how it ended.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use apostille_corpus::Manuscript;

use crate::limits::megabytes;
use crate::{Failure, Limits, Reason};

/// Reads files, each in a child process of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    limits: Limits,
}

/// How much of what a child complains of is kept, in bytes.
const MOST_COMPLAINT: u64 = 16 * 1024;

/// How a child ended, and what it said.
struct End {
    status: ExitStatus,
    complaint: String,
}

impl Reader {
    /// A reader whose children are `program read-file PATH`; [`crate::child_main`] is what that command must run.
    pub fn new(program: PathBuf, limits: Limits) -> Reader {
        Reader { program, limits }
    }

    /// Reads one file in a child process, which is killed when its time is over.
    ///
    /// # Errors
    /// What the child found wrong with the file; [`Reason::Time`], [`Reason::Memory`] or [`Reason::TooLarge`] when it
    /// went beyond its limits; [`Reason::Crash`] when it broke down or could not be started.
    pub fn read(&self, path: &Path) -> Result<Manuscript, Failure> {
        let started = self.start(path).map_err(|error| {
            let program = self.program.display();
            Failure::new(Reason::Crash, format!("the program that reads files, {program}, cannot be started: {error}"))
        })?;
        self.outcome(started)
    }

    /// A path is made absolute so that none can be taken for an option.
    fn start(&self, path: &Path) -> io::Result<Child> {
        Command::new(&self.program)
            .arg("read-file")
            .arg(std::path::absolute(path)?)
            .envs(self.limits.environment())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }

    fn outcome(&self, mut child: Child) -> Result<Manuscript, Failure> {
        let deadline = Instant::now() + self.limits.wall_time();
        let answer = gather(child.stdout.take(), self.limits.output + 1, Beyond::Stop);
        let complaint = gather(child.stderr.take(), MOST_COMPLAINT, Beyond::Discard);
        let answer = answer.recv_timeout(left(deadline));
        let is_too_long = answer.as_ref().is_ok_and(|answer| answer.len() as u64 > self.limits.output);
        let complaint = if is_too_long { Ok(Vec::new()) } else { complaint.recv_timeout(left(deadline)) };
        // Both pipes are closed, so it has ended, or it is beyond a limit: either way it has nothing more to say, and
        // killing a process that is ending does not change how it ended.
        let status = child.kill().and_then(|()| child.wait()).map_err(|error| {
            Failure::new(
                Reason::Crash,
                format!("the process that read the file cannot be waited for ({error}): try again"),
            )
        })?;
        match (answer, complaint) {
            (Ok(_), _) if is_too_long => Err(self.too_large()),
            (Ok(answer), Ok(complaint)) => {
                let complaint = String::from_utf8_lossy(&complaint).into_owned();
                self.judge(&answer, &End { status, complaint })
            }
            _ => Err(self.out_of_time()),
        }
    }

    fn judge(&self, answer: &[u8], end: &End) -> Result<Manuscript, Failure> {
        let outcome = serde_json::from_slice(answer).ok().filter(|_| end.status.success());
        outcome.unwrap_or_else(|| Err(self.broken(end)))
    }

    fn broken(&self, end: &End) -> Failure {
        match signal(end.status) {
            Some(SIGXCPU) => self.out_of_time(),
            _ if end.complaint.contains("memory allocation of") => self.out_of_memory(),
            Some(SIGKILL) => self.out_of_memory(),
            _ => crashed(end),
        }
    }

    fn out_of_time(&self) -> Failure {
        let seconds = self.limits.seconds;
        Failure::new(Reason::Time, format!("reading it took more than {seconds} s: split the file, or save it anew"))
    }

    fn out_of_memory(&self) -> Failure {
        let memory = megabytes(self.limits.memory);
        Failure::new(Reason::Memory, format!("reading it took more than {memory} of memory: split the file into parts"))
    }

    fn too_large(&self) -> Failure {
        let output = megabytes(self.limits.output);
        Failure::new(Reason::TooLarge, format!("its text is larger than {output}: split the file into parts"))
    }
}

fn crashed(end: &End) -> Failure {
    let complaint = end.complaint.lines().map(str::trim).filter(|line| !line.is_empty()).take(2);
    let complaint = complaint.collect::<Vec<_>>().join(" ");
    let status = end.status;
    let detail = if complaint.is_empty() { status.to_string() } else { format!("{status}; {complaint}") };
    let message =
        format!("the reader broke down on it ({detail}): save the file anew, and report this as a fault of ours");
    Failure::new(Reason::Crash, message)
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

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

/// What to do with a pipe that has more than is wanted.
#[derive(Clone, Copy)]
enum Beyond {
    /// Leave it: the child will be killed.
    Stop,
    /// Read it to its end, so that the child is not held up.
    Discard,
}

/// Reads a pipe in a thread of its own, up to `most` bytes, and sends what it had. Nobody waits for the thread: it ends
/// with the pipe.
fn gather(pipe: Option<impl Read + Send + 'static>, most: u64, beyond: Beyond) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut bytes = Vec::new();
        let read = pipe.by_ref().take(most).read_to_end(&mut bytes).and_then(|_| match beyond {
            Beyond::Stop => Ok(0),
            Beyond::Discard => io::copy(&mut pipe, &mut io::sink()),
        });
        // A receiver that is gone had waited long enough.
        let _ = read.map(|_| sender.send(bytes));
    });
    receiver
}

#[cfg(test)]
mod tests;
