//! Where one leaf of a query stands: place by place, in order, with what the leaf counts there.
//!
//! Lists, not arrays over all places: most words stand in few of them, and what is read in order is read from the
//! processor's cache.

use super::bm25::{TITLE, rarity, saturated};
use super::columns::Columns;
use super::merge::{Spare, before, join_equal_places};

/// The places of one leaf.
#[derive(Debug, Default)]
pub(crate) struct Occurrences {
    /// The places whose text has it, ascending.
    text: Vec<Occurrence>,
    /// The places that have it only in their document's title, ascending.
    titles: Vec<Occurrence>,
    counts: Counts,
    spare: Spare,
}

/// A place that has the leaf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) place: u32,
    /// How often, the title counted; less than 0 where only the vocabulary's words do.
    pub(super) times: f32,
}

/// What a leaf counts.
#[derive(Debug, Clone, Copy, Default)]
enum Counts {
    /// Nothing: it chooses passages away.
    #[default]
    Nothing,
    /// The same wherever it is: it chooses passages and does not rank them.
    Alike(f32),
    /// BM25: times its rarity, where only the vocabulary's words are, where the query's own are, and in documents.
    Words { added: f32, own: f32, document: f32 },
}

/// Where an occurrence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The query's own words.
    Own,
    /// The vocabulary.
    Vocabulary,
}

/// Sums by document while one leaf is scored: clean between leaves.
#[derive(Debug, Default)]
pub(crate) struct DocumentSums {
    times: Vec<f32>,
    /// The documents whose sum is not 0.
    seen: Vec<u32>,
}

impl DocumentSums {
    pub(crate) fn of(documents: usize) -> DocumentSums {
        DocumentSums { times: vec![0.0; documents], seen: Vec::new() }
    }

    fn add_all(&mut self, occurrences: &[Occurrence], document_of: &[u32]) {
        let DocumentSums { times, seen } = self;
        for found in occurrences {
            let document = document_of[found.place as usize];
            let sum = &mut times[document as usize];
            if *sum == 0.0 {
                seen.push(document);
            }
            *sum += found.times.abs();
        }
    }

    /// Calls back with each document and its sum, and forgets them.
    fn drain(&mut self, mut each: impl FnMut(u32, f32)) {
        for document in self.seen.drain(..) {
            each(document, std::mem::take(&mut self.times[document as usize]));
        }
    }
}

