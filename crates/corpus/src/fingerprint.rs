//! Is this the same text as that, whatever their formats? A document's fingerprint, and how much two of them share.
//!
//! Not here: which documents are one work. That also depends on what else is held, and is the catalogue's.

use std::collections::{BTreeSet, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{Document, Kind};

/// So many words in a row are a shingle. Measured on the shared corpus: four words tell texts apart and survive OCR.
const WORDS: usize = 4;

/// At most so many hashes are kept: a few hundred estimate a containment of .9 to within .02.
const KEPT: usize = 1024;

/// A sample of a text's shingles: four words in a row, without accents and capitals, of running text and tables. Notes are left
/// out, since formats put them in other places.
///
/// FracMinHash: every hash below 2^64 / 2^`scale` is kept, so that samples of texts of any length can be compared, and the share
/// of one that is in the other estimates containment (Irber et al. 2022, "Lightweight compositional analysis of metagenomes
/// with FracMinHash"). The scale is the smallest that keeps at most 1,024: up to that length the sample is the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    scale: u8,
    /// In rising order, each once.
    hashes: Vec<u64>,
}

/// How much two texts share, by their fingerprints.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// What both have of what either has: 0 to 1.
    pub jaccard: f64,
    /// What the longer has of the shorter: 0 to 1.
    pub containment: f64,
    /// How many shingles the shorter has, estimated.
    pub shingles: u64,
    /// How many hashes of the shorter were compared.
    pub compared: usize,
}

impl Fingerprint {
    /// The fingerprint of a document's running text and tables.
    pub fn of(document: &Document) -> Fingerprint {
        let text = document.passages.iter().filter(|passage| matches!(passage.kind, Kind::Body | Kind::Table));
        let words: Vec<String> = text.flat_map(|passage| words(&passage.text)).collect();
        let all: BTreeSet<u64> = words.windows(WORDS).map(hash).collect();
        let mut fingerprint = Fingerprint { scale: 0, hashes: all.into_iter().collect() };
        while fingerprint.hashes.len() > KEPT {
            fingerprint.scale += 1;
            let kept = fingerprint.below(fingerprint.scale).len();
            fingerprint.hashes.truncate(kept);
        }
        fingerprint
    }

    /// The hashes that are kept, in rising order.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// How many shingles the text has, estimated; exact where all were kept.
    pub fn shingles(&self) -> u64 {
        (self.hashes.len() as u64) << self.scale
    }

    /// How much two texts share, as if neither had the shingles `without`.
    pub fn overlap(&self, other: &Fingerprint, without: &HashSet<u64>) -> Overlap {
        let scale = self.scale.max(other.scale);
        let left = |of: &Fingerprint| -> Vec<u64> {
            of.below(scale).iter().copied().filter(|hash| !without.contains(hash)).collect()
        };
        let (one, two) = (left(self), left(other));
        let common = one.iter().filter(|hash| two.binary_search(hash).is_ok()).count();
        let compared = one.len().min(two.len());
        let share = |of: usize| if of == 0 { 0.0 } else { common as f64 / of as f64 };
        Overlap {
            jaccard: share(one.len() + two.len() - common),
            containment: share(compared),
            shingles: (compared as u64) << scale,
            compared,
        }
    }

    /// As bytes, to be kept: the scale, then the hashes, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let hashes = self.hashes.iter().flat_map(|hash| hash.to_le_bytes());
        std::iter::once(self.scale).chain(hashes).collect()
    }

    /// What [`Fingerprint::to_bytes`] wrote; none if the bytes are not that.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (scale, hashes) = bytes.split_first()?;
        let (hashes, rest) = hashes.as_chunks::<8>();
        let hashes: Vec<u64> = hashes.iter().map(|hash| u64::from_le_bytes(*hash)).collect();
        let is_sound = rest.is_empty() && *scale < 64 && hashes.is_sorted();
        is_sound.then_some(Fingerprint { scale: *scale, hashes })
    }

    fn below(&self, scale: u8) -> &[u64] {
        let bound = u64::MAX >> scale;
        &self.hashes[..self.hashes.partition_point(|hash| *hash <= bound)]
    }
}

