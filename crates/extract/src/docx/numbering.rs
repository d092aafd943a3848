//! Which labels do the items of lists have? The file says only how they are written: they are counted here.

use std::collections::{HashMap, HashSet};

use crate::office::element::{Broken, Element, Piece, Pieces};
use crate::office::numerals::Numerals;

/// How many levels a list has (ECMA-376 part 1, 17.9.6).
const LEVELS: usize = 9;

/// The longest label, in characters: it stands before each item, and must not make much of little.
const LONGEST_LABEL: usize = 80;

/// The lists of a document and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<u32, [Level; LEVELS]>,
    lists: HashMap<u32, List>,
    /// For each pattern how far each level is counted; none if it has not begun.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

/// How a level is labelled.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    form: Form,
    /// The label with `%1` for the number of the first level.
    text: String,
    /// The paragraph style that has this level.
    style: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Form {
    #[default]
    Hidden,
    Bullet,
    Number(Numerals),
}

/// A list: the pattern it follows, and levels that it begins anew with a number.
#[derive(Debug, Default)]
struct List {
    pattern: u32,
    starts: Vec<(usize, u32)>,
}

impl Numbering {
    /// Reads the part of the numbering.
    pub(super) fn of(text: &str, numbering: &mut Numbering) -> Result<(), Broken> {
        let mut pieces = Pieces::of(text);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else { continue };
            match element.name() {
                "abstractNum" => {
                    let mut levels: [Level; LEVELS] = Default::default();
                    let mut current = 0;
                    pieces.each_inside(|element| note_level(element, &mut levels, &mut current))?;
                    numbering.patterns.insert(element.number("abstractNumId").unwrap_or_default(), levels);
                }
                "num" => {
                    let mut list = List::default();
                    let mut current = 0;
                    pieces.each_inside(|element| list.note(element, &mut current))?;
                    numbering.lists.insert(element.number("numId").unwrap_or_default(), list);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The label of the next item of a list at a level, from 0; none if it shows none. A list that the file does not
    /// describe has dashes. Without a level, the one that the paragraph's style has.
    pub(super) fn next(&mut self, list: u32, level: Option<usize>, style: Option<&str>) -> Option<String> {
        if list == 0 {
            return None;
        }
        let dash = || Some("-".to_owned());
        let Some(List { pattern, starts }) = self.lists.get(&list) else { return dash() };
        let Some(levels) = self.patterns.get(pattern) else { return dash() };
        let of_style = || levels.iter().position(|level| style.is_some() && level.style.as_deref() == style);
        let at = level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let counts = self.counts.entry(*pattern).or_insert([None; LEVELS]);
        if self.begun.insert(list) {
            starts.iter().for_each(|(level, start)| counts[*level] = start.checked_sub(1));
        }
        counts[at] = Some(counts[at].map_or(levels[at].start, |count| count.saturating_add(1)));
        counts[at + 1..].fill(None);
        label(levels, counts, at)
    }
}

impl List {
    fn note(&mut self, element: &Element<'_>, current: &mut usize) {
        match element.name() {
            "abstractNumId" => self.pattern = element.number("val").unwrap_or_default(),
            "lvlOverride" => *current = element.number("ilvl").unwrap_or(0).min(LEVELS - 1),
            "startOverride" => self.starts.extend(element.number("val").map(|start| (*current, start))),
            _ => {}
        }
    }
}

fn note_level(element: &Element<'_>, levels: &mut [Level; LEVELS], current: &mut usize) {
    let level = &mut levels[*current];
    match element.name() {
        "lvl" => *current = element.number("ilvl").unwrap_or(0).min(LEVELS - 1),
        "start" => level.start = element.number("val").unwrap_or(1),
        "lvlText" => level.text = element.attribute("val").unwrap_or_default().chars().take(LONGEST_LABEL).collect(),
        "pStyle" => level.style = element.attribute("val"),
        "numFmt" => {
            level.form = match element.attribute("val").as_deref() {
                Some("bullet") => Form::Bullet,
                Some("none") | None => Form::Hidden,
                Some(name) => Form::Number(Numerals::of_word(name)),
            }
        }
        _ => {}
    }
}

fn label(levels: &[Level; LEVELS], counts: &[Option<u32>; LEVELS], at: usize) -> Option<String> {
    if levels[at].form == Form::Bullet {
        return Some("•".to_owned());
    }
    let mut label = levels[at].text.clone();
    for (index, level) in levels.iter().enumerate().take(at + 1) {
        let number = counts[index].unwrap_or(level.start);
        let written = if let Form::Number(numerals) = level.form { numerals.write(number) } else { String::new() };
        label = label.replace(&format!("%{}", index + 1), &written);
    }
    let label = label.trim();
    (!label.is_empty()).then(|| label.to_owned())
}
