//! How do markers and page breaks stay in their place while text is cut and joined? As private-use characters inside it.
//!
//! A marker is a character of plane 15, a page break one of plane 16, each the number of its entry in a list. Text that
//! comes in with such characters of its own loses them in `structure`.

/// First character that stands for a marker; U+FFFFE and U+FFFFF are no characters.
const MARKS: u32 = 0xF_0000;
/// First character that stands for the beginning of a page.
const PAGES: u32 = 0x10_0000;
/// How many of each there can be.
const MOST: u32 = 0xFFFE;

/// What stands in the text at an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The marker with this number.
    Mark(usize),
    /// The beginning of the page with this number.
    Page(usize),
}

/// The character for an anchor; none past 65,534 of a kind.
pub(crate) fn character(anchor: Anchor) -> Option<char> {
    let (base, number) = match anchor {
        Anchor::Mark(number) => (MARKS, number),
        Anchor::Page(number) => (PAGES, number),
    };
    u32::try_from(number).ok().filter(|number| *number < MOST).and_then(|number| char::from_u32(base + number))
}

/// The anchor that a character stands for, if it does.
pub(crate) fn anchor(c: char) -> Option<Anchor> {
    let code = u32::from(c);
    match code {
        MARKS..PAGES => Some(Anchor::Mark((code - MARKS) as usize)),
        PAGES.. => Some(Anchor::Page((code - PAGES) as usize)),
        _ => None,
    }
}

/// Whether a character is an anchor.
pub(crate) fn is_anchor(c: char) -> bool {
    u32::from(c) >= MARKS
}

/// The text without its anchors.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_anchor(*c)).collect()
}
