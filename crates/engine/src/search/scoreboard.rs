//! Which passages have what of a query, and how well their words answer: BM25 term by term, and of whole documents.
//!
//! BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009), with Lucene's idf, which is
//! never negative. A title's words count as occurrences in the passage, the way of BM25F (Robertson, Zaragoza and Taylor,
//! 2004). The stems that a query's word has in several languages count as one term, their frequencies added and their
//! passages counted once, as Lucene's `SynonymQuery` does. The constants were measured with `examples/quality.rs`.

use tantivy::fieldnorm::FieldNormReader;

use super::collect::Best;
use super::columns::Columns;
use super::place_set::PlaceSet;

/// BM25's saturation of frequencies. Tuning it was measured and did not pay.
pub(crate) const K1: f32 = 1.2;
/// BM25's share of a passage's length.
const B: f32 = 0.75;
/// BM25's share of a document's length: less than for passages, since a long document is not about less. MRR@10 of
/// scale-mix .787 with .75, .794 with .5.
const DOCUMENT_B: f32 = 0.5;
/// As how many occurrences in each of its passages a word of a title counts. MRR@10 of policyqa, whose questions name the
/// site, .161 without and .258 with it; of squad-en .867 and .874; elsewhere the same to .002 or better.
pub(crate) const TITLE: f32 = 3.0;

/// The state of one search: arrays over all places, which are kept between searches and cleaned where they were used.
#[derive(Debug, Default)]
pub(crate) struct Scoreboard {
    /// What is known of each place so far.
    pub(crate) cells: Vec<Cell>,
    /// The places of which something is known.
    touched: PlaceSet,
    /// The score of a document.
    pub(crate) documents: Vec<f32>,
    /// The places that match, with their scores but for pairs.
    pub(crate) matches: Vec<(u32, f32)>,
    /// Room for the best passage of every unit.
    pub(crate) best: Vec<Best>,
    scored_documents: PlaceSet,
    seen: Vec<u32>,
    in_document: Vec<f32>,
    seen_documents: PlaceSet,
}

/// What is known of a place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cell {
    /// A bit for each leaf that its text has; those after the 63rd share one.
    pub(crate) leaves: u64,
    /// The score of its words.
    pub(crate) score: f32,
    /// How often the leaf that is being gathered occurs; less than 0 where only the vocabulary's words do. A cell of 16
    /// bytes keeps twice as many in the processor's cache as one with a number for either.
    occurrences: f32,
}

impl Cell {
    /// Adds occurrences; says whether they are the first of the query's own words.
    fn occurs(&mut self, frequency: f32, origin: Origin) -> bool {
        let all = self.occurrences.abs() + frequency;
        let was_own = self.occurrences > 0.0;
        let is_own = origin == Origin::Own || was_own;
        self.occurrences = if is_own { all } else { -all };
        is_own && !was_own
    }
}

/// Where an occurrence of a leaf comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The query's own words.
    Own,
    /// The vocabulary.
    Vocabulary,
}

/// A leaf whose occurrences are being collected.
pub(crate) struct Gathering<'a> {
    board: &'a mut Scoreboard,
    columns: &'a Columns,
    bit: u64,
    /// In how many places the query's own words are.
    own: usize,
}

/// How rare a term is: Lucene's idf of BM25.
pub(crate) fn rarity(having: usize, of: usize) -> f32 {
    let (having, of) = (having as f32, of as f32);
    (1.0 + (of - having + 0.5).max(0.0) / (having + 0.5)).ln()
}

/// BM25's factor for a frequency.
pub(crate) fn saturated(frequency: f32, norm: f32) -> f32 {
    (K1 + 1.0) * frequency / (frequency + norm)
}

/// What BM25 subtracts for length, by the byte in which the index keeps a length.
pub(crate) fn norms(average: f32) -> [f32; 256] {
    std::array::from_fn(|byte| {
        let length = FieldNormReader::id_to_fieldnorm(byte as u8) as f32;
        K1 * (1.0 - B + B * length / average)
    })
}

/// What BM25 subtracts for a document's length, given as a share of the average.
pub(crate) fn document_norm(length: f32) -> f32 {
    K1 * (1.0 - DOCUMENT_B + DOCUMENT_B * length)
}

impl Scoreboard {
    /// A clean board for the passages of a commit.
    pub(crate) fn sized(columns: &Columns) -> Scoreboard {
        Scoreboard {
            cells: vec![Cell::default(); columns.passage.len()],
            touched: PlaceSet::below(columns.passage.len()),
            documents: vec![0.0; columns.documents.len()],
            scored_documents: PlaceSet::below(columns.documents.len()),
            in_document: vec![0.0; columns.documents.len()],
            seen_documents: PlaceSet::below(columns.documents.len()),
            ..Scoreboard::default()
        }
    }

