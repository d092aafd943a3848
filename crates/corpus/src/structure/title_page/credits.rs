//! Whom do the paragraphs under a title name as authors? A byline, or lists of names.

use super::super::authors::{byline, list_of_names, names};
use super::super::join::ends_bound;

/// The authors that the paragraphs under a title name: in a byline, or in the first paragraphs that are names.
pub(super) fn authors(texts: &[String]) -> Vec<String> {
    let by = texts.iter().find_map(|text| byline_of(text));
    if let Some(by) = by {
        return names(&by);
    }
    let listed = texts.iter().map(|text| first_names(text)).skip_while(Vec::is_empty);
    listed.take_while(|names| !names.is_empty()).flatten().collect()
}

/// The byline in a paragraph, with the lines on which its list of names goes on.
fn byline_of(text: &str) -> Option<String> {
    let mut lines = text.split('\n').map(str::trim).skip_while(|line| byline(line).is_none());
    let mut by = byline(lines.next()?)?.to_owned();
    for line in lines {
        let starts = ["and ", "y ", "e ", "& "].iter().any(|and| line.starts_with(and));
        if !(starts || by.ends_with(',') || ends_bound(&by)) {
            break;
        }
        by = format!("{by} {line}");
    }
    Some(by)
}

/// The names that a paragraph's first lines, or the first cells of its rows, are; identifiers of persons between them are
/// passed over.
fn first_names(text: &str) -> Vec<String> {
    let is_number = |line: &&str| line.chars().filter(char::is_ascii_digit).count() >= 8;
    let lines = text.split(['\n', '\t']).map(str::trim).filter(|line| !is_number(line));
    lines.map_while(list_of_names).flatten().collect()
}
