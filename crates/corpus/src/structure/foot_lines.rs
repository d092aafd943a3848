//! Where in a block at a page's foot do notes begin? Line by line; and the block cut into their bodies.
//!
//! Whether the block stands at a foot at all is for `feet`.

use super::label;
use super::sheet;
use crate::manuscript::{Block, BlockKind, Run};

/// The lines of a block that begin notes, with their labels.
pub(crate) fn starts(block: &Block, small: bool, cited: &[String], first_page: bool) -> Vec<(usize, String)> {
    let lines = sheet::split(&block.runs);
    let mut starts: Vec<(usize, String)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let Some((label, raised)) = label_of(line) else { continue };
        let counts = label::value(&label).is_some() || matches!(label.as_str(), "*" | "†" | "‡" | "§" | "**");
        let is_cited = cited.contains(&label);
        let alone = raised && small && !first_page;
        if counts && (is_cited || alone) && (small || raised) {
            starts.push((number, label));
        }
    }
    starts
}

/// The label that a line begins with, and whether it is raised.
fn label_of(line: &[Run]) -> Option<(String, bool)> {
    let first = line.iter().find(|run| !run.text.trim().is_empty())?;
    if first.raised {
        let labels = label::raised(&first.text);
        return (labels.len() == 1).then(|| (labels[0].clone(), true));
    }
    let text = first.text.trim_start();
    let (label, _, rest) = label::at_start(text, &[])?;
    (!rest.is_empty() || line.len() > 1).then_some((label, false))
}

/// Cuts a block into the bodies of notes, and what stands before the first.
pub(crate) fn bodies(block: Block, starts: &[(usize, String)]) -> (Option<Block>, Vec<Block>) {
    let lines = sheet::split(&block.runs);
    let first = starts.first().map_or(lines.len(), |(number, _)| *number);
    let before = sheet::joined(lines[..first].to_vec());
    let before = (!before.is_empty()).then(|| Block { runs: before, ..block.clone() });
    let ends = starts.iter().skip(1).map(|(number, _)| *number).chain([lines.len()]);
    let bodies = starts.iter().zip(ends).map(|((from, label), to)| {
        let mut own = lines[*from..to].to_vec();
        without_label(&mut own[0], label);
        Block { kind: BlockKind::NoteBody(label.clone()), runs: sheet::joined(own), place: block.place }
    });
    (before, bodies.collect())
}

/// Takes the label off a note's first line.
fn without_label(line: &mut Vec<Run>, label: &str) {
    line.retain(|run| !run.text.trim().is_empty());
    let Some(first) = line.first_mut() else { return };
    if first.raised {
        line.remove(0);
    } else if let Some(at) = first.text.find(label) {
        first.text = first.text[at + label.len()..].to_owned();
    }
    if let Some(first) = line.first_mut() {
        first.text = first.text.trim_start_matches([')', '.', ']', ' ', '\u{a0}', '\t']).to_owned();
    }
}
