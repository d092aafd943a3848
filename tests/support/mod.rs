//! What the cases share: the program, a collection of its own for each case, a server, a browser, a seeded choice.

pub mod browser;
pub mod chance;
pub mod copies;
pub mod papers;
pub mod pdf;
pub mod program;
pub mod server;
pub mod shared;
pub mod tesseract;
