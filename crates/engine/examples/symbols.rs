//! Makes the table of symbols by which stored passages are packed, from a text on stdin: passages of the sample documents, as
//! `apostille show DOCUMENT` prints them. Run as
//! `cargo run --release -p apostille-engine --example symbols < TEXT > crates/engine/src/packing/symbols.txt`.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io::{Read, stdin};

use fsst::Compressor;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    let lines: Vec<&[u8]> = text.lines().map(str::as_bytes).collect();
    let table = Compressor::train(&lines);
    for (symbol, length) in table.symbol_table().iter().zip(table.symbol_lengths()) {
        let bytes = symbol.to_u64().to_le_bytes();
        // A symbol that ends within a letter would be no line of text.
        if let Ok(stretch) = std::str::from_utf8(&bytes[..usize::from(*length)]) {
            println!("{}", stretch.replace('\n', "\\n"));
        }
    }
    Ok(())
}
