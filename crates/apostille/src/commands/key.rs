//! `apostille key`: who may do what through a server.

use std::io::{Write, stdout};

use anyhow::bail;
use apostille_catalogue::{Catalogue, KeyEntry, Role};
use apostille_indexer::login;
use serde_json::json;

use crate::command_line::{Common, Exit, Output};

const EXAMPLES: &str = "\
A reader searches and reads; a librarian also adds, removes and edits; an admin also purges, and makes and revokes keys.
The secret is printed once, alone on stdout, and kept nowhere; the collection keeps a hash of it. A key's name stands in the
history of what is done with it, and is not given twice. Exit code 1: there is no such key to revoke.

Examples:
  apostille key create --role librarian --name maria > maria.key
  apostille key list
  apostille key revoke maria";

/// Make, list and revoke the keys of a server
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a key, and print its secret this once
    Create {
        /// What it allows: reader, librarian or admin
        #[arg(long)]
        role: Role,
        /// Whose it is
        #[arg(long)]
        name: String,
    },
    /// List the keys, without their secrets
    List,
    /// Revoke a key: its secret is good no more
    Revoke {
        /// Its name
        name: String,
    },
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        match &self.command {
            Command::Create { role, name } => create(name, *role, common),
            Command::List => list(common),
            Command::Revoke { name } => revoke(name, common),
        }
    }
}

fn create(name: &str, role: Role, common: &Common) -> anyhow::Result<Exit> {
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        bail!("a key needs a name: give --name, as in --name maria");
    }
    // A server may be given its keys before its first document.
    let secret = Catalogue::open(common.home())?.create_key(name, role, &login())?;
    let mut out = stdout().lock();
    match common.output {
        Output::Json => writeln!(out, "{}", json!({"name": name, "role": role, "secret": secret.reveal()}))?,
        Output::Text => writeln!(out, "{}", secret.reveal())?,
    }
    anstream::eprintln!("{name} ({}): keep the secret now, it is not shown again", role.as_str());
    Ok(Exit::Done)
}

fn list(common: &Common) -> anyhow::Result<Exit> {
    let mut out = stdout().lock();
    for key in Catalogue::open_existing(common.home())?.keys()? {
        match common.output {
            Output::Json => writeln!(out, "{}", serde_json::to_string(&key)?)?,
            Output::Text => writeln!(out, "{}", line(&key))?,
        }
    }
    Ok(Exit::Done)
}

fn line(key: &KeyEntry) -> String {
    let revoked = key.revoked.as_ref().map(|at| format!(", revoked {at}")).unwrap_or_default();
    format!("{}  {:<9}  {} (made {} by {}{revoked})", key.id, key.role.as_str(), key.name, key.created, key.created_by)
}

fn revoke(name: &str, common: &Common) -> anyhow::Result<Exit> {
    if Catalogue::open_existing(common.home())?.revoke_key(name, &login())? {
        anstream::eprintln!("{name}: revoked");
        return Ok(Exit::Done);
    }
    anstream::eprintln!("apostille: there is no good key `{name}`: `apostille key list` prints those there are");
    Ok(Exit::InPart)
}
