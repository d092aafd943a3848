//! The server as programs and people meet it: real HTTP on a port of its own, over a small collection.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod api;
mod asking;
mod client;
mod desk;
mod headers;
mod links;
mod openapi;
mod pages;
mod queue;
mod reading;
mod sample;
mod schema;
