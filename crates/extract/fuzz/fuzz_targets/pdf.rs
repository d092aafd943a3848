//! Fuzzes the reader of PDF files: their parser, their page labels and metadata; `layout` is the target for the layout.
#![no_main]

use apostille_extract_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| Input::File("pdf").judge(bytes));
