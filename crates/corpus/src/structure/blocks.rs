//! What does a manuscript say, as one list of paragraphs? Runs become text with anchors; raised labels become marks.
//!
//! Nothing is decided here: a mark is a candidate until `link` finds its note, a paragraph may be any part of the paper.

use std::collections::BTreeMap;

use super::bodies::Reach;
use super::label;
use super::sheet;
use crate::anchor::{self, Anchor};
use crate::manuscript::{Block, BlockKind, Manuscript, Run};

/// Signs that begin the items of a list.
const BULLETS: [char; 8] = ['•', '▪', '■', '◦', '●', '‣', '►', '➢'];

/// So many single letters are a word set apart.
const FEWEST_SPACED: usize = 5;

/// A manuscript's text as one list.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Paragraphs in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The marks that the paragraphs' anchors count.
    pub marks: Vec<Mark>,
    /// The pages that the paragraphs' anchors count: physical number and printed label.
    pub pages: Vec<(Option<u32>, Option<String>)>,
}

/// A block of the manuscript as text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Paragraph {
    /// What the format says it is.
    pub kind: BlockKind,
    /// The text with anchors; lines are parted by `\n` until `lines` joins them.
    pub text: String,
    /// From where it can be cited, if it is a note.
    pub reach: Reach,
    /// Size of most of its letters in points, where the format tells it; 0 elsewhere.
    pub size: f32,
}

/// A label in the text that may cite a note.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// The label, without brackets.
    pub label: String,
    /// The text that it stands for, to be put back if it cites nothing.
    pub written: String,
    /// How it was found.
    pub origin: Origin,
}

/// How a mark was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The format says that it cites a note.
    Format,
    /// Raised small text that looks like a label.
    Raised,
    /// A label in square brackets.
    Bracket,
}

impl Draft {
    /// The draft of a manuscript.
    pub fn of(manuscript: &Manuscript) -> Draft {
        let mut draft = Draft::default();
        for page in &manuscript.pages {
            let mut opening = anchor::character(Anchor::Page(draft.pages.len()));
            draft.pages.push((page.number, page.label.clone()));
            for block in &page.blocks {
                let mut text: String = opening.take().into_iter().collect();
                draft.write_runs(block, &mut text);
                let text = closed_up(without_rules(&text));
                if anchor::bare(&text).trim().is_empty() && !text.chars().any(is_mark) {
                    opening = opening.or_else(|| text.chars().find(|c| anchor::is_anchor(*c)));
                    continue;
                }
                let (kind, text) = draft.item_of(block.kind.clone(), text);
                let reach = if block.place.is_some() { Reach::Page } else { Reach::Document };
                let size = sheet::size(&block.runs);
                draft.paragraphs.push(Paragraph { kind, text, reach, size });
            }
        }
        draft
    }

    /// A paragraph whose bullet stands in a paragraph of its own before it, as that list item; any other as it is.
    fn item_of(&mut self, kind: BlockKind, text: String) -> (BlockKind, String) {
        let bullet = |paragraph: &Paragraph| {
            let bare = anchor::bare(&paragraph.text);
            let sign = bare.trim().chars().all(|c| BULLETS.contains(&c)) && !bare.trim().is_empty();
            (sign && paragraph.kind == BlockKind::Plain).then(|| bare.trim().to_owned())
        };
        match self.paragraphs.last().and_then(bullet).filter(|_| kind == BlockKind::Plain) {
            Some(sign) => {
                let before = self.paragraphs.pop().map(|paragraph| paragraph.text).unwrap_or_default();
                (BlockKind::Item(sign), before.chars().filter(|c| anchor::is_anchor(*c)).chain(text.chars()).collect())
            }
            None => (kind, text),
        }
    }

    fn write_runs(&mut self, block: &Block, text: &mut String) {
        for run in &block.runs {
            let written: String = run.text.chars().filter(|c| !anchor::is_anchor(*c)).collect();
            for (label, origin) in labels_of(run, &written) {
                self.mark(label, written.clone(), origin, text);
            }
            if !run.raised && run.cites.is_none() {
                text.push_str(&written);
            } else if labels_of(run, &written).is_empty() {
                text.push_str(&label::raise(&written));
            }
        }
    }

