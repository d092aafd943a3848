//! Which part of a text is shown: the sentences that hold most of what was looked for.

use std::ops::Range;

use apostille_corpus::sentences;

use super::Mark;

/// The longest excerpt, in characters, what stands between fragments not counted.
const LONGEST: usize = 320;
/// The longest of two fragments.
const LONGEST_OF_TWO: usize = LONGEST / 2;

/// A stretch of a text that fragments are made of.
#[derive(Debug, Clone)]
struct Piece {
    /// In bytes.
    range: Range<usize>,
    /// In characters.
    characters: Range<usize>,
    /// What of the query it holds.
    found: u64,
    /// How many marks it has.
    marks: usize,
}

/// The best fragment of a text, or the best two when they hold more of the query than any one, in order. The best of a
/// short text is all of it.
pub(super) fn fragments(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    if nth_character(text, LONGEST).is_none() {
        let start = text.len() - text.trim_start().len();
        return std::iter::once(start..text.trim_end().len()).filter(|whole| !whole.is_empty()).collect();
    }
    let pieces = measured(text, pieces(text, marks), marks);
    let Some(single) = best(&pieces, LONGEST, 0) else { return Vec::new() };
    let everything = marks.iter().fold(0, |found, mark| found | mark.found);
    if held(&single, marks) == everything {
        return vec![single];
    }
    two(text, &pieces, marks, &single).unwrap_or_else(|| vec![single])
}

/// Two short fragments, if they hold more than the single one.
fn two(text: &str, pieces: &[Piece], marks: &[Mark], single: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let first = best(pieces, LONGEST_OF_TWO, 0)?;
    let is_free = |piece: &&Piece| piece.range.end <= first.start || first.end <= piece.range.start;
    let rest: Vec<Piece> = pieces.iter().filter(is_free).cloned().collect();
    let second = best(&rest, LONGEST_OF_TWO, held(&first, marks))?;
    let both = held(&first, marks) | held(&second, marks);
    if both.count_ones() <= held(single, marks).count_ones() {
        return None;
    }
    let (before, after) = if first.start < second.start { (first, second) } else { (second, first) };
    if text[before.end..after.start].trim().is_empty() {
        return Some(std::iter::once(before.start..after.end).collect());
    }
    Some(vec![before, after])
}

/// What of the query a fragment holds.
fn held(fragment: &Range<usize>, marks: &[Mark]) -> u64 {
    let inside = marks.iter().filter(|mark| fragment.start <= mark.range.start && mark.range.end <= fragment.end);
    inside.fold(0, |found, mark| found | mark.found)
}

/// The pieces with what is in them. A mark is in one of them.
fn measured(text: &str, pieces: Vec<Range<usize>>, marks: &[Mark]) -> Vec<Piece> {
    let mut marks = marks.iter().peekable();
    let (mut read, mut characters) = (0, 0);
    let mut count_to = |end: usize| {
        characters += text[read..end].chars().count();
        read = end;
        characters
    };
    let measure = |range: Range<usize>| {
        let characters = count_to(range.start)..count_to(range.end);
        let mut piece = Piece { range, characters, found: 0, marks: 0 };
        while let Some(mark) = marks.next_if(|mark| mark.range.start < piece.range.end) {
            piece.found |= mark.found;
            piece.marks += 1;
        }
        piece
    };
    pieces.into_iter().map(measure).collect()
}

/// The run of pieces, at most `longest` characters, that holds most of the query besides `known`; of equals the one
/// with most marks, then the longest, then the first. The first piece alone if it is longer.
fn best(pieces: &[Piece], longest: usize, known: u64) -> Option<Range<usize>> {
    let mut best: Option<((u32, usize, usize), Range<usize>)> = None;
    for (at, first) in pieces.iter().enumerate() {
        let (mut found, mut marks) = (0, 0);
        for (nth, last) in pieces[at..].iter().enumerate() {
            let length = last.characters.end - first.characters.start;
            if length > longest && nth > 0 {
                break;
            }
            found |= last.found;
            marks += last.marks;
            let worth = ((found & !known).count_ones(), marks, length.min(longest));
            if best.as_ref().is_none_or(|(known, _)| worth > *known) {
                best = Some((worth, first.range.start..last.range.end));
            }
        }
    }
    best.map(|(_, fragment)| fragment)
}

/// Sentences, the long ones cut at word bounds outside marks.
fn pieces(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for mut rest in whole_sentences(text, marks) {
        while let Some(cut) = cut(text, &rest, marks) {
            pieces.push(rest.start..text[..cut].trim_end().len());
            rest.start = text.len() - text[cut..].trim_start().len();
        }
        pieces.push(rest);
    }
    pieces
}

/// The sentences of a text; two that a mark joins are one. A phrase is found across a full stop too.
fn whole_sentences(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for sentence in sentences::split(text) {
        let marked_over = |before: &&mut Range<usize>| {
            marks.iter().any(|mark| mark.range.start < before.end && sentence.start < mark.range.end)
        };
        match whole.last_mut().filter(marked_over) {
            Some(before) => before.end = sentence.end,
            None => whole.push(sentence),
        }
    }
    whole
}

/// Where a stretch that is too long is cut: at the last space that leaves it short enough and that is in no mark.
fn cut(text: &str, stretch: &Range<usize>, marks: &[Mark]) -> Option<usize> {
    let limit = stretch.start + nth_character(&text[stretch.clone()], LONGEST_OF_TWO)?;
    let free =
        |at: &usize| *at > stretch.start && marks.iter().all(|mark| !(mark.range.start < *at && *at < mark.range.end));
    let places = |from: usize| move |(at, _): (usize, &str)| from + at;
    let space = text[limit..].chars().next().map_or(0, char::len_utf8);
    let within = &text[stretch.start..limit + space];
    let within = within.rmatch_indices(char::is_whitespace).map(places(stretch.start)).find(free);
    let after = || text[limit..stretch.end].match_indices(char::is_whitespace).map(places(limit)).find(free);
    within.or_else(after).filter(|at| !text[*at..stretch.end].trim().is_empty())
}

/// Where the nth character of a text starts, counted from 0. Most texts are short, and most of their characters one byte.
fn nth_character(text: &str, nth: usize) -> Option<usize> {
    let is_ascii = text.as_bytes().get(..=nth)?.is_ascii();
    if is_ascii { Some(nth) } else { text.char_indices().nth(nth).map(|(at, _)| at) }
}
