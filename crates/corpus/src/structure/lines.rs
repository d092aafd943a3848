//! How are lines, and pieces that a page break parted, put together again? Hyphens, cut addresses, spaces.
//!
//! Which pieces belong together is decided elsewhere (`join`, `notes`); here only how.

use std::collections::HashSet;

use crate::anchor;

/// A longer address is not put together again, in bytes. Browsers and servers take some 2,000.
const LONGEST_ADDRESS: usize = 2_000;

/// The words of a document that stand whole in a line: they tell whether a hyphen at a line's end is real.
#[derive(Debug, Default)]
pub(crate) struct Words(HashSet<String>);

/// First parts of compounds that keep their hyphen when the document says nothing else.
const COMPOUNDING: &[&str] =
    &["self", "cross", "long", "short", "high", "low", "well", "third", "full", "half", "vice"];

/// First parts that keep it only before a word of its own: `co-manage`, but `co-munitario` is one word.
const PREFIXES: &[&str] =
    &["co", "ex", "non", "anti", "semi", "multi", "pre", "post", "mid", "inter", "intra", "socio"];

impl Words {
    /// The words of these texts. The halves of a word that a line's end parts do not count.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Words {
        let mut words = HashSet::new();
        let mut parted = false;
        for line in texts.flat_map(|text| text.split('\n')) {
            let line = line.trim();
            let whole = if parted { line.split_once(' ').map_or("", |(_, rest)| rest) } else { line };
            parted = line.ends_with('-');
            let whole = if parted { whole.rsplit_once(' ').map_or("", |(before, _)| before) } else { whole };
            let letters = whole.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| word.len() > 2);
            words.extend(letters.map(|word| word.trim_matches('-').to_lowercase()));
        }
        Words(words)
    }

    /// Whether the hyphen between two parts of a word at a line's end is one of the word's own.
    fn keeps_hyphen(&self, left: &str, right: &str) -> bool {
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        let has = |word: &str| self.0.contains(word);
        if has(&format!("{left}{right}")) {
            return false;
        }
        let known = has(&right) && (has(&left) || PREFIXES.contains(&left.as_str()));
        known || has(&format!("{left}-{right}")) || COMPOUNDING.contains(&left.as_str())
    }
}

/// The lines of a text as one.
pub(crate) fn unwrapped(text: &str, words: &Words) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n') {
        append(&mut joined, line.trim(), words);
    }
    joined
}

/// Puts a piece behind a text: with a space, without one inside a hyphenated word or a cut address.
pub(crate) fn append(text: &mut String, piece: &str, words: &Words) {
    if text.is_empty() || piece.is_empty() {
        text.push_str(piece);
        return;
    }
    if mend_address(text, piece) {
        return;
    }
    if parts_address(text, piece) {
        text.push_str(piece);
        return;
    }
    let left = last_word(text);
    let right: String = piece.chars().filter(|c| !anchor::is_anchor(*c)).take_while(|c| c.is_alphabetic()).collect();
    let hyphenated =
        text.strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '.'));
    if !hyphenated || right.is_empty() {
        text.push(' ');
    } else if right.starts_with(char::is_lowercase) && !left.is_empty() && !words.keeps_hyphen(&left, &right) {
        text.pop();
    }
    text.push_str(piece);
}

/// The end of a text, long enough for any word or address: a joined text grows, and must not be gone through at each line.
pub(crate) fn tail(text: &str) -> &str {
    let start = (text.len().saturating_sub(LONGEST_ADDRESS)..).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(0)..]
}

/// The letters before the hyphen that a text ends with.
fn last_word(text: &str) -> String {
    let word = tail(text).trim_end_matches('-').rsplit(|c: char| !c.is_alphabetic()).next();
    word.unwrap_or("").to_owned()
}

