//! One way of writing: NFC, line ends `\n`, no characters that only lay text out.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC, its lines ended by `\n`, without soft hyphens, zero-width and control characters. Form feeds, which
/// part pages, and tabs stay.
pub(crate) fn text(text: &str) -> String {
    let plain = characters(text);
    match is_nfc_quick(plain.chars()) {
        IsNormalized::Yes => plain,
        _ => plain.nfc().collect(),
    }
}

fn characters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{b}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            '\u{ad}' => join_soft_hyphen(&mut characters),
            other if is_invisible(other) => {}
            other => out.push(other),
        }
    }
    out
}

/// A soft hyphen at a line's end stands inside a word: the line end and the next line's indent go with it.
fn join_soft_hyphen(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let mut ahead = characters.clone();
    let spaces = |characters: &mut std::iter::Peekable<std::str::Chars<'_>>| {
        while characters.next_if(|c| matches!(c, ' ' | '\t')).is_some() {}
    };
    spaces(&mut ahead);
    ahead.next_if_eq(&'\r');
    if ahead.next_if_eq(&'\n').is_none() {
        return;
    }
    spaces(&mut ahead);
    if ahead.peek().is_some_and(|c| c.is_alphabetic()) {
        *characters = ahead;
    }
}

/// Characters without a width or a meaning in running text: zero-width spaces and joiners, marks of byte order and of
/// writing direction, and control characters other than tab, line feed and form feed.
fn is_invisible(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\t' | '\n' | '\u{c}');
    control || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_is_written_in_one_way() {
        for (given, wanted) in [
            ("a\r\nb\rc\u{b}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\n\nf"),
            ("migracio\u{301}n", "migración"),
            ("mi\u{ad}gra\u{ad}\nción", "migración"),
            ("mi\u{ad}\r\n   gración", "migración"),
            ("the end\u{ad}\n\nNext", "the end\n\nNext"),
            ("a\u{200b}b\u{feff}c\u{2060}d\u{200e}e", "abcde"),
            ("one\u{c}two\tthree\u{7}", "one\u{c}two\tthree"),
            ("2017.¹ m²", "2017.¹ m²"),
        ] {
            assert_eq!(text(given), wanted, "{given:?}");
        }
    }
}
