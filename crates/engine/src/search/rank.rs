//! How well a passage answers: BM25 of its words and its document's title, of pairs of words, and of its whole document.
//!
//! BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009), with Lucene's idf, which is
//! never negative. A title's words count as occurrences in the passage, the way of BM25F (Robertson, Zaragoza and Taylor,
//! 2004). The stems that a query's word has in several languages count as one term, their frequencies added and their
//! passages counted once, as Lucene's `SynonymQuery` does. Pairs are the ordered windows of Metzler and Croft (A Markov
//! Random Field Model for Term Dependencies, 2005). The constants were measured with `examples/quality.rs`.

use std::borrow::Cow;

use apostille_corpus::Kind;
use tantivy::fieldnorm::FieldNormReader;

use super::columns::Columns;
use super::postings::Postings;

/// BM25's saturation of frequencies. Tuning it was measured and did not pay.
const K1: f32 = 1.2;
/// BM25's share of a passage's length.
const B: f32 = 0.75;
/// BM25's share of a document's length: less than for passages, since a long document is not about less. MRR@10 of
/// scale-mix .787 with .75, .794 with .5.
const DOCUMENT_B: f32 = 0.5;
/// As how many occurrences in each of its passages a word of a title counts. MRR@10 of policyqa, whose questions name the
/// site, .161 without and .258 with it; of squad-en .867 and .874; elsewhere the same to .002 or better.
const TITLE: f32 = 3.0;
/// What a pair of words counts beside the words: without it all sets but policyqa lose .006 to .014 of MRR@10.
const PAIR: f32 = 0.3;
/// What the whole document's BM25 counts beside the passage's. Without it policyqa loses .024 of MRR@10, scale-mix .008;
/// more of it costs xquad-es, whose documents are of two kinds.
const DOCUMENT: f32 = 0.4;
/// What a heading or a title page is worth against running text: it names the matter and does not tell it.
const NAME: f32 = 0.5;

/// What there is to rank by.
pub(crate) struct Evidence<'a> {
    /// Where each wanted word, and each wanted phrase, stands.
    pub(crate) terms: Vec<Term<'a>>,
    /// Where pairs of words stand together, with the sum of their words' rarities.
    pub(crate) pairs: Vec<(Postings, f32)>,
}

/// A term to rank by.
pub(crate) struct Term<'a> {
    /// In which passages it stands.
    pub(crate) passages: &'a Postings,
    /// In which passages' titles it stands.
    pub(crate) titles: Postings,
}

/// How rare a term is: Lucene's idf of BM25.
pub(crate) fn rarity(having: usize, of: usize) -> f32 {
    let (having, of) = (having as f32, of as f32);
    (1.0 + (of - having + 0.5) / (having + 0.5)).ln()
}

/// The score of every place; of those that do not match it means nothing.
pub(crate) fn scores(evidence: &Evidence<'_>, columns: &Columns) -> Vec<f32> {
    let mut scores = vec![0.0; columns.alive.len()];
    let norms = norms(columns.average_length());
    let mut add = |postings: &Postings, weight: f32| {
        for (place, frequency) in &postings.0 {
            let place = *place as usize;
            scores[place] += weight * saturated(*frequency, norms[usize::from(columns.length[place])]);
        }
    };
    for term in &evidence.terms {
        let occurrences = term.occurrences();
        add(&occurrences, rarity(occurrences.0.len(), columns.passages));
    }
    for (pair, rarity) in &evidence.pairs {
        add(pair, PAIR * rarity);
    }
    let documents = document_scores(evidence, columns);
    for (place, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > 0.0) {
        *score += DOCUMENT * documents[columns.document[place] as usize];
        if is_name(columns.kind[place], columns.number[place]) {
            *score *= NAME;
        }
    }
    scores
}

/// Whether a passage only names what the text tells: a heading, or the title page, which is a document's first passage.
fn is_name(kind: Kind, number: u32) -> bool {
    kind == Kind::Heading || (kind == Kind::Front && number == 1)
}

impl Term<'_> {
    /// Its occurrences in passages and, weighed, in their titles.
    fn occurrences(&self) -> Cow<'_, Postings> {
        match self.titles.0.as_slice() {
            [] => Cow::Borrowed(self.passages),
            _ => Cow::Owned(self.passages.merged(&self.titles, TITLE)),
        }
    }
}

/// BM25's factor for a frequency.
fn saturated(frequency: f32, norm: f32) -> f32 {
    (K1 + 1.0) * frequency / (frequency + norm)
}

/// What BM25 subtracts for length, by the byte in which the index keeps a length.
fn norms(average: f32) -> [f32; 256] {
    std::array::from_fn(|byte| {
        let length = FieldNormReader::id_to_fieldnorm(byte as u8) as f32;
        K1 * (1.0 - B + B * length / average)
    })
}

/// BM25 of whole documents, their titles included, by the documents' places.
fn document_scores(evidence: &Evidence<'_>, columns: &Columns) -> Vec<f32> {
    let mut scores = vec![0.0; columns.documents.len()];
    let mut frequencies = vec![0.0; columns.documents.len()];
    let average = columns.average_document_length();
    for term in &evidence.terms {
        let mut touched = Vec::new();
        for (place, frequency) in term.passages.0.iter().chain(&term.titles.0) {
            let document = columns.document[*place as usize] as usize;
            if frequencies[document] == 0.0 {
                touched.push(document);
            }
            frequencies[document] += frequency;
        }
        let rarity = rarity(touched.len(), columns.documents.len());
        for document in touched {
            let frequency = std::mem::take(&mut frequencies[document]);
            let length = columns.document_length[document] as f32;
            scores[document] += rarity * saturated(frequency, K1 * (1.0 - DOCUMENT_B + DOCUMENT_B * length / average));
        }
    }
    scores
}