/// The words of a text, without accents and capitals.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty());
    words.map(|word| word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect())
}

fn hash(words: &[String]) -> u64 {
    mixed(words.iter().flat_map(|word| word.bytes().chain([b' '])))
}

/// FNV-1a over the bytes, then the mixer of SplitMix64 (Steele, Lea and Flood 2014), since FNV's high bits, by which samples are
/// taken, hardly depend on the last letters. Kept in catalogues: another hash is another format.
pub(crate) fn mixed(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut mixed = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{DocumentId, Language, Passage, Record};

    pub(crate) fn document(text: &str) -> Document {
        let passage = Passage {
            id: "p1".to_owned(),
            number: 1,
            kind: Kind::Body,
            language: Language::from_tag("en"),
            page: None,
            page_label: None,
            section: None,
            text: text.to_owned(),
            continues: false,
            markers: Vec::new(),
        };
        Document {
            id: DocumentId::from_u64(1),
            record: Record::default(),
            printed: Default::default(),
            pages: None,
            sections: Vec::new(),
            passages: vec![passage],
            notes: Vec::new(),
            warnings: Vec::new(),
            spelling: Default::default(),
        }
    }

    fn fingerprint(words: std::ops::Range<u32>) -> Fingerprint {
        Fingerprint::of(&document(&words.map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ")))
    }

    fn overlap(one: &Fingerprint, two: &Fingerprint) -> Overlap {
        one.overlap(two, &HashSet::new())
    }

    #[test]
    fn accents_capitals_and_punctuation_make_no_other_text() {
        let one = Fingerprint::of(&document("La Migración, según (la) ley: «artículo» 7."));
        let two = Fingerprint::of(&document("la migracion segun la\nLEY articulo 7"));
        assert_eq!(one, two);
        assert_eq!(one.shingles(), 4);
    }

    #[test]
    fn a_half_is_in_the_whole_however_long_they_are() {
        for length in [400, 6_000, 100_000] {
            let (whole, half) = (fingerprint(0..length), fingerprint(0..length / 2));
            let found = overlap(&whole, &half);
            assert_eq!(found.containment, 1.0, "{length} words");
            assert!((found.jaccard - 0.5).abs() < 0.06, "{length} words: {found:?}");
            assert!(whole.hashes().len() <= KEPT && found.compared > 100, "{length} words: {found:?}");
        }
    }

    #[test]
    fn the_share_of_two_texts_is_estimated_from_a_sample() {
        // 30,000 words and 30,000 words, of which 21,000 are both's.
        let found = overlap(&fingerprint(0..30_000), &fingerprint(9_000..39_000));
        assert!((found.containment - 0.7).abs() < 0.05, "{found:?}");
        assert!(overlap(&fingerprint(0..500), &fingerprint(600..1_100)).containment < 0.01);
    }

    #[test]
    fn what_is_left_out_is_no_longer_shared() {
        let (one, two) = (fingerprint(0..300), fingerprint(100..400));
        let common: HashSet<u64> = one.hashes().iter().filter(|h| two.hashes().contains(h)).copied().collect();
        assert_eq!(one.overlap(&two, &common).containment, 0.0);
    }

    #[test]
    fn what_is_kept_is_read_back_and_nothing_else_is() {
        let whole = fingerprint(0..5_000);
        assert_eq!(Fingerprint::from_bytes(&whole.to_bytes()), Some(whole.clone()));
        assert_eq!(Fingerprint::from_bytes(&[]), None);
        assert_eq!(Fingerprint::from_bytes(&whole.to_bytes()[..12]), None);
        assert_eq!(Fingerprint::of(&document("")).shingles(), 0);
    }
}
