//! Which paragraphs are the bodies of notes? Format notes, lists under a heading of notes, raised and bracketed lists.
//!
//! The bodies leave the list of paragraphs here, so that what they parted can be joined. What of a paragraph is a body is
//! for `bodies`, who cites it for `link`.

use super::blocks::{Draft, Paragraph};
use super::bodies::{Bodies, Body, Place, Zone};
use super::heading;
use super::label::{self, Style};
use super::lines::Words;
use super::names::{Named, named};
use crate::anchor::{self, Anchor};
use crate::manuscript::BlockKind;

/// Takes the bodies of notes out of a draft.
pub(crate) fn take(draft: &mut Draft, words: &Words) -> Vec<Body> {
    let mut bodies = Bodies::default();
    let mut kept: Vec<Paragraph> = Vec::new();
    let paragraphs = std::mem::take(&mut draft.paragraphs);
    let steps = steps(&paragraphs, draft);
    let mut zone = Zone::Text;
    let (mut page, mut page_of_kept) = (None, None);
    for (paragraph, step) in paragraphs.iter().zip(steps) {
        page = first_page(&paragraph.text).or(page);
        bodies.place = Place { after: kept.len(), page };
        zone = match step {
            Step::Open(zone) => zone,
            Step::Leave => Zone::Text,
            Step::Format(_) | Step::Text => zone,
        };
        match step {
            Step::Format(label) => bodies.add_format(label, paragraph, words),
            Step::Open(Zone::Heading) => bodies.open_list(),
            Step::Text | Step::Open(_) if bodies.add_lines(paragraph, zone, draft, words) => {}
            _ => {
                bodies.close();
                kept.push(on_page(paragraph, page, page_of_kept));
                page_of_kept = last_page(&paragraph.text).or(page);
            }
        }
        page = last_page(&paragraph.text).or(page);
    }
    draft.paragraphs = kept;
    bodies.list
}

/// What a paragraph is, as far as notes go.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// The body of a note that the format knows, with its label.
    Format(&'a str),
    /// The heading of a list of notes, or the first note of one in brackets.
    Open(Zone),
    /// A heading of something else.
    Leave,
    /// Text that may be of a note.
    Text,
}

/// What each paragraph is.
fn steps<'a>(paragraphs: &'a [Paragraph], draft: &Draft) -> Vec<Step<'a>> {
    let opens = |index: &usize| {
        let heading = named(&paragraphs[*index].text) == Some(Named::Notes);
        heading && opens_list(&paragraphs[index + 1..], draft)
    };
    let lists: Vec<usize> = (0..paragraphs.len()).filter(opens).collect();
    let brackets = bracket_list(paragraphs, draft);
    let between = lists.first().copied().unwrap_or(0)..lists.last().copied().unwrap_or(0);
    // Between the lists of two chapters stands a chapter, whose heading ends the first list.
    let heads_chapter = |index: usize| {
        let labelled = label::at_start(&paragraphs[index].text, &draft.marks).is_some();
        between.contains(&index) && !labelled && heading::is_bare(paragraphs, index)
    };
    let step = |(index, paragraph): (usize, &'a Paragraph)| match &paragraph.kind {
        BlockKind::NoteBody(label) => Step::Format(label),
        _ if lists.binary_search(&index).is_ok() => Step::Open(Zone::Heading),
        _ if brackets == Some(index) => Step::Open(Zone::Brackets),
        BlockKind::Heading(_) => Step::Leave,
        BlockKind::Plain if named(&paragraph.text).is_some() || heads_chapter(index) => Step::Leave,
        _ => Step::Text,
    };
    paragraphs.iter().enumerate().map(step).collect()
}

fn first_page(text: &str) -> Option<usize> {
    text.chars().next().and_then(anchor::anchor).and_then(page_of)
}

fn last_page(text: &str) -> Option<usize> {
    text.chars().rev().filter_map(anchor::anchor).find_map(page_of)
}

fn page_of(anchor: Anchor) -> Option<usize> {
    if let Anchor::Page(page) = anchor { Some(page) } else { None }
}

/// A paragraph that says on which page it begins, where a note between it and the last one took the page's anchor away.
fn on_page(paragraph: &Paragraph, page: Option<usize>, before: Option<usize>) -> Paragraph {
    let known = first_page(&paragraph.text).is_some() || page == before;
    let anchor = page.filter(|_| !known).and_then(|page| anchor::character(Anchor::Page(page)));
    Paragraph { text: anchor.into_iter().chain(paragraph.text.chars()).collect(), ..paragraph.clone() }
}

/// Whether a list of notes follows: one of the next paragraphs begins with a first label.
fn opens_list(following: &[Paragraph], draft: &Draft) -> bool {
    following.iter().take(3).any(|paragraph| match &paragraph.kind {
        BlockKind::Item(written) => first_label(written.trim_end_matches(['.', ')'])),
        BlockKind::Heading(_) | BlockKind::Row => false,
        _ => label::at_start(&paragraph.text, &draft.marks).is_some_and(|(label, ..)| first_label(&label)),
    })
}

fn first_label(label: &str) -> bool {
    label::value(label) == Some(1) || matches!(label, "*" | "†")
}

/// Where a list `[1]`, `[2]`, ... begins that ends the document, if it is not a list of references.
fn bracket_list(paragraphs: &[Paragraph], draft: &Draft) -> Option<usize> {
    let starts = |paragraph: &Paragraph| match label::at_start(&paragraph.text, &draft.marks) {
        Some((label, Style::Bracketed, _)) => Some(label),
        _ => None,
    };
    let first = paragraphs.iter().rposition(|p| starts(p).is_some_and(|label| label == "1"))?;
    let before = paragraphs[..first].iter().rev().take(2).find_map(|p| named(&p.text));
    let in_order = paragraphs[first..].iter().filter_map(starts).filter_map(|label| label::value(&label));
    let ordered = in_order.zip(1..).all(|(found, expected)| found == expected);
    (before != Some(Named::References) && ordered).then_some(first)
}