    /// Puts a mark at the end of a text. The first of several labels in one place carries what was written.
    fn mark(&mut self, label: String, written: String, origin: Origin, text: &mut String) {
        let Some(c) = anchor::character(Anchor::Mark(self.marks.len())) else {
            text.push_str(&written);
            return;
        };
        let again = text.chars().next_back().is_some_and(is_mark);
        self.marks.push(Mark { label, written: if again { String::new() } else { written }, origin });
        text.push(c);
    }

    /// Makes marks of the labels in brackets that open with `bracket` and for which `is_label` holds.
    pub fn mark_brackets(&mut self, bracket: char, is_label: impl Fn(&str) -> bool) {
        for index in 0..self.paragraphs.len() {
            let text = std::mem::take(&mut self.paragraphs[index].text);
            let mut marked = String::with_capacity(text.len());
            let mut rest = text.as_str();
            while let Some(open) = rest.find(bracket) {
                let (before, from) = rest.split_at(open);
                marked.push_str(before);
                let labels = label::bracketed(from).filter(|(labels, _)| labels.iter().all(|l| is_label(l)));
                let Some((labels, length)) = labels else {
                    marked.push(bracket);
                    rest = &from[1..];
                    continue;
                };
                marked.truncate(marked.trim_end_matches(' ').len());
                for label in labels {
                    self.mark(label, from[..length].to_owned(), Origin::Bracket, &mut marked);
                }
                rest = &from[length..];
            }
            marked.push_str(rest);
            self.paragraphs[index].text = marked;
        }
    }
}

/// A text without the lines that are drawn in signs: `________`.
fn without_rules(text: &str) -> String {
    let is_rule =
        |line: &&str| line.chars().filter(|c| *c == '_').count() >= 4 && line.chars().all(|c| matches!(c, '_' | ' '));
    if !text.split('\n').any(|line| is_rule(&line)) {
        return text.to_owned();
    }
    text.split('\n').filter(|line| !is_rule(line)).collect::<Vec<_>>().join("\n")
}

/// `R e s u m e n` is a word whose letters are set apart.
fn closed_up(text: String) -> String {
    let bare = anchor::bare(&text);
    let letters = bare.split(' ').filter(|word| word.chars().count() == 1 && word.chars().all(char::is_alphabetic));
    let spaced = letters.count() >= FEWEST_SPACED && bare.trim().split(' ').all(|word| word.chars().count() == 1);
    if spaced { text.replace(' ', "") } else { text }
}

/// The size that most letters of running text have; 0 where the format tells none.
pub(crate) fn body_size(paragraphs: &[Paragraph]) -> f32 {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.kind != BlockKind::Row) {
        *letters.entry((paragraph.size * 10.0).round() as u32).or_default() += paragraph.text.chars().count();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f32 / 10.0)
}

fn is_mark(c: char) -> bool {
    matches!(anchor::anchor(c), Some(Anchor::Mark(_)))
}

/// The labels that a run cites or may cite.
fn labels_of(run: &Run, written: &str) -> Vec<(String, Origin)> {
    if let Some(cited) = &run.cites {
        return vec![(cited.clone(), Origin::Format)];
    }
    if !run.raised {
        return Vec::new();
    }
    label::raised(written).into_iter().map(|label| (label, Origin::Raised)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bullet_that_stands_alone_is_the_label_of_what_follows() {
        let block = |text: &str| Block::new(BlockKind::Plain, vec![Run::plain(text)]);
        let blocks = ["Findings:", "•", "Permits fell.", "They rose again."].map(block).to_vec();
        let page = crate::Page { number: Some(1), blocks, ..crate::Page::default() };
        let draft = Draft::of(&Manuscript { pages: vec![page], ..Manuscript::default() });
        let found: Vec<(&BlockKind, String)> =
            draft.paragraphs.iter().map(|paragraph| (&paragraph.kind, anchor::bare(&paragraph.text))).collect();
        assert_eq!(found[1], (&BlockKind::Item("•".to_owned()), "Permits fell.".to_owned()));
        assert_eq!((found.len(), found[2].0), (3, &BlockKind::Plain));
    }

    #[test]
    fn letters_set_apart_are_a_word_and_drawn_rules_are_nothing() {
        for (text, wanted) in [
            ("R e s u m e n", "Resumen"),
            ("a b c", "a b c"),
            ("DECIDED: JANUARY 26\n__________", "DECIDED: JANUARY 26"),
            ("Name ____ date", "Name ____ date"),
            ("__________", ""),
        ] {
            assert_eq!(closed_up(without_rules(text)), wanted, "{text}");
        }
    }
}
