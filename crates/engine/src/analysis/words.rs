//! A text cut into words, each with its place in the text.
//!
//! A word is a run of letters and digits, with these rules: an apostrophe inside joins and an English possessive `'s` is
//! left off; letters parted by points are one word (`Ph.D.`, `FF. AA.`); the names of the United States that are
//! abbreviations are one word (`U.S.`, `US`, `EE. UU.`), which is not the pronoun `us`, nor the Spanish verb `usa`; numbers
//! have one form (`63,623` is `63623`); the parts of a hyphenated word are words.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::{exact, fold, is_ignorable};
use super::numbers::{digits, number};

/// The one form of the abbreviations of the United States. No other word has a point in it.
pub(crate) const UNITED_STATES: &str = "u.s.";
/// Those abbreviations, without their points. Without any, `us` and `usa` are one in capitals only.
const UNITED_STATES_WRITTEN: [&str; 5] = ["usa", "eeuu", "eua", "eeuua", "us"];
/// The longest word, in bytes; what is longer is cut, in the index, the query and the marks alike.
const MAX_BYTES: usize = 100;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands, in bytes of the text; an abbreviation's last point is in it, a possessive `'s` is not.
    pub range: Range<usize>,
    /// In lower case, with its accents; never empty, without white space.
    pub exact: Cow<'a, str>,
}

impl Word<'_> {
    /// Without accents, but that of `ñ`.
    pub fn folded(&self) -> Cow<'_, str> {
        if self.exact.is_ascii() { Cow::Borrowed(&self.exact) } else { fold(&self.exact) }
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text, in order; made by [`words`].
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            self.at = next_start(self.text, self.at)?;
            let (word, length) = self.plain_word_here().unwrap_or_else(|| self.word_here());
            self.at += length;
            if !word.exact.is_empty() {
                return Some(cut(word));
            }
        }
    }
}

impl<'a> Words<'a> {
    /// The word that starts here if it is of ASCII letters and digits, and nothing that follows can belong to it: most are.
    fn plain_word_here(&self) -> Option<(Word<'a>, usize)> {
        let rest = &self.text.as_bytes()[self.at..];
        rest.first().filter(|first| first.is_ascii_alphabetic())?;
        let mut all = 0;
        let length = rest.iter().position(|byte| {
            let class = CLASSES[usize::from(*byte)];
            all |= class;
            class & (SMALL | CAPITAL) == 0
        });
        let length = length.unwrap_or(rest.len());
        let ends = match rest.get(length) {
            // Letters parted by points are one letter, or one twice.
            Some(b'.') => length > 2,
            Some(b'\'') => false,
            next => next.is_none_or(u8::is_ascii),
        };
        let range = self.at..self.at + length;
        let word = &self.text[range.clone()];
        let is_lower_case = all & CAPITAL == 0 && !matches!(rest[0], b'e' | b'u');
        ends.then(|| {
            (Word { exact: if is_lower_case { Cow::Borrowed(word) } else { in_lower_case(word) }, range }, length)
        })
    }

    /// The word that starts here, and how many bytes are read with it.
    fn word_here(&self) -> (Word<'a>, usize) {
        let start = self.at;
        let rest = &self.text[start..];
        if let Some(word) = number_word(self.text, start).or_else(|| abbreviation(rest)) {
            let length = word.range.end;
            return (Word { range: start..start + length, exact: word.exact }, length);
        }
        let read = letters(rest);
        let length = without_possessive(&rest[..read]);
        (Word { range: start..start + length, exact: written(&rest[..length]) }, read)
    }
}

/// Small letters and digits of ASCII, its capitals, and parts of other characters: what a byte is.
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const OTHER: u8 = 4;
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            0x80.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Where the next word starts.
fn next_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        at += bytes[at..].iter().position(|byte| CLASSES[usize::from(*byte)] != 0)?;
        if bytes[at].is_ascii() {
            return Some(at);
        }
        let first = text[at..].chars().next()?;
        if starts_word(first) {
            return Some(at);
        }
        at += first.len_utf8();
    }
}

fn starts_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphabetic() }
}

fn continues_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphabetic() || is_combining_mark(c) || is_ignorable(c) }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// A number, unless letters follow it at once (`5th`, `63.a`). After a number that was cut at a mark (`10.10.2020`) the
/// next is cut there too.
fn number_word(text: &str, start: usize) -> Option<Word<'_>> {
    let rest = &text[start..];
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let after_cut = matches!(text.as_bytes()[..start], [.., b'0'..=b'9', b'.' | b',']);
    let read = if after_cut { digits(rest) } else { number(rest) };
    let followed = rest[read.length..].starts_with(continues_word);
    (!followed).then_some(Word { range: 0..read.length, exact: read.normal })
}

/// Letters parted by points: `U.S.` and `a.m.`, and the Spanish plurals that double their letters, `EE.UU.` or `EE. UU.`
fn abbreviation(rest: &str) -> Option<Word<'_>> {
    let mut joined = String::new();
    let mut end = 0;
    let mut parts = 0;
    for part in rest.split('.') {
        let space = part.len() - part.trim_start().len();
        let Some(letters) =
            abbreviated(&part[space..]).filter(|letters| space == 0 || (parts == 1 && doubled_after(&joined, letters)))
        else {
            break;
        };
        joined.push_str(letters);
        end += space + letters.len() + 1;
        parts += 1;
        if space + letters.len() != part.len() {
            break;
        }
    }
    if parts < 2 {
        return None;
    }
    let pointed = rest.as_bytes().get(end - 1) == Some(&b'.');
    let range = 0..if pointed { end } else { end - 1 };
    Some(Word { range, exact: Cow::Owned(united_states(exact(&joined)).into_owned()) })
}

/// After a space only a doubled capital goes on, and only after one doubled capital: `EE. UU.`, not `a. M.`
fn doubled_after(before: &str, letters: &str) -> bool {
    before.chars().count() == 2 && letters.chars().count() == 2
}

fn united_states(exact: Cow<'_, str>) -> Cow<'_, str> {
    if exact.starts_with(['u', 'e']) && UNITED_STATES_WRITTEN.contains(&exact.as_ref()) {
        Cow::Borrowed(UNITED_STATES)
    } else {
        exact
    }
}

/// The letters that a part of an abbreviation starts with: one letter, or one capital twice.
fn abbreviated(part: &str) -> Option<&str> {
    let length = letters(part);
    let letters = &part[..length];
    let mut chars = letters.chars();
    let first = chars.next().filter(|c| c.is_alphabetic())?;
    let fits = match (chars.next(), chars.next()) {
        (None, _) => true,
        (Some(second), None) => first == second && first.is_uppercase(),
        _ => false,
    };
    fits.then_some(letters)
}

/// How many bytes of letters, digits and apostrophes between letters a text starts with.
fn letters(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = is_apostrophe(c) && end > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !joins && !continues_word(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The length of a word without an English possessive.
fn without_possessive(word: &str) -> usize {
    let mut from_end = word.char_indices().rev();
    let (Some((_, 's' | 'S')), Some((at, apostrophe))) = (from_end.next(), from_end.next()) else { return word.len() };
    if is_apostrophe(apostrophe) && at > 0 { at } else { word.len() }
}

/// The form of a word without points or digits at its start.
fn written(word: &str) -> Cow<'_, str> {
    if word.contains(is_apostrophe) {
        let joined: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
        return Cow::Owned(exact(&joined).into_owned());
    }
    in_lower_case(word)
}

/// The form of a word without apostrophes, points or digits at its start.
fn in_lower_case(word: &str) -> Cow<'_, str> {
    // The pronoun and the verb are written in small letters, or with one capital at a sentence's start.
    match word {
        "us" | "Us" => Cow::Borrowed("us"),
        "usa" | "Usa" => Cow::Borrowed("usa"),
        _ => united_states(exact(word)),
    }
}

fn cut(mut word: Word<'_>) -> Word<'_> {
    if word.exact.len() <= MAX_BYTES {
        return word;
    }
    let end = (0..=MAX_BYTES).rev().find(|at| word.exact.is_char_boundary(*at)).unwrap_or(0);
    word.exact = Cow::Owned(word.exact[..end].to_owned());
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded().into_owned()).collect()
    }

    #[test]
    fn a_text_is_cut_into_folded_words() {
        for (text, expected) in [
            ("Mexico's border", "mexico border"),
            ("Mexico’s migrants’ rights", "mexico migrants rights"),
            ("don't O’Brien", "dont obrien"),
            ("the U.S. policy, U.S.-Mexico border", "the u.s. policy u.s. mexico border"),
            ("The U.S. US USA, give us. Us too", "the u.s. u.s. u.s. give us us too"),
            ("La ley usa otro término. Usa USA.", "la ley usa otro termino usa u.s."),
            ("EE.UU. y EE. UU. y EE.UU y EEUU", "u.s. y u.s. y u.s. y u.s."),
            ("las FF. AA. de AA. Y los", "las ffaa de aa y los"),
            ("a.m. Ph.D. e.g., the", "am ph d eg the"),
            ("a las 9 a.m. EE. UU. cerró", "a las 9 am u.s. cerro"),
            ("vitamin A. Then B.", "vitamin a then b"),
            ("63,623 63.623 63623", "63623 63623 63623"),
            ("11.7% or 11,7 %", "11.7 or 11.7"),
            ("in 2017. Then 2017¹ and 2018,", "in 2017 then 2017 and 2018"),
            ("COVID-19, 5th, B2B", "covid 19 5th b2b"),
            ("Quédate en «México»", "quedate en mexico"),
            ("mexico_norte 10/10/2020 10.10.2020", "mexico norte 10 10 2020 10 10 2020"),
            ("www.gob.mx/inm", "www gob mx inm"),
            ("n.º 5, 1.º", "no 5 1 o"),
            ("—…!? '' ' \u{301}", ""),
            ("", ""),
        ] {
            assert_eq!(folded(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_its_place_in_the_text() {
        let text = "¡México’s U.S. «año» 63,623!";
        let places: Vec<&str> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(places, ["México", "U.S.", "año", "63,623"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        let found = folded(&"á".repeat(1_000));
        assert_eq!(found, ["a".repeat(MAX_BYTES / "á".len())]);
    }
}
