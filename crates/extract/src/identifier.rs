//! Which identifier does a text hold? DOI, ISBN, ELI, address: told by its form, whatever the file calls it.

use apostille_corpus::Identifier;

/// The identifier that a text is, without what only announces it; none for a text that is none, or that means nothing
/// outside the file (UUIDs).
pub(crate) fn of(text: &str) -> Option<Identifier> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let found = |scheme: &str, value: &str| Some(Identifier { scheme: scheme.to_owned(), value: value.to_owned() });
    if let Some(doi) = doi(text) {
        return found("doi", doi);
    }
    let number = |prefixes: &[&str]| {
        prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).map(|rest| rest.trim().to_uppercase())
    };
    if let Some(isbn) = number(&["urn:isbn:", "isbn:", "isbn "]).or_else(|| is_isbn(text).then(|| text.to_owned())) {
        return found("isbn", &isbn);
    }
    if let Some(issn) = number(&["urn:issn:", "issn:", "issn "]) {
        return found("issn", &issn);
    }
    if lower.starts_with("eli/") || lower.contains("/eli/") {
        return found("eli", text);
    }
    (lower.starts_with("http://") || lower.starts_with("https://")).then(|| found("url", text)).flatten()
}

/// A DOI begins with `10.`, a registrant's number and a stroke (DOI Handbook, 2.2).
fn doi(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let prefixes = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "urn:doi:",
        "info:doi/",
        "doi:",
    ];
    let start = prefixes.iter().find(|prefix| lower.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    let doi = text[start..].trim_start();
    let (registrant, rest) = doi.strip_prefix("10.")?.split_once('/')?;
    let number = registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (number && !rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(doi)
}

/// Thirteen digits that begin with 978 or 979 are an ISBN whatever stands between them.
fn is_isbn(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    only && digits.len() == 13 && (digits.starts_with("978") || digits.starts_with("979"))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn identifiers_are_told_by_their_form() {
        for (text, wanted) in [
            ("doi:10.1000/182", Some(("doi", "10.1000/182"))),
            ("https://doi.org/10.1162/DAED_a_00215", Some(("doi", "10.1162/DAED_a_00215"))),
            ("urn:isbn:978-92-1-101234-5", Some(("isbn", "978-92-1-101234-5"))),
            ("9789211012345", Some(("isbn", "9789211012345"))),
            ("https://www.boe.es/eli/es/lo/2000/01/11/4", Some(("eli", "https://www.boe.es/eli/es/lo/2000/01/11/4"))),
            ("https://example.org/a", Some(("url", "https://example.org/a"))),
            ("urn:uuid:55424149-a037-46be-a9a4-2b35516cae78", None),
            ("10. a list", None),
            ("", None),
        ] {
            let found = of(text);
            assert_eq!(found.as_ref().map(|f| (f.scheme.as_str(), f.value.as_str())), wanted, "{text}");
        }
    }
}
