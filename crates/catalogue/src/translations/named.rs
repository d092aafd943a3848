//! Do the names of two files say that they are one text in two languages? `report-en.pdf` and `report-es.pdf`.

use std::collections::BTreeSet;

use apostille_corpus::DocumentId;
use rusqlite::Connection;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::column::{Id, Shown};

/// What a name says of its language, folded: tags, and the languages' names in English and Spanish.
const LANGUAGES: [&str; 34] = [
    "en",
    "eng",
    "english",
    "ingles",
    "es",
    "esp",
    "spa",
    "spanish",
    "espanol",
    "castellano",
    "fr",
    "fre",
    "fra",
    "french",
    "frances",
    "francais",
    "pt",
    "por",
    "portuguese",
    "portugues",
    "de",
    "deu",
    "german",
    "aleman",
    "deutsch",
    "it",
    "ita",
    "italian",
    "italiano",
    "ca",
    "cat",
    "catalan",
    "ar",
    "arabic",
];

/// Whether two documents have paths that differ only in what they say of the language.
pub(super) fn are_named_alike(sql: &Connection, one: DocumentId, other: DocumentId) -> rusqlite::Result<bool> {
    let (one, other) = (names(sql, one)?, names(sql, other)?);
    Ok(one.iter().any(|one| other.iter().any(|other| alike(one, other))))
}

fn names(sql: &Connection, document: DocumentId) -> rusqlite::Result<Vec<String>> {
    let mut paths = sql.prepare_cached("SELECT path FROM paths WHERE document = ?1")?;
    paths.query_map([Id(document)], |row| Ok(row.get::<_, Shown>(0)?.0))?.collect()
}

/// The file's name without its ending, in words; those that name a language apart.
fn parts(path: &str) -> (Vec<String>, BTreeSet<String>) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let folded: String = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
    let (languages, words): (Vec<String>, Vec<String>) = words.partition(|word| LANGUAGES.contains(&word.as_str()));
    (words, languages.into_iter().collect())
}

fn alike(one: &str, other: &str) -> bool {
    let ((words, languages), (other_words, other_languages)) = (parts(one), parts(other));
    let says = words.iter().any(|word| word.chars().any(char::is_alphabetic));
    says && words == other_words && languages != other_languages
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn names_that_differ_in_their_language_alone_are_alike() {
        for (one, other, are_alike) in [
            ("/a/report-en.pdf", "/b/report-es.docx", true),
            ("/a/Informe (español).pdf", "/a/informe_english.pdf", true),
            ("/a/index.es.md", "/a/index.md", true),
            ("/a/report-en.pdf", "/a/report-2-es.pdf", false),
            ("/a/report.pdf", "/a/report.docx", false),
            ("/a/1-en.pdf", "/a/1-es.pdf", false),
            ("/a/en.pdf", "/a/es.pdf", false),
        ] {
            assert_eq!(alike(one, other), are_alike, "{one}, {other}");
        }
    }
}
