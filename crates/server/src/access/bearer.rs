//! Who asks: a name and a role, and how that was shown.

use apostille_catalogue::Role;

use super::secrets::Digest;
use crate::Refusal;

/// Who bears a key, or a session that one has opened.
#[derive(Debug, Clone)]
pub(crate) struct Bearer {
    /// The key's name, which stands in the history of what is done.
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) proof: Proof,
}

/// How a bearer was told.
#[derive(Debug, Clone)]
pub(crate) enum Proof {
    /// By the secret itself, in a header: no other site can send it.
    Secret,
    /// By a cookie, which a browser sends by itself: what changes anything has to bring this word along.
    Session { form_word: String },
}

impl Bearer {
    /// Whether a role allows this.
    pub(crate) fn may(&self, role: Role) -> bool {
        self.role >= role
    }

    /// # Errors
    /// [`Refusal::NotAllowed`] if the role does not allow it.
    pub(crate) fn require(&self, role: Role) -> Result<(), Refusal> {
        if self.may(role) { Ok(()) } else { Err(Refusal::NotAllowed(role)) }
    }

    /// Sees that a change was meant by who is signed in, and not sent by another site through their browser.
    ///
    /// # Errors
    /// [`Refusal::Forged`] without the session's word.
    pub(crate) fn meant(&self, word: Option<&str>) -> Result<(), Refusal> {
        match &self.proof {
            Proof::Secret => Ok(()),
            Proof::Session { form_word } if word.is_some_and(|word| Digest::of(word) == Digest::of(form_word)) => {
                Ok(())
            }
            Proof::Session { .. } => Err(Refusal::Forged),
        }
    }

    /// The word that forms of this session bring along.
    pub(crate) fn form_word(&self) -> &str {
        match &self.proof {
            Proof::Secret => "",
            Proof::Session { form_word } => form_word,
        }
    }
}
