//! A child process whose answer and complaint are gathered up to a limit in bytes and in time, and which is ended then.

use std::io::{self, Read};
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a child complains of is kept, in bytes.
const MOST_COMPLAINT: u64 = 16 * 1024;

/// A child that runs.
pub(crate) struct Pipes {
    child: Child,
    most: u64,
    answer: Receiver<Vec<u8>>,
    complaint: Receiver<Vec<u8>>,
}

/// How a child ended, and what it said.
pub(crate) struct Said {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote on its standard output: at most one byte more than was allowed.
    pub answer: Vec<u8>,
    /// The beginning of what it wrote on its standard error.
    pub complaint: String,
}

impl Pipes {
    /// A child that may answer this many bytes; its streams are pipes.
    pub(crate) fn of(mut child: Child, most: u64) -> Pipes {
        let answer = gather(child.stdout.take(), most + 1, Beyond::Stop);
        let complaint = gather(child.stderr.take(), MOST_COMPLAINT, Beyond::Discard);
        Pipes { child, most, answer, complaint }
    }

    /// Waits for its end, but no longer than this; none if it took longer. Either way it has ended then.
    ///
    /// # Errors
    /// As the operating system gives them.
    pub(crate) fn wait(mut self, patience: Duration) -> io::Result<Option<Said>> {
        let deadline = Instant::now() + patience;
        let answer = self.answer.recv_timeout(left(deadline));
        let is_too_long = answer.as_ref().is_ok_and(|answer| answer.len() as u64 > self.most);
        let complaint = if is_too_long { Ok(Vec::new()) } else { self.complaint.recv_timeout(left(deadline)) };
        // Both pipes are closed, so it has ended, or it is beyond a limit: either way it has nothing more to say, and
        // killing a process that is ending does not change how it ended.
        let status = self.child.kill().and_then(|()| self.child.wait())?;
        let (Ok(answer), Ok(complaint)) = (answer, complaint) else { return Ok(None) };
        Ok(Some(Said { status, answer, complaint: String::from_utf8_lossy(&complaint).into_owned() }))
    }
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
