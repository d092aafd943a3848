//! How does a language of the interface name itself and write numbers?

use apostille_corpus::Language;

use super::Texts;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Locale {
    pub(crate) const ALL: [Locale; 2] = [Locale::En, Locale::Es];

    /// Its BCP 47 tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Es => "es",
        }
    }

    /// The interface language that a tag asks for, if there is one: `es-MX` asks for Spanish.
    pub(crate) fn from_tag(tag: &str) -> Option<Locale> {
        let language = Language::from_tag(tag);
        Locale::ALL.into_iter().find(|locale| locale.tag() == language.as_str())
    }

    /// Its own name for itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::Es => "Español",
        }
    }

    /// Its texts.
    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Locale::En => &super::en::TEXTS,
            Locale::Es => &super::es::TEXTS,
        }
    }
}

/// A text that counts something. `{n}` is the number.
pub(crate) struct Counted {
    pub(super) one: &'static str,
    pub(super) other: &'static str,
}

impl Counted {
    /// The text for this number.
    pub(crate) fn of(&self, locale: Locale, n: u64) -> String {
        let text = if n == 1 { self.one } else { self.other };
        text.replace("{n}", &number(locale, n))
    }
}

/// A number as the language groups its digits: `96,834`; in Spanish by a thin space, and only from five digits on
/// (Ortografía de la lengua española, 2010, VIII 2.2.1.1.1).
pub(crate) fn number(locale: Locale, n: u64) -> String {
    let digits = n.to_string();
    let (separator, from) = match locale {
        Locale::En => (',', 4),
        Locale::Es => ('\u{202f}', 5),
    };
    if digits.len() < from {
        return digits;
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_as_each_language_does() {
        for (locale, n, written) in [
            (Locale::En, 999, "999"),
            (Locale::En, 1500, "1,500"),
            (Locale::En, 96_834, "96,834"),
            (Locale::Es, 1500, "1500"),
            (Locale::Es, 96_834, "96\u{202f}834"),
            (Locale::Es, 1_234_567, "1\u{202f}234\u{202f}567"),
        ] {
            assert_eq!(number(locale, n), written);
        }
    }
}
