//! The commands, one file each: what may be typed after its name, and what it then does.

pub mod add;
pub mod backup;
pub mod completions;
pub mod demo;
pub mod doubts;
pub mod eval;
pub mod history;
pub mod key;
pub mod language;
pub mod list;
pub mod purge;
pub mod quality;
pub mod read_file;
pub mod records;
pub mod reindex;
pub mod remove;
pub mod restore;
pub mod search;
pub mod serve;
pub mod show;
pub mod status;
pub mod translations;
pub mod trash;
pub mod verify;
pub mod vocabulary;
pub mod works;
