//! The commands, one file each: what may be typed after its name, and what it then does.

pub mod add;
pub mod completions;
pub mod demo;
pub mod eval;
pub mod history;
pub mod language;
pub mod list;
pub mod purge;
pub mod read_file;
pub mod reindex;
pub mod remove;
pub mod search;
pub mod serve;
pub mod show;
pub mod status;
pub mod trash;
pub mod verify;
pub mod vocabulary;
