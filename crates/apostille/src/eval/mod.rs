//! Retrieval quality: reading a set of passages, questions and judgements, and the figures they give.
//!
//! What runs the questions is the command, `commands::eval`.

pub mod memory;
pub mod metrics;
pub mod set;