impl Occurrences {
    /// Forgets everything but the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.titles.clear();
        self.counts = Counts::Nothing;
    }

    /// Notes occurrences in the text of a passage, which then has the leaf.
    pub(crate) fn occurs(&mut self, place: u32, times: f32, origin: Origin) {
        self.text.push(Occurrence { place, times: if origin == Origin::Own { times } else { -times } });
    }

    /// Notes as many occurrences in as many passages of a segment that starts at a place.
    pub(crate) fn occurs_in_all(&mut self, start: u32, passages: &[u32], times: &[u32], weight: f32, origin: Origin) {
        let sign = if origin == Origin::Own { weight } else { -weight };
        let all = passages.iter().zip(times);
        self.text
            .extend(all.map(|(passage, times)| Occurrence { place: start + passage, times: sign * *times as f32 }));
    }

    /// Notes that the title of a passage's document has the leaf.
    pub(crate) fn titled(&mut self, place: u32, weight: f32) {
        self.titles.push(Occurrence { place, times: TITLE * weight });
    }

    /// How many occurrences in texts were noted.
    pub(crate) fn noted(&self) -> usize {
        self.text.len()
    }

    /// Brings what was noted into order: every place once, and only those that are there.
    pub(crate) fn settle(&mut self, columns: &Columns) {
        for list in [&mut self.text, &mut self.titles] {
            if columns.any_deleted {
                list.retain(|found| columns.is_alive(found.place));
            }
            join_equal_places(list, &mut self.spare);
        }
        if !self.titles.is_empty() {
            self.add_titles();
        }
    }

    /// Adds titles to the places whose text has the leaf; what is left of `titles` is the others.
    fn add_titles(&mut self) {
        let mut text = self.text.iter_mut().peekable();
        self.titles.retain(|title| {
            while text.next_if(|found| found.place < title.place).is_some() {}
            let also = text.next_if(|found| found.place == title.place);
            also.map(|found| found.times = title.times + found.times.abs()).is_none()
        });
    }

    /// In how many passages it is, titles counted.
    pub(crate) fn len(&self) -> usize {
        self.text.len() + self.titles.len()
    }

    /// Lets it count the same wherever it is.
    pub(crate) fn count_alike(&mut self, score: f32) {
        self.counts = Counts::Alike(score);
    }

    /// Lets it count as BM25 has it, times `weight`, and calls back with each document that has it and what that gets.
    pub(crate) fn count_words(
        &mut self,
        weight: f32,
        columns: &Columns,
        sums: &mut DocumentSums,
        mut scored: impl FnMut(u32, f32),
    ) {
        let of_text = self.text.iter().filter(|found| found.times > 0.0).count();
        let own_places = of_text + self.titles.len();
        let [added, own] =
            [self.len() - own_places, own_places].map(|having| weight * rarity(having, columns.passages));
        sums.add_all(&self.text, &columns.document_of);
        sums.add_all(&self.titles, &columns.document_of);
        let document = weight * rarity(sums.seen.len(), columns.documents.len());
        self.counts = Counts::Words { added, own, document };
        sums.drain(|at, times| scored(at, document * saturated(times, columns.document_norm[at as usize])));
    }

    /// Calls back with the places below `end` that were not yet read, what the leaf counts there, and whether the text has it.
    pub(crate) fn read(&self, cursor: &mut Cursor, end: u32, columns: &Columns, mut each: impl FnMut(u32, f32, bool)) {
        let (lengths, norms) = (columns.length.as_slice(), &columns.norms);
        for (list, read, in_text) in [(&self.text, &mut cursor.text, true), (&self.titles, &mut cursor.titles, false)] {
            let here = &list[*read..];
            let here = &here[..before(here, end)];
            *read += here.len();
            match self.counts {
                Counts::Words { added, own, .. } => here.iter().for_each(|found| {
                    let norm = norms.at(lengths[found.place as usize]);
                    each(found.place, of_words(found, added, own, norm), in_text);
                }),
                Counts::Alike(score) => here.iter().for_each(|found| each(found.place, score, in_text)),
                Counts::Nothing => here.iter().for_each(|found| each(found.place, 0.0, in_text)),
            }
        }
    }

    /// What it counts in a place.
    pub(crate) fn share_of(&self, place: u32, columns: &Columns) -> f32 {
        let at = |list: &[Occurrence]| list.binary_search_by_key(&place, |found| found.place).ok().map(|at| list[at]);
        at(&self.text).or_else(|| at(&self.titles)).map_or(0.0, |found| self.share(&found, columns))
    }

    /// What it counts in a document.
    pub(crate) fn share_of_document(&self, document: u32, columns: &Columns) -> f32 {
        let Counts::Words { document: rarity, .. } = self.counts else { return 0.0 };
        let all = self.text.iter().chain(&self.titles).filter(|found| columns.document(found.place) == document);
        let times: f32 = all.map(|found| found.times.abs()).sum();
        rarity * saturated(times, columns.document_norm[document as usize])
    }

    fn share(&self, found: &Occurrence, columns: &Columns) -> f32 {
        match self.counts {
            Counts::Nothing => 0.0,
            Counts::Alike(score) => score,
            Counts::Words { added, own, .. } => of_words(found, added, own, columns.norm(found.place)),
        }
    }
}

/// What words count where they are, times the rarity of the vocabulary's or that of the query's own.
fn of_words(found: &Occurrence, added: f32, own: f32, norm: f32) -> f32 {
    let rarity = if found.times > 0.0 { own } else { added };
    rarity * saturated(found.times.abs(), norm)
}

/// How far a leaf's places have been read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cursor {
    text: usize,
    titles: usize,
}
