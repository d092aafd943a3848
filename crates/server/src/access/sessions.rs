//! Who is signed in: sessions by their cookies' digests, in memory. A restart ends them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use apostille_catalogue::Key;

use super::secrets::{Digest, random};
use crate::Refusal;

/// A working day: after so long without a request a session ends.
pub(super) const IDLE: Duration = Duration::from_secs(12 * 60 * 60);
/// More sessions than this at once are not kept; the longest idle ends.
const MOST: usize = 10_000;

/// A session.
#[derive(Debug, Clone)]
pub(super) struct Session {
    pub(super) key: Key,
    /// Whether it is a key of the catalogue, which may be revoked.
    pub(super) is_of_catalogue: bool,
    /// What a form must bring along, so that no other site can send it.
    pub(super) form_word: String,
    used: Instant,
}

#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<Digest, Session>>);

impl Sessions {
    /// Begins a session; its cookie's value.
    pub(super) fn begin(&self, key: Key, is_of_catalogue: bool) -> Result<String, Refusal> {
        let chance = |why| Refusal::Internal(format!("no random numbers: {why}"));
        let (cookie, form_word) = (random().map_err(chance)?, random().map_err(chance)?);
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.used.elapsed() < IDLE);
        if sessions.len() >= MOST
            && let Some(oldest) = sessions.iter().min_by_key(|(_, session)| session.used).map(|(digest, _)| *digest)
        {
            sessions.remove(&oldest);
        }
        let used = Instant::now();
        sessions.insert(Digest::of(&cookie), Session { key, is_of_catalogue, form_word, used });
        Ok(cookie)
    }

    /// The session of a cookie, which is used by that.
    pub(super) fn find(&self, cookie: &str) -> Option<Session> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&Digest::of(cookie)).filter(|session| session.used.elapsed() < IDLE)?;
        session.used = Instant::now();
        Some(session.clone())
    }

    pub(super) fn end(&self, cookie: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&Digest::of(cookie));
    }
}
