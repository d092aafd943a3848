//! End to end, as a user does: a folder goes in at the command line; lines, JSON and pages come out.
//!
//! Nothing here calls the crates: the program is run (`CARGO_BIN_EXE_apostille`), so the contract of DESIGN.md is what is tested.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the whole crate is tests: a panic or a printed line is for whoever runs them"
)]

mod cases;
mod support;
