//! Which mark cites which note? A mark whose label has a note cites it; the others are text again, or fall away.
//!
//! It runs before paragraphs are joined, since labels that come again are told apart by where they stand.

use std::collections::{HashMap, HashSet};

use super::blocks::{Draft, Mark, Origin};
use super::bodies::{Body, Reach};
use super::label;
use crate::anchor::{self, Anchor};

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

/// So many notes of one label are tried for a mark: where numbers begin again on each page, the right one is the first.
const MOST_TRIED: usize = 1_000;

/// The fate of each mark of a draft.
pub(crate) fn fates(draft: &Draft, bodies: &[Body]) -> Vec<Fate> {
    let mut fates: Vec<Fate> = draft.marks.iter().map(|mark| Fate::Text(mark.written.clone())).collect();
    let mut reading = Reading::of(draft, bodies);
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        reading.place.paragraph = index;
        let mut before = String::new();
        for c in paragraph.text.chars() {
            match anchor::anchor(c) {
                None => before.push(c),
                Some(Anchor::Page(page)) => reading.place.page = page,
                Some(Anchor::Mark(number)) => {
                    let Some(mark) = draft.marks.get(number) else { continue };
                    fates[number] = reading.fate(mark, &before);
                }
            }
        }
    }
    for c in bodies.iter().flat_map(|body| body.text.chars()) {
        if let Some(Anchor::Mark(number)) = anchor::anchor(c)
            && let Some(mark) = draft.marks.get(number)
        {
            fates[number] = Fate::Text(as_text(mark));
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

/// How far the text is read: labels go up, and come again by page or chapter.
struct Reading<'a> {
    bodies: &'a [Body],
    /// The notes of each label, in reading order.
    of_label: HashMap<&'a str, Vec<usize>>,
    /// Whether some of them stand at the feet of pages.
    at_feet: bool,
    /// Labels that paragraphs begin with which are no notes: affiliations, notes of tables.
    others: HashSet<&'a str>,
    place: Place,
    /// Whether each note has been cited.
    cited: Vec<bool>,
    /// The note that was cited last.
    last: usize,
    /// The last label that counts.
    value: u32,
}

impl<'a> Reading<'a> {
    fn of(draft: &'a Draft, bodies: &'a [Body]) -> Reading<'a> {
        let first = |text: &str| text.chars().find(|c| !matches!(anchor::anchor(*c), Some(Anchor::Page(_))));
        let starts = draft.paragraphs.iter().filter_map(|paragraph| anchor::anchor(first(&paragraph.text)?));
        let marks = starts.filter_map(|start| match start {
            Anchor::Mark(number) => draft.marks.get(number),
            Anchor::Page(_) => None,
        });
        let others = marks.filter(|mark| mark.origin == Origin::Raised).map(|mark| mark.label.as_str()).collect();
        let cited = vec![false; bodies.len()];
        let mut of_label: HashMap<&str, Vec<usize>> = HashMap::new();
        for (note, body) in bodies.iter().enumerate() {
            of_label.entry(&body.label).or_default().push(note);
        }
        let at_feet = bodies.iter().any(|body| body.reach == Reach::Page);
        Reading { bodies, of_label, at_feet, others, place: Place::default(), cited, last: 0, value: 0 }
    }

    /// What becomes of the mark that stands here, after this much of its paragraph.
    fn fate(&mut self, mark: &Mark, before: &str) -> Fate {
        let raised = mark.origin == Origin::Raised;
        if raised && self.is_exponent(before, &mark.label) {
            return Fate::Text(as_text(mark));
        }
        if let Some(note) = self.nearest(&mark.label) {
            self.last = note;
            self.value = label::value(&self.bodies[note].label).unwrap_or(self.value);
            self.cited[note] = true;
            return Fate::Cites(note);
        }
        let no_figure = label::value(&mark.label).is_none();
        match mark.origin {
            Origin::Bracket => Fate::Text(mark.written.clone()),
            Origin::Raised if no_figure => Fate::Text(mark.written.clone()),
            Origin::Raised if self.at_feet || self.others.contains(mark.label.as_str()) => Fate::Text(as_text(mark)),
            Origin::Raised | Origin::Format => Fate::Lost,
        }
    }

    /// Whether a raised figure after this text is an exponent: after a unit, or after a figure and out of order.
    fn is_exponent(&self, before: &str, label: &str) -> bool {
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let after_figure = word.ends_with(|c: char| c.is_ascii_digit());
        UNITS.contains(&word)
            || (after_figure && label::value(label) != Some(self.value + 1) && !self.begins_page(label))
    }

    /// Whether this is the label of the page's first note that was not cited: numbers begin again on each page.
    fn begins_page(&self, label: &str) -> bool {
        let of_page = |body: &Body| body.reach == Reach::Page && body.page == Some(self.place.page);
        let next = self.bodies.iter().zip(&self.cited).find(|(body, cited)| of_page(body) && !**cited);
        next.is_some_and(|(body, _)| body.label == label)
    }

    /// The note of this label that a mark here cites: in the next list below it, or else in the last one above.
    fn nearest(&self, label: &str) -> Option<usize> {
        let same = self.of_label.get(label)?.as_slice();
        let after = |note: &usize| self.bodies[*note].after;
        let reached = |note: &&usize| self.place.reaches(&self.bodies[**note]);
        let (above, below) = same.split_at(same.partition_point(|note| after(note) <= self.place.paragraph));
        let list = below.iter().take(MOST_TRIED).find(reached).map(after);
        let last_of_list = list.map(|list| below.partition_point(|note| after(note) <= list));
        let of_list = last_of_list.map_or(above, |last| &below[..last]);
        let next = &of_list[of_list.partition_point(|note| *note < self.last)..];
        let next = next.iter().take(MOST_TRIED).find(reached);
        next.or_else(|| of_list.iter().rev().take(MOST_TRIED).find(reached)).copied()
    }
}

/// What a mark shows when it is text.
fn as_text(mark: &Mark) -> String {
    if mark.origin == Origin::Raised { label::raise(&mark.written) } else { mark.written.clone() }
}
