//! What is a paragraph? As its outline level, its style and the label before it say.

use std::collections::HashMap;

use apostille_corpus::{BlockKind, Run};

use super::group::ParagraphMarks;

/// A style: its name in lower case and the outline level that it gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) name: String,
    pub(super) outline: Option<u8>,
}

/// The longest label that is typed before an item, in characters.
const LONGEST_LABEL: usize = 6;

/// What bullets are typed as.
const BULLETS: &[&str] = &["•", "·", "-", "–", "—", "o", "▪", "◦", "*"];

/// The kind of a paragraph with these marks, and whether it has the style of a title. The label of a heading, and a typed
/// one, are put where they belong in `runs`.
pub(super) fn kind(
    marks: &ParagraphMarks,
    styles: &HashMap<i32, Style>,
    label: Option<String>,
    runs: &mut Vec<Run>,
) -> (BlockKind, bool) {
    let style = marks.style.and_then(|style| styles.get(&style));
    let name = style.map_or("", |style| style.name.as_str());
    let named = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
    let outline =
        marks.outline.or(style.and_then(|style| style.outline)).filter(|level| *level < 9).map(|level| level + 1);
    if name == "title" {
        return (BlockKind::Heading(1), true);
    }
    if let Some(level) = outline.or(named).filter(|level| (1..=9).contains(level)) {
        let label = label.filter(|label| label.contains(char::is_alphanumeric) && !runs.is_empty());
        runs.splice(..0, label.map(|label| Run::plain(format!("{label} "))));
        return (BlockKind::Heading(level), false);
    }
    let is_contents = name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok());
    let kind = match (label.or_else(|| typed_label(runs).filter(|_| marks.hangs)), name) {
        _ if is_contents => BlockKind::Row,
        (Some(label), _) => {
            drop_label(runs, &label);
            BlockKind::Item(if BULLETS.contains(&label.as_str()) { "•".to_owned() } else { label })
        }
        (None, "quote" | "intense quote" | "caption" | "subtitle") => BlockKind::Paragraph,
        (None, _) => BlockKind::Plain,
    };
    (kind, false)
}

/// The label and tab that a paragraph begins with.
fn typed_label(runs: &[Run]) -> Option<String> {
    let (label, _) = runs.first()?.text.split_once('\t')?;
    let label = label.trim();
    let is_short = (1..=LONGEST_LABEL).contains(&label.chars().count());
    let is_number = label.ends_with(['.', ')']) && label.starts_with(|c: char| c.is_alphanumeric() || c == '(');
    (is_short && (is_number || BULLETS.contains(&label))).then(|| label.to_owned())
}

fn drop_label(runs: &mut [Run], label: &str) {
    let Some(first) = runs.first_mut() else { return };
    if let Some(rest) = first.text.strip_prefix(label).filter(|rest| rest.trim_start_matches(' ').starts_with('\t')) {
        first.text = rest.trim_start().to_owned();
    }
}
