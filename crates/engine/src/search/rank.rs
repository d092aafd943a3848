//! How well a passage answers: BM25 of its words, of pairs of them, and of its whole document.
//!
//! BM25 as Robertson and Zaragoza give it (The Probabilistic Relevance Framework, 2009), with Lucene's idf, which is
//! never negative. The stems that a query's word has in several languages count as one term, their frequencies added
//! and their passages counted once, as Lucene's `SynonymQuery` does. Pairs are the ordered windows of Metzler and Croft
//! (A Markov Random Field Model for Term Dependencies, 2005).

use apostille_corpus::Kind;

use super::columns::Columns;
use super::postings::Postings;

/// BM25's saturation of frequencies. Tuning it was measured and did not pay.
const K1: f32 = 1.2;
/// BM25's share of lengths.
const B: f32 = 0.75;
/// What a pair of words counts beside the words. Measured: with `DOCUMENT`, MRR .865 -> .878 and .236 -> .280.
static PAIR: LK = LK::new(|| knob("PAIR", 0.3));
/// What the whole document's BM25 counts beside the passage's.
static DOCUMENT: LK = LK::new(|| knob("DOCUMENT", 0.4));
static TITLE: LK = LK::new(|| knob("TITLE", 0.0));
static DTITLE: LK = LK::new(|| knob("DTITLE", 1.0));
/// x
static FTITLE: LK = LK::new(|| knob("FTITLE", 0.0));
static FDF: LK = LK::new(|| knob("FDF", 0.0));
static DB: LK = LK::new(|| knob("DB", 0.75));
type LK = std::sync::LazyLock<f32>;
pub(crate) fn knob(name: &str, default: f32) -> f32 { std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default) }
/// What a heading alone is worth against running text: it names the matter and does not tell it.
const HEADING: f32 = 0.5;

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
    /// How many words it has: a phrase is as rare as its words are together.
    pub(crate) rarity: f32,
}

/// How rare a term is: Lucene's idf of BM25.
pub(crate) fn rarity(having: usize, of: u64) -> f32 {
    let (having, of) = (having as f32, of as f32);
    (1.0 + (of - having + 0.5) / (having + 0.5)).ln()
}

/// The score of every place; of those that do not match it means nothing.
pub(crate) fn scores(evidence: &Evidence<'_>, columns: &Columns) -> Vec<f32> {
    let mut scores = vec![0.0; columns.alive.len()];
    let norms = Norms::of(columns.average_length());
    for term in &evidence.terms {
        if *FTITLE == 0.0 { add(&mut scores, term.passages, term.rarity, columns, &norms); continue; }
        let both = term.passages.clone().merged(term.titles.clone(), *FTITLE);
        let r = match *FDF as u32 { 0 => term.rarity, 1 => rarity(both.0.len(), columns.passages), _ => rarity(((term.passages.0.len() + both.0.len())/2), columns.passages) };
        add(&mut scores, &both, r, columns, &norms);
    }
    for term in &evidence.terms {
        let r = rarity(term.titles.0.len(), columns.passages);
        for (place, f) in &term.titles.0 { if scores[*place as usize] > 0.0 { scores[*place as usize] += *TITLE * r * f; } }
    }
    for (pair, rarity) in &evidence.pairs {
        add(&mut scores, pair, *PAIR * rarity, columns, &norms);
    }
    let documents = document_scores(evidence, columns);
    for (place, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > 0.0) {
        *score += *DOCUMENT * documents[columns.document[place] as usize];
        if columns.kind[place] == Kind::Heading {
            *score *= HEADING;
        }
    }
    scores
}

/// What a term that occurs this often in a passage of this length adds to its score.
pub(crate) fn contribution(rarity: f32, frequency: f32, length: u32, average: f32) -> f32 {
    rarity * (K1 + 1.0) * frequency / (frequency + K1 * (1.0 - B + B * length as f32 / average.max(1.0)))
}

fn add(scores: &mut [f32], postings: &Postings, rarity: f32, columns: &Columns, norms: &Norms) {
    for (place, frequency) in &postings.0 {
        let place = *place as usize;
        scores[place] += rarity * (K1 + 1.0) * frequency / (frequency + norms.norm(columns.length[place]));
    }
}

/// The part of BM25 that depends on the length alone, for short lengths looked up.
struct Norms {
    average: f32,
}

impl Norms {
    fn of(average: f32) -> Norms {
        Norms { average: average.max(1.0) }
    }

    fn norm(&self, length: u32) -> f32 {
        K1 * (1.0 - B + B * length as f32 / self.average)
    }
}

/// BM25 of whole documents, their titles included, by the documents' places.
fn document_scores(evidence: &Evidence<'_>, columns: &Columns) -> Vec<f32> {
    let mut scores = vec![0.0; columns.documents.len()];
    let mut frequencies = vec![0.0; columns.documents.len()];
    let norms = Norms::of(columns.average_document_length());
    for term in &evidence.terms {
        let mut touched = Vec::new();
        let occurrences = term.passages.0.iter().map(|x| (x, 1.0)).chain(term.titles.0.iter().map(|x| (x, *DTITLE)));
        for ((place, frequency), w) in occurrences {
            let frequency = frequency * w;
            let document = columns.document[*place as usize] as usize;
            if frequencies[document] == 0.0 {
                touched.push(document);
            }
            frequencies[document] += frequency;
        }
        let rarity = rarity(touched.len(), columns.documents.len() as u64);
        for document in touched {
            let frequency = std::mem::take(&mut frequencies[document]);
            let norm = K1 * (1.0 - *DB + *DB * columns.document_length[document] as f32 / norms.average);
            scores[document] += rarity * (K1 + 1.0) * frequency / (frequency + norm);
        }
    }
    scores
}
