//! Secrets as they are compared: by their digests, whose comparison tells nothing of the secret. And the keys' secrets that were
//! good a moment ago, since telling one takes some hundredths of a second.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use apostille_catalogue::{Catalogue, Key};
use sha2::{Digest as _, Sha256};

use crate::Refusal;

/// The SHA-256 of a secret. How long two take to be compared tells where they differ, which tells nothing of the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(secret: &str) -> Digest {
        Digest(Sha256::digest(secret.trim()).into())
    }
}

/// 256 random bits, in hexadecimal digits.
pub(super) fn random() -> Result<String, String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Secrets that were found good. More are not kept than this.
const KEPT: usize = 1000;

/// Keys by their secrets' digests. A key that was revoked meanwhile is not told as good: that is asked each time.
#[derive(Default)]
pub(super) struct KnownSecrets(Mutex<HashMap<Digest, Key>>);

impl KnownSecrets {
    /// Who bears a key with this secret.
    pub(super) fn key(&self, catalogue: &Catalogue, secret: &str) -> Result<Option<Key>, Refusal> {
        let digest = Digest::of(secret);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
        if let Some(key) = known {
            return Ok(catalogue.has_good_key(&key.name)?.then_some(key));
        }
        let key = catalogue.key(secret)?;
        if let Some(key) = &key {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(digest, key.clone());
        }
        Ok(key)
    }
}
