//! Fuzzes the layout of PDF pages, from letters with places, and the structure found in what it gives.
#![no_main]

use apostille_extract_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| Input::Layout.judge(bytes));
