//! RIS, as databases and libraries export it: a tag of two letters, two spaces, a hyphen and a value on each line.
//!
//! It is read here because the form is a line long and programs differ in it; no library was found that says lines of errors.

use apostille_catalogue::Field;

use super::{Saying, Sayings, Trouble};

/// Reads a RIS sidecar of one reference.
pub(super) fn read(text: &str) -> Sayings {
    let mut sayings: Vec<Saying> = Vec::new();
    let (mut begun, mut ended, mut last) = (false, false, None);
    for (line, written) in (1..).zip(text.lines()) {
        let Some((tag, value)) = tagged(written) else {
            go_on(&mut sayings, last, written);
            continue;
        };
        if ended || (!begun && tag != "TY") || (begun && tag == "TY") {
            let message =
                if tag == "TY" { "a second reference begins: leave one" } else { "a reference begins with `TY  - `" };
            return Err(Trouble { line: Some(line), message: format!("{message}, the one that belongs to this file") });
        }
        begun = true;
        ended = tag == "ER";
        last = saying(tag, value).map(|saying| {
            sayings.push(Saying { line: Some(line), ..saying });
            sayings.len() - 1
        });
    }
    if !begun {
        let message = "it has no line that begins with `TY  - `: export it anew as RIS".to_owned();
        return Err(Trouble { line: Some(1), message });
    }
    Ok(sayings)
}

fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.split_once('-')?;
    let (tag, is_apart) = (tag.trim(), tag.ends_with("  "));
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (is_tag && is_apart).then(|| (tag, value.trim()))
}

/// A line without a tag goes on with the value before it.
fn go_on(sayings: &mut [Saying], last: Option<usize>, line: &str) {
    let value = last.and_then(|last| sayings.get_mut(last)).and_then(|saying| saying.texts.last_mut());
    if let Some(value) = value.filter(|_| !line.trim().is_empty()) {
        value.push(' ');
        value.push_str(line.trim());
    }
}

fn saying(tag: &str, value: &str) -> Option<Saying> {
    if value.is_empty() {
        return None;
    }
    let field = match tag {
        "TI" | "T1" | "CT" => Field::Title,
        "AU" | "A1" => Field::Authors,
        "DA" | "PY" | "Y1" => Field::Date,
        "PB" => Field::Publisher,
        "M3" => Field::Type,
        "LA" => Field::Languages,
        "KW" => Field::Subjects,
        "AB" | "N2" => Field::Abstract,
        "UR" => Field::Address,
        "DO" => return Some(Saying::identifier("doi", value)),
        "SN" => return Some(Saying::identifier(serial(value), value)),
        _ => return None,
    };
    Some(Saying::new(field, value))
}

/// `SN` is an ISSN of eight digits or an ISBN of more.
fn serial(value: &str) -> &'static str {
    let digits = value.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, 'X' | 'x')).count();
    if digits == 8 { "issn" } else { "isbn" }
}
