//! The state of one search: where its leaves stand, the scores of documents, and the passages that match with theirs.
//!
//! Places are gone through in windows, leaf after leaf within each, as Lucene's BooleanScorer does: what is written at random
//! fits into the processor's first cache, whatever the size of the collection.

use super::collect::Room;
use super::columns::Columns;
use super::occurrences::{Cursor, DocumentSums, Occurrences};
use super::place_set::PlaceSet;
use super::postings::TermInfos;
use super::window::{Cell, WINDOW, Window};

/// What one search writes; kept for the next, with its room.
#[derive(Debug, Default)]
pub(crate) struct Scoreboard {
    leaves: Vec<Occurrences>,
    /// How many of them are of this search.
    used: usize,
    /// The score of a document.
    documents: Vec<f32>,
    scored_documents: PlaceSet,
    sums: DocumentSums,
    window: Window,
    cursors: Vec<Cursor>,
    /// Where terms of this search and some before it stand in the dictionaries.
    pub(crate) infos: TermInfos,
    /// Room for what is kept of the matches.
    pub(crate) room: Room,
}

/// A passage that matches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) place: u32,
    pub(crate) score: f32,
    /// A bit for each leaf that its text has; those after the 63rd share one.
    pub(crate) leaves: u64,
}

impl Match {
    /// Whether it can have two words of the query: most passages have one alone. Those after the 63rd share a bit.
    pub(crate) fn may_have_pairs(&self) -> bool {
        !self.leaves.is_power_of_two() || self.leaves == 1 << 63
    }
}

impl Scoreboard {
    /// A clean board for a commit.
    pub(crate) fn sized(columns: &Columns) -> Scoreboard {
        Scoreboard {
            documents: vec![0.0; columns.documents.len()],
            scored_documents: PlaceSet::below(columns.documents.len()),
            sums: DocumentSums::of(columns.documents.len()),
            ..Scoreboard::default()
        }
    }

    /// Cleans what a search wrote.
    pub(crate) fn clean(&mut self) {
        self.leaves[..self.used].iter_mut().for_each(Occurrences::clear);
        self.used = 0;
        let documents = &mut self.documents;
        self.scored_documents.drain(|document| documents[document as usize] = 0.0);
    }

    /// The leaves so far.
    pub(crate) fn leaves(&self) -> &[Occurrences] {
        &self.leaves[..self.used]
    }

    /// A clean leaf, which becomes the next one with [`Scoreboard::put`].
    pub(crate) fn next_leaf(&mut self) -> Occurrences {
        self.leaves.get_mut(self.used).map(std::mem::take).unwrap_or_default()
    }

    /// Puts a leaf that counts what its words do, times `weight`: documents get their scores for it.
    pub(crate) fn put_words(&mut self, mut leaf: Occurrences, weight: f32, columns: &Columns) {
        let Scoreboard { documents, scored_documents, sums, .. } = self;
        leaf.count_words(weight, columns, sums, |document, score| {
            documents[document as usize] += score;
            scored_documents.insert(document);
        });
        self.put(leaf);
    }

    /// Puts a leaf.
    pub(crate) fn put(&mut self, leaf: Occurrences) {
        match self.leaves.get_mut(self.used) {
            Some(room) => *room = leaf,
            None => self.leaves.push(leaf),
        }
        self.used += 1;
    }

    /// Goes over the places that have a leaf, ascending, and calls back with those that match, by their leaves; `score` makes
    /// a score of that of the place's words and that of the document's.
    pub(crate) fn find(
        &mut self,
        columns: &Columns,
        matches: impl Fn(u32, u64) -> bool,
        score: impl Fn(u16, f32, f32) -> f32,
        mut found: impl FnMut(u16, Match),
    ) {
        let Scoreboard { leaves, used, window, cursors, documents, .. } = self;
        let (leaves, documents) = (&leaves[..*used], documents.as_slice());
        let (document_of, class_of) = (columns.document_of.as_slice(), columns.class_of.as_slice());
        cursors.clear();
        cursors.resize(leaves.len(), Cursor::default());
        for start in (0..columns.places()).step_by(WINDOW) {
            let (start, end) = (start as u32, (start + WINDOW) as u32);
            for (nth, (leaf, cursor)) in leaves.iter().zip(cursors.iter_mut()).enumerate() {
                let bit = 1u64 << nth.min(63);
                leaf.read(cursor, end, columns, |place, share, in_text| {
                    window.add(place - start, share, if in_text { bit } else { 0 });
                });
            }
            window.drain(|at, Cell { leaves, score: words }| {
                let place = start + at;
                if leaves != 0 && matches(place, leaves) {
                    let of_document = documents[document_of[place as usize] as usize];
                    let class = class_of[place as usize];
                    found(class, Match { place, score: score(class, words, of_document), leaves });
                }
            });
        }
    }
}
