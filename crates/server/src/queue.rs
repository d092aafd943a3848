//! Who works off the collection's queue while a server runs? A thread of the server, if no other process writes.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use apostille_indexer::{Indexer, Reading};

/// How long a job waits at most before the server sees it. A look costs one small query.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
/// How long after another process stops writing the server takes over at most.
const BETWEEN_TRIES: Duration = Duration::from_secs(2);

/// The thread that works off the queue.
pub(crate) struct Queue(Sender<()>);

impl Queue {
    /// Tells the thread to end after the job it is at. It is not waited for: a job cut off by the program's end is taken
    /// up by the next that writes.
    pub(crate) fn stop(self) {
        drop(self.0);
    }
}

/// Works off the queue of the collection at `home` whenever this process may write.
pub(crate) fn follow(home: PathBuf, reading: Reading) -> Queue {
    let (running, stopped) = channel();
    std::thread::spawn(move || {
        loop {
            let again = match Indexer::open(&home, reading.clone()) {
                Ok(Some(indexer)) => run(indexer, &stopped),
                Ok(None) => wait(&stopped, BETWEEN_TRIES),
                Err(error) => {
                    eprintln!("apostille: the collection at {} cannot be written: {error}", home.display());
                    wait(&stopped, BETWEEN_TRIES)
                }
            };
            if !again {
                return;
            }
        }
    });
    Queue(running)
}

/// After work the machine is left to searches for as long as the work took, but no longer than this.
const LONGEST_REST: Duration = Duration::from_millis(1500);

/// Runs jobs until told to stop (false), or until one fails so that the collection must be opened anew (true).
fn run(mut indexer: Indexer, stopped: &Receiver<()>) -> bool {
    loop {
        let begun = Instant::now();
        if let Err(error) = indexer.run_queue(&mut |_| {}) {
            eprintln!("apostille: a job of the queue failed: {error}");
            return wait(stopped, BETWEEN_TRIES);
        }
        if !wait(stopped, begun.elapsed().clamp(BETWEEN_LOOKS, LONGEST_REST)) {
            return false;
        }
    }
}

/// Waits this long; false if told to stop.
fn wait(stopped: &Receiver<()>, time: Duration) -> bool {
    stopped.recv_timeout(time) == Err(RecvTimeoutError::Timeout)
}
