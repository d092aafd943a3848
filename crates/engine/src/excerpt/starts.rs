//! Which stretches of a text can hold a word that matters, told by the first letters of words alone.
//!
//! Most words of a passage are neither wanted nor stop words of the query. To cut them out, fold and stem them only to find
//! that is most of the cost of an excerpt; here they are passed over by their first three letters. What is doubtful (accents, abbreviations,
//! compounds) counts as if it might matter.

use std::ops::Range;

use crate::analysis::UNITED_STATES;
use crate::search::Bits;

/// How some words start: five bits of each of their first three bytes.
#[derive(Debug)]
pub(super) struct Starts {
    /// For each two first letters, a bit for each third, and [`END`] for words of two letters.
    thirds: [u32; 1024],
    /// A bit for each word of one letter.
    single: u32,
    /// Whether one starts with a digit.
    digits: bool,
}

/// The stretches of a text that matter; made by [`Starts::stretches`].
///
/// The text is looked at in blocks, each as bits: a branch for every byte, which the processor often guesses wrongly, is what
/// reading a text costs.
pub(super) struct Stretches<'a> {
    starts: &'a Starts,
    bytes: &'a [u8],
    /// Where the block starts whose bits these are.
    block: usize,
    /// Its bytes at which a word starts, or which may be a part of one that is written in another way.
    doubtful: u64,
    /// Where the stretch before ends.
    read: usize,
}

/// In place of the third letter of a word of two.
const END: u32 = 1;

impl Default for Starts {
    fn default() -> Starts {
        Starts { thirds: [0; 1024], single: 0, digits: false }
    }
}

impl Starts {
    /// Adds the words that have this stem, which may go on otherwise after two letters.
    pub(super) fn add_stem(&mut self, stem: &str) {
        match *stem.as_bytes() {
            // A stem of three letters that ends in `e` has words without it: `aging` is `age`.
            [first, second] | [first, second, b'e'] => self.thirds[place(first, second)] = u32::MAX,
            _ => {}
        }
        self.add_word(stem);
    }

    /// Adds one word.
    pub(super) fn add_word(&mut self, word: &str) {
        // Alone or at the start of a compound, the United States are written with other letters than they are found by.
        if word.starts_with("us") || word == UNITED_STATES {
            for (first, second) in [(b'u', b's'), (b'e', b'e'), (b'e', b'u')] {
                self.thirds[place(first, second)] = u32::MAX;
            }
        }
        match *word.as_bytes() {
            [first, second, third, ..] if third.is_ascii() => self.thirds[place(first, second)] |= third_bit(third),
            [first, second] => self.thirds[place(first, second)] |= END,
            [first, second, ..] => self.thirds[place(first, second)] = u32::MAX,
            [only] => self.single |= 1 << (only & 31),
            [] => {}
        }
        self.digits |= word.starts_with(|c: char| c.is_ascii_digit());
    }

    /// Whether a word in lower case may be one of them. One with an accent on its first letters may.
    pub(super) fn has(&self, word: &str) -> bool {
        match *word.as_bytes() {
            [first, second, third, ..] if first.is_ascii() && second.is_ascii() => {
                let bits = if third.is_ascii() { third_bit(third) } else { u32::MAX };
                self.thirds[place(first, second)] & bits != 0
            }
            [first, second] if first.is_ascii() => self.thirds[place(first, second)] & END != 0,
            [only] => self.single & (1 << (only & 31)) != 0,
            _ => true,
        }
    }

    /// The stretches of a text in which a word may be one of them, in order: each from a space, or the text's start, to another
    /// where no word goes on. What stands between them has none.
    pub(super) fn stretches<'a>(&'a self, text: &'a str) -> Stretches<'a> {
        let bytes = text.as_bytes();
        Stretches { starts: self, bytes, block: 0, doubtful: self.doubtful(bytes, 0), read: 0 }
    }

    /// Whether every word of a text may be one of them.
    pub(super) fn may_be_all(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut in_word = false;
        bytes.iter().enumerate().all(|(at, byte)| {
            let starts = is_word(*byte) && !in_word;
            in_word = is_word(*byte);
            !starts || self.might_start(&bytes[at..])
        })
    }

