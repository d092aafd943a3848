//! Fuzzes the other readers, one of them chosen by the first byte: OpenDocument, e-books, XML, Markdown, text, archives.
#![no_main]

use apostille_extract_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    Input::OTHERS[usize::from(*first) % Input::OTHERS.len()].judge(rest);
});
