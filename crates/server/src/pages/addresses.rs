//! Which stretches of a text are web addresses? http and https, and what people write for them: `www.`, `doi:`.
//!
//! Nothing else ever becomes a link: a document is not trusted with `javascript:` or `file:`.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

/// A web address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Where it stands, in bytes, without the punctuation that follows it.
    pub(super) range: Range<usize>,
    /// What it leads to; it begins with `http://` or `https://`.
    pub(super) href: String,
}

/// How addresses are written without their beginning, and that beginning.
const SHORT: [(&str, &str); 4] = [
    ("www.", "http://www."),
    ("doi.org/", "https://doi.org/"),
    ("dx.doi.org/", "https://dx.doi.org/"),
    ("doi:", "https://doi.org/"),
];

/// The addresses of a text, in its order; no two overlap.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    let finder = finder();
    let mut found: Vec<Address> = finder.links(text).filter_map(|link| whole(link.as_str(), link.start())).collect();
    let lower = text.to_ascii_lowercase();
    for (short, beginning) in SHORT {
        for (at, _) in lower.match_indices(short).filter(|(at, _)| begins_a_word(text, *at)) {
            if !found.iter().any(|known| known.range.contains(&at)) {
                found.extend(shortened(&finder, text, at, at + short.len(), beginning));
            }
        }
    }
    found.sort_by_key(|address| address.range.start);
    found
}

fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder
}

/// A written address that begins at this byte, if it is one of the web.
fn whole(written: &str, begin: usize) -> Option<Address> {
    let lower = written.to_ascii_lowercase();
    let scheme = ["http://", "https://"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    let written = trimmed(written);
    (written.len() > scheme.len()).then(|| Address { range: begin..begin + written.len(), href: written.to_owned() })
}

/// An address whose short beginning ends at this byte.
fn shortened(finder: &LinkFinder, text: &str, begin: usize, after: usize, beginning: &str) -> Option<Address> {
    let rest = &text[after..];
    let rest = if beginning.ends_with("doi.org/") { doi(rest)? } else { rest };
    let rest_begins = text.len() - rest.len();
    let written = format!("{beginning}{}", rest.split(char::is_whitespace).next().unwrap_or_default());
    let href = finder.links(&written).next().filter(|link| link.start() == 0).map(|link| trimmed(link.as_str()))?;
    let kept = href.len().checked_sub(beginning.len()).filter(|kept| *kept > 0)?;
    Some(Address { range: begin..rest_begins + kept, href: href.to_owned() })
}

/// What stands after `doi:` if it is a DOI: all of them begin with the directory indicator 10 (ISO 26324).
fn doi(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    rest.starts_with("10.").then_some(rest)
}

/// Without closing quotation marks, dashes and dots of print, and the punctuation before them: `…/papers.”`.
fn trimmed(written: &str) -> &str {
    let of_print = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    let without = written.trim_end_matches(of_print);
    if without.len() == written.len() {
        written
    } else {
        trimmed(without.trim_end_matches(['.', ',', ';', ':', '!', '?']))
    }
}

/// Whether no word, address or e-mail address goes on at this byte.
fn begins_a_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '-' | '_' | '@' | '=' | ':' | '%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_punctuation_that_follows_it() {
        for (text, expected) in [
            ("See https://a.org/b.", &[("https://a.org/b", "https://a.org/b")][..]),
            ("<https://a.org/b>;", &[("https://a.org/b", "https://a.org/b")]),
            ("(see HTTP://a.org/b_(c)), and", &[("HTTP://a.org/b_(c)", "HTTP://a.org/b_(c)")]),
            ("“https://a.org/niñez.”", &[("https://a.org/niñez", "https://a.org/niñez")]),
            ("«www.mjusticia.es».", &[("www.mjusticia.es", "http://www.mjusticia.es")]),
            ("(www.gov.uk)", &[("www.gov.uk", "http://www.gov.uk")]),
            ("DOI: 10.1162/DAED_a_00215.", &[("DOI: 10.1162/DAED_a_00215", "https://doi.org/10.1162/DAED_a_00215")]),
            (
                "doi:10.1/a, doi.org/10.2/b",
                &[("doi:10.1/a", "https://doi.org/10.1/a"), ("doi.org/10.2/b", "https://doi.org/10.2/b")],
            ),
            (
                "http://a.org; http://b.org?x=1&y=2",
                &[("http://a.org", "http://a.org"), ("http://b.org?x=1&y=2", "http://b.org?x=1&y=2")],
            ),
            ("https://www.a.org/doi:10.1/x", &[("https://www.a.org/doi:10.1/x", "https://www.a.org/doi:10.1/x")]),
        ] {
            let found: Vec<(&str, String)> =
                addresses(text).into_iter().map(|address| (&text[address.range], address.href)).collect();
            let expected: Vec<(&str, String)> = expected.iter().map(|(w, href)| (*w, (*href).to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn nothing_but_the_web_is_an_address() {
        for text in [
            "javascript:alert(1) javascript://a.org/%0aalert(1)",
            "data:text/html,x file:///etc/passwd ftp://a.org ssh://a.org",
            "xhttp://a.org view+https://a.org",
            "mailto:ana@www.a.org, ana@a.org",
            "http:// https://. www. www.. doi: doi:abc www.\u{301}",
            "U.S. law 10.2014/3 and a.org",
        ] {
            assert_eq!(addresses(text), [], "{text}");
        }
    }
}
