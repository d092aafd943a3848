//! Who draws first pages for people to look at? A child of the program with limits, for a few requests at once.

use std::path::PathBuf;
use std::sync::Arc;

use apostille_indexer::Reading;
use tokio::sync::Semaphore;

use crate::Refusal;
use crate::refusal::Sought;

/// So many pages are drawn at once; who asks for more waits. Each takes a processor, and up to the memory that reading a file may.
const AT_ONCE: usize = 2;

/// Draws pages of originals.
pub(crate) struct Drawer {
    reading: Reading,
    turns: Arc<Semaphore>,
}

impl Drawer {
    pub(crate) fn new(reading: Reading) -> Drawer {
        Drawer { reading, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The first page of a file, in PNG.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a file of which no page can be drawn.
    pub(crate) async fn first_page(&self, original: PathBuf) -> Result<Vec<u8>, Refusal> {
        let closed = |_| Refusal::Internal("the server is closing".to_owned());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(closed)?;
        let reading = self.reading.clone();
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = reading.first_page(&original);
            // Also where nobody waits for the picture any more, the next is drawn only now.
            drop(turn);
            drawn.map_err(|_| Refusal::NotFound(Sought::Picture))
        });
        drawn.await.unwrap_or_else(|failed| Err(Refusal::Internal(format!("a page was not drawn: {failed}"))))
    }
}
