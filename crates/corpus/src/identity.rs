//! Which document is this? The first 16 hex digits of its original's SHA-256.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The identity of a document: the first 64 bits of its original's SHA-256, written as 16 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentId(u64);

impl DocumentId {
    /// The identity that a SHA-256 gives.
    pub fn from_sha256(sha256: &[u8; 32]) -> DocumentId {
        let mut head = [0; 8];
        head.copy_from_slice(&sha256[..8]);
        DocumentId(u64::from_be_bytes(head))
    }

    /// The same 64 bits as a number: the engine keeps it in a column.
    pub fn to_u64(self) -> u64 {
        self.0
    }

    /// The identity with these 64 bits.
    pub fn from_u64(bits: u64) -> DocumentId {
        DocumentId(bits)
    }
}

/// What was written is not 16 lower-case hex digits.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a document id: 16 hexadecimal digits, as `apostille list` prints them")]
pub struct NotADocumentId(pub String);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for DocumentId {
    type Err = NotADocumentId;

    fn from_str(text: &str) -> Result<DocumentId, NotADocumentId> {
        let wrong = || NotADocumentId(text.to_owned());
        let hex = text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !hex {
            return Err(wrong());
        }
        u64::from_str_radix(text, 16).map(DocumentId).map_err(|_| wrong())
    }
}

impl TryFrom<String> for DocumentId {
    type Error = NotADocumentId;

    fn try_from(text: String) -> Result<DocumentId, NotADocumentId> {
        text.parse()
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> String {
        id.to_string()
    }
}
