//! Reading tantivy's postings: in which passages terms stand, how often, and where.
//!
//! Every match is read, since totals and facets are exact.

use std::cell::RefCell;
use std::sync::Arc;

use foldhash::HashMap;
use tantivy::postings::{BlockSegmentPostings, Postings as _, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::clock::Clock;
use super::columns::Columns;
use super::resolve::{Alternative, Slot};

/// Reads the postings of one commit.
#[derive(Clone, Copy)]
pub(crate) struct PostingsReader<'a> {
    pub(crate) segments: &'a [SegmentReader],
    pub(crate) columns: &'a Columns,
    pub(crate) clock: &'a Clock,
    pub(crate) infos: &'a TermInfos,
}

impl PostingsReader<'_> {
    /// Calls back with each passage that has a term, and how often; deleted ones too.
    pub(crate) fn each(&self, field: Field, term: &str, mut found: impl FnMut(u32, f32)) -> tantivy::Result<()> {
        self.each_block(field, term, |start, block| {
            for (at, passage) in block.docs().iter().enumerate() {
                found(start + passage, block.freq(at) as f32);
            }
        })
    }

    /// Calls back with a segment's first place, and some passages in it that have a term, deleted ones too. Fields in which it
    /// does not count how often have no frequencies.
    pub(crate) fn each_block(
        &self,
        field: Field,
        term: &str,
        mut found: impl FnMut(u32, &BlockSegmentPostings),
    ) -> tantivy::Result<()> {
        let term = Term::from_field_text(field, term);
        let infos = self.infos.of(&term, field, self.segments)?;
        for ((segment, start), info) in self.segments.iter().zip(&self.columns.segment_starts).zip(infos.iter()) {
            let Some(info) = info else { continue };
            let index = segment.inverted_index(field)?;
            let mut block = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            while block.block_len() > 0 && !self.clock.is_over() {
                found(*start, &block);
                block.advance();
            }
        }
        Ok(())
    }

    /// Calls back with each passage in which the words of an alternative stand as it says, and how often.
    pub(crate) fn each_together(
        &self,
        field: Field,
        together: &Alternative,
        mut found: impl FnMut(u32, f32),
    ) -> tantivy::Result<()> {
        for (nth, start) in self.columns.segment_starts.iter().enumerate() {
            let Some(mut words) = self.cursors(nth, field, &together.slots)? else { continue };
            let mut passage = words.iter().map(Cursor::passage).max().unwrap_or(TERMINATED);
            while let Some(common) = align(&mut words, passage).filter(|_| !self.clock.is_over()) {
                let times = times(&mut words, together.between);
                if times > 0 {
                    found(start + common, times as f32);
                }
                passage = common + 1;
            }
        }
        Ok(())
    }

    /// How often the words of an alternative stand together in each of these places, which ascend.
    pub(crate) fn times_at(&self, field: Field, together: &Alternative, places: &[u32]) -> tantivy::Result<Vec<f32>> {
        let mut found = vec![0.0; places.len()];
        for (nth, start) in self.columns.segment_starts.iter().enumerate() {
            let end = self.columns.segment_starts.get(nth + 1).copied().unwrap_or(u32::MAX);
            let here = places.partition_point(|place| place < start)..places.partition_point(|place| *place < end);
            if here.is_empty() {
                continue;
            }
            let Some(mut words) = self.cursors(nth, field, &together.slots)? else { continue };
            for at in here.take_while(|_| !self.clock.is_over()) {
                let passage = places[at] - start;
                if words.iter_mut().all(|word| word.seek(passage) == passage) {
                    found[at] = times(&mut words, together.between) as f32;
                }
            }
        }
        Ok(found)
    }

    /// A cursor in the nth segment for each word; none if a word is not there.
    fn cursors(&self, nth: usize, field: Field, slots: &[Slot]) -> tantivy::Result<Option<Vec<Cursor>>> {
        let index = self.segments[nth].inverted_index(field)?;
        let mut cursors = Vec::with_capacity(slots.len());
        for slot in slots {
            let infos = slot.terms.iter().map(|term| {
                let infos = self.infos.of(&Term::from_field_text(field, term), field, self.segments)?;
                Ok(infos[nth].clone())
            });
            let found: Vec<TermInfo> = infos.filter_map(Result::transpose).collect::<tantivy::Result<_>>()?;
            if found.is_empty() {
                return Ok(None);
            }
            // They are large, so that a list of them should not grow.
            let mut terms = Vec::with_capacity(found.len());
            for info in &found {
                terms.push(index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?);
            }
            cursors.push(Cursor { terms, at: slot.at, positions: Vec::new(), of_term: Vec::new() });
        }
        Ok(Some(cursors))
    }
}

