//! Numbers as people write them: `63,623`, `63.623` and `63623` are one number, `11.7` and `11,7` another.

use std::borrow::Cow;

/// How a run of digits and marks is to be read.
pub(super) struct Number<'a> {
    /// The number's normal form: thousands joined, a decimal point.
    pub(super) normal: Cow<'a, str>,
    /// How many bytes of the text it covers.
    pub(super) length: usize,
}

/// Reads the number at the start of a text that starts with a digit.
///
/// Groups of three after a first group of one to three are thousands. One more mark, the other one, is a decimal mark;
/// so is a lone one, except a comma before three digits or more. Anything else (`1.2.3`, `10.10.2020`, `2017,2018`)
/// is no number but several, and the first is read.
pub(super) fn number(text: &str) -> Number<'_> {
    let groups = groups(text);
    thousands(text, &groups).or_else(|| decimal(text, &groups)).unwrap_or_else(|| digits(text))
}

/// The digits at the start of a text.
pub(super) fn digits(text: &str) -> Number<'_> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    Number { normal: Cow::Borrowed(&text[..length]), length }
}

/// The digit groups of the longest run of digits and single marks between digits: where each starts and ends.
fn groups(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut groups = Vec::with_capacity(2);
    let mut start = 0;
    loop {
        let digits = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        groups.push((start, start + digits));
        let mark = start + digits;
        let goes_on = mark_at(bytes, mark) && bytes.get(mark + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on {
            return groups;
        }
        start = mark + 1;
    }
}

fn mark_at(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b',' | b'.'))
}

/// `63,623`, `1.234.567`, and with a decimal part after the other mark: `1,234.56`.
fn thousands<'a>(text: &'a str, groups: &[(usize, usize)]) -> Option<Number<'a>> {
    let bytes = text.as_bytes();
    let mark = *bytes.get(groups[0].1)?;
    let same_mark = groups[1..].iter().take_while(|(start, _)| bytes[start - 1] == mark).count();
    let (whole, rest) = groups.split_at(1 + same_mark);
    let first_fits = (1..=3).contains(&whole[0].1) && bytes[0] != b'0';
    let grouped = same_mark > 0 && whole[1..].iter().all(|(start, end)| end - start == 3);
    if !first_fits || !grouped || rest.len() > 1 {
        return None;
    }
    let mut normal: String = whole.iter().map(|(start, end)| &text[*start..*end]).collect();
    if let Some((start, end)) = rest.first() {
        normal.push('.');
        normal.push_str(&text[*start..*end]);
    }
    Some(Number { normal: Cow::Owned(normal), length: groups[groups.len() - 1].1 })
}

/// `11.7`, `11,7`, `0,125`.
fn decimal<'a>(text: &'a str, groups: &[(usize, usize)]) -> Option<Number<'a>> {
    let [(_, whole), (start, end)] = *groups else { return None };
    let point = text.as_bytes()[whole] == b'.';
    let short = end - start <= 2;
    let below_one = &text[..whole] == "0";
    if !(point || short || below_one) {
        return None;
    }
    Some(Number { normal: Cow::Owned(format!("{}.{}", &text[..whole], &text[start..end])), length: end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form_however_it_is_written() {
        for (text, normal, length) in [
            ("63623", "63623", 5),
            ("63,623", "63623", 6),
            ("63.623 people", "63623", 6),
            ("1,234,567", "1234567", 9),
            ("1.234.567,89", "1234567.89", 12),
            ("1,234.5", "1234.5", 7),
            ("11.7%", "11.7", 4),
            ("11,7", "11.7", 4),
            ("0,125", "0.125", 5),
            ("3.14159", "3.14159", 7),
            ("2017.", "2017", 4),
            ("2017,2018", "2017", 4),
            ("10.10.2020", "10", 2),
            ("1,2,3", "1", 1),
            ("12,", "12", 2),
        ] {
            let read = number(text);
            assert_eq!((read.normal.as_ref(), read.length), (normal, length), "{text}");
        }
    }
}
