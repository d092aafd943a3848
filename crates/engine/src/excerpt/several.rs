//! Where do words stand together that are wanted together: whole phrases, and words near one another?

use crate::search::{Alternative, near};

/// An alternative of several words.
pub(super) struct Several<'a> {
    pub(super) alternative: &'a Alternative,
    /// The bit of its leaf.
    pub(super) found: u64,
    /// The bit of the language that it is meant in; all of them for any.
    pub(super) language: u64,
}

impl Several<'_> {
    /// Calls back with the place of each word where all stand together, and whether a phrase joins it to the word before it.
    /// `parts` are the places of words that are wanted, each with the place of what it is in the alternative.
    pub(super) fn each(&self, parts: &[(u32, usize)], mut found: impl FnMut(u32, bool)) {
        if parts.is_empty() {
            return;
        }
        let slots = &self.alternative.slots;
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); slots.len()];
        parts.iter().for_each(|(place, slot)| places[*slot].push(*place));
        places.iter_mut().for_each(|places| {
            places.sort_unstable();
            places.dedup();
        });
        let Some(between) = self.alternative.between else {
            for start in &places[0] {
                let at = |slot: usize| start + slots[slot].at;
                if (0..slots.len()).all(|slot| places[slot].binary_search(&at(slot)).is_ok()) {
                    (0..slots.len()).for_each(|slot| found(at(slot), slot > 0));
                }
            }
            return;
        };
        let by_word: Vec<&[u32]> = places.iter().map(Vec::as_slice).collect();
        for (first, last) in near(&by_word, slots.len() as u32 + between) {
            for place in places.iter().flatten().filter(|place| (first..=last).contains(*place)) {
                found(*place, false);
            }
        }
    }
}
