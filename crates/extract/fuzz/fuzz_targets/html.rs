//! Fuzzes the reader of web pages, and the structure found in what it gives.
#![no_main]

use apostille_extract_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| Input::File("html").judge(bytes));