    /// A bit for each byte of the block that starts here at which one of them may start, or which may be part of one that is
    /// written in another way.
    fn doubtful(&self, bytes: &[u8], start: usize) -> u64 {
        let mut block = [0; BLOCK];
        let here = &bytes[start..bytes.len().min(start + BLOCK)];
        block[..here.len()].copy_from_slice(here);
        let words = bits(&block, is_word);
        let after_word = start > 0 && is_word(bytes[start - 1]);
        let starts = Bits(words & !(words << 1 | u64::from(after_word)));
        let starts = starts.filter(|at| self.might_start(&bytes[start + *at as usize..]));
        let others = Bits(bits(&block, |byte| !byte.is_ascii())).filter(|at| is_doubtful(bytes, start + *at as usize));
        starts.chain(others).fold(0, |doubtful, at| doubtful | 1 << at)
    }

    /// Whether a word that starts here as it is written may be one of them.
    fn might_start(&self, rest: &[u8]) -> bool {
        let at = |nth: usize| rest.get(nth).copied().unwrap_or(b' ');
        let (first, second, third) = (at(0), at(1), at(2));
        if first.is_ascii_digit() {
            return self.digits;
        }
        if !first.is_ascii() || goes_on(second) {
            return true;
        }
        if !second.is_ascii_alphanumeric() {
            return self.single & (1 << (first & 31)) != 0;
        }
        let thirds = self.thirds[place(first, second)];
        if !third.is_ascii_alphanumeric() {
            return goes_on(third) || thirds & END != 0;
        }
        thirds & third_bit(third) != 0
    }
}

impl Iterator for Stretches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let doubtful = self.next_doubtful()?;
        let before = self.bytes[self.read..doubtful].iter().rposition(|byte| is_space(*byte));
        let start = before.map_or(self.read, |space| self.read + space + 1);
        self.read = while_bytes(self.bytes, doubtful, |byte| !is_space(byte));
        // The plural of an abbreviation goes on after a space: `EE. UU.`
        while self.read < self.bytes.len() && abbreviates(&self.bytes[start..self.read]) {
            let next = while_bytes(self.bytes, self.read, is_space);
            self.read = while_bytes(self.bytes, next, |byte| !is_space(byte));
        }
        Some(start..self.read)
    }
}

impl Stretches<'_> {
    /// The next byte that was not read and that is doubtful.
    fn next_doubtful(&mut self) -> Option<usize> {
        loop {
            let read = self.read.saturating_sub(self.block);
            let unread = u64::MAX.checked_shl(read as u32).unwrap_or(0) & self.doubtful;
            if unread != 0 {
                return Some(self.block + unread.trailing_zeros() as usize);
            }
            self.block = self.read.max(self.block + BLOCK);
            if self.block >= self.bytes.len() {
                return None;
            }
            self.doubtful = self.starts.doubtful(self.bytes, self.block);
        }
    }
}

/// Bytes of a block.
const BLOCK: usize = u64::BITS as usize;

/// A bit for each byte of a block that is so.
fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    // Without a branch, so that compilers look at many bytes at once.
    let are = block.map(|byte| u8::from(is(byte)));
    let eights = are.as_chunks::<8>().0.iter().enumerate();
    eights.fold(0, |bits, (nth, eight)| bits | (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56) << (8 * nth))
}

/// Whether a byte is a letter or digit of ASCII, or part of another character.
fn is_word(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10) | (byte >= 0x80)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Where the bytes end that are so and stand from here on.
fn while_bytes(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    bytes[at..].iter().position(|byte| !is(*byte)).map_or(bytes.len(), |length| at + length)
}

/// Whether a stretch ends with a point that may be of an abbreviation.
fn abbreviates(stretch: &[u8]) -> bool {
    matches!(stretch, [.., before, b'.'] if !before.is_ascii_lowercase() && !before.is_ascii_digit())
}

/// Whether a byte is of a character that is neither ASCII nor one of the letters of Latin-1: it may be an accent, a dash or
/// nothing.
fn is_doubtful(chunk: &[u8], at: usize) -> bool {
    const LATIN_1: u8 = 0xc3;
    match chunk[at] {
        // The signs of multiplication and division stand among the letters.
        LATIN_1 => matches!(chunk.get(at + 1), Some(0x97 | 0xb7)),
        0x80..0xc0 => at == 0 || chunk[at - 1] != LATIN_1,
        byte => !byte.is_ascii(),
    }
}

/// Whether a word of one or two letters may go on after such a byte.
fn goes_on(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'' | b'-' | b'/') || !byte.is_ascii()
}

fn place(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | five_bits(second)
}

fn third_bit(third: u8) -> u32 {
    1 << five_bits(third)
}

/// Five bits of a letter of either case. Snowball makes `i` of the `y` of `cry`, and `y` of the `i` of `skies` and `lie`.
fn five_bits(letter: u8) -> usize {
    usize::from(if letter | 0x20 == b'y' { b'i' } else { letter } & 31)
}
