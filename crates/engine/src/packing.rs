//! Stored passages made shorter, each by itself, so that one is read without its neighbours.
//!
//! Frequent stretches of English and Spanish have codes of one or two bytes, in a table that never changes: FSST (Boncz,
//! Neumann and Leis, "FSST: Fast Random Access String Compression", 2020) with one table for all texts, which
//! `examples/symbols.rs` makes. On scale-mix that is shorter than lz4 in blocks of 16 KB, of which thirty passages are
//! decompressed to read one.

#[path = "packing/table.rs"]
mod table;

use std::sync::LazyLock;

use table::{ESCAPE, SHORT, Table};

/// One symbol a line, those with the shorter codes first; `\n` is a line's end. Another table is another version of the analysis.
const SYMBOLS: &str = include_str!("packing/symbols.txt");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let symbols = SYMBOLS.lines().map(|line| line.replace("\\n", "\n").into_bytes());
    Table::of(symbols.collect())
});

/// Adds some bytes to others, shorter if they are text.
pub(crate) fn pack(bytes: &[u8], packed: &mut Vec<u8>) {
    let table = &*TABLE;
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let place = table.longest(rest);
        match place {
            None => packed.extend([ESCAPE, *first]),
            Some(place) if place < SHORT => packed.push(place as u8),
            Some(place) => packed.extend([(SHORT + (place - SHORT) / 256) as u8, ((place - SHORT) % 256) as u8]),
        }
        rest = &rest[place.map_or(1, |place| table.symbols[place].len())..];
    }
}

/// The bytes that were packed; none if these never were.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let table = &*TABLE;
    let mut bytes = Vec::with_capacity(packed.len() * 3);
    let mut rest = packed.iter();
    while let Some(code) = rest.next() {
        let place = match *code {
            ESCAPE => {
                bytes.push(*rest.next()?);
                continue;
            }
            code if usize::from(code) < SHORT => usize::from(code),
            code => SHORT + (usize::from(code) - SHORT) * 256 + usize::from(*rest.next()?),
        };
        bytes.extend_from_slice(table.symbols.get(place)?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_a_stretch_of_its_own_and_none_is_longer_than_the_longest() {
        let symbols = &TABLE.symbols;
        assert!((SHORT..=table::MOST).contains(&symbols.len()), "{}", symbols.len());
        let distinct: std::collections::HashSet<_> = symbols.iter().collect();
        assert_eq!(distinct.len(), symbols.len());
        assert!(symbols.iter().all(|symbol| (1..=table::LONGEST).contains(&symbol.len())));
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        pack(bytes, &mut packed);
        packed
    }

    #[test]
    fn what_was_packed_comes_out_as_it_went_in_and_text_is_half_as_long() {
        for text in ["", "a", "ñ", "\u{0}\u{1}\n\r\t", "日本語", "https://www.gob.mx/inm?x=1&y=%20"] {
            assert_eq!(unpack(&packed(text.as_bytes())).as_deref(), Some(text.as_bytes()));
        }
        let every_byte: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        assert_eq!(unpack(&packed(&every_byte)), Some(every_byte));
        let text = "The right to seek asylum is one that states must respect. La ley reconoce el derecho de las personas migrantes.";
        assert!(packed(text.as_bytes()).len() * 2 < text.len() + 10, "{}", packed(text.as_bytes()).len());
        assert_eq!(unpack(&[ESCAPE]), None);
    }
}
