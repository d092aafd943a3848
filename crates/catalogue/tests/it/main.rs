//! The catalogue through its public functions, in one test program: every further one would
//! link the whole library again (A. Kladov, "Delete Cargo Integration Tests", 2021).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backup;
mod delivery;
mod files;
mod fixture;
mod keys;
mod opening;
mod queue;
mod records;
mod rows;
