//! The cases, by what a user does.

mod architecture;
mod browser;
mod by_eye;
mod command_line;
mod corpus;
mod demo;
mod eval;
mod golden;
mod help;
mod hostile;
mod http;
mod keeping;
mod kill;
#[cfg(unix)]
mod scans;
mod seeds;
mod spine;
mod two_processes;
