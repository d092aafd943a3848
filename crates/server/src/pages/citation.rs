//! How is a place cited? Author and year, page and note, and the address that leads there: "Selee & Heredia 2021, note 10".

use apostille_corpus::Date;

use super::Visitor;
use super::texts::Locale;

/// A citation and where it leads.
pub(super) struct Citation {
    /// "Selee & Heredia 2021, note 10".
    pub(super) text: String,
    /// The same with the whole address after it, to be copied.
    pub(super) with_address: String,
    /// The address on this server. It holds no query: it names the place, not how it was found.
    pub(super) href: String,
}

/// What is cited.
pub(super) struct Cited<'a> {
    pub(super) authors: &'a [String],
    pub(super) title: &'a str,
    pub(super) date: Option<Date>,
    /// The printed label where it is known, else the number.
    pub(super) page: Option<&'a str>,
    /// A note's label.
    pub(super) note: Option<&'a str>,
    pub(super) href: &'a str,
    /// An address that leads there also when its number has moved.
    pub(super) permanent: &'a str,
}

/// The citation of a place in the reader's language.
pub(super) fn citation(visitor: &Visitor, cited: &Cited) -> Citation {
    let t = visitor.texts();
    let page = cited.page.map(|label| format!("{} {label}", t.cite_page));
    let note = cited.note.map(|label| format!("{} {label}", t.cite_note));
    let parts: Vec<String> = std::iter::once(work(visitor, cited)).chain(page).chain(note).collect();
    let text = parts.join(", ");
    let with_address = format!("{text}. {}", visitor.whole_address(cited.permanent));
    Citation { text, with_address, href: cited.href.to_owned() }
}

/// Authors and year, or the title where nobody signs.
fn work(visitor: &Visitor, cited: &Cited) -> String {
    let year = cited.date.map(|date| date.year.to_string());
    if cited.authors.is_empty() {
        let (open, close) = match visitor.locale {
            Locale::En => ('“', '”'),
            Locale::Es => ('«', '»'),
        };
        let year = year.map(|year| format!(" {year}")).unwrap_or_default();
        return format!("{open}{}{close}{year}", cited.title);
    }
    let year = year.unwrap_or_else(|| visitor.texts().undated.to_owned());
    format!("{} {year}", names(visitor.locale, cited.authors))
}

/// Two authors are both named, of more only the first (Chicago and APA agree from the third author on). Where one name must
/// stay whole, the other does too.
fn names(locale: Locale, authors: &[String]) -> String {
    let named = &authors[..if authors.len() > 2 { 1 } else { authors.len() }];
    let surnames: Option<Vec<&str>> = named.iter().map(|name| surname(name)).collect();
    let named = surnames.unwrap_or_else(|| named.iter().map(|name| name.trim()).collect());
    match named[..] {
        [first] if authors.len() > 1 => format!("{first} et al."),
        [first, second] => format!("{first} {} {second}", and(locale, second)),
        _ => named.concat(),
    }
}

/// Spanish writes "e" before the sound of i, but not before a diphthong: "Soto e Ibáñez", "Soto y Hierro".
fn and(locale: Locale, next: &str) -> &'static str {
    let next = next.to_lowercase();
    let sounds_i = |name: &str| {
        let mut letters = name.chars();
        matches!(letters.next(), Some('i' | 'í')) && !matches!(letters.next(), Some('a' | 'e' | 'o'))
    };
    match locale {
        Locale::En => "&",
        Locale::Es if sounds_i(next.strip_prefix('h').unwrap_or(&next)) => "e",
        Locale::Es => "y",
    }
}

/// Words that begin the name of a body, which has no surname.
const BODIES: [&str; 22] = [
    "agencia",
    "amnesty",
    "banco",
    "centro",
    "comisión",
    "consejo",
    "el",
    "gobierno",
    "human",
    "instituto",
    "la",
    "las",
    "los",
    "ministerio",
    "naciones",
    "oficina",
    "red",
    "secretaría",
    "the",
    "united",
    "universidad",
    "world",
];

/// The surname, where the name says which it is: before a comma, or the second of two words. Of three words nobody can tell a
/// second given name from a first surname (Maria Elena Vizcaino, Beatriz Olmedo Rivas).
fn surname(name: &str) -> Option<&str> {
    if let Some((surname, _)) = name.split_once(',') {
        return Some(surname.trim());
    }
    let words: Vec<&str> = name.split_whitespace().filter(|word| !word.ends_with('.')).collect();
    match words[..] {
        [given, surname] if !BODIES.contains(&given.to_lowercase().as_str()) => Some(surname),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_named_as_each_language_names_them() {
        for (authors, english, spanish) in [
            (&["Andrew Selee", "Carlos Heredia"][..], "Selee & Heredia", "Selee y Heredia"),
            (&["Ana Soto", "Juan Ibáñez"], "Soto & Ibáñez", "Soto e Ibáñez"),
            (&["Ana Soto", "Juan Hierro"], "Soto & Hierro", "Soto y Hierro"),
            (&["Ana Soto", "Juan Hidalgo"], "Soto & Hidalgo", "Soto e Hidalgo"),
            (&["Soto, Ana", "Juan Ibáñez", "Luis Mena"], "Soto et al.", "Soto et al."),
            (&["Susan F. Martin"], "Martin", "Martin"),
            (&["Beatriz Olmedo Rivas"], "Beatriz Olmedo Rivas", "Beatriz Olmedo Rivas"),
            (
                &["Beatriz Olmedo Rivas", "Samuel Achterberg"],
                "Beatriz Olmedo Rivas & Samuel Achterberg",
                "Beatriz Olmedo Rivas y Samuel Achterberg",
            ),
            (&["La Jornada"], "La Jornada", "La Jornada"),
            (&["Banco Mundial"], "Banco Mundial", "Banco Mundial"),
            (&["Notimex"], "Notimex", "Notimex"),
        ] {
            let authors: Vec<String> = authors.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(names(Locale::En, &authors), english);
            assert_eq!(names(Locale::Es, &authors), spanish);
        }
    }
}
