//! `apostille serve`: the web pages and the API of a collection, on this machine.

use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;

use apostille_catalogue::Catalogue;
use serde_json::json;

use super::watch;
use crate::command_line::{Common, Exit, Output};
use crate::limits::ReadingLimits;
use crate::serving;

const EXAMPLES: &str = "\
The pages are at the address that is printed, the API at /api/v1/search, its description at /openapi.json.
Files may be added while it runs. Ctrl-C ends it.

Examples:
  apostille serve
  apostille serve --watch /srv/papers       adds what appears there
  apostille serve --listen 127.0.0.1:0      on a free port
  curl 'http://127.0.0.1:7878/api/v1/search?q=asylum&in=notes'";

/// Serve the web pages and the API
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The address to listen to, on this machine
    #[arg(long, value_name = "ADDRESS", default_value = serving::LISTEN)]
    listen: SocketAddr,
    /// A folder whose files are added as they appear; may be given several times
    #[arg(long, value_name = "FOLDER")]
    watch: Vec<PathBuf>,
    #[command(flatten)]
    settling: watch::Settling,
    #[command(flatten)]
    limits: ReadingLimits,
}

impl Args {
    pub fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let listener = serving::listen(self.listen)?;
        // A server may be started before the first file is added: it finds an empty collection then.
        let documents = Catalogue::open(common.home())?.counts()?.documents;
        if documents == 0 {
            anstream::eprintln!(
                "The collection in {} is empty: `apostille add PATH` fills it while this runs.",
                common.home().display()
            );
        }
        let address = serving::address(&listener)?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", json!({"address": address}))?,
            Output::Text => writeln!(out, "Serving {} at {address}/ (Ctrl-C ends it)", common.home().display())?,
        }
        drop(out);
        watch::beside(common.home(), self.watch.clone(), &self.settling)?;
        serving::serve(common.home(), listener, self.limits.limits(), None)?;
        Ok(Exit::Done)
    }
}