/// Puts a piece behind a text that ends inside an address, and says whether it did.
///
/// `<https://host/one-year-us-mexico->` and `agreement; and ...` are one address: it ends in a mark that no address ends
/// in, and the bracket that a converter put there closes after its last piece.
fn mend_address(text: &mut String, piece: &str) -> bool {
    let last = tail(text).rsplit(char::is_whitespace).next().unwrap_or("");
    let is_address =
        ["<http://", "<https://", "http://", "https://", "<www.", "www."].iter().any(|p| last.starts_with(p));
    let bracketed = last.ends_with('>');
    let token: String = piece.chars().take_while(|c| continues_address(*c)).collect();
    let token = token.trim_end_matches(['.', ',', ';', ':', '?']);
    let more_path = token.contains(['.', '/', '-', '_', '=']);
    let cut = last.trim_end_matches('>').ends_with(['-', '_', '=', '&', '%']) || (last.ends_with('/') && more_path);
    let continues = token.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    if !is_address || !cut || !continues {
        return false;
    }
    let closing = if bracketed && text.pop().is_some() { ">" } else { "" };
    let rest = &piece[token.len()..];
    text.push_str(token);
    text.push_str(if rest.starts_with('>') { "" } else { closing });
    text.push_str(rest);
    true
}

/// Whether a line's end parts an address at no mark at all: the next line's first word can only be more of one.
fn parts_address(text: &str, piece: &str) -> bool {
    let last = tail(text).rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(['<', '(']);
    let begun = ["http://", "https://", "www."].iter().any(|p| last.starts_with(p));
    let token: String = anchor::bare(piece).chars().take_while(|c| continues_address(*c)).collect();
    let token = token.trim_end_matches(['.', ',', ';', ':', '?']);
    let path = token.starts_with(['/', '?', '=', '&', '_', '%', '#'])
        || (token.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            && token.contains(['/', '_', '=', '%', '.'])
            && !token.contains(".."));
    begun && path && !last.ends_with(['>', ',', ';', ')', ']'])
}

fn continues_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_' | '.' | '/' | '=' | '&' | '%' | '?' | '#' | '~' | '+' | ':' | ';' | ',')
}

/// A finished text: cut addresses in it mended, the angle brackets of addresses read and not shown, spaces single.
pub(crate) fn finished(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for piece in text.split([' ', '\u{a0}', '\t', '\r']).filter(|piece| !piece.is_empty()) {
        if !mend_address(&mut whole, piece) {
            append_word(&mut whole, piece);
        }
    }
    without_brackets(&whole)
}

fn append_word(text: &mut String, piece: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push(' ');
    }
    text.push_str(piece);
}

fn without_brackets(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        shown.push_str(before);
        let inside = &from[1..];
        let close = inside.find(['>', ' ', '<']).filter(|at| inside.as_bytes()[*at] == b'>');
        let address = close.map(|at| &inside[..at]).filter(|inside| is_address(inside));
        let Some(address) = address else {
            shown.push('<');
            rest = inside;
            continue;
        };
        shown.push_str(address);
        rest = &inside[address.len() + 1..];
    }
    shown.push_str(rest);
    shown
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.starts_with("mailto:") || text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hyphenated_at_line_ends_are_joined_and_real_hyphens_stay() {
        let cases = [
            ("the migra-\ntion policy", "the migration policy"),
            ("well managed at the co-\nmanaged border", "well managed at the co-managed border"),
            (
                "las normas co-\nmunitarias y la con-\ntratación con ellas",
                "las normas comunitarias y la contratación con ellas",
            ),
            ("the U.S.-\nMexico border", "the U.S.-Mexico border"),
            ("labour-\nmarket needs, and a labour-market test", "labour-market needs, and a labour-market test"),
            ("la protec-\nción inter-\nnacional e internacional", "la protección internacional e internacional"),
            ("Nexos México-\nEstados Unidos", "Nexos México-Estados Unidos"),
            ("one\ntwo", "one two"),
            ("from 1990 -\nand on", "from 1990 - and on"),
        ];
        for (text, expected) in cases {
            let words = Words::of(std::iter::once(text));
            assert_eq!(unwrapped(text, &words), expected);
        }
    }

    #[test]
    fn an_address_that_a_break_cut_is_one_again() {
        let words = Words::default();
        let cases = [
            (vec!["See <https://a.org/one-year->", "later; and more"], "See https://a.org/one-year-later; and more"),
            (vec!["See https://a.org/sites/", "files/x.pdf."], "See https://a.org/sites/files/x.pdf."),
            (vec!["See <https://a.org/>", "and more"], "See https://a.org/ and more"),
            (vec!["See <https://a.org/one-year-> later; and more"], "See https://a.org/one-year-later; and more"),
            (vec!["a < b and b > c"], "a < b and b > c"),
        ];
        for (pieces, expected) in cases {
            let mut text = String::new();
            for piece in pieces {
                append(&mut text, piece, &words);
            }
            assert_eq!(finished(&text), expected);
        }
    }
}
