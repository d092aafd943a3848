//! Who asks, and what may they do? Keys and sessions become bearers; what a bearer may do is the key's role.
//!
//! Not here: how secrets are kept and compared (the catalogue), and the page to sign in on (`pages`).

mod bearer;
mod identify;
mod once;
mod secrets;
mod sessions;

use std::sync::Mutex;

use apostille_catalogue::{Catalogue, Key, Role};

pub(crate) use bearer::{Bearer, Proof};
pub(crate) use identify::{identify, session_cookie, session_of, signed_out_cookie};
use once::OneTime;
use secrets::{Digest, KnownSecrets};
use sessions::Sessions;

use crate::Refusal;

/// Who may search and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// Whoever reaches the server.
    #[default]
    Anyone,
    /// Who bears a key.
    Bearers,
}

/// What the server knows of those who ask.
#[derive(Default)]
pub(crate) struct Access {
    pub(crate) readers: Readers,
    sessions: Sessions,
    known: KnownSecrets,
    once: Mutex<Option<OneTime>>,
}

impl Access {
    pub(crate) fn new(readers: Readers, once: Option<OneTimeKey>) -> Access {
        Access { readers, once: Mutex::new(once.map(|key| key.0)), ..Access::default() }
    }

    /// Who bears a key with this secret.
    pub(crate) fn bearer_of(&self, catalogue: &Catalogue, secret: &str) -> Result<Option<Key>, Refusal> {
        self.known.key(catalogue, secret)
    }

    /// Begins a session of a key's bearer; the cookie's value.
    pub(crate) fn sign_in(&self, key: Key) -> Result<String, Refusal> {
        self.sessions.begin(key, true)
    }

    /// Begins the session that the one-time address is for; none if it is not the address, or has been used.
    pub(crate) fn sign_in_once(&self, word: &str) -> Result<Option<String>, Refusal> {
        let mut once = self.once.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !once.as_ref().is_some_and(|once| once.is(word)) {
            return Ok(None);
        }
        let Some(once) = once.take() else { return Ok(None) };
        self.sessions.begin(Key { name: once.name, role: Role::Admin }, false).map(Some)
    }

    /// Whether the one-time address has not been used yet.
    pub(crate) fn awaits_once(&self) -> bool {
        self.once.lock().unwrap_or_else(std::sync::PoisonError::into_inner).is_some()
    }

    pub(crate) fn sign_out(&self, cookie: &str) {
        self.sessions.end(cookie);
    }
}

/// A word that opens one session: in the address that is printed where a server without keys begins.
pub struct OneTimeKey(OneTime);

impl OneTimeKey {
    /// A new word, for a session in this name, and the path that it is used at.
    ///
    /// # Errors
    /// [`crate::Error::Chance`] if the system has no random numbers.
    pub fn new(name: &str) -> Result<(OneTimeKey, String), crate::Error> {
        let word = secrets::random().map_err(crate::Error::Chance)?;
        let path = format!("/sign-in?once={word}");
        Ok((OneTimeKey(OneTime { name: name.to_owned(), digest: Digest::of(&word) }), path))
    }
}
