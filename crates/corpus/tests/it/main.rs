//! Structure, language and quotations through the public functions, in one test program: every further one would
//! link the whole library again (A. Kladov, "Delete Cargo Integration Tests", 2021).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod furniture;
mod language;
mod language_measured;
mod pages;
mod placed;
mod quote;
mod structure;
