//! Fields: `title:asylum`, `year:2019..2021`, `idioma:es`. Names in English and Spanish, values checked.

use std::ops::Range;

use apostille_corpus::Language;

use super::chunk::{core, is_pattern, trimmed};
use super::error::{QueryError, QueryErrorKind};
use super::phrase::opens_phrase;
use super::tree::{Field, Node};
use crate::analysis::{fold, words};
use crate::search::{Part, Years};

/// The names of fields, folded.
const NAMES: [(&str, Field); 25] = [
    ("title", Field::Title),
    ("titulo", Field::Title),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("autor", Field::Author),
    ("autora", Field::Author),
    ("autores", Field::Author),
    ("publisher", Field::Publisher),
    ("editor", Field::Publisher),
    ("editora", Field::Publisher),
    ("editorial", Field::Publisher),
    ("type", Field::Type),
    ("tipo", Field::Type),
    ("year", Field::Year),
    ("years", Field::Year),
    ("año", Field::Year),
    ("años", Field::Year),
    ("ano", Field::Year),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("idioma", Field::Language),
    ("lengua", Field::Language),
    ("in", Field::Part),
    ("page", Field::Page),
    ("pagina", Field::Page),
];

/// Names that people may try, and how to write what they mean; an empty one has no field here.
const OTHERS: [(&str, &str); 11] = [
    ("date", "year:"),
    ("fecha", "year:"),
    ("note", "in:notes "),
    ("notes", "in:notes "),
    ("nota", "in:notes "),
    ("notas", "in:notes "),
    ("body", "in:body "),
    ("kind", "type:"),
    ("section", ""),
    ("seccion", ""),
    ("site", ""),
];

/// Names of parts, folded.
const PARTS: [(&str, Part); 8] = [
    ("notes", Part::Notes),
    ("note", Part::Notes),
    ("notas", Part::Notes),
    ("nota", Part::Notes),
    ("body", Part::Body),
    ("text", Part::Body),
    ("texto", Part::Body),
    ("cuerpo", Part::Body),
];

/// A field that a chunk names.
pub(super) struct Named {
    pub(super) field: Field,
    /// Where its value stands; empty where that follows in quotation marks or parentheses.
    pub(super) value: Range<usize>,
}

/// The field that a chunk names, if it also says a value: `note: see` is a word.
pub(super) fn named(text: &str, range: Range<usize>) -> Result<Option<Named>, QueryError> {
    let start = core(text, range.clone()).map_or(range.end, |core| core.start);
    let Some((name, _)) = text[start..range.end].split_once(':') else { return Ok(None) };
    let value = start + name.len() + 1..range.end;
    let follows = value.is_empty() && text[value.end..].starts_with(|c| c == '(' || opens_phrase(c));
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
    if !is_name || !(follows || core(text, value.clone()).is_some()) {
        return Ok(None);
    }
    let name = fold(name).into_owned();
    if let Some((_, field)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Ok(Some(Named { field: *field, value }));
    }
    let meant = OTHERS.iter().find(|(other, _)| *other == name).map(|(_, instead)| (*instead).to_owned());
    match meant.or_else(|| spanish_in(&name, &text[value.clone()])).or_else(|| near_miss(&name)) {
        Some(instead) => Err(QueryError::instead(text, start..value.start, QueryErrorKind::Field, &instead)),
        None => Ok(None),
    }
}

/// `en:notas` is `in:notas`; any other `en:` is a word.
fn spanish_in(name: &str, value: &str) -> Option<String> {
    let part = trimmed(value).filter(|_| name == "en")?;
    part_of(&part).map(|_| "in:".to_owned())
}

/// A name with one slip: two letters swapped, or one too many; of five letters or more also one missing or wrong, which
/// would make too many other words of short names.
fn near_miss(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let is_near = |known: &str| {
        let known: Vec<char> = known.chars().collect();
        let long = known.len() >= 5;
        known.len() >= 4
            && (swapped(&letters, &known)
                || without_one(&letters, &known)
                || long && (without_one(&known, &letters) || one_wrong(&letters, &known)))
    };
    NAMES.iter().find(|(known, _)| is_near(known)).map(|(_, field)| format!("{}:", field.name()))
}