/// Where the dictionaries have terms: each is looked up once, for words and for pairs, and not again by the searches that
/// use this next. Questions share most of their words.
#[derive(Debug, Default)]
pub(crate) struct TermInfos(RefCell<HashMap<Term, OfSegments>>);

/// What the dictionary of each segment says of a term.
type OfSegments = Arc<[Option<TermInfo>]>;

/// So many terms are kept, some hundred bytes each.
const MOST_INFOS: usize = 4000;

impl TermInfos {
    fn of(&self, term: &Term, field: Field, segments: &[SegmentReader]) -> tantivy::Result<OfSegments> {
        if let Some(known) = self.0.borrow().get(term) {
            return Ok(Arc::clone(known));
        }
        let infos = segments.iter().map(|segment| Ok(segment.inverted_index(field)?.get_term_info(term)?));
        let infos: OfSegments = infos.collect::<tantivy::Result<_>>()?;
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST_INFOS {
            known.clear();
        }
        known.insert(term.clone(), Arc::clone(&infos));
        Ok(infos)
    }
}

/// Where one word of a phrase stands: the postings of each of its terms.
struct Cursor {
    terms: Vec<SegmentPostings>,
    /// How many words after the first.
    at: u32,
    positions: Vec<u32>,
    /// Room for those of one term.
    of_term: Vec<u32>,
}

impl Cursor {
    /// The first passage, from where it is, that has one of the terms.
    fn passage(&self) -> u32 {
        self.terms.iter().map(|term| term.doc()).min().unwrap_or(TERMINATED)
    }

    /// Goes on to the first passage, from this one on, that has one of the terms.
    fn seek(&mut self, passage: u32) -> u32 {
        for term in &mut self.terms {
            if term.doc() < passage {
                term.seek(passage);
            }
        }
        self.passage()
    }

    /// Reads where the terms stand in a passage, each place less the word's own, plus `ahead`.
    fn read(&mut self, passage: u32, ahead: u32) {
        self.positions.clear();
        for term in self.terms.iter_mut().filter(|term| term.doc() == passage) {
            term.positions_with_offset(ahead - self.at, &mut self.of_term);
            self.positions.append(&mut self.of_term);
        }
        self.positions.sort_unstable();
        self.positions.dedup();
    }
}

/// The first passage, from this one on, that has every word.
fn align(words: &mut [Cursor], mut passage: u32) -> Option<u32> {
    loop {
        if passage == TERMINATED {
            return None;
        }
        let furthest = words.iter_mut().map(|word| word.seek(passage)).max()?;
        if furthest == passage {
            return Some(passage);
        }
        passage = furthest;
    }
}

/// How often the words stand together in the passage that all of them are at: in their order and distances, or, where
/// some may stand between them, in any order.
fn times(words: &mut [Cursor], between: Option<u32>) -> usize {
    let Some(passage) = words.first().map(Cursor::passage) else { return 0 };
    let furthest = words.iter().map(|word| word.at).max().unwrap_or(0);
    match between {
        None => {
            words.iter_mut().for_each(|word| word.read(passage, furthest));
            let Some((first, others)) = words.split_first() else { return 0 };
            let together = |start: &&u32| others.iter().all(|other| other.positions.binary_search(start).is_ok());
            first.positions.iter().filter(together).count()
        }
        Some(between) => {
            words.iter_mut().for_each(|word| word.read(passage, word.at));
            let longest = words.len() as u32 + between;
            let positions: Vec<&[u32]> = words.iter().map(|word| word.positions.as_slice()).collect();
            near(&positions, longest).len()
        }
    }
}

/// The stretches, first to last place inclusive, of at most `longest` words in which every word stands at a place of its own;
/// each starts at a place of its first word and is the shortest that does, and none overlaps the one before it.
pub(crate) fn near(words: &[&[u32]], longest: u32) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, usize)> =
        words.iter().enumerate().flat_map(|(word, places)| places.iter().map(move |place| (*place, word))).collect();
    all.sort_unstable();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for (nth, (start, _)) in all.iter().enumerate() {
        if found.last().is_some_and(|(_, end)| start <= end) {
            continue;
        }
        let inside: Vec<(u32, usize)> = all[nth..].iter().take_while(|(at, _)| at - start < longest).copied().collect();
        if let Some(end) = covered(&inside, words.len()) {
            found.push((*start, end));
        }
    }
    found
}

/// The first place at which each word has had one of its own. Equal words of a query need different places.
fn covered(inside: &[(u32, usize)], words: usize) -> Option<u32> {
    let mut taken: Vec<Option<u32>> = vec![None; words];
    for (at, word) in inside {
        let free = taken[*word].is_none() && !taken.contains(&Some(*at));
        if free {
            taken[*word] = Some(*at);
        }
        if taken.iter().all(Option::is_some) {
            return Some(*at);
        }
    }
    None
}
