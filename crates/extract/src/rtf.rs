//! Rich Text Format (RTF 1.9.1), by a small tokenizer of our own: groups, control words, characters.
//!
//! Only what is text is read: destinations that are not known by name and marked as optional are passed over.

use apostille_corpus::Manuscript;

use crate::office::damaged;
use crate::office::package::{broken, wrong_ending};
use crate::{Failure, signature};

mod actions;
mod characters;
mod descriptions;
mod destination;
mod group;
mod notes;
mod paragraph;
mod reading;
mod tokens;

use reading::Reading;

/// What the ending promises.
const PROMISED: &str = "a Rich Text (RTF) document";

/// Reads a Rich Text document.
pub(crate) fn read(bytes: &[u8]) -> Result<Manuscript, Failure> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"{\\rtf") {
        return Err(wrong_ending(PROMISED, signature::of(bytes).unwrap_or("something else")));
    }
    let mut reading = Reading::of(bytes);
    reading.read().map_err(|why| broken(PROMISED, &why.to_string()))?;
    let is_whole = reading.is_whole();
    let (pages, properties) = reading.finish();
    let front_matter = properties.front_matter(&pages[0].blocks);
    let warnings = if is_whole { Vec::new() } else { vec![damaged("the text", "it ends too early")] };
    Ok(Manuscript { format: "rtf".to_owned(), front_matter, pages, warnings })
}

#[cfg(test)]
mod tests;
