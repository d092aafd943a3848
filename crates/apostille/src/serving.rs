//! Serves a home until the process is told to end: what `serve` and `demo` share.

use std::io::{self, Write, stdout};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::bail;
use apostille_extract::{Limits, Reader};
use apostille_indexer::login;
use apostille_server::{Intake, OneTimeKey, Question, Readers, Server, interrupted};

use crate::collection;

/// Where the web pages are when nothing is said.
pub const LISTEN: &str = "127.0.0.1:7878";

/// Listens. An address that other machines reach needs keys, or somebody who has said that anyone may read.
///
/// # Errors
/// An address that other machines reach without either, one that is taken, one that is not this machine's.
pub fn listen(address: SocketAddr, guard: Guard) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() && guard == Guard::Nothing {
        bail!(
            "{address} is reached by other machines, and there is no key: make one with `apostille key create`, or say {ANYONE} if whoever reaches it may read the collection"
        );
    }
    TcpListener::bind(address).map_err(|error| refused(address, &error))
}

/// The option by which a server may be read by whoever reaches it.
pub const ANYONE: &str = "--anyone-who-reaches-it-may-read";

/// What stands between a server and those who reach it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: it is for this machine alone.
    Nothing,
    /// Keys: who reads from another machine has to bear one.
    Keys,
    /// Somebody has said that anyone may read.
    Anyone,
}

fn refused(address: SocketAddr, error: &io::Error) -> anyhow::Error {
    let remedy = "--listen 127.0.0.1:0 takes a free port";
    match error.kind() {
        io::ErrorKind::AddrInUse => anyhow::anyhow!("{address} is taken, perhaps by another apostille: {remedy}"),
        io::ErrorKind::PermissionDenied => anyhow::anyhow!("{address} is not allowed to this user: {remedy}"),
        _ => anyhow::anyhow!("cannot listen to {address} ({error}): {remedy}"),
    }
}

/// `http://127.0.0.1:7878`, as the listener has it.
pub fn address(listener: &TcpListener) -> anyhow::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

/// A one-time key for who has started the server, and the address it is used at; none where there are keys.
///
/// # Errors
/// If the system has no random numbers.
pub fn one_time_key(address: &str, has_key: bool) -> anyhow::Result<(Option<OneTimeKey>, Option<String>)> {
    if has_key {
        return Ok((None, None));
    }
    let (once, path) = OneTimeKey::new(&login())?;
    Ok((Some(once), Some(format!("{address}{path}"))))
}

/// How a home is served.
pub struct Service {
    pub limits: Limits,
    /// What the first page offers; the usual questions if none are given.
    pub questions: Option<Vec<Question>>,
    pub readers: Readers,
    pub once: Option<OneTimeKey>,
    pub watched: Vec<PathBuf>,
}

/// Serves until Ctrl-C or SIGTERM; requests that are being answered are answered to the end.
pub fn serve(home: &Path, listener: TcpListener, service: Service) -> anyhow::Result<()> {
    stdout().flush()?;
    let Service { limits, questions, readers, once, watched } = service;
    let intake = Intake { file: limits.file, ..Intake::default() };
    let server = Server::new(home, Reader::new(collection::program()?, limits));
    let mut server = server.for_readers(readers).with_intake(intake).with_watched(watched);
    if let Some(questions) = questions {
        server = server.with_questions(questions);
    }
    if let Some(once) = once {
        server = server.with_one_time_key(once);
    }
    Ok(server.serve(listener, interrupted())?)
}
