//! The program: reads the command line, runs one command, and says in one sentence what went wrong.
//!
//! What a command does is in `commands`, one file each; nothing here knows a format, an index or a database.

mod collection;
mod command_line;
mod commands;
mod eval;
mod following;
mod limits;
mod reference;
mod serving;
mod terminal;

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use command_line::{Command, CommandLine, Exit};

fn main() -> ExitCode {
    let (command, common) = CommandLine::read();
    // What reads a file for the indexer may break down as it is: the indexer tells by its end.
    let ended = match command {
        Command::ReadFile(_) => command.run(&common),
        _ => guarded(|| command.run(&common)),
    };
    match ended {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            anstream::eprintln!("apostille: {}", sentence(&error));
            Exit::Refused.into()
        }
    }
}

/// A fault of ours, or files whose bits have flipped under a library, is one sentence too.
fn guarded(run: impl FnOnce() -> anyhow::Result<ExitCode>) -> anyhow::Result<ExitCode> {
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        let payload = fault.payload();
        let what = payload.downcast_ref::<&str>().copied();
        let what = what.or(payload.downcast_ref::<String>().map(String::as_str)).unwrap_or_default();
        anstream::eprintln!("apostille: a fault at {place} ({what})");
    }));
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        Err(anyhow::anyhow!(
            "it broke down: if the index is damaged, `apostille reindex` makes it anew; else report this"
        ))
    })
}

/// Whoever read our output has seen enough (`| head`): that is not an error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| {
        let of_json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        cause.downcast_ref::<io::Error>().map(io::Error::kind).or(of_json)
    });
    kinds.into_iter().any(|kind| kind == io::ErrorKind::BrokenPipe)
}

/// The chain of causes as one sentence. Libraries often repeat their cause in their own words: it is said once.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.contains(&cause) {
            continue;
        }
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&cause);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_cause_that_is_repeated_is_said_once() {
        let error = Err::<(), _>(anyhow::anyhow!("no such file")).context("papers: no such file").context("not added");
        assert_eq!(sentence(&error.unwrap_err()), "not added: papers: no such file");
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_not_an_error() {
        let closed = anyhow::Error::new(io::Error::from(io::ErrorKind::BrokenPipe)).context("cannot print");
        assert!(is_broken_pipe(&closed));
        assert!(!is_broken_pipe(&anyhow::anyhow!("pipe")));
    }
}
