//! Why can the server not run?

/// Why the server cannot run. What goes wrong with one request is told to the one who asks.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The listener cannot be used.
    #[error("the server cannot listen: {0}")]
    Listen(#[source] std::io::Error),
    /// The system refuses threads.
    #[error("the server cannot start: {0}")]
    Runtime(#[source] std::io::Error),
    /// The system has no random numbers.
    #[error("the system has no random numbers for secrets: {0}")]
    Chance(String),
}
