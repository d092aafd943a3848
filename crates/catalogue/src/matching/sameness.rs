//! Are two texts one? By their shingles, with what many texts share left out, and by going along one another.
//!
//! Measured on the shared corpus: copies in other formats share .8 and more of what either has (laws as PDF and XML .82), parts
//! and damaged copies are in the whole by .94 and more; rules of one office that share page furniture, by up to .93. Copies that were
//! recognised with one letter of 60 wrong share only .54 to .78 of their shingles, and are told by going along the whole text:
//! .84 of their landmarks stand in place, and .62 where they are fewest. Of other texts at most .83 do, and then .37 where they are
//! fewest, or .76, and then .66.

use std::collections::{HashMap, HashSet};

use apostille_corpus::{DocumentId, Overlap};

use super::{Candidate, LEAST, Text};

/// From this Jaccard similarity on, two texts are the same.
const SAME: f64 = 0.8;
/// From this share on, the shorter text is a part or a damaged copy of the longer.
const PART: f64 = 0.85;
/// The same for a part of which this many shingles are left: its notes and lists may be read otherwise in another format.
const LONG_PART: f64 = 0.75;
/// See [`LONG_PART`].
const LONG_PART_SHINGLES: u64 = 400;
/// From this share of common shingles on, a text may be a recognised copy, if it goes along the other:
const RECOGNISED: f64 = 0.4;
/// so large a share of its landmarks has to stand in place,
const ALONG: f64 = 0.8;
/// this one in every stretch,
const ALONG_EVERYWHERE: f64 = 0.55;
/// of so many landmarks at least.
const ALONG_COMPARED: usize = 96;
/// So many shingles have to be left of a part, and so many hashes compared: less is a quotation.
const PART_SHINGLES: u64 = 50;
/// In texts of fewer shingles a few words make another text, such as two notices of one form:
const SHORT: u64 = 200;
/// from this share on a short text is in a longer one that is not much longer,
const SHORT_PART: f64 = 0.98;
/// and this Jaccard similarity says so.
const SHORT_SAME: f64 = 0.7;
/// A text that is in the longer one of a pair by this share is a part of it too, and no witness that they share boilerplate.
const NO_WITNESS: f64 = 0.75;

/// Whether a candidate is the same text as the one that it was found for.
pub(super) fn is_same(
    one: &Text,
    other: &Candidate,
    candidates: &[Candidate],
    holders: &HashMap<u64, Vec<DocumentId>>,
) -> bool {
    let (own, its) = (&one.fingerprint, &other.text.fingerprint);
    let overlap = own.overlap(its, &HashSet::new());
    if overlap.shingles < LEAST {
        return false;
    }
    if overlap.shingles < SHORT && own.shingles().max(its.shingles()) < 2 * SHORT {
        return overlap.containment >= SHORT_PART && overlap.jaccard >= SHORT_SAME;
    }
    overlap.jaccard >= SAME || {
        let along = overlap.containment >= RECOGNISED && goes_along(one, &other.text);
        (along || overlap.containment >= LONG_PART) && {
            let left = own.overlap(its, &boilerplate(one, other, candidates, holders));
            let is_left = |share, shingles| holds(&overlap, &left, share, shingles);
            (along && is_left(RECOGNISED, PART_SHINGLES))
                || is_left(PART, PART_SHINGLES)
                || is_left(LONG_PART, LONG_PART_SHINGLES)
        }
    }
}

/// Whether two texts share so much, with boilerplate and without, and so many shingles are left without.
fn holds(overlap: &Overlap, left: &Overlap, share: f64, shingles: u64) -> bool {
    overlap.containment >= share
        && left.containment >= share
        && left.shingles >= shingles
        && left.compared as u64 >= PART_SHINGLES
}

/// Whether one text goes along the other from end to end, as a copy does that was recognised with errors everywhere.
fn goes_along(one: &Text, other: &Text) -> bool {
    let along = one.landmarks.as_ref().zip(other.landmarks.as_ref()).map(|(own, its)| own.alignment(its));
    along.is_some_and(|along| {
        along.share >= ALONG && along.least >= ALONG_EVERYWHERE && along.compared >= ALONG_COMPARED
    })
}

/// The hashes that a third text has which is no part of the longer one.
fn boilerplate(
    one: &Text,
    other: &Candidate,
    candidates: &[Candidate],
    holders: &HashMap<u64, Vec<DocumentId>>,
) -> HashSet<u64> {
    let is_longer = one.fingerprint.shingles() >= other.text.fingerprint.shingles();
    let longer = if is_longer { one } else { &other.text };
    let is_part = |third: &Candidate| {
        third.document == other.document || {
            let overlap = longer.fingerprint.overlap(&third.text.fingerprint, &HashSet::new());
            overlap.containment >= NO_WITNESS || (overlap.containment >= RECOGNISED && goes_along(longer, &third.text))
        }
    };
    let parts: HashSet<DocumentId> =
        candidates.iter().filter(|third| is_part(third)).map(|third| third.document).collect();
    let shared = holders.iter().filter(|(_, holders)| holders.iter().any(|holder| !parts.contains(holder)));
    shared.map(|(hash, _)| *hash).collect()
}
