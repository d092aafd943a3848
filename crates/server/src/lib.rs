//! The way out: HTTP, JSON and pages. The only crate that knows axum.
//!
//! Not here: what is found and how it ranks (the engine), what is held (the catalogue), and how files come in (the
//! indexer, which a server only keeps running).

mod access;
pub mod answer;
mod api;
mod assets;
mod collection;
mod drawing;
mod error;
mod headers;
mod jobs;
mod metrics;
mod pages;
mod parameters;
mod queue;
mod receiving;
mod refusal;
mod routes;
mod server;
mod site;

pub use access::{OneTimeKey, Readers};
pub use error::Error;
pub use receiving::Intake;
pub use server::{Server, interrupted};
pub use site::Question;

use refusal::Refusal;
use site::Site;
