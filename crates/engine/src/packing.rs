//! Stored passages made shorter, each by itself, so that one is read without its neighbours.
//!
//! FSST (Boncz, Neumann and Leis, "FSST: Fast Random Access String Compression", 2020), with one table of symbols for all texts, which
//! `examples/symbols.rs` makes of the program's own sample documents. A passage is unpacked in a microsecond, where lz4 unpacks a block of
//! thirty to read one.

use std::sync::LazyLock;

use fsst::{Compressor, Symbol};

/// One symbol a line in the order of their codes; `\n` is a line's end. Another table is another version of the analysis.
const SYMBOLS: &str = include_str!("packing/symbols.txt");

static TABLE: LazyLock<Compressor> = LazyLock::new(|| {
    let stretches: Vec<Vec<u8>> = SYMBOLS.lines().map(|line| line.replace("\\n", "\n").into_bytes()).collect();
    let symbol = |stretch: &Vec<u8>| {
        let mut bytes = [0; 8];
        bytes[..stretch.len()].copy_from_slice(stretch);
        Symbol::from_slice(&bytes)
    };
    let symbols: Vec<Symbol> = stretches.iter().map(symbol).collect();
    let lengths: Vec<u8> = stretches.iter().map(|stretch| stretch.len() as u8).collect();
    Compressor::rebuild_from(symbols, lengths)
});

/// A text, shorter if it is in a language.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    TABLE.compress(text.as_bytes())
}

/// The text that was packed; none if these bytes are of no text.
pub(crate) fn unpack(packed: &[u8]) -> Option<String> {
    String::from_utf8(TABLE.decompressor().decompress(packed)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_as_it_went_in_and_text_is_shorter_by_a_third() {
        let every_letter: String = (0..0x3000).filter_map(char::from_u32).collect();
        for text in ["", "a", "ñ", "\u{0}\u{1}\n\r\t", "日本語", "https://www.gob.mx/inm?x=1&y=%20", &every_letter]
        {
            assert_eq!(unpack(&pack(text)).as_deref(), Some(text));
        }
        let text = "The right to seek asylum is one that states must respect. La ley reconoce el derecho de las personas migrantes.";
        assert!(pack(text).len() * 3 < text.len() * 2, "{}", pack(text).len());
    }
}
