//! How does a request read the collection? A snapshot of the index and a connection to the catalogue, off the async threads.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use apostille_catalogue::Catalogue;
use apostille_engine::Searcher;
use apostille_indexer::CurrentIndex;
use tokio::sync::Semaphore;

use crate::Refusal;
use crate::answer::SearchProblem;

/// A collection that many requests read at once.
pub(crate) struct Collection {
    home: PathBuf,
    /// Follows the index when it is built anew.
    index: Arc<CurrentIndex>,
    /// Connections that nobody uses now. A connection serves one request at a time.
    idle: Mutex<Vec<Catalogue>>,
    /// As many requests read at once as this has permits; the others wait until their time is up.
    turns: Arc<Semaphore>,
    /// One request at a time changes the catalogue.
    change: Arc<Semaphore>,
}

/// What a request reads with.
pub(crate) struct Reading {
    pub(crate) catalogue: Catalogue,
    index: Arc<CurrentIndex>,
}

impl Reading {
    /// The newest commit of the current index.
    pub(crate) fn searcher(&self) -> Result<Searcher, Refusal> {
        let index = self.index.index().map_err(|error| Refusal::NotReady(error.to_string()))?;
        Ok(index.searcher()?)
    }
}

impl Collection {
    pub(crate) fn new(home: &Path) -> Collection {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // Searches are bound by the processor, the catalogue now and then waits for the disk: two for each core keep
        // both busy, and a burst waits here instead of opening a connection for every request.
        Collection {
            home: home.to_owned(),
            index: Arc::new(CurrentIndex::new(home)),
            idle: Mutex::new(Vec::new()),
            turns: Arc::new(Semaphore::new(2 * cores)),
            change: Arc::new(Semaphore::new(1)),
        }
    }

    /// Runs `work` on a thread that may block.
    pub(crate) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Reading) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let closed = |_| Refusal::Internal("the server is closing".to_owned());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(closed)?;
        let collection = Arc::clone(self);
        let worked = tokio::task::spawn_blocking(move || {
            let reading = collection.reading()?;
            let result = work(&reading);
            // A connection that failed may be to a file that is no longer the catalogue: the next request opens anew.
            if !matches!(result, Err(Refusal::Search(SearchProblem::Catalogue(_)))) {
                collection.give_back(reading);
            }
            drop(turn);
            result
        });
        worked.await.unwrap_or_else(|failed| Err(Refusal::Internal(format!("a request failed: {failed}"))))
    }

    /// Changes the catalogue on a thread that may block: what waits in it, its keys. Changes wait for one another and for the
    /// disk, and take no reader's turn.
    pub(crate) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Catalogue) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let closed = |_| Refusal::Internal("the server is closing".to_owned());
        let turn = Arc::clone(&self.change).acquire_owned().await.map_err(closed)?;
        let collection = Arc::clone(self);
        let worked = tokio::task::spawn_blocking(move || {
            let mut reading = collection.reading()?;
            let result = work(&mut reading.catalogue);
            if result.is_ok() {
                collection.give_back(reading);
            }
            drop(turn);
            result
        });
        worked.await.unwrap_or_else(|failed| Err(Refusal::Internal(format!("a request failed: {failed}"))))
    }

    fn reading(&self) -> Result<Reading, Refusal> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let catalogue = match idle {
            Some(catalogue) => catalogue,
            None => Catalogue::open_existing(&self.home).map_err(|error| Refusal::NotReady(error.to_string()))?,
        };
        Ok(Reading { catalogue, index: Arc::clone(&self.index) })
    }

    fn give_back(&self, reading: Reading) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reading.catalogue);
    }
}
