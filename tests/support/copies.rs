//! Copies of a text as libraries meet them: cut, recognised with errors, in another format, with a cover sheet. Made when a test
//! runs, and kept nowhere.

use serde_json::Value;

use super::chance::Chance;

/// What was done to a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The first and the last fifth of its paragraphs are lost.
    Cropped,
    /// It was recognised from pictures: of 60 letters one is another, and lines are broken.
    Recognised,
    /// It is a web page.
    WebPage,
    /// It is plain text with lines of 60 letters.
    Wrapped,
    /// Only its first half.
    Half,
    /// Its notes are left out.
    WithoutNotes,
    /// It has a cover sheet, and a line of it under every fifth paragraph.
    CoverSheet,
}

const COVER: &str = "This copy was made by the documentation service of a library for the private study of its readers. It may not be \
    lent, sold or given to others, in whole or in part, without leave in writing of the holders of the rights. The service answers \
    for no error that the making of the copy may have brought in; readers who cite from it should compare the published text. \
    Corrections are welcome at the desk on the ground floor, where the list of copies can be seen on working days.";
const FOOT: &str =
    "Copy of the documentation service, for private study only; compare the published text before you cite it.";

/// What a scanner and its program take for one another.
const MISTAKEN: [(&str, &str); 8] =
    [("e", "c"), ("l", "1"), ("o", "0"), ("n", "ri"), ("a", "o"), ("i", "l"), ("t", "f"), ("u", "ii")];

impl Damage {
    /// The ending of a copy's name.
    pub fn ending(self) -> &'static str {
        if self == Damage::WebPage { "html" } else { "txt" }
    }

    /// The copy of a document that `apostille show --json` printed.
    pub fn copy(self, document: &Value, chance: &mut Chance) -> String {
        let mut paragraphs = paragraphs(document, "passages");
        let notes = paragraphs_of_notes(document);
        let count = paragraphs.len();
        match self {
            Damage::Cropped => return paragraphs[count / 5..count - count / 5].join("\n\n"),
            Damage::Half => return paragraphs[..count.div_ceil(2)].join("\n\n"),
            Damage::WithoutNotes => return paragraphs.join("\n\n"),
            Damage::WebPage => {
                let text: String = paragraphs.iter().map(|text| format!("<p>{}</p>\n", escaped(text))).collect();
                return format!("<!DOCTYPE html><html><body><main>\n{text}</main></body></html>");
            }
            Damage::CoverSheet => {
                for at in (1..=count / 5).rev() {
                    paragraphs.insert(5 * at, FOOT.to_owned());
                }
                paragraphs.insert(0, COVER.to_owned());
            }
            Damage::Recognised => paragraphs.iter_mut().for_each(|text| *text = wrapped(&mistaken(text, chance), 72)),
            Damage::Wrapped => paragraphs.iter_mut().for_each(|text| *text = wrapped(text, 60)),
        }
        paragraphs.into_iter().chain(notes).collect::<Vec<_>>().join("\n\n")
    }
}

fn paragraphs(document: &Value, of: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for passage in document[of].as_array().unwrap() {
        let text = passage["text"].as_str().unwrap();
        match paragraphs.last_mut() {
            Some(last) if passage["continues"] == true => *last = format!("{last} {text}"),
            _ => paragraphs.extend(text.lines().map(str::to_owned)),
        }
    }
    paragraphs
}

fn paragraphs_of_notes(document: &Value) -> Vec<String> {
    let notes = document["notes"].as_array().unwrap().iter();
    notes.map(|note| format!("{}. {}", note["label"].as_str().unwrap(), note["text"].as_str().unwrap())).collect()
}

fn mistaken(text: &str, chance: &mut Chance) -> String {
    let mut letters = String::new();
    for letter in text.chars() {
        let wrong = MISTAKEN.iter().find(|(right, _)| right.starts_with(letter));
        match wrong {
            // The letters that can be mistaken are half of all.
            Some((_, wrong)) if chance.below(30) == 0 => letters.push_str(wrong),
            _ => letters.push(letter),
        }
    }
    letters
}

fn wrapped(text: &str, width: usize) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
