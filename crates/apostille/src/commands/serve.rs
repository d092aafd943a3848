//! `apostille serve`: the web pages and the API of a collection, on this machine.

use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;

use apostille_catalogue::Catalogue;
use apostille_server::Readers;
use serde_json::json;

use super::watch;
use crate::command_line::{Common, Exit, Output};
use crate::limits::ReadingLimits;
use crate::serving::{self, Guard, Service};

const EXAMPLES: &str = "\
Without any key a second address is printed, which signs the librarian in, once. Keys are made with `apostille key`.
The pages are at the address that is printed, the API at /api/v1/search, its description at /openapi.json.
Files may be added while it runs. Ctrl-C ends it.

Examples:
  apostille serve
  apostille serve --watch /srv/papers       adds what appears there
  apostille serve --listen 127.0.0.1:0      on a free port
  apostille key create --role reader --name ana && apostille serve --listen 0.0.0.0:7878
                                            for other machines, with keys
  curl 'http://127.0.0.1:7878/api/v1/search?q=asylum&in=notes'";

/// Serve the web pages and the API
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The address to listen to; one that other machines reach needs keys
    #[arg(long, value_name = "ADDRESS", default_value = serving::LISTEN)]
    listen: SocketAddr,
    /// Let whoever reaches the address search and read without a key, also from other machines
    #[arg(long)]
    anyone_who_reaches_it_may_read: bool,
    /// Let only those search and read who bear a key, also on this machine
    #[arg(long, conflicts_with = "anyone_who_reaches_it_may_read")]
    readers_need_a_key: bool,
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
        // A server may be started before the first file is added: it finds an empty collection then.
        let catalogue = Catalogue::open(common.home())?;
        let (documents, has_key) = (catalogue.counts()?.documents, catalogue.has_key()?);
        drop(catalogue);
        let listener = serving::listen(self.listen, self.guard(has_key))?;
        if documents == 0 {
            anstream::eprintln!(
                "The collection in {} is empty: `apostille add PATH` fills it while this runs.",
                common.home().display()
            );
        }
        let address = serving::address(&listener)?;
        let (once, sign_in) = serving::one_time_key(&address, has_key)?;
        let mut out = stdout().lock();
        match common.output {
            Output::Json => writeln!(out, "{}", json!({"address": address, "sign_in": sign_in}))?,
            Output::Text => {
                writeln!(out, "Serving {} at {address}/ (Ctrl-C ends it)", common.home().display())?;
                if let Some(sign_in) = &sign_in {
                    writeln!(out, "To add and edit documents, open once: {sign_in}")?;
                }
            }
        }
        drop(out);
        watch::beside(common.home(), self.watch.clone(), &self.settling)?;
        let (limits, readers, watched) = (self.limits.limits(), self.readers(), self.watch.clone());
        serving::serve(common.home(), listener, Service { limits, readers, once, questions: None, watched })?;
        Ok(Exit::Done)
    }

    fn guard(&self, has_key: bool) -> Guard {
        match (self.anyone_who_reaches_it_may_read, has_key) {
            (true, _) => Guard::Anyone,
            (false, true) => Guard::Keys,
            (false, false) => Guard::Nothing,
        }
    }

    /// On this machine anyone may read who can log in to it, unless told otherwise.
    fn readers(&self) -> Readers {
        let is_open = self.anyone_who_reaches_it_may_read || self.listen.ip().is_loopback();
        if self.readers_need_a_key || !is_open { Readers::Bearers } else { Readers::Anyone }
    }
}
