//! Every reader through `read`, in one test program: every further one would
//! link the whole library again (A. Kladov, "Delete Cargo Integration Tests", 2021).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod corpus;
mod kept_words;
mod office;
mod office_properties;
mod pdf;
mod pdf_layout;
mod properties;
mod published;
mod published_properties;
mod regressions;
mod shared;
