//! Which identifier does a text hold? DOI, ISBN, ISSN, ELI, UN symbol, address: told by its form, whatever calls it so.
//!
//! Here a text or a line is judged; which lines of a document are asked is `structure`'s.

use crate::Identifier;

/// Organs whose initials begin a UN symbol (ST/LIB/SER.B/5/Rev.5, "Series symbols").
const ORGANS: &[&str] = &[
    "A", "S", "E", "T", "ST", "TD", "DP", "CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "HRI", "HCR",
    "EC", "FCCC", "UNW", "ID", "LC", "LC/R", "JIU",
];

/// The identifier that a text is, without what only announces it; none for a text that is none, or that means nothing
/// outside the file (UUIDs).
pub fn of(text: &str) -> Option<Identifier> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
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
    if is_un_symbol(text) {
        return found("un-symbol", text);
    }
    (lower.starts_with("http://") || lower.starts_with("https://")).then(|| found("url", text)).flatten()
}

/// The identifiers that a printed line gives the document it stands in, and does not merely cite: `ISBN 978-...`,
/// `ELI: http://...`, a DOI that begins the line or is called one, a UN symbol that stands alone.
pub fn in_line(line: &str) -> Vec<Identifier> {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut list = Vec::new();
    list.extend(numbered(line, "ISBN").filter(|isbn| checks(isbn)).and_then(|isbn| found("isbn", &isbn)));
    list.extend(numbered(line, "ISSN").filter(|issn| issn.len() == 9).and_then(|issn| found("issn", &issn)));
    let announced = |at: usize| matches!(words[at].trim_end_matches(':').to_lowercase().as_str(), "doi");
    let dois = (0..words.len()).filter(|at| *at == 0 || announced(at - 1) || is_doi_label(words[*at]));
    list.extend(dois.filter_map(|at| doi(closed(words[at]))).take(1).filter_map(|doi| found("doi", doi)));
    let eli = words.windows(2).find(|pair| pair[0] == "ELI:" && pair[1].contains("/eli/"));
    list.extend(eli.and_then(|pair| found("eli", closed(pair[1]))));
    let symbols = words.iter().filter(|_| words.len() <= 4).filter(|word| is_un_symbol(word));
    list.extend(symbols.filter_map(|symbol| found("un-symbol", symbol)));
    list
}

fn found(scheme: &str, value: &str) -> Option<Identifier> {
    Some(Identifier { scheme: scheme.to_owned(), value: value.to_owned() })
}

/// `doi:10.1000/182` is called a DOI in one word.
fn is_doi_label(word: &str) -> bool {
    word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("doi:"))
}

fn closed(word: &str) -> &str {
    word.trim_end_matches(['.', ',', ';', ')', ']', '>']).trim_start_matches(['<', '(', '['])
}

/// A DOI begins with `10.`, a registrant's number and a stroke (DOI Handbook, 2.2).
fn doi(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let prefixes = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi.org/",
        "urn:doi:",
        "info:doi/",
        "doi:",
    ];
    let start = prefixes.iter().find(|prefix| lower.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    let doi = text.get(start..)?.trim_start();
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

/// The number with hyphens behind a name in a line; `ISBN-13` and `e-ISSN` are the name too.
fn numbered(line: &str, name: &str) -> Option<String> {
    let rest = line.get(line.find(name)? + name.len()..)?;
    let rest = rest.strip_prefix("-13").or_else(|| rest.strip_prefix("-10")).unwrap_or(rest);
    let from = rest.find(|c: char| c.is_ascii_digit()).filter(|from| *from <= 14)?;
    let number = rest[from..].split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | 'X' | 'x')));
    let number = number.take(1).map(|number| number.replace('–', "-")).collect::<String>();
    // Only an ISBN is ever written with spaces; what follows an ISSN is another word.
    let number = if name == "ISSN" { number.split(' ').next().unwrap_or("").to_owned() } else { number };
    let number = number.trim_matches([' ', '-']).replace(' ', "-").to_uppercase();
    (!number.is_empty()).then_some(number)
}

/// Whether the check digit of an ISBN is right (ISO 2108).
fn checks(isbn: &str) -> bool {
    let digits: Vec<u32> = isbn.chars().filter_map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) }).collect();
    let weighed = |weight: &dyn Fn(u32) -> u32| (0..).zip(&digits).map(|(at, digit)| weight(at) * digit).sum::<u32>();
    match digits.len() {
        13 => weighed(&|at| if at % 2 == 0 { 1 } else { 3 }) % 10 == 0,
        10 => weighed(&|at| 10 - at) % 11 == 0,
        _ => false,
    }
}

/// `A/RES/73/195`: an organ, then parts between strokes, one with a figure.
fn is_un_symbol(text: &str) -> bool {
    let mut parts = text.split('/');
    let organ = parts.next().is_some_and(|organ| ORGANS.contains(&organ));
    let rest: Vec<&str> = parts.collect();
    let part = |part: &&str| {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '(' | ')');
        !part.is_empty()
            && part.chars().all(letter)
            && part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let figure = rest.iter().any(|part| part.ends_with(|c: char| c.is_ascii_digit()));
    organ && rest.len() >= 2 && rest.iter().all(part) && figure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(found: &[Identifier]) -> Vec<(&str, &str)> {
        found.iter().map(|found| (found.scheme.as_str(), found.value.as_str())).collect()
    }

    #[test]
    fn identifiers_are_told_by_their_form() {
        for (text, wanted) in [
            ("doi:10.1000/182", Some(("doi", "10.1000/182"))),
            ("https://doi.org/10.1162/DAED_a_00215", Some(("doi", "10.1162/DAED_a_00215"))),
            ("urn:isbn:978-92-1-101234-5", Some(("isbn", "978-92-1-101234-5"))),
            ("9789211012345", Some(("isbn", "9789211012345"))),
            ("https://www.boe.es/eli/es/lo/2000/01/11/4", Some(("eli", "https://www.boe.es/eli/es/lo/2000/01/11/4"))),
            ("https://example.org/a", Some(("url", "https://example.org/a"))),
            ("A/RES/73/195", Some(("un-symbol", "A/RES/73/195"))),
            ("urn:uuid:55424149-a037-46be-a9a4-2b35516cae78", None),
            ("10. a list", None),
            ("", None),
        ] {
            let found: Vec<Identifier> = of(text).into_iter().collect();
            assert_eq!(pairs(&found), wanted.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn a_printed_line_gives_what_it_calls_so_and_not_what_it_cites() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("DOI 10.1007/978-3-319-65993-0_4", &[("doi", "10.1007/978-3-319-65993-0_4")]),
            ("http://dx.doi.org/10.1000/a.b. An open article", &[("doi", "10.1000/a.b")]),
            ("See Ruiz, https://doi.org/10.1000/182, and Cole", &[]),
            ("© 2019 ISBN: 978-92-9068-789-4 (print)", &[("isbn", "978-92-9068-789-4")]),
            ("ISBN 978-92-9068-789-5", &[]),
            ("ISSN 1977-091X (electronic edition)", &[("issn", "1977-091X")]),
            ("ELI: http://data.europa.eu/eli/C/2023/1/oj 1/81", &[("eli", "http://data.europa.eu/eli/C/2023/1/oj")]),
            ("United Nations A/HRC/RES/35/17", &[("un-symbol", "A/HRC/RES/35/17")]),
            ("as the General Assembly says in A/RES/73/195 of 2018", &[]),
            ("and/or 12/13", &[]),
            ("Á ISBN", &[]),
        ];
        for (line, wanted) in cases {
            assert_eq!(pairs(&in_line(line)), *wanted, "{line}");
        }
    }
}
