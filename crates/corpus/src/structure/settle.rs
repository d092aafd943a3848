//! What is shown in the end? Text without anchors, with the places of its markers and pages.

use super::link::Fate;
use crate::anchor::{self, Anchor};

/// A stretch of text as it is shown.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Settled {
    /// The text.
    pub text: String,
    /// Note and place in characters of each marker.
    pub markers: Vec<(usize, usize)>,
    /// The last page that begins in it.
    pub last_page: Option<usize>,
    /// The page that begins before its first character.
    pub first_page: Option<usize>,
    /// Marks of notes that the document does not have.
    pub lost: usize,
}

/// The text that is shown for a stretch with anchors.
pub(crate) fn settle(anchored: &str, fates: &[Fate]) -> Settled {
    let mut settled = Settled::default();
    let mut length = 0;
    let mut push = |settled: &mut Settled, c: char| {
        if !(c == ' ' && (settled.text.is_empty() || settled.text.ends_with([' ', '\n']))) {
            settled.text.push(c);
            length += 1;
        }
        length
    };
    let mut at = 0;
    for c in anchored.chars() {
        match anchor::anchor(c) {
            None => at = push(&mut settled, c),
            Some(Anchor::Page(page)) => {
                settled.first_page = settled.first_page.or_else(|| settled.text.is_empty().then_some(page));
                settled.last_page = Some(page);
            }
            Some(Anchor::Mark(mark)) => match fates.get(mark) {
                Some(Fate::Cites(note)) => settled.markers.push((*note, at)),
                Some(Fate::Text(text)) => at = text.chars().map(|c| push(&mut settled, c)).last().unwrap_or(at),
                Some(Fate::Lost) | None => settled.lost += 1,
            },
        }
    }
    let whole = settled.text.trim_end().len();
    settled.text.truncate(whole);
    let characters = settled.text.chars().count();
    for (_, at) in &mut settled.markers {
        *at = (*at).min(characters);
    }
    settled
}

/// Moves marks that stand after a space to the word before it: `2017. ¹ The` is `2017.¹ The`.
pub(crate) fn attach_marks(text: &str) -> String {
    let mut attached = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let mark = matches!(anchor::anchor(c), Some(Anchor::Mark(_)));
        let apart = rest.peek().is_none_or(|next| !next.is_alphanumeric());
        if mark && apart {
            attached.truncate(attached.trim_end_matches(' ').len());
        }
        attached.push(c);
    }
    attached
}
