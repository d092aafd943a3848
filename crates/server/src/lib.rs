//! The way out: HTTP, JSON and pages. The only crate that knows axum.
//!
//! Not here: what is found and how it ranks (the engine), what is held (the catalogue), and how files come in (the
//! indexer, which a server only keeps running).

pub mod answer;
mod api;
mod assets;
mod collection;
mod error;
mod headers;
mod metrics;
mod pages;
mod parameters;
mod queue;
mod refusal;
mod routes;
mod server;
mod site;

pub use error::Error;
pub use server::{Server, interrupted};
pub use site::Question;

use refusal::Refusal;
use site::Site;
