//! The cases, by what a user does.

mod architecture;
mod browser;
mod by_eye;
mod command_line;
mod corpus;
mod demo;
mod desk;
mod eval;
mod golden;
mod hostile;
mod http;
mod keeping;
mod kill;
#[cfg(unix)]
mod scans;
mod seeds;
mod spine;
mod two_processes;
