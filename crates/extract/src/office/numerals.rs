//! How are notes and list items numbered? Arabic, roman, letters, symbols, as Word, OpenDocument and RTF name them.

/// A way to write numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Numerals {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// a, b, ..., z, aa, bb
    LowerLetter,
    /// A, B, ..., Z, AA, BB
    UpperLetter,
    /// *, †, ‡, §, **, ††
    Symbols,
    /// 01, 02, 03
    TwoDigits,
}

/// The symbols of the Chicago Manual of Style, in their order.
const SYMBOLS: [&str; 4] = ["*", "†", "‡", "§"];

/// The highest number that is written other than in figures: letters and symbols grow with their number.
const HIGHEST: u32 = 3999;

const ROMAN: [(&str, u32); 13] = [
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

impl Numerals {
    /// As `w:numFmt` names them (ECMA-376 part 1, 17.18.59). Names of other scripts are read as decimal.
    pub(crate) fn of_word(name: &str) -> Numerals {
        match name {
            "lowerRoman" => Numerals::LowerRoman,
            "upperRoman" => Numerals::UpperRoman,
            "lowerLetter" => Numerals::LowerLetter,
            "upperLetter" => Numerals::UpperLetter,
            "chicago" => Numerals::Symbols,
            "decimalZero" => Numerals::TwoDigits,
            _ => Numerals::Decimal,
        }
    }

    /// As `style:num-format` names them (OpenDocument 1.3 part 3, 19.510); none if nothing is shown.
    pub(crate) fn of_open_document(name: &str) -> Option<Numerals> {
        match name {
            "" => None,
            "i" => Some(Numerals::LowerRoman),
            "I" => Some(Numerals::UpperRoman),
            "a" => Some(Numerals::LowerLetter),
            "A" => Some(Numerals::UpperLetter),
            _ => Some(Numerals::Decimal),
        }
    }

    /// The numerals of endnotes, in documents where footnotes have those: labels must tell which note they mean.
    pub(crate) fn apart_from(self, footnotes: Numerals) -> Numerals {
        match self {
            same if same != footnotes => same,
            Numerals::LowerRoman => Numerals::Decimal,
            _ => Numerals::LowerRoman,
        }
    }

    /// The number, from 1, as it is written.
    pub(crate) fn write(self, number: u32) -> String {
        let fits = (1..=HIGHEST).contains(&number);
        match self {
            Numerals::TwoDigits => format!("{number:02}"),
            Numerals::LowerRoman if fits => roman(number),
            Numerals::UpperRoman if fits => roman(number).to_uppercase(),
            Numerals::LowerLetter if fits => letters(number),
            Numerals::UpperLetter if fits => letters(number).to_uppercase(),
            Numerals::Symbols if fits => {
                let symbol = (number as usize - 1) % SYMBOLS.len();
                SYMBOLS[symbol].repeat(times(number, SYMBOLS.len()))
            }
            _ => number.to_string(),
        }
    }
}

fn roman(mut number: u32) -> String {
    let mut written = String::new();
    for (sign, worth) in ROMAN {
        while number >= worth {
            written.push_str(sign);
            number -= worth;
        }
    }
    written
}

fn letters(number: u32) -> String {
    let letter = char::from(b'a' + ((number - 1) % 26) as u8);
    letter.to_string().repeat(times(number, 26))
}

/// How often a sign is repeated for a number when there are `signs` of them.
fn times(number: u32, signs: usize) -> usize {
    (number as usize - 1) / signs + 1
}

#[cfg(test)]
mod tests {
    use super::Numerals::{self, *};

    #[test]
    fn a_number_is_written_as_the_format_says() {
        let cases: &[(Numerals, &[(u32, &str)])] = &[
            (Decimal, &[(1, "1"), (452, "452")]),
            (LowerRoman, &[(1, "i"), (4, "iv"), (16, "xvi"), (99, "xcix"), (5000, "5000")]),
            (UpperRoman, &[(14, "XIV")]),
            (LowerLetter, &[(1, "a"), (26, "z"), (27, "aa"), (28, "bb")]),
            (UpperLetter, &[(3, "C")]),
            (Symbols, &[(1, "*"), (2, "†"), (4, "§"), (5, "**")]),
            (TwoDigits, &[(3, "03"), (0, "00")]),
        ];
        for (numerals, written) in cases {
            for (number, wanted) in *written {
                assert_eq!(numerals.write(*number), *wanted);
            }
        }
    }

    #[test]
    fn endnotes_are_not_labelled_like_footnotes() {
        assert_eq!(Decimal.apart_from(Decimal), LowerRoman);
        assert_eq!(LowerRoman.apart_from(LowerRoman), Decimal);
        assert_eq!(LowerRoman.apart_from(Decimal), LowerRoman);
        assert_eq!(UpperLetter.apart_from(Decimal), UpperLetter);
    }
}
