//! From bytes to text: UTF-8, UTF-16 with a mark, and the legacy encodings of old files.

use apostille_corpus::Warning;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Failure, normalize, signature};

/// A file's text, and what to doubt in it.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text, normalized.
    pub(crate) text: String,
    /// At most one, `doubtful-characters`.
    pub(crate) warnings: Vec<Warning>,
}

/// Text is refused above this share of control characters: a text has hardly any, while random bytes have one in ten
/// (27 of the 256 codes are controls other than white space, and Windows-1252 leaves five more unassigned).
const MOST_CONTROLS: f64 = 0.02;

/// Text is refused above this share of characters that could not be decoded: beyond it too few words are whole.
const MOST_REPLACED: f64 = 0.2;

/// Bytes that are not UTF-8 are still read as damaged UTF-8 if there are so many good sequences to a bad one. In a
/// legacy encoding of a European language a good one comes about only by chance.
const GOOD_FOR_A_BAD: usize = 4;

/// The text that the bytes encode.
///
/// # Errors
/// [`crate::Reason::NotText`] for bytes that are not text, naming what they look like; [`crate::Reason::Empty`] for
/// nothing but white space.
pub(crate) fn text(bytes: &[u8]) -> Result<Decoded, Failure> {
    if let Some(what) = signature::of(bytes) {
        return Err(Failure::not_text(what, "give it its true ending, or convert it to text or Markdown"));
    }
    read_as(encoding(bytes)?, bytes)
}

/// The text that the bytes of marked-up text encode; `declared` is what the text says of its own encoding, and counts
/// only where its bytes do not show a better one.
///
/// # Errors
/// As [`text`].
pub(crate) fn marked_up(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Failure> {
    if let Some(what) = signature::of_unmarked(bytes) {
        return Err(Failure::not_text(what, "give it its true ending"));
    }
    let shown = Encoding::for_bom(bytes).is_some() || bytes.contains(&0) || std::str::from_utf8(bytes).is_ok();
    match declared.filter(|_| !shown) {
        Some(declared) => read_as(declared, bytes),
        None => read_as(encoding(bytes)?, bytes),
    }
}

fn read_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Failure> {
    let text = decoded(bytes, encoding);
    if text.trim().is_empty() {
        return Err(Failure::no_text());
    }
    let count = |wanted: fn(char) -> bool| text.chars().filter(|c| wanted(*c)).count();
    let (all, controls, replaced) = (count(|_| true), count(is_control), count(|c| c == '\u{fffd}'));
    let share = |part: usize| part as f64 / all as f64;
    if share(controls) > MOST_CONTROLS || share(replaced) > MOST_REPLACED {
        return Err(Failure::not_text("binary data", "replace it with the text, saved as UTF-8"));
    }
    let doubtful = replaced + controls;
    let warnings = (doubtful > 0).then(|| doubtful_characters(doubtful, encoding)).into_iter().collect();
    Ok(Decoded { text: normalize::text(&text), warnings })
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    if text.contains(is_c1) { text.chars().map(mended).collect() } else { text.into_owned() }
}

fn is_c1(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}')
}

/// C1 control characters in a text are the quotes and dashes of Windows-1252, once decoded as Latin-1: the WHATWG's HTML
/// standard reads them so in numeric character references, and files of this collection have them as UTF-8.
fn mended(character: char) -> char {
    match u8::try_from(u32::from(character)) {
        Ok(byte) if is_c1(character) => {
            WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(character)
        }
        _ => character,
    }
}

/// The encoding of the bytes: as their mark says, or UTF-8 where they are that, or the detector's guess.
fn encoding(bytes: &[u8]) -> Result<&'static Encoding, Failure> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return Ok(marked);
    }
    if bytes.contains(&0) {
        return Err(with_nulls(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(UTF_8),
        Err(error) if error.error_len().is_none() || is_damaged_utf8(bytes) => Ok(UTF_8),
        Err(_) => Ok(legacy(bytes)),
    }
}

/// Old files of this collection are Spanish more often than anything else: the detector is told so.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"es"), Utf8Detection::Deny)
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= GOOD_FOR_A_BAD * bad
}

/// Zero bytes mean UTF-16 whose mark is missing, if they stand in every other place, and no text at all otherwise.
fn with_nulls(bytes: &[u8]) -> Failure {
    let nulls = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (nulls(0), nulls(1));
    let most = bytes.len() / 4;
    let unmarked = match (first > most, second > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    };
    match unmarked {
        Some(encoding) => Failure::not_text(
            &format!("{} text without a byte order mark", encoding.name()),
            "save it as UTF-8, or as UTF-16 with a mark",
        ),
        None => Failure::not_text("binary data (it has zero bytes)", "replace it with the text, saved as UTF-8"),
    }
}

fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}')
}

fn doubtful_characters(count: usize, encoding: &'static Encoding) -> Warning {
    let (characters, were) = if count == 1 { ("character", "was") } else { ("characters", "were") };
    Warning {
        code: "doubtful-characters".to_owned(),
        message: format!(
            "{count} {characters} {were} not readable as {}: save the file again as UTF-8 from a good copy",
            encoding.name()
        ),
        page: None,
    }
}

#[cfg(test)]
mod tests;
