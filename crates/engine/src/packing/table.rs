//! A table of symbols: stretches of bytes with a code of one byte, or of two.

use std::collections::HashMap;

/// How many codes of one byte there are: 0 to 223.
pub const SHORT: usize = 224;
/// The byte after which a byte stands for itself. Those between start codes of two bytes.
pub const ESCAPE: u8 = 255;
/// How many symbols there are at most.
pub const MOST: usize = SHORT + (ESCAPE as usize - SHORT) * 256;
/// The longest symbol, in bytes.
pub const LONGEST: usize = 16;

/// Symbols, those with the shorter codes first.
pub struct Table {
    /// The symbols in the order of their codes.
    pub symbols: Vec<Vec<u8>>,
    /// The symbols of three bytes and more by a hash of their first three, the longest first.
    longer: Vec<u16>,
    /// Where in `longer` those with a hash stand.
    starts: Vec<u16>,
    /// The symbols of two bytes.
    double: HashMap<[u8; 2], u16>,
    /// The symbols of one byte.
    single: [Option<u16>; 256],
}

impl Table {
    /// A table of symbols, at most [`MOST`], none of them empty.
    pub fn of(symbols: Vec<Vec<u8>>) -> Table {
        debug_assert!(symbols.len() <= MOST && symbols.iter().all(|symbol| (1..=LONGEST).contains(&symbol.len())));
        let mut single = [None; 256];
        let (mut longer, mut double) = (Vec::new(), HashMap::new());
        for (place, symbol) in (0..).zip(&symbols) {
            match symbol.as_slice() {
                [only] => single[usize::from(*only)] = Some(place),
                [first, second] => _ = double.insert([*first, *second], place),
                _ => longer.push(place),
            }
        }
        let first = |place: &u16| hash(&symbols[usize::from(*place)]).unwrap_or(0);
        longer.sort_by_key(|place| (first(place), std::cmp::Reverse(symbols[usize::from(*place)].len())));
        let starts = (0..=1 << 16).map(|start| longer.partition_point(|place| first(place) < start) as u16).collect();
        Table { symbols, longer, starts, double, single }
    }

    /// The place of the longest symbol that some bytes start with.
    pub fn longest(&self, bytes: &[u8]) -> Option<usize> {
        let longer = hash(bytes).and_then(|first| {
            let here = usize::from(self.starts[first])..usize::from(self.starts[first + 1]);
            self.longer[here].iter().find(|place| bytes.starts_with(&self.symbols[usize::from(**place)]))
        });
        let double = || bytes.first_chunk::<2>().and_then(|first| self.double.get(first));
        longer.or_else(double).copied().or(self.single[usize::from(*bytes.first()?)]).map(usize::from)
    }
}

/// Sixteen bits of the first three bytes, by a multiplication with 2^32 over the golden ratio (Knuth).
fn hash(bytes: &[u8]) -> Option<usize> {
    let [first, second, third] = bytes.first_chunk::<3>()?.map(u32::from);
    let bits = first << 16 | second << 8 | third;
    Some((bits.wrapping_mul(0x9e37_79b1) >> 16) as usize)
}
