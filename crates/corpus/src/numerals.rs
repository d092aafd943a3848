//! How is a number written in Roman signs, letters or symbols? As notes, pages and items of lists are numbered.
//!
//! Lower case, and spelling alone: which numbers may be labels, and in which case they stand, is for the callers.

use std::ops::RangeInclusive;

/// The numbers that are written so; Roman signs end there, and letters and symbols grow with their number.
const WRITTEN: RangeInclusive<u32> = 1..=3999;

/// The symbols of the Chicago Manual of Style, in their order.
const SYMBOLS: [&str; 4] = ["*", "†", "‡", "§"];

const SIGNS: [(&str, u32); 13] = [
    ("m", 1000),
    ("cm", 900),
    ("d", 500),
    ("cd", 400),
    ("c", 100),
    ("xc", 90),
    ("l", 50),
    ("xl", 40),
    ("x", 10),
    ("ix", 9),
    ("v", 5),
    ("iv", 4),
    ("i", 1),
];

/// A number from 1 to 3999 in Roman signs, as `xiv`; others in figures.
pub fn roman(number: u32) -> String {
    if !WRITTEN.contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (sign, worth) in SIGNS {
        while rest >= worth {
            written.push_str(sign);
            rest -= worth;
        }
    }
    written
}

/// The number that lower-case Roman signs stand for, if they are well formed: `xiv`, but not `iiii` or `vx`.
pub fn of_roman(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut value = 0;
    for (sign, worth) in SIGNS {
        while let Some(after) = rest.strip_prefix(sign) {
            value += worth;
            rest = after;
        }
    }
    (WRITTEN.contains(&value) && roman(value) == text).then_some(value)
}

/// A number from 1 to 3999 in letters, as `a`, `z`, `aa`, `bb`: the way of Word, OpenDocument and PDF (ISO 32000-1,
/// 12.4.2); others in figures.
pub fn letters(number: u32) -> String {
    if !WRITTEN.contains(&number) {
        return number.to_string();
    }
    let letter = char::from(b'a' + ((number - 1) % 26) as u8);
    letter.to_string().repeat(times(number, 26))
}

/// A number from 1 to 3999 in symbols, as `*`, `†`, `**`; others in figures.
pub fn symbols(number: u32) -> String {
    if !WRITTEN.contains(&number) {
        return number.to_string();
    }
    SYMBOLS[(number as usize - 1) % SYMBOLS.len()].repeat(times(number, SYMBOLS.len()))
}

/// How often a sign is repeated for a number, from 1, when there are `signs` of them.
fn times(number: u32, signs: usize) -> usize {
    (number as usize - 1) / signs + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_signs_are_written_and_read_back() {
        for (number, written) in
            [(1, "i"), (4, "iv"), (16, "xvi"), (99, "xcix"), (1994, "mcmxciv"), (3999, "mmmcmxcix")]
        {
            assert_eq!((roman(number).as_str(), of_roman(written)), (written, Some(number)));
        }
    }

    #[test]
    fn roman_signs_count_only_when_well_formed() {
        for text in ["", "iiii", "vx", "ic", "x1", "IV", "mmmm"] {
            assert_eq!(of_roman(text), None, "{text}");
        }
    }

    #[test]
    fn letters_and_symbols_are_repeated() {
        assert_eq!([1, 26, 27, 28].map(letters), ["a", "z", "aa", "bb"]);
        assert_eq!([1, 2, 4, 5].map(symbols), ["*", "†", "§", "**"]);
    }

    #[test]
    fn numbers_outside_stay_figures() {
        assert_eq!([roman(0), roman(5000), letters(0), symbols(5000)], ["0", "5000", "0", "5000"]);
    }
}
