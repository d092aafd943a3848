//! How does a request change the collection? It puts a job into the queue, and waits a moment for its end.

use std::sync::Arc;
use std::time::Duration;

use apostille_catalogue::{Job, JobId, JobState};

use crate::access::Bearer;
use crate::{Refusal, Site};

/// A short job that takes longer waits behind a long one: the answer says where to look for it.
const PATIENCE: Duration = Duration::from_secs(4);
/// Between two looks, each a small query.
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// How a job stands after a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It has been done.
    Done(JobId),
    /// It waits, or is at work.
    Queued(JobId),
}

/// Puts a job into the queue and waits for it a little.
///
/// # Errors
/// [`Refusal::Refused`] if it could not be done.
pub(crate) async fn ask(site: &Arc<Site>, bearer: &Bearer, job: Job) -> Result<Outcome, Refusal> {
    let name = bearer.name.clone();
    let id = site.collection.change(move |catalogue| Ok(catalogue.enqueue(&job, &name)?)).await?;
    let ended = async {
        loop {
            let (state, _) = site.collection.read(move |reading| Ok(reading.catalogue.job_state(id)?)).await?;
            match state {
                JobState::Done => return Ok(Outcome::Done(id)),
                JobState::Failed(why) => return Err(Refusal::Refused(why)),
                JobState::Waiting | JobState::Running => tokio::time::sleep(LOOK_EVERY).await,
            }
        }
    };
    tokio::time::timeout(PATIENCE, ended).await.unwrap_or(Ok(Outcome::Queued(id)))
}
