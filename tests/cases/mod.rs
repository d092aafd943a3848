//! The cases, by what a user does.

mod architecture;
mod backup;
mod browser;
mod by_eye;
mod command_line;
mod corpus;
mod demo;
mod desk;
mod desk_in_a_browser;
mod eval;
mod golden;
mod help;
mod hostile;
mod http;
mod keeping;
mod keys;
mod kill;
mod kill_desk;
mod measured;
mod quality;
mod records;
mod robust;
#[cfg(unix)]
mod scans;
mod seeds;
mod sidecars;
mod spine;
mod translations;
mod two_processes;
mod watch;
mod works;
