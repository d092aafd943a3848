//! The word of the one-time address: kept as its digest, good once.

use super::secrets::Digest;

/// A word that was not used yet.
pub(super) struct OneTime {
    /// In whose name its session is.
    pub(super) name: String,
    pub(super) digest: Digest,
}

impl OneTime {
    /// Whether this is the word.
    pub(super) fn is(&self, word: &str) -> bool {
        self.digest == Digest::of(word)
    }
}
