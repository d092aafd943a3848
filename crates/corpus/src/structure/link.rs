//! Which mark cites which note? A mark whose label has a note cites it; the others are text again, or fall away.
//!
//! It runs before paragraphs are joined, since labels that come again are told apart by where they stand.

use super::anchor::{self, Anchor};
use super::blocks::{Draft, Origin};
use super::label;
use super::notes::{Body, Reach};

/// What becomes of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It cites the note with this number.
    Cites(usize),
    /// It is text after all.
    Text(String),
    /// It was a marker, but the document has no such note.
    Lost,
}

/// Words after which a raised figure is an exponent and never a marker.
const UNITS: &[&str] =
    &["m", "km", "cm", "mm", "dm", "hm", "ha", "ft", "mi", "yd", "R", "r", "CO", "χ", "s", "x", "y", "n", "N"];

/// The fate of each mark of a draft.
pub(crate) fn fates(draft: &Draft, bodies: &[Body]) -> Vec<Fate> {
    let mut fates: Vec<Fate> = draft.marks.iter().map(|mark| Fate::Text(mark.written.clone())).collect();
    let mut last = Cited::default();
    let mut place = Place::default();
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let mut before = String::new();
        place.paragraph = index;
        for c in paragraph.text.chars() {
            let mark = match anchor::anchor(c) {
                Some(Anchor::Mark(mark)) => mark,
                Some(Anchor::Page(page)) => {
                    place.page = page;
                    continue;
                }
                None => {
                    before.push(c);
                    continue;
                }
            };
            fates[mark] = fate(draft, mark, &before, place, bodies, &last);
            if let Fate::Cites(note) = fates[mark] {
                last.note = Some(note);
                last.value = label::value(&bodies[note].label).or(last.value);
            }
        }
    }
    for body in bodies {
        for c in body.text.chars() {
            if let Some(Anchor::Mark(mark)) = anchor::anchor(c) {
                fates[mark] = Fate::Text(as_text(draft, mark));
            }
        }
    }
    fates
}

/// Where a mark stands.
#[derive(Debug, Default, Clone, Copy)]
struct Place {
    paragraph: usize,
    page: usize,
}

impl Place {
    /// Whether a note can be cited from here.
    fn reaches(self, body: &Body) -> bool {
        body.reach == Reach::Document || body.page.is_none_or(|page| page == self.page || page == self.page + 1)
    }
}

/// The note cited last: labels go up, and come again by page or chapter.
#[derive(Debug, Default)]
struct Cited {
    note: Option<usize>,
    value: Option<u32>,
}

fn fate(draft: &Draft, mark: usize, before: &str, place: Place, bodies: &[Body], last: &Cited) -> Fate {
    let Some(found) = draft.marks.get(mark) else { return Fate::Lost };
    let before: String = before.chars().filter(|c| !anchor::is_anchor(*c)).collect();
    if found.origin == Origin::Raised && is_exponent(&before, &found.label, last) {
        return Fate::Text(as_text(draft, mark));
    }
    match nearest(&found.label, place, bodies, last) {
        Some(note) => Fate::Cites(note),
        None if found.origin == Origin::Bracket => Fate::Text(found.written.clone()),
        None if found.origin == Origin::Raised && label::value(&found.label).is_none() => {
            Fate::Text(found.written.clone())
        }
        None if found.origin == Origin::Raised && bodies.iter().any(|body| body.reach == Reach::Page) => {
            Fate::Text(as_text(draft, mark))
        }
        None => Fate::Lost,
    }
}

/// What a mark shows when it is text.
fn as_text(draft: &Draft, mark: usize) -> String {
    let Some(mark) = draft.marks.get(mark) else { return String::new() };
    if mark.origin == Origin::Raised { label::raise(&mark.written) } else { mark.written.clone() }
}

/// Whether a raised figure after this text is an exponent: after a unit, or after a figure and out of order.
fn is_exponent(before: &str, label: &str, last: &Cited) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let after_figure = word.ends_with(|c: char| c.is_ascii_digit());
    let next = last.value.map_or(1, |value| value + 1);
    UNITS.contains(&word) || (after_figure && label::value(label) != Some(next))
}

/// The note of this label that a mark in this paragraph cites: the only one, or the next one below it.
fn nearest(label: &str, place: Place, bodies: &[Body], last: &Cited) -> Option<usize> {
    let same = || bodies.iter().enumerate().filter(|(_, body)| body.label == label && place.reaches(body));
    let below = same().filter(|(_, body)| body.after > place.paragraph).map(|(_, body)| body.after).min();
    let from = last.note.unwrap_or(0);
    let of_list = |after: usize| same().filter(move |(_, body)| body.after == after);
    match below {
        Some(after) => {
            of_list(after).find(|(note, _)| *note >= from).or_else(|| of_list(after).next_back()).map(|(note, _)| note)
        }
        None => same().find(|(note, _)| *note >= from).or_else(|| same().next_back()).map(|(note, _)| note),
    }
}