    /// The places that have a leaf, ascending, with the leaves that they have.
    pub(crate) fn leaves(&self) -> impl Iterator<Item = (u32, u64)> {
        let leaves = self.touched.iter().map(|place| (place, self.cells[place as usize].leaves));
        leaves.filter(|(_, leaves)| *leaves != 0)
    }

    /// Cleans what a search wrote.
    pub(crate) fn clean(&mut self) {
        let Scoreboard { cells, touched, documents, scored_documents, .. } = self;
        touched.drain(|place| cells[place as usize] = Cell::default());
        scored_documents.drain(|document| documents[document as usize] = 0.0);
        self.matches.clear();
        self.best.clear();
    }

    /// Begins a leaf.
    pub(crate) fn gather<'a>(&'a mut self, leaf: usize, columns: &'a Columns) -> Gathering<'a> {
        Gathering { board: self, columns, bit: 1 << leaf.min(63), own: 0 }
    }
}

impl Gathering<'_> {
    /// Notes that the title of a passage's document has the leaf.
    pub(crate) fn titled(&mut self, place: u32, weight: f32) {
        if let Some(cell) = self.cell(place) {
            let is_own = cell.occurs(TITLE * weight, Origin::Own);
            self.own += usize::from(is_own);
        }
    }

    /// Notes occurrences in the text of a passage, which then has the leaf.
    pub(crate) fn occurs(&mut self, place: u32, frequency: f32, origin: Origin) {
        let bit = self.bit;
        let Some(cell) = self.cell(place) else { return };
        let is_own = cell.occurs(frequency, origin);
        cell.leaves |= bit;
        self.own += usize::from(is_own);
    }

    /// The cell of a place that is there.
    fn cell(&mut self, place: u32) -> Option<&mut Cell> {
        if self.columns.any_deleted && !self.columns.is_alive(place) {
            return None;
        }
        let cell = &mut self.board.cells[place as usize];
        if cell.occurrences == 0.0 {
            self.board.seen.push(place);
        }
        Some(cell)
    }

    /// Ends the leaf: scores its places and documents, times `weight`. Says in how many passages it is, titles counted.
    pub(crate) fn score(self, weight: f32, norms: &[f32; 256]) -> usize {
        let Scoreboard { cells, touched, seen, in_document, seen_documents, .. } = self.board;
        let all = seen.len();
        let rarities = [all - self.own, self.own].map(|having| weight * rarity(having, self.columns.passages));
        let mut documents = 0;
        for place in seen.drain(..) {
            let cell = &mut cells[place as usize];
            let occurrences = cell.occurrences.abs();
            let norm = norms[usize::from(self.columns.length[place as usize])];
            let rarity = rarities[usize::from(cell.occurrences > 0.0)];
            cell.score += rarity * saturated(occurrences, norm);
            cell.occurrences = 0.0;
            touched.insert(place);
            let document = self.columns.passage[place as usize].document;
            in_document[document as usize] += occurrences;
            documents += usize::from(seen_documents.insert(document));
        }
        let rarity_of_documents = weight * rarity(documents, self.columns.documents.len());
        self.score_documents(rarity_of_documents);
        all
    }

    /// Ends a leaf that chooses passages and does not rank them: all that have it get the same, however long they are.
    pub(crate) fn score_alike(self, score: f32) -> usize {
        let Scoreboard { cells, touched, seen, .. } = self.board;
        let all = seen.len();
        for place in seen.drain(..) {
            let cell = &mut cells[place as usize];
            cell.score += score;
            cell.occurrences = 0.0;
            touched.insert(place);
        }
        all
    }

    fn score_documents(self, rarity: f32) {
        let Scoreboard { documents, scored_documents, in_document, seen_documents, .. } = self.board;
        seen_documents.drain(|document| {
            let at = document as usize;
            let occurrences = std::mem::take(&mut in_document[at]);
            documents[at] += rarity * saturated(occurrences, self.columns.document_norm[at]);
            scored_documents.insert(document);
        });
    }

    /// Ends a leaf that does not count. Says in how many passages it is.
    pub(crate) fn forget(self) -> usize {
        let Scoreboard { cells, touched, seen, .. } = self.board;
        let all = seen.len();
        for place in seen.drain(..) {
            cells[place as usize].occurrences = 0.0;
            touched.insert(place);
        }
        all
    }
}
