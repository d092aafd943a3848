//! Which passages have what of a query, and how well their words answer: BM25 term by term, and of whole documents.
//!
//! BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009), with Lucene's idf, which is
//! never negative. A title's words count as occurrences in the passage, the way of BM25F (Robertson, Zaragoza and Taylor,
//! 2004). The stems that a query's word has in several languages count as one term, their frequencies added and their
//! passages counted once, as Lucene's `SynonymQuery` does. The constants were measured with `examples/quality.rs`.

use tantivy::fieldnorm::FieldNormReader;

use super::columns::Columns;

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
    /// The score of a place so far.
    pub(crate) scores: Vec<f32>,
    /// A bit for each leaf that a place has; those after the 63rd share one.
    pub(crate) leaves: Vec<u64>,
    /// The places that have a leaf, in no order, each once.
    pub(crate) matched: Vec<u32>,
    /// The score of a document.
    pub(crate) documents: Vec<f32>,
    scored: Vec<u32>,
    scored_documents: Vec<u32>,
    own: Vec<f32>,
    added: Vec<f32>,
    seen: Vec<u32>,
    in_document: Vec<f32>,
    seen_documents: Vec<u32>,
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

impl Scoreboard {
    /// A clean board for the passages of a commit.
    pub(crate) fn sized(mut self, columns: &Columns) -> Scoreboard {
        let (places, documents) = (columns.passage.len(), columns.documents.len());
        for array in [&mut self.scores, &mut self.own, &mut self.added] {
            array.resize(places, 0.0);
        }
        self.leaves.resize(places, 0);
        self.documents.resize(documents, 0.0);
        self.in_document.resize(documents, 0.0);
        self
    }

    /// Cleans what a search wrote.
    pub(crate) fn clean(&mut self) {
        self.matched.drain(..).for_each(|place| self.leaves[place as usize] = 0);
        self.scored.drain(..).for_each(|place| self.scores[place as usize] = 0.0);
        self.scored_documents.drain(..).for_each(|document| self.documents[document as usize] = 0.0);
    }

    /// Begins a leaf.
    pub(crate) fn gather<'a>(&'a mut self, leaf: usize, columns: &'a Columns) -> Gathering<'a> {
        Gathering { board: self, columns, bit: 1 << leaf.min(63) }
    }
}

impl Gathering<'_> {
    /// Notes occurrences in the text of a passage.
    pub(crate) fn occurs(&mut self, place: u32, frequency: f32, origin: Origin) {
        let Scoreboard { own, added, seen, .. } = self.board;
        let at = place as usize;
        if own[at] == 0.0 && added[at] == 0.0 {
            seen.push(place);
        }
        match origin {
            Origin::Own => own[at] += frequency,
            Origin::Vocabulary => added[at] += frequency,
        }
    }

    /// Ends the text: these places have the leaf. Says how many there are.
    pub(crate) fn end_text(&mut self) -> usize {
        let Scoreboard { leaves, matched, seen, own, added, in_document, seen_documents, .. } = self.board;
        let mut alive = 0;
        for place in seen.iter() {
            let at = *place as usize;
            if !self.columns.is_alive(*place) {
                continue;
            }
            alive += 1;
            if leaves[at] == 0 {
                matched.push(*place);
            }
            leaves[at] |= self.bit;
            let document = self.columns.passage[at].document;
            let sum = &mut in_document[document as usize];
            if *sum == 0.0 {
                seen_documents.push(document);
            }
            *sum += own[at] + added[at];
        }
        alive
    }

    /// Notes that the title of a passage's document has the leaf, after the text.
    pub(crate) fn titled(&mut self, place: u32, weight: f32) {
        if !self.columns.is_alive(place) {
            return;
        }
        let Scoreboard { own, added, seen, in_document, seen_documents, .. } = self.board;
        let at = place as usize;
        if own[at] == 0.0 && added[at] == 0.0 {
            seen.push(place);
        }
        own[at] += TITLE * weight;
        let document = self.columns.passage[at].document;
        let sum = &mut in_document[document as usize];
        if *sum == 0.0 {
            seen_documents.push(document);
        }
        *sum += weight;
    }

    /// Ends the leaf: scores its places and documents, times `weight`.
    pub(crate) fn score(self, weight: f32, norms: &[f32; 256]) {
        let Scoreboard { scores, scored, own, added, seen, .. } = self.board;
        let having = seen.iter().filter(|place| own[**place as usize] > 0.0).count();
        let rarities = [having, seen.len() - having].map(|having| weight * rarity(having, self.columns.passages));
        for place in seen.drain(..) {
            let at = place as usize;
            let norm = norms[usize::from(self.columns.length[at])];
            if scores[at] == 0.0 {
                scored.push(place);
            }
            let rarity = if own[at] > 0.0 { rarities[0] } else { rarities[1] };
            scores[at] += rarity * saturated(own[at] + added[at], norm);
            own[at] = 0.0;
            added[at] = 0.0;
        }
        self.score_documents(weight);
    }

    fn score_documents(self, weight: f32) {
        let Scoreboard { documents, scored_documents, in_document, seen_documents, .. } = self.board;
        let rarity_of_documents = weight * rarity(seen_documents.len(), self.columns.documents.len());
        for document in seen_documents.drain(..) {
            let at = document as usize;
            let length = self.columns.document_length[at] as f32 / self.columns.average_document_length;
            let norm = K1 * (1.0 - DOCUMENT_B + DOCUMENT_B * length);
            if documents[at] == 0.0 {
                scored_documents.push(document);
            }
            documents[at] += rarity_of_documents * saturated(std::mem::take(&mut in_document[at]), norm);
        }
    }

    /// Ends a leaf that does not count.
    pub(crate) fn forget(self) {
        let Scoreboard { own, added, seen, in_document, seen_documents, .. } = self.board;
        for place in seen.drain(..) {
            own[place as usize] = 0.0;
            added[place as usize] = 0.0;
        }
        seen_documents.drain(..).for_each(|document| in_document[document as usize] = 0.0);
    }
}
