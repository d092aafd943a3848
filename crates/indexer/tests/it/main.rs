//! The indexer through its public functions, in one test program: every further one would
//! link the whole library again (A. Kladov, "Delete Cargo Integration Tests", 2021).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod add;
mod fixture;
mod links;
mod queue;
mod repair;
mod rows;
mod upload;
mod watch;
