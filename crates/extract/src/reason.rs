//! Why could a file not be read? A reason for programs, and a sentence with the remedy for people.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a file could not be read: a documented word that programs may rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It has no bytes, only white space, or no text between its marks.
    Empty,
    /// Its ending promises text, its bytes are something else.
    NotText,
    /// A format that this version does not read.
    UnknownFormat,
    /// The system does not let us read it.
    Unreadable,
    /// It, or what was read from it, is larger than the limit.
    TooLarge,
    /// Reading it took longer than the limit.
    Time,
    /// Reading it took more memory than the limit.
    Memory,
    /// Its bytes break the rules of its format beyond repair.
    Damaged,
    /// It needs a password.
    Password,
    /// Its pages are pictures without text.
    Scanned,
    /// Its ending promises a PDF, its bytes are something else.
    NotPdf,
    /// The program that read it broke down.
    Crash,
}

impl Reason {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Empty => "empty",
            Reason::NotText => "not-text",
            Reason::UnknownFormat => "unknown-format",
            Reason::Unreadable => "unreadable",
            Reason::TooLarge => "too-large",
            Reason::Time => "time",
            Reason::Memory => "memory",
            Reason::Damaged => "damaged",
            Reason::Password => "password",
            Reason::Scanned => "scanned",
            Reason::NotPdf => "not-pdf",
            Reason::Crash => "crash",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A file that could not be read: why, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Why, for programs.
    pub reason: Reason,
    /// Why and what to do, for a person. It does not name the file: whoever reports it does.
    pub message: String,
}

impl Failure {
    /// A failure with this reason and message.
    pub fn new(reason: Reason, message: impl Into<String>) -> Failure {
        Failure { reason, message: message.into() }
    }

    /// The failure of a file without any bytes.
    pub(crate) fn no_bytes(name: &str) -> Failure {
        Failure::new(Reason::Empty, format!("{name}, but the file is empty (0 bytes): replace it with a whole copy"))
    }

    /// The failure of a text file in which nothing can be found.
    pub(crate) fn no_text() -> Failure {
        Failure::new(Reason::Empty, "the file has no words, only white space or marks: replace it with a whole copy")
    }

    /// The failure of a file that is not what its ending promises.
    pub(crate) fn not_text(what: &str, remedy: &str) -> Failure {
        Failure::new(Reason::NotText, format!("the ending promises text, but the content looks like {what}: {remedy}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_the_same_word_in_json_and_in_print() {
        let all = [
            Reason::Empty,
            Reason::NotText,
            Reason::UnknownFormat,
            Reason::Unreadable,
            Reason::TooLarge,
            Reason::Time,
            Reason::Memory,
            Reason::Damaged,
            Reason::Password,
            Reason::Scanned,
            Reason::NotPdf,
            Reason::Crash,
        ];
        for reason in all {
            assert_eq!(serde_json::to_string(&reason).unwrap(), format!("\"{reason}\""));
        }
    }
}
