//! Reading tantivy's postings: in which passages a term or a phrase stands, and how often.
//!
//! All matches are read, since totals and facets are exact; from here on searching is arithmetic on plain lists. What
//! is deleted is left out here, so that frequencies count what is there and no score depends on the history of merges.

use std::sync::Arc;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::columns::Columns;

/// The places of passages, ascending, each with a frequency.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Postings(pub(crate) Vec<(u32, f32)>);

impl Postings {
    /// Both lists in one, the frequencies added, those of the other times `weight`.
    pub(crate) fn merged(&self, other: &Postings, weight: f32) -> Postings {
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let mut left = self.0.iter().copied().peekable();
        for (place, frequency) in &other.0 {
            while let Some(before) = left.next_if(|(at, _)| at < place) {
                merged.push(before);
            }
            let same = left.next_if(|(at, _)| at == place).map_or(0.0, |(_, frequency)| frequency);
            merged.push((*place, same + weight * frequency));
        }
        merged.extend(left);
        Postings(merged)
    }
}

/// Reads the postings of one commit.
pub(crate) struct PostingsReader<'a> {
    pub(crate) segments: &'a [SegmentReader],
    pub(crate) columns: &'a Columns,
}

impl PostingsReader<'_> {
    /// The passages with a term.
    pub(crate) fn term(&self, field: Field, term: &str) -> tantivy::Result<Postings> {
        let term = Term::from_field_text(field, term);
        let mut found = Vec::new();
        for (segment, start) in self.segments.iter().zip(&self.columns.segment_starts) {
            let index = segment.inverted_index(field)?;
            let Some(mut block) = index.read_block_postings(&term, IndexRecordOption::WithFreqs)? else { continue };
            while block.block_len() > 0 {
                let passages = block.docs().iter().enumerate().map(|(at, passage)| (at, start + passage));
                let alive = passages.filter(|(_, place)| self.columns.alive[*place as usize]);
                found.extend(alive.map(|(at, place)| (place, block.freq(at) as f32)));
                block.advance();
            }
        }
        Ok(Postings(found))
    }

    /// The passages in which terms stand at these distances from the first one; each term with its distance.
    pub(crate) fn phrase(&self, field: Field, terms: &[(String, u32)]) -> tantivy::Result<Postings> {
        let mut found = Vec::new();
        for (segment, start) in self.segments.iter().zip(&self.columns.segment_starts) {
            let index = segment.inverted_index(field)?;
            let Some(mut cursors) = cursors(&index, field, terms)? else { continue };
            each_phrase(&mut cursors, |passage, frequency| {
                let place = start + passage;
                if self.columns.alive[place as usize] {
                    found.push((place, frequency as f32));
                }
            });
        }
        Ok(Postings(found))
    }
}

struct Cursor {
    postings: SegmentPostings,
    distance: u32,
}

/// A cursor for each term, the rarest first; none if a term is not in the segment.
fn cursors(
    index: &Arc<InvertedIndexReader>,
    field: Field,
    terms: &[(String, u32)],
) -> tantivy::Result<Option<Vec<Cursor>>> {
    let mut cursors = Vec::with_capacity(terms.len());
    for (term, distance) in terms {
        let term = Term::from_field_text(field, term);
        let Some(postings) = index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? else {
            return Ok(None);
        };
        cursors.push(Cursor { postings, distance: *distance });
    }
    cursors.sort_by_key(|cursor| cursor.postings.size_hint());
    Ok(Some(cursors))
}

/// Calls back with each passage in which the phrase stands, and how often.
fn each_phrase(cursors: &mut [Cursor], mut found: impl FnMut(u32, usize)) {
    let Some((rarest, others)) = cursors.split_first_mut() else { return };
    let furthest = others.iter().map(|other| other.distance).fold(rarest.distance, u32::max);
    let (mut starts, mut positions) = (Vec::new(), Vec::new());
    let mut passage = rarest.postings.doc();
    'passages: while passage != TERMINATED {
        for other in others.iter_mut() {
            let next = if other.postings.doc() < passage { other.postings.seek(passage) } else { other.postings.doc() };
            if next > passage {
                passage = rarest.postings.seek(next);
                continue 'passages;
            }
        }
        // A term at position p with distance d says that the phrase's first word is at p - d; `furthest` keeps the
        // difference from going below zero.
        rarest.postings.positions_with_offset(furthest - rarest.distance, &mut starts);
        for other in others.iter_mut() {
            other.postings.positions_with_offset(furthest - other.distance, &mut positions);
            starts.retain(|start| positions.binary_search(start).is_ok());
        }
        if !starts.is_empty() {
            found(passage, starts.len());
        }
        passage = rarest.postings.advance();
    }
}
