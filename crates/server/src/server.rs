//! How does the server run? On one listener, until it is told to stop; meanwhile it works off the collection's queue.

use std::future::Future;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

use apostille_indexer::Reading;

use crate::access::{Access, OneTimeKey, Readers};
use crate::pages::usual_questions;
use crate::receiving::Intake;
use crate::routes::routes;
use crate::site::{Options, Question, Site};
use crate::{Error, queue};

/// The server of one collection.
pub struct Server {
    home: PathBuf,
    reading: Reading,
    options: Options,
    readers: Readers,
    once: Option<OneTimeKey>,
}

impl Server {
    /// A server of the collection at `home`. `reading` is the path of the program whose hidden command reads one file, or a
    /// reader with limits of its own.
    pub fn new(home: impl Into<PathBuf>, reading: impl Into<Reading>) -> Server {
        let options = Options { questions: usual_questions(), ..Options::default() };
        Server { home: home.into(), reading: reading.into(), options, readers: Readers::Anyone, once: None }
    }

    /// The questions that the first page offers, instead of the usual ones.
    pub fn with_questions(self, questions: Vec<Question>) -> Server {
        Server { options: Options { questions, ..self.options }, ..self }
    }

    /// Who may read; anyone, unless this is said.
    pub fn for_readers(self, readers: Readers) -> Server {
        Server { readers, ..self }
    }

    /// A word that opens one session in which everything is allowed.
    pub fn with_one_time_key(self, once: OneTimeKey) -> Server {
        Server { once: Some(once), ..self }
    }

    /// What is taken over HTTP.
    pub fn with_intake(self, intake: Intake) -> Server {
        Server { options: Options { intake, ..self.options }, ..self }
    }

    /// Folders of this machine whose files librarians may name instead of sending them.
    pub fn with_watched(self, watched: Vec<PathBuf>) -> Server {
        Server { options: Options { watched, ..self.options }, ..self }
    }

    /// Serves until `shutdown` is done; then answers what it has begun and returns. Blocks the thread.
    ///
    /// # Errors
    /// [`Error::Listen`] if the listener cannot be used, [`Error::Runtime`] if the system refuses threads.
    pub fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Runtime)?;
        let queue = queue::follow(self.home.clone(), self.reading.clone());
        let options = Options { access: Access::new(self.readers, self.once), ..self.options };
        let site = Arc::new(Site::new(&self.home, self.reading, options));
        let served = runtime.block_on(async {
            listener.set_nonblocking(true).map_err(Error::Listen)?;
            let listener = tokio::net::TcpListener::from_std(listener).map_err(Error::Listen)?;
            axum::serve(listener, routes(site)).with_graceful_shutdown(shutdown).await.map_err(Error::Listen)
        });
        queue.stop();
        // A search that hangs does not keep the program from ending: nothing is written by it.
        runtime.shutdown_background();
        served
    }
}

/// Done when the person at the terminal (ctrl-c) or the system (SIGTERM) ends the program.
pub async fn interrupted() {
    let typed = async {
        // Without a handler for ctrl-c the system's own ends the program, which is what is wanted.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = typed => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
