//! Which stretches of a text can hold a word that matters, told by the first letters of words alone.
//!
//! Most words of a passage are neither wanted nor stop words of the query. To cut them out, fold and stem them only to find
//! that is most of the cost of an excerpt; here they are passed over byte by byte. What is doubtful (accents, abbreviations,
//! compounds) counts as if it might matter.

use crate::analysis::UNITED_STATES;

/// How some words start: five bits of each of their first three bytes.
#[derive(Debug)]
pub(super) struct Starts {
    /// For each two first letters, a bit for each third, and [`END`] for words of two letters.
    thirds: Box<[u32; 1024]>,
    /// A bit for each word of one letter.
    single: u32,
    /// Whether one starts with a digit.
    digits: bool,
}

/// What was read of a text behind a stretch: where it ends, and whether a word in it may be one of those that matter.
#[derive(Debug, Default)]
pub(super) struct Ahead(Option<(usize, Option<bool>)>);

/// In place of the third letter of a word of two.
const END: u32 = 1;

impl Default for Starts {
    fn default() -> Starts {
        Starts { thirds: Box::new([0; 1024]), single: 0, digits: false }
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

    /// Where the stretch ends that starts here, and whether a word in it may be one of them: the longest of which the answer
    /// is the same throughout. It ends before a space where no word goes on; `ahead` is what was read behind it.
    pub(super) fn stretch(&self, text: &str, start: usize, ahead: &mut Ahead) -> (usize, bool) {
        let bytes = text.as_bytes();
        let mut end = start;
        let mut matters = None;
        while end < bytes.len() {
            let (next, here) = ahead.0.take().unwrap_or_else(|| self.chunk(bytes, end));
            if matters.is_some() && here.is_some() && here != matters {
                ahead.0 = Some((next, here));
                break;
            }
            matters = matters.or(here);
            end = next;
        }
        (end, matters == Some(true))
    }

    /// Where the spaces and what stands between them and the next space end, and whether a word there may be one of them;
    /// none if there is no word.
    fn chunk(&self, bytes: &[u8], start: usize) -> (usize, Option<bool>) {
        let mut at = start;
        let mut found = None;
        loop {
            at = while_class(bytes, at, |class| class == SPACE);
            let mut in_word = false;
            while at < bytes.len() && found != Some(true) {
                let class = CLASSES[usize::from(bytes[at])];
                if class == SPACE {
                    break;
                }
                if class == OTHER {
                    in_word = false;
                    at += 1;
                    continue;
                }
                if !in_word || class == NOT_ASCII {
                    let starts = !in_word && self.might_start(&bytes[at..]);
                    found = Some(starts || is_doubtful(bytes, at));
                }
                in_word = true;
                at += 1;
                // Of most words only the first letters are looked at.
                at = while_class(bytes, at, |class| class == ASCII);
            }
            at = while_class(bytes, at, |class| class != SPACE);
            // The plural of an abbreviation goes on after a space: `EE. UU.`
            let abbreviates = matches!(bytes[start..at], [.., before, b'.'] if !before.is_ascii_lowercase() && !before.is_ascii_digit());
            if !abbreviates || at == bytes.len() {
                return (at, found);
            }
        }
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
        thirds & third_bit(third.to_ascii_lowercase()) != 0
    }
}

/// What a byte is: a space, a letter or digit of ASCII, a part of another character, or neither.
const SPACE: u8 = 1;
const ASCII: u8 = 2;
const NOT_ASCII: u8 = 3;
const OTHER: u8 = 0;
const CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\n' => SPACE,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => ASCII,
            0x80.. => NOT_ASCII,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

/// Where the bytes of a class end that stand from here on.
fn while_class(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let other = bytes[at..].iter().position(|byte| !is(CLASSES[usize::from(*byte)]));
    other.map_or(bytes.len(), |length| at + length)
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
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

/// Snowball makes `i` of the `y` of `cry`, and `y` of the `i` of `skies`; it ends a stem of three letters in `e` where its
/// word goes on otherwise.
fn third_bit(third: u8) -> u32 {
    1 << (if third == b'y' { b'i' } else { third } & 31)
}
