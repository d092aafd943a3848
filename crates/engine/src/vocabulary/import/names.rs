//! Names as a thesaurus writes them, made into words as a text has them.

use unicode_normalization::UnicodeNormalization;

use crate::analysis::{fold, words};

/// A name without what is for the thesaurus alone: a class number before it (`13.01.00 - `), a qualifier in brackets after
/// it (`Århus (county)`, ISO 25964-1, 6.2.2), capitals throughout. Empty if it has no words.
pub(super) fn name(written: &str) -> String {
    let whole: String = written.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    let numbered = whole.split_once(" - ").filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit() || c == '.'));
    let name = numbered.map_or(whole.as_str(), |(_, name)| name);
    let qualified = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).map(|(name, _)| name.trim_end());
    let name = qualified.filter(|name| !name.is_empty()).unwrap_or(name);
    if words(name).next().is_none() {
        return String::new();
    }
    // One word in capitals may be an acronym; several are a heading's.
    let is_shouted = name.contains(' ') && !name.contains(char::is_lowercase);
    if is_shouted { name.to_lowercase() } else { name.to_owned() }
}

/// The names without those that come again.
pub(super) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        let folded = fold(&name).into_owned();
        if !seen.contains(&folded) {
            seen.push(folded);
            kept.push(name);
        }
    }
    kept
}
