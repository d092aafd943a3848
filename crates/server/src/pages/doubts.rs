//! What should a reader doubt, and on which pages? Warnings of one kind are one line, however many pages they name.

use std::collections::BTreeSet;

use apostille_corpus::Warning;

use super::texts::{Locale, Texts};

/// Codes of warnings about links and metadata: no text is lost.
const LIGHT: &[&str] = &["unlinked-note", "lost-note", "front-matter", "ocr-kept"];

/// Warnings that say the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) sentence: String,
    /// The language of the sentence, where it is not the page's.
    pub(super) tag: Option<&'static str>,
    /// Whether text may be missing or wrong: it is said without being asked.
    pub(super) is_grave: bool,
    /// The physical pages, as ranges: `1–3, 7`; empty for the whole document.
    pub(super) pages: String,
}

/// The warnings of a document, in the order in which their kinds first come.
pub(super) fn doubts(locale: Locale, warnings: &[Warning]) -> Vec<Doubt> {
    let mut kinds: Vec<(String, Option<&'static str>, bool, BTreeSet<u32>)> = Vec::new();
    for warning in warnings {
        let (sentence, tag) = sentence(locale, warning, warnings);
        match kinds.iter_mut().find(|(known, ..)| *known == sentence) {
            Some((.., pages)) => pages.extend(warning.page),
            None => {
                let is_grave = !LIGHT.contains(&warning.code.as_str());
                kinds.push((sentence, tag, is_grave, warning.page.into_iter().collect()));
            }
        }
    }
    let doubt = |(sentence, tag, is_grave, pages)| Doubt { sentence, tag, is_grave, pages: ranges(&pages) };
    kinds.into_iter().map(doubt).collect()
}

/// What a warning says in the reader's language. English keeps the reader's own words, unless they differ only in a figure from
/// page to page.
fn sentence(locale: Locale, warning: &Warning, all: &[Warning]) -> (String, Option<&'static str>) {
    let alike = |other: &&Warning| other.code == warning.code && shape(&other.message) == shape(&warning.message);
    let one = all.iter().filter(alike).all(|other| other.message == warning.message);
    match Texts::doubt(locale.texts(), &warning.code) {
        Some(text) if locale != Locale::En || !one => (text.to_owned(), None),
        _ => (warning.message.clone(), (locale != Locale::En).then_some("en")),
    }
}

fn shape(message: &str) -> String {
    message.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Numbers as ranges: `1–3, 7`.
fn ranges(numbers: &BTreeSet<u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut().filter(|(_, last)| last + 1 == *number) {
            Some((_, last)) => *last = *number,
            None => ranges.push((*number, *number)),
        }
    }
    let written = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    ranges.iter().map(written).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(code: &str, message: &str, page: Option<u32>) -> Warning {
        Warning { code: code.to_owned(), message: message.to_owned(), page }
    }

    #[test]
    fn warnings_of_a_kind_are_one_line_with_their_pages() {
        let cut = "what this page draws breaks off: text after that is missing";
        let mut warnings = vec![warning("truncated", "the end of the file is missing", None)];
        warnings.extend([7, 3, 1, 2].map(|page| warning("damaged", cut, Some(page))));
        warnings.extend([(4, "12"), (9, "30")].map(|(page, percent)| {
            warning(
                "doubtful-characters",
                &format!("{percent} % of the characters are not told by the file"),
                Some(page),
            )
        }));
        warnings.push(warning("made-up-code", "nobody translated this", None));
        let english = doubts(Locale::En, &warnings);
        let lines: Vec<(&str, &str)> = english.iter().map(|d| (d.sentence.as_str(), d.pages.as_str())).collect();
        let characters = Locale::En.texts().doubt("doubtful-characters").unwrap();
        let wanted = [
            ("the end of the file is missing", ""),
            (cut, "1–3, 7"),
            (characters, "4, 9"),
            ("nobody translated this", ""),
        ];
        assert_eq!(lines, wanted);
        let spanish = doubts(Locale::Es, &warnings);
        assert_eq!(spanish.iter().map(|doubt| doubt.tag).collect::<Vec<_>>(), [None, None, None, Some("en")]);
        assert!(spanish[0].is_grave, "text may be missing");
        assert_eq!(spanish[1].pages, "1–3, 7");
    }
}
