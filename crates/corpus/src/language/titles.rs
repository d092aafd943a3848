//! Where does a citation quote a title?
//!
//! Authors, journals and publishers keep their names in every language, so the quoted title is the part of a citation
//! that has a language. A title in italics is not found here: a passage has no italics.

use std::ops::Range;

/// A citation longer than this is a paragraph that quotes something.
const LONGEST_CITATION: usize = 700;

/// Quotation marks that open and close a title. An apostrophe is one of a pair too often to be trusted.
const MARKS: &[(char, char)] = &[('“', '”'), ('«', '»'), ('"', '"'), ('„', '“')];

/// The quoted title of a citation, without its marks, as a byte range. None if the text is prose: a citation is short,
/// sets its title off by a comma or a stop, and most words outside the title are names, which have capital letters.
pub(super) fn quoted(text: &str) -> Option<Range<usize>> {
    if text.len() > LONGEST_CITATION {
        return None;
    }
    let title = MARKS.iter().filter_map(|marks| between(text, *marks)).max_by_key(Range::len)?;
    let (before, after) = (&text[..title.start], &text[title.end..]);
    let set_off = text[..title.end].ends_with(is_stop) || after.chars().nth(1).is_some_and(is_stop);
    let after_authors = before.trim_end_matches(|c: char| !is_stop(c)).ends_with(',') && is_names(before, "");
    (set_off && (after_authors || is_names(before, after))).then_some(title)
}

/// From the first opening mark to the last closing mark.
fn between(text: &str, (open, close): (char, char)) -> Option<Range<usize>> {
    let start = text.find(open)? + open.len_utf8();
    let end = text.rfind(close)?;
    (start < end).then_some(start..end)
}

fn is_stop(c: char) -> bool {
    matches!(c, ',' | '.')
}

/// Whether most of these words are names: at least one is, and no more than half begin with a small letter.
fn is_names(before: &str, after: &str) -> bool {
    let (mut large, mut small) = (0, 0);
    for word in before.split_whitespace().chain(after.split_whitespace()) {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(first) if first.is_uppercase() => large += 1,
            Some(first) if first.is_lowercase() && !word.contains("://") => small += 1,
            _ => {}
        }
    }
    large > 0 && small <= large
}
