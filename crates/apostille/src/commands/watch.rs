//! `apostille watch`: folders whose files are added as they appear. Also what `serve --watch` does with them.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::bail;
use apostille_catalogue::{Catalogue, JobId};
use apostille_extract::{Limits, Reader};
use apostille_indexer::{Indexer, WatchEvent};
use serde_json::json;

use super::add::sentence;
use crate::collection;
use crate::command_line::{Common, Exit, Output};
use crate::following::follow_queued;
use crate::limits::ReadingLimits;
use crate::terminal::count;

const EXAMPLES: &str = "\
Files that appear are added once they no longer grow, and changed ones become new versions. Files that vanish are named; what was read from them is kept.
Hidden files, downloads that are not finished and collections are passed over. A restart adds only what has changed meanwhile.
The system tells of changes, and everything is looked at once a minute, since network folders tell nothing.
Ctrl-C ends it; what is being read then is read at the next start.

Examples:
  apostille watch /srv/papers
  apostille serve --watch /srv/papers        the same beside a server";

/// Add files as they appear in folders
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Folders
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    #[command(flatten)]
    settling: Settling,
    #[command(flatten)]
    limits: ReadingLimits,
}

/// When a file is no longer being written.
#[derive(Debug, clap::Args)]
pub struct Settling {
    /// Seconds for which size and time of a file in a watched folder must stay the same before it is added
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    settle: u32,
}

impl Settling {
    fn time(&self) -> Duration {
        Duration::from_secs(self.settle.into())
    }
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        check(&self.folders)?;
        drop(Catalogue::open(common.home())?);
        tell_begun(&self.folders, common.output)?;
        let (stop, (queued, jobs)) = (AtomicBool::new(false), channel());
        thread::scope(|scope| {
            let (limits, stop) = (self.limits.limits(), &stop);
            let adding = scope.spawn(move || {
                let added = add(&jobs, limits, common);
                // A stdout that has gone away, or a collection that cannot be written, ends the watch too.
                stop.store(true, Ordering::Relaxed);
                added
            });
            // The thread ends when this closure, which has the sender, is dropped.
            let tell = move |event| match event {
                // Nobody hears it when adding has ended, and then the watch does too.
                WatchEvent::Queued { job, .. } => drop(queued.send(job)),
                event => tell(&event, common.output),
            };
            let watched = self.watch(common, stop, tell);
            let added = adding.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            watched.and(added)
        })?;
        Ok(Exit::Done)
    }

    fn watch(&self, common: &Common, stop: &AtomicBool, mut tell: impl FnMut(WatchEvent)) -> anyhow::Result<()> {
        let settle = self.settling.time();
        Ok(apostille_indexer::watch(common.home(), &self.folders, settle, stop, &mut tell)?)
    }
}

/// Watches folders in a thread beside a server, whose queue adds what appears. It ends with the process.
pub fn beside(home: &Path, folders: Vec<PathBuf>, settling: &Settling) -> anyhow::Result<()> {
    if folders.is_empty() {
        return Ok(());
    }
    check(&folders)?;
    let (home, settle) = (home.to_path_buf(), settling.time());
    thread::spawn(move || {
        let never = AtomicBool::new(false);
        let watched =
            apostille_indexer::watch(&home, &folders, settle, &never, &mut |event| tell(&event, Output::Text));
        if let Err(error) = watched {
            anstream::eprintln!("apostille: the folders are not watched: {error}");
        }
    });
    Ok(())
}

/// A folder that is not there may come; a file never becomes one.
fn check(folders: &[PathBuf]) -> anyhow::Result<()> {
    match folders.iter().find(|path| path.exists() && !path.is_dir()) {
        Some(file) => bail!("{} is a file: give the folder that it stands in, or `apostille add` it", file.display()),
        None => Ok(()),
    }
}

/// Does, or follows, what was left in the queue and every job that is queued, one after the other.
fn add(jobs: &Receiver<JobId>, limits: Limits, common: &Common) -> anyhow::Result<()> {
    if let Some(mut indexer) = Indexer::open(common.home(), Reader::new(collection::program()?, limits))? {
        indexer.run_queue(&mut |_| {})?;
    }
    for job in jobs {
        let summary = follow_queued(job, "files", limits, common)?;
        anstream::eprintln!("{}", sentence(&summary));
    }
    Ok(())
}

fn tell_begun(folders: &[PathBuf], output: Output) -> anyhow::Result<()> {
    match output {
        Output::Json => writeln!(stdout(), "{}", json!({"watching": folders}))?,
        Output::Text => anstream::eprintln!(
            "Watching {} (Ctrl-C ends it)",
            folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ")
        ),
    }
    Ok(())
}

fn tell(event: &WatchEvent, output: Output) {
    let line = match event {
        WatchEvent::Queued { paths, .. } => json!({"queued": paths.len()}),
        WatchEvent::Vanished { path } => json!({"vanished": path.to_string_lossy()}),
        WatchEvent::Gone { folder } => json!({"gone": folder.to_string_lossy()}),
        WatchEvent::Trouble { path, message } => json!({"trouble": path.to_string_lossy(), "message": message}),
    };
    match output {
        // Whether stdout has gone away is found by who prints the reports.
        Output::Json => drop(writeln!(stdout(), "{line}")),
        Output::Text => anstream::eprintln!("{}", words(event)),
    }
}

fn words(event: &WatchEvent) -> String {
    match event {
        WatchEvent::Queued { paths, .. } => {
            format!(
                "{} in watched folders: queued",
                count(paths.len() as u64, "new or changed file", "new or changed files")
            )
        }
        WatchEvent::Vanished { path } => {
            format!("vanished: {}: what was read from it is kept; `apostille remove` takes it out", path.display())
        }
        WatchEvent::Gone { folder } => {
            format!(
                "{} is not there, or is empty: nothing is removed; its files are looked for every minute",
                folder.display()
            )
        }
        WatchEvent::Trouble { path, message } => format!("{}: {message}", path.display()),
    }
}
