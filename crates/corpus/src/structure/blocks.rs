//! What does a manuscript say, as one list of paragraphs? Runs become text with anchors; raised labels become marks.
//!
//! Nothing is decided here: a mark is a candidate until `link` finds its note, a paragraph may be any part of the paper.

use super::anchor::{self, Anchor};
use super::label;
use super::notes::Reach;
use crate::manuscript::{Block, BlockKind, Manuscript, Run};

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
                if anchor::bare(&text).trim().is_empty() && !text.chars().any(is_mark) {
                    opening = opening.or_else(|| text.chars().find(|c| anchor::is_anchor(*c)));
                    continue;
                }
                let reach = if block.place.is_some() { Reach::Page } else { Reach::Document };
                draft.paragraphs.push(Paragraph { kind: block.kind.clone(), text, reach });
            }
        }
        draft
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
