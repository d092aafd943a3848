//! Serves a home until the process is told to end: what `serve` and `demo` share.

use std::io::{self, Write, stdout};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use anyhow::bail;
use apostille_extract::{Limits, Reader};
use apostille_server::{Question, Server, interrupted};

use crate::collection;

/// Where the web pages are when nothing is said.
pub const LISTEN: &str = "127.0.0.1:7878";

/// Listens to this machine alone: everyone who reaches the address may read the collection, and there are no keys yet.
///
/// # Errors
/// An address that other machines reach, one that is taken, one that is not this machine's.
pub fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    if !address.ip().is_loopback() {
        bail!(
            "{address} is reached by other machines, and whoever reaches the server may read the collection: listen to 127.0.0.1, and let a web server with a password pass requests on"
        );
    }
    TcpListener::bind(address).map_err(|error| refused(address, &error))
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

/// Serves until Ctrl-C or SIGTERM; requests that are being answered are answered to the end. The first page offers these
/// questions, or the usual ones.
pub fn serve(
    home: &Path,
    listener: TcpListener,
    limits: Limits,
    questions: Option<Vec<Question>>,
) -> anyhow::Result<()> {
    stdout().flush()?;
    let server = Server::new(home, Reader::new(collection::program()?, limits));
    let server = match questions {
        Some(questions) => server.with_questions(questions),
        None => server,
    };
    Ok(server.serve(listener, interrupted())?)
}
