//! How well words answer: BM25.
//!
//! As Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009), with Lucene's idf, which is never negative.
//! A title's words count as occurrences in the passage, the way of BM25F (Robertson, Zaragoza and Taylor, 2004). The stems
//! that a query's word has in several languages count as one term, their frequencies added and their passages counted once,
//! as Lucene's `SynonymQuery` does. The constants were measured with `examples/quality.rs`.

use tantivy::fieldnorm::FieldNormReader;

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

/// How rare a term is: Lucene's idf of BM25.
pub(crate) fn rarity(having: usize, of: usize) -> f32 {
    let (having, of) = (having as f32, of as f32);
    (1.0 + (of - having + 0.5).max(0.0) / (having + 0.5)).ln()
}

/// BM25's factor for a frequency.
pub(crate) fn saturated(frequency: f32, norm: f32) -> f32 {
    (K1 + 1.0) * frequency / (frequency + norm)
}

/// What BM25 subtracts for the lengths of passages.
#[derive(Debug)]
pub(crate) struct Norms([f32; 256]);

impl Norms {
    /// For passages of so many words on average.
    pub(crate) fn of(average: f32) -> Norms {
        Norms(std::array::from_fn(|byte| {
            let length = FieldNormReader::id_to_fieldnorm(byte as u8) as f32;
            K1 * (1.0 - B + B * length / average)
        }))
    }

    /// What is subtracted for a length, given as the byte in which the index keeps it.
    pub(crate) fn at(&self, length: u8) -> f32 {
        self.0[usize::from(length)]
    }
}

impl Default for Norms {
    fn default() -> Norms {
        Norms::of(1.0)
    }
}

/// What BM25 subtracts for a document's length, given as a share of the average.
pub(crate) fn document_norm(length: f32) -> f32 {
    K1 * (1.0 - DOCUMENT_B + DOCUMENT_B * length)
}
