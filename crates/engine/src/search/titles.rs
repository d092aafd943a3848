//! Which terms may stand in a title? Most words of a query do in none, which a bit tells without asking the dictionaries.
//!
//! A Bloom filter with one hash (Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors, 1970).

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use tantivy::SegmentReader;
use tantivy::schema::Field;

/// Bits for each term: of terms that no title has, one in so many seems to be there.
const BITS_A_TERM: usize = 16;

/// The terms of the titles of one commit.
#[derive(Debug, Default)]
pub(super) struct TitleTerms {
    bits: Vec<u64>,
}

impl TitleTerms {
    /// Reads the dictionaries of the titles.
    pub(super) fn read(segments: &[SegmentReader], field: Field) -> tantivy::Result<TitleTerms> {
        let indexes = segments.iter().map(|segment| segment.inverted_index(field));
        let indexes = indexes.collect::<tantivy::Result<Vec<_>>>()?;
        let terms: usize = indexes.iter().map(|index| index.terms().num_terms()).sum();
        let mut titles = TitleTerms { bits: vec![0; (terms * BITS_A_TERM).div_ceil(64).next_power_of_two()] };
        for index in &indexes {
            let mut stream = index.terms().stream()?;
            while stream.advance() {
                let (at, bit) = titles.place(stream.key());
                titles.bits[at] |= bit;
            }
        }
        Ok(titles)
    }

    /// Whether a title may have a term; if not, none has.
    pub(super) fn may_have(&self, term: &str) -> bool {
        let (at, bit) = self.place(term.as_bytes());
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, term: &[u8]) -> (usize, u64) {
        let hash = FixedState::default().hash_one(term);
        ((hash >> 6) as usize & self.bits.len().saturating_sub(1), 1 << (hash % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_that_was_added_may_be_there_and_few_others() {
        let mut titles = TitleTerms { bits: vec![0; 256] };
        assert!(!titles.may_have("asylum") && !TitleTerms::default().may_have("asylum"));
        for number in 0..1000 {
            let (at, bit) = titles.place(format!("~{number}").as_bytes());
            titles.bits[at] |= bit;
        }
        assert!((0..1000).all(|number| titles.may_have(&format!("~{number}"))));
        let others = (0..1000).filter(|number| titles.may_have(&format!("={number}"))).count();
        assert!(others < 120, "{others}");
    }
}