fn swapped(one: &[char], other: &[char]) -> bool {
    let differ: Vec<usize> = (0..one.len().min(other.len())).filter(|at| one[*at] != other[*at]).collect();
    match differ.as_slice() {
        [a, b] => one.len() == other.len() && a + 1 == *b && one[*a] == other[*b] && one[*b] == other[*a],
        _ => false,
    }
}

fn one_wrong(one: &[char], other: &[char]) -> bool {
    one.len() == other.len() && one.iter().zip(other).filter(|(a, b)| a != b).count() == 1
}

/// Whether a word without one of its letters is another.
fn without_one(longer: &[char], shorter: &[char]) -> bool {
    let same = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    longer.len() == shorter.len() + 1 && longer[same + 1..] == shorter[same..]
}

/// What is said, from the field and the value in `range`.
pub(super) fn said(text: &str, range: Range<usize>, field: Field, value: &str) -> Result<Node, QueryError> {
    let checked = match field {
        Field::Year => years(value),
        Field::Language => language(value),
        Field::Part => trimmed(value).and_then(|part| part_of(&part)).ok_or(None).map(|part| part.as_str().to_owned()),
        Field::Page => page(value),
        Field::Title | Field::Author | Field::Publisher | Field::Type => plain(value),
    };
    checked.map(|value| Node::Said(field, value)).map_err(|near| {
        let instead = match near {
            Some(value) => Node::Said(field, value).to_string(),
            None => trimmed(value).unwrap_or_default(),
        };
        QueryError::instead(text, range, QueryErrorKind::FieldValue, &instead)
    })
}

/// The words of a value, or those that it could have: patterns and words nearly so are looked for in texts alone.
fn plain(value: &str) -> Result<String, Option<String>> {
    // A `›` parts words as it does between quotation marks.
    let words = trimmed(&value.replace('›', " ")).ok_or(None)?;
    let inner_question = words.split_whitespace().any(|word| word.trim_end_matches('?').contains('?'));
    if value.split_whitespace().any(is_pattern) || value.contains('~') || inner_question {
        return Err(trimmed(&value.replace(['*', '~', '?'], " ")));
    }
    Ok(words)
}

fn years(value: &str) -> Result<String, Option<String>> {
    let without_signs = value.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let digits = value.trim_matches(|c: char| !c.is_alphanumeric());
    let read = [value, without_signs, digits].into_iter().find_map(|written| written.parse::<Years>().ok());
    if let Some(years) = read.filter(|_| !value.contains(['<', '>', '*', '~'])) {
        return Ok(years.to_string());
    }
    let written = value.split(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=4).contains(&digits.len()));
    let mut found: Vec<u16> = written.filter_map(|digits| digits.parse().ok()).collect();
    found.sort_unstable();
    let near = match (found.first(), found.last()) {
        (Some(year), _) if value.contains('>') => format!("{year}.."),
        (Some(year), _) if value.contains('<') => format!("..{year}"),
        (Some(first), Some(last)) => Years { from: Some(*first), to: Some(*last) }.to_string(),
        _ => return Err(None),
    };
    Err(Some(near))
}

fn language(value: &str) -> Result<String, Option<String>> {
    let written = plain(value)?;
    let language = Language::from_tag(&written);
    let known = language != Language::UND || written.eq_ignore_ascii_case("und");
    if known { Ok(language.as_str().to_owned()) } else { Err(None) }
}

fn part_of(written: &str) -> Option<Part> {
    let folded = fold(written);
    PARTS.iter().find(|(name, _)| *name == folded).map(|(_, part)| *part)
}

/// A page's number or its label, which can be several words (`A-3`); pages from one to another are not understood.
fn page(value: &str) -> Result<String, Option<String>> {
    let written = plain(value)?;
    let mut found: Vec<String> = words(&written).map(|word| word.exact.into_owned()).collect();
    let span = found.len() > 1 && found.iter().all(|word| word.bytes().all(|b| b.is_ascii_digit()));
    if span { Err(Some(found.remove(0))) } else { Ok(written) }
}
