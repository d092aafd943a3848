//! How are notes and list items numbered? Arabic, roman, letters, symbols, as Word, OpenDocument and RTF name them.

use apostille_corpus::numerals::{letters, roman, symbols};

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
        match self {
            Numerals::Decimal => number.to_string(),
            Numerals::TwoDigits => format!("{number:02}"),
            Numerals::LowerRoman => roman(number),
            Numerals::UpperRoman => roman(number).to_uppercase(),
            Numerals::LowerLetter => letters(number),
            Numerals::UpperLetter => letters(number).to_uppercase(),
            Numerals::Symbols => symbols(number),
        }
    }
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
