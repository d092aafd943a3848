//! Makes the table of symbols by which stored passages are packed, from texts in English and Spanish.
//!
//! `cargo run --release -p apostille-engine --example symbols -- FILE... > crates/engine/src/packing/symbols.txt`. A file is a text
//! or, if it ends in `.jsonl`, has a text in each line. The algorithm is FSST's (Boncz, Neumann and Leis, 2020): what the
//! symbols so far make of the texts says which symbols, and which two in a row, gain most as symbols of the next round.
#![allow(clippy::print_stdout)]

#[path = "../src/packing/table.rs"]
mod table;

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use table::{LONGEST, MOST, SHORT, Table};

/// Rounds; the table changes little after these.
const ROUNDS: usize = 16;
/// How often a symbol comes at least.
const FEWEST: usize = 20;
/// Bytes that are taken of a file, so that none outweighs the others.
const TAKEN: usize = 1 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for file in std::env::args().skip(1) {
        let mut text = text(Path::new(&file))?.into_bytes();
        text.truncate(TAKEN);
        texts.push(text);
    }
    let mut table = Table::of(Vec::new());
    for _ in 0..ROUNDS {
        table = better(&table, &texts);
    }
    for symbol in table.symbols {
        println!("{}", String::from_utf8(symbol)?.replace('\n', "\\n"));
    }
    Ok(())
}

fn text(file: &Path) -> Result<String, Box<dyn Error>> {
    let read = std::fs::read_to_string(file)?;
    if file.extension().is_none_or(|ending| ending != "jsonl") {
        return Ok(read);
    }
    let mut text = String::new();
    for line in read.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        text.push_str(value["text"].as_str().unwrap_or_default());
        text.push('\n');
    }
    Ok(text)
}

/// The table of the symbols that gain most, counted in what the last one makes of the texts. A symbol is whole characters.
fn better(table: &Table, texts: &[Vec<u8>]) -> Table {
    let mut counts: HashMap<Vec<u8>, usize> = HashMap::new();
    for text in texts {
        let mut before: &[u8] = &[];
        let mut rest = text.as_slice();
        while !rest.is_empty() {
            let length = table.longest(rest).map_or_else(|| character(rest), |place| table.symbols[place].len());
            let (symbol, after) = rest.split_at(length);
            *counts.entry(symbol.to_vec()).or_default() += 1;
            let both = [before, symbol].concat();
            if !before.is_empty() && both.len() <= LONGEST {
                *counts.entry(both).or_default() += 1;
            }
            (before, rest) = (symbol, after);
        }
    }
    counts.retain(|symbol, count| *count >= FEWEST && std::str::from_utf8(symbol).is_ok());
    let mut symbols: Vec<(Vec<u8>, usize)> = counts.into_iter().collect();
    // Without its symbol a character costs an escape for each byte, a stretch the codes of its characters.
    let spared = |symbol: &[u8]| if symbol.len() == character(symbol) { 2 * symbol.len() } else { symbol.len() };
    best(&mut symbols, |symbol, count| count * spared(symbol));
    let mut longer = symbols.split_off(SHORT.min(symbols.len()));
    longer.retain(|(symbol, _)| spared(symbol) > 2);
    best(&mut longer, |symbol, count| count * (spared(symbol) - 2));
    Table::of(symbols.into_iter().chain(longer).take(MOST).map(|(symbol, _)| symbol).collect())
}

/// Puts those that gain most first.
fn best(symbols: &mut [(Vec<u8>, usize)], gain: impl Fn(&[u8], usize) -> usize) {
    symbols.sort_by(|(one, count), (other, other_count)| {
        gain(other, *other_count).cmp(&gain(one, *count)).then_with(|| one.cmp(other))
    });
}

/// The length of the character that some bytes start with.
fn character(bytes: &[u8]) -> usize {
    let first = bytes.first().map_or(0, |byte| byte.leading_ones() as usize);
    first.clamp(1, bytes.len())
}
