//! Which labels do the items of lists and headings have? They are counted here: the file says only how to write them.

use std::collections::HashMap;

use super::styles::level;
use crate::office::element::{Broken, Pieces};
use crate::office::numerals::Numerals;

/// How many levels are counted; deeper ones are counted as the last. LibreOffice has ten.
const LEVELS: usize = 10;

/// How the levels of a list, or of headings, are labelled.
#[derive(Debug, Clone, Default)]
pub(super) struct LevelStyles([Level; LEVELS]);

/// How a level is labelled.
#[derive(Debug, Clone, Default)]
pub(super) enum Level {
    /// Without a label.
    #[default]
    Hidden,
    /// With a bullet.
    Bullet,
    /// With its number and those of the levels above that are shown.
    Number { numerals: Numerals, before: String, after: String, start: u32, shown: usize },
}

/// Numbers of the items at each level; none where a level has not begun.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts([Option<u32>; LEVELS]);

/// The open lists, one in the other, and the numbers of those that ended.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    ended: HashMap<String, Counts>,
}

#[derive(Debug, Default)]
struct Open {
    style: String,
    counts: Counts,
    /// The label of the open item until its first paragraph took it.
    label: Option<String>,
}

impl LevelStyles {
    /// Reads the levels of the style that was opened last.
    pub(super) fn read(pieces: &mut Pieces<'_>) -> Result<LevelStyles, Broken> {
        let mut styles = LevelStyles::default();
        pieces.each_inside(|element| {
            if let Some((at, level)) = level(element).filter(|(at, _)| *at < LEVELS) {
                styles.0[at] = level;
            }
        })?;
        Ok(styles)
    }

    /// The label of the next item at a level, from 0, or of the one that is told to have this number.
    pub(super) fn next(&self, counts: &mut Counts, at: usize, number: Option<u32>) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let counted = counts.0[at].map(|count| count.saturating_add(1));
        counts.0[at] = Some(number.or(counted).unwrap_or(self.0[at].start()));
        counts.0[at + 1..].fill(None);
        match &self.0[at] {
            Level::Hidden => None,
            Level::Bullet => Some("•".to_owned()),
            Level::Number { before, after, shown, .. } => {
                let from = (at + 1).saturating_sub((*shown).max(1));
                let numbers: Vec<String> = (from..=at).filter_map(|level| self.number(counts, level)).collect();
                Some(format!("{before}{}{after}", numbers.join(".")).trim().to_owned())
            }
        }
    }

    fn number(&self, counts: &Counts, level: usize) -> Option<String> {
        let Level::Number { numerals, start, .. } = &self.0[level] else { return None };
        Some(numerals.write(counts.0[level].unwrap_or(*start)))
    }
}

impl Level {
    fn start(&self) -> u32 {
        if let Level::Number { start, .. } = self { *start } else { 1 }
    }
}

impl Lists {
    /// Opens a list; without a style of its own it has that of the one around it.
    pub(super) fn open(&mut self, style: Option<String>, goes_on: bool) {
        let outer = self.open.last();
        let style = style.or(outer.map(|outer| outer.style.clone())).unwrap_or_default();
        let before = || self.ended.get(&style).cloned().unwrap_or_default();
        let counts = if goes_on { before() } else { outer.map(|outer| outer.counts.clone()).unwrap_or_default() };
        self.open.push(Open { style, counts, label: None });
    }

    /// Begins an item, which may be told its number.
    pub(super) fn begin_item(&mut self, styles: &HashMap<String, LevelStyles>, number: Option<u32>) {
        let at = self.open.len().saturating_sub(1);
        let Some(open) = self.open.last_mut() else { return };
        open.label = match styles.get(&open.style) {
            Some(levels) => levels.next(&mut open.counts, at, number),
            None => Some("-".to_owned()),
        };
    }

    /// The label of the open item for its first paragraph; later ones have none.
    pub(super) fn take_label(&mut self) -> Option<String> {
        self.open.last_mut()?.label.take()
    }

    /// Whether a list is open.
    pub(super) fn are_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Ends the innermost list.
    pub(super) fn close(&mut self) {
        if let Some(Open { style, counts, .. }) = self.open.pop() {
            self.ended.insert(style, counts);
        }
    }
}
