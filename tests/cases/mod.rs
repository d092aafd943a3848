//! The cases, by what a user does.

mod architecture;
mod browser;
mod command_line;
mod corpus;
mod demo;
mod eval;
mod golden;
mod http;
mod keeping;
mod kill;
mod seeds;
mod spine;
mod two_processes;
