//! Which language is a text in? A BCP 47 tag, and the tagger that gives it.

mod clues;
mod function_words;
mod others;
mod parts;
mod tagger;
mod titles;
mod words;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use function_words::FunctionWords;
pub use tagger::{Tagged, Tagger};

/// A language as BCP 47 writes it: `en`, `es`, another two-letter code, or `und` when it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(Cow<'static, str>);

impl Language {
    /// English.
    pub const EN: Language = Language(Cow::Borrowed("en"));
    /// Spanish.
    pub const ES: Language = Language(Cow::Borrowed("es"));
    /// Not to be told.
    pub const UND: Language = Language(Cow::Borrowed("und"));

    /// The primary subtag of a tag as files write it: `es-MX`, `ES`, `eng` and `spanish` are read; anything else that
    /// is not two or three letters is `und`.
    pub fn from_tag(tag: &str) -> Language {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim().to_lowercase();
        match primary.as_str() {
            "en" | "eng" | "english" | "inglés" | "ingles" => Language::EN,
            "es" | "spa" | "spanish" | "español" | "espanol" => Language::ES,
            "" | "und" => Language::UND,
            other if (2..=3).contains(&other.len()) && other.bytes().all(|b| b.is_ascii_lowercase()) => {
                Language(Cow::Owned(primary))
            }
            _ => Language::UND,
        }
    }

    /// The tag itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
